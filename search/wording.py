"""What people say when they mean a filter, in Finnish, Swedish and English. Words only; understanding.py and said_days.py read them.

Phrases are looked up without dots and rings (*tanaan*); `fi:lapsi` is a base form, which every form of the word reaches.
"""

from __future__ import annotations

from collections.abc import Mapping

from search.analysis.words import folded

PHRASE_WORDS_MOST = 6


def _table(lines: str) -> dict[str, str]:
    """Read `code: phrase, phrase` lines into phrase → code; a line that begins with a colon goes on with the code above it."""
    found: dict[str, str] = {}
    code = ""
    for line in lines.strip().splitlines():
        own, phrases = line.strip().split(" ", 1)
        code = own.rstrip(":") or code
        found.update(dict.fromkeys((_key(phrase.strip()) for phrase in phrases.strip(",").split(",")), code))
    return found


def _key(phrase: str) -> str:
    return phrase if phrase[2:3] == ":" else folded(phrase)


DAYS = _table(
    """
    today: tänään, tänä iltana, tänäiltana, tänä aamuna, tänä yönä, tämän päivän, idag, i dag, ikväll, i kväll, i natt, i eftermiddag,
    : under kvällen, today, tonight, this evening, this afternoon, this morning, todays, today's, tonight's
    tomorrow: huomenna, huomiselle, huomisen, huomisiltana, huomisillalle, huomisaamuna, huomispäivänä, imorgon, i morgon, imorron, i morron,
    : i morgon bitti, imorgon bitti, tomorrow, tomorrows, tomorrow's
    day-after-tomorrow: ylihuomenna, ylihuomiselle, i övermorgon, övermorgon, iövermorgon, day after tomorrow, the day after tomorrow
    weekend: viikonloppuna, viikonloppu, viikonlopun, viikonlopulle, viikonlopuksi, viikonloppuun, tänä viikonloppuna, ensi viikonloppuna,
    : ensi viikonlopun, tulevana viikonloppuna, viikonlopun aikana, wkl, viikonloppuisin, i helgen, helgen, till helgen, på helgen, nästa helg,
    : i veckoslutet, på veckoslutet, veckoslutet, veckoslut, under veckoslutet, under helgen, till veckoslutet, nästa veckoslut, kommande helg,
    : weekend, this weekend, the weekend, next weekend, at the weekend, on the weekend, over the weekend, during the weekend, weekends,
    : coming weekend
    week: viikolla, viikon sisällä, viikon sisään, viikon aikana, lähipäivinä, lähipäivien, inom en vecka, de närmaste dagarna, inom kort,
    : within a week, in a week, next few days, coming days, in the next few days
    two-weeks: lähiviikkoina, kahden viikon sisällä, kahden viikon aikana, inom två veckor, within two weeks, next two weeks, coming weeks
    this-week: tällä viikolla, tämän viikon, tämän viikon aikana, den här veckan, denna vecka, i veckan, under veckan, this week, this week's
    late-week: loppuviikosta, loppuviikolla, loppuviikko, i slutet av veckan, end of the week, later this week
    next-week: ensi viikolla, ensi viikon, ensi viikon aikana, seuraavalla viikolla, tulevalla viikolla, alkuviikosta, nästa vecka,
    : kommande vecka, next week, next week's, the coming week
    week-after-next: viikon päästä, seuraavana viikkona, om en vecka, om två veckor, in two weeks, week after next
    month: kuukauden sisällä, kuukauden aikana, lähiaikoina, lähiaikojen, lähikuukausina, inom en månad, inom den närmaste tiden,
    : within a month, in the coming weeks
    this-month: tässä kuussa, tämän kuun, tämän kuun aikana, tässä kuussa vielä, den här månaden, denna månad, i månaden, this month
    next-month: ensi kuussa, ensi kuun, ensi kuun aikana, ensi kuulle, seuraavassa kuussa, nästa månad, kommande månad, next month
    this-year: tänä vuonna, tämän vuoden, vielä tänä vuonna, i år, this year
    next-year: ensi vuonna, ensi vuoden, ensi vuodelle, nästa år, next year
    spring: keväällä, ensi keväänä, tänä keväänä, kevään aikana, kevääksi, på våren, i vår, under våren, nästa vår, in spring, in the spring,
    : this spring, next spring, during the spring
    summer: kesällä, ensi kesänä, tänä kesänä, kesän aikana, kesäksi, i sommar, på sommaren, under sommaren, nästa sommar, in summer,
    : in the summer, this summer, next summer, during the summer, for the summer
    autumn: syksyllä, ensi syksynä, tänä syksynä, syksyn aikana, syksyksi, i höst, på hösten, under hösten, nästa höst, in autumn,
    : in the autumn, this autumn, next autumn, in the fall, this fall, during the autumn
    winter: talvella, ensi talvena, tänä talvena, talven aikana, talveksi, i vinter, på vintern, under vintern, nästa vinter, in winter,
    : in the winter, this winter, next winter, during the winter
    before-christmas: ennen joulua, joulun alla, joulun alle, ennen jouluaattoa, före jul, innan jul, inför julen, before christmas
    christmas: jouluna, joulun aikaan, joulun aikana, joulunaikaan, joulunaikana, jouluaikaan, jouluaikana, joulun tienoilla, joulun seudulla,
    : joulunpyhinä, joulun pyhinä, joulupyhinä, jouluksi, joulun välipäivinä, välipäivinä, i jul, till jul, på julen, under julen, vid jul,
    : vid jultid, kring jul, runt jul, under jultiden, över jul, juletid, i juletid, at christmas, over christmas, during christmas,
    : around christmas, at christmas time, christmas time, this christmas, for christmas, in the christmas time, over the christmas
    christmas-eve: jouluaattona, aattona, på julafton, julaftonen, christmas eve, on christmas eve
    christmas-day: joulupäivänä, på juldagen, christmas day, on christmas day
    boxing-day: tapaninpäivänä, tapanina, på annandag jul, på annandagen, boxing day, on boxing day
    christmas-holiday: joululomalla, joululoman aikana, joululomaksi, joululomaan, på jullovet, under jullovet, jullovet, christmas holiday,
    : christmas holidays, christmas break, during the christmas holidays, over the christmas holidays
    new-year: uutenavuotena, uutena vuotena, uudenvuodenaattona, uudenvuodenpäivänä, uudenvuoden aattona, uudeksivuodeksi, vuodenvaihteessa,
    : på nyår, till nyår, på nyårsafton, nyårsaftonen, på nyårsdagen, vid nyår, vid årsskiftet, at new year, new year's eve, new years eve,
    : on new year's eve, new year's day, at the turn of the year
    epiphany: loppiaisena, på trettondagen, at epiphany
    valentine: ystävänpäivänä, ystävänpäiväksi, på alla hjärtans dag, på vändagen, på valentindagen, valentine's day, on valentine's day,
    : valentines day
    winter-holiday: hiihtolomalla, hiihtoloma, hiihtoloman aikana, hiihtolomaksi, hiihtolomaviikolla, hiihtolomien aikaan, talvilomalla,
    : talviloma, talviloman aikana, på sportlovet, sportlovet, sportlov, under sportlovet, på sportlovsveckan, winter holiday, winter holidays,
    : winter break, ski holiday, skiing holiday, ski break, during the winter break
    shrovetide: laskiaisena, laskiaisen aikaan, laskiaissunnuntaina, laskiaistiistaina, på fastlagen, på fettisdagen, at shrovetide,
    : on shrove tuesday
    good-friday: pitkäperjantaina, på långfredagen, on good friday, good friday
    easter: pääsiäisenä, pääsiäisen aikaan, pääsiäisen aikana, pääsiäiseksi, pääsiäisenaikaan, pääsiäispyhinä, pääsiäislomalla,
    : pääsiäisviikonloppuna, pääsiäissunnuntaina, pääsiäismaanantaina, i påsk, på påsken, till påsk, under påsken, vid påsk, kring påsk,
    : på påsklovet, at easter, over easter, during easter, around easter, easter weekend, this easter, easter holidays, for easter
    may-day: vappuna, vapun aikaan, vapun aikana, vapuksi, vappuaattona, vapunpäivänä, på vappen, till vappen, i vappen, på valborg,
    : på valborgsmässoafton, på första maj, första maj, valborgsmässoafton, on may day, may day, at vappu, on vappu, first of may
    mothers-day: äitienpäivänä, äitienpäiväksi, på mors dag, på morsdag, mother's day, mothers day, on mother's day
    ascension: helatorstaina, på kristi himmelsfärdsdag, ascension day, on ascension day
    midsummer: juhannuksena, juhannuksen aikaan, juhannuksen aikana, juhannukseksi, juhannusaattona, juhannuspäivänä, juhannusviikonloppuna,
    : på midsommar, i midsommar, till midsommar, vid midsommar, under midsommaren, på midsommarafton, på midsommaren, at midsummer,
    : on midsummer, midsummer eve, on midsummer eve, over midsummer, midsummer weekend
    summer-holiday: kesälomalla, kesäloman aikana, kesälomaksi, på sommarlovet, under sommarlovet, sommarlovet, summer holidays, summer holiday,
    : during the summer holidays, summer break
    autumn-holiday: syyslomalla, syysloma, syysloman aikana, syyslomaksi, på höstlovet, höstlovet, under höstlovet, autumn break,
    : autumn holiday, autumn holidays, fall break
    halloween: halloweenina, halloweeninä, på halloween, at halloween, on halloween
    all-saints: pyhäinpäivänä, på allhelgona, på alla helgons dag, on all saints' day, all saints day
    fathers-day: isänpäivänä, isänpäiväksi, på fars dag, på farsdag, father's day, fathers day, on father's day
    advent: adventtina, adventin aikaan, adventin aikana, adventtiaikana, i advent, under advent, in advent, during advent
    independence: itsenäisyyspäivänä, itsenäisyyspäiväksi, på självständighetsdagen, självständighetsdagen, independence day,
    : on independence day
    lucia: lucianpäivänä, luciana, på lucia, på luciadagen, on st lucia's day
    """
)

# Named days → the word that what belongs to them has in its title.
WISHED: Mapping[str, str] = {
    "before-christmas": "joulu", "christmas": "joulu", "christmas-eve": "joulu", "christmas-day": "joulu", "boxing-day": "joulu",
    "christmas-holiday": "joulu", "new-year": "uusivuosi", "epiphany": "loppiainen", "valentine": "ystävänpäivä", "winter-holiday": "hiihtoloma",
    "shrovetide": "laskiainen", "good-friday": "pääsiäinen", "easter": "pääsiäinen", "may-day": "vappu", "mothers-day": "äitienpäivä",
    "midsummer": "juhannus", "summer-holiday": "kesäloma", "autumn-holiday": "syysloma", "halloween": "halloween", "all-saints": "pyhäinpäivä",
    "fathers-day": "isänpäivä", "advent": "adventti", "independence": "itsenäisyyspäivä", "lucia": "lucia", "spring": "kevät", "summer": "kesä",
    "autumn": "syksy", "winter": "talvi",
}  # fmt: skip

_FINNISH_DAYS = "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai".split()
_FINNISH_ENDINGS = (
    " na ksi n sin -iltana -illaksi -ilta -aamuna -aamupäivänä -iltapäivänä iltana illaksi aamuna aamupäivänä iltapäivänä iltaisin lle".split(" ")
)
_SWEDISH_DAYS = "måndag tisdag onsdag torsdag fredag lördag söndag".split()
_SWEDISH_ENDINGS = " en ar s skväll smorgon seftermiddag skvällen sförmiddag".split(" ")
_ENGLISH_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_ENGLISH_ENDINGS = " s 's".split(" ")
WEEKDAYS: Mapping[str, int] = {
    folded(day + ending): number
    for days, endings in ((_FINNISH_DAYS, _FINNISH_ENDINGS), (_SWEDISH_DAYS, _SWEDISH_ENDINGS), (_ENGLISH_DAYS, _ENGLISH_ENDINGS))
    for number, day in enumerate(days)
    for ending in endings
} | {short: number for number, short in enumerate("ma ti ke to pe la su".split())}
SHORT_WEEKDAYS = frozenset("ma ti ke to pe la su".split())  # days only beside a date: *pe 28.11.*

_FINNISH_MONTHS = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()
_SWEDISH_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_ENGLISH_MONTHS = "january february - april - june july august september october november december".split()
MONTHS: Mapping[str, int] = {
    **{
        folded(f"{month}kuu{ending}"): number
        for number, month in enumerate(_FINNISH_MONTHS, 1)
        for ending in ("", "ssa", "n", "ta", "lle", "ksi", "hun")
    },
    **{month: number for number, month in enumerate(_SWEDISH_MONTHS, 1)},
    **{month: number for number, month in enumerate(_ENGLISH_MONTHS, 1) if month != "-"},
}
# *may* and *march* are ordinary words: months only where the sentence or a number says so.
LOOSE_MONTHS: Mapping[str, int] = {"may": 5, "march": 3, "jan": 1, "feb": 2, "aug": 8, "sept": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12}
IN_WORDS = frozenset("in i during this next last late early mid ensi nästa".split())

# The part of a month → its days; the last day is found by the month.
MONTH_PARTS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(
        (folded(word) for word in ("alussa", "alkupuolella", "alkuun", "i början av", "början av", "early", "beginning of", "start of")), (1, 10)
    ),
    **dict.fromkeys((folded(word) for word in ("puolivälissä", "puolessavälissä", "i mitten av", "mitten av", "mid", "middle of")), (10, 20)),
    **dict.fromkeys(
        (folded(word) for word in ("lopussa", "loppupuolella", "lopulla", "loppuun", "i slutet av", "slutet av", "late", "end of")), (20, 31)
    ),
}
PARTS_OF_DAY = frozenset(
    folded(word)
    for word in (
        "illalla iltana illaksi iltaa aamulla aamuna aamupäivällä aamupäivänä päivällä iltapäivällä iltapäivänä yöllä "
        "kväll kvällen morgon morgonen eftermiddag eftermiddagen förmiddag förmiddagen natt evening night afternoon morning noon evenings"
    ).split()
)
COMING = frozenset(
    folded(word)
    for word in "ensi tulevana seuraavana ensimmäisenä nästa kommande next coming tänä denna detta this nu on på om den heti the of".split()
)
AFTER_TODAY = frozenset({"ensi", "tulevana", "seuraavana", "nasta", "kommande", "next", "coming"})
BETWEEN = frozenset("ja tai och eller and or".split())
WEEK_WORDS = frozenset("viikolla viikko vecka week vko v".split())
ORDINAL_JOINTS = frozenset("of den the på paivana on".split())

# Base forms are looked up too, so one form of a word is enough.
FREE = _table(
    """
    1: ilmaiseksi, ilmaista, fi:ilmainen, fi:maksuton, maksutta, ilman maksua, ilman rahaa, vapaa pääsy, vapaa sisäänpääsy,
    : ilmainen sisäänpääsy, ilmainen pääsy, ei maksa mitään, gratis, avgiftsfri, avgiftsfritt, avgiftsfria, kostnadsfri, kostnadsfritt,
    : fri entré, fritt inträde, gratis inträde, gratis entré, utan avgift, free, free of charge, free entry, free admission, for free,
    : no charge, no cost, without paying
    """
)
AUDIENCE = _table(
    """
    children: fi:lapsi, fi:taapero, fi:vauva, fi:lapsiperhe, fi:lapsukainen, fi:muksu, fi:pikkulapsi, fi:alakoululainen, fi:koululainen,
    : fi:leikki-ikäinen, fi:pienokainen, fi:kakara, fi:tenava, fi:lapsonen, perheen pienimmille, perheen pienimmät, sv:barn, sv:småbarn,
    : sv:bebis, sv:skolbarn, sv:unge, småbarn, barnfamilj, barnfamiljer, småttingar, de minsta, en:child, en:children, en:kid, en:toddler,
    : en:babi, en:schoolchild, schoolchildren, little ones, en:infant
    young: fi:nuori, fi:varhaisnuori, fi:nuorukainen, fi:teini, fi:teini-ikäinen, fi:nuoriso, fi:yläkoululainen, fi:lukiolainen,
    : fi:murrosikäinen, sv:ungdom, unga, sv:tonåring, tonåringar, en:teen, en:teenag, young people, young adults, en:youth, en:adolesc
    adults: fi:aikuinen, vuxna, vuxen, adults, adult, grown-ups, grownups
    seniors: fi:seniori, fi:eläkeläinen, fi:ikäihminen, fi:ikääntynyt, fi:vanhus, fi:ikäihmiset, fi:eläkeikäinen, sv:senior, sv:pension,
    : sv:pensionär, äldre, en:senior, en:pension, elderly, older people, old people, retired
    """
)
ACCESS = _table(
    """
    step-free: fi:pyörätuoli, fi:esteetön, esteettömästi, esteettömyys, ilman portaita, fi:liikuntarajoitteinen, rollaattorilla, fi:rollaattori,
    : sv:rullstol, sv:rollator, tillgänglig, tillgängligt, tillgängliga, tillgänglighet, utan trappor, barrierefri, en:wheelchair, accessible,
    : accessibility, step-free, step free, no stairs, without stairs
    lift: fi:hissi, hissillä, hiss, med hiss, en:elev, elevator, with a lift
    accessible-toilet: fi:invavessa, inva-wc, inva wc, inva vessa, fi:inva-vessa, esteetön vessa, esteettömät vessat, esteetön wc,
    : esteetön wc-tila, inva-vessa, handikapptoalett, tillgänglig toalett, rwc, rullstolstoalett, accessible toilet, accessible toilets,
    : disabled toilet, accessible bathroom
    wheelchair-places: pyörätuolipaikka, fi:pyörätuolipaikka, pyörätuolipaikat, pyörätuolipaikkoja, rullstolsplats, rullstolsplatser,
    : wheelchair places, wheelchair seats, wheelchair space, wheelchair spaces
    induction-loop: fi:induktiosilmukka, fi:silmukka, fi:kuulolaite, fi:kuulokoje, kuulolaitteelle, fi:huonokuuloinen, hörselslinga, hörslinga,
    : slinga, induktionsslinga, hörapparat, hearing loop, induction loop, hearing aid, hard of hearing
    sign-language: fi:kuuro, kuuroille, döv, döva, för döva, deaf, for the deaf, fi:viittomakieli, viittomakielinen, viittomakielellä,
    : fi:viittomakielinen, fi:tulkattu, tulkattu, viitottu, viitottuna, tulkattuna, fi:tulkkaus, viittomakielen tulkkaus, teckenspråk,
    : på teckenspråk, teckenspråkig, teckenspråkiga, teckenspråkstolkad, teckenspråkstolkat, teckenspråkstolkning, teckentolkad, tolkad, tolkat,
    : tolkning, sign language, signed, interpreted, sign language interpreted, sign language interpretation, sign interpreted, signing
    captioned: fi:tekstitys, tekstitetty, fi:tekstitetty, tekstitettynä, tekstityksellä, kirjoitustulkkaus, fi:kirjoitustulkkaus, textad,
    : textat, textade, textning, med text, undertextad, undertexter, skrivtolkning, subtitles, subtitled, captions, captioned, captioning,
    : with subtitles, closed captions, surtitles
    audio-described: kuvailutulkattu, fi:kuvailutulkattu, fi:kuvailutulkkaus, kuvailutulkattuna, fi:näkövammainen, fi:sokea, syntolkad,
    : syntolkat, syntolkade, syntolkning, audio described, audio-described, audio description, synskadade, synskadad, visually impaired, blind
    guide-dog: fi:opaskoira, fi:avustajakoira, opaskoiran kanssa, ledarhund, ledarhunden, assistanshund, sv:ledarhund, guide dog, guide dogs,
    : assistance dog, service dog
    quiet: aistiystävällinen, fi:aistiystävällinen, aistiesteetön, fi:aistiesteetön, aistiherkille, fi:aistiherkkä, hiljainen tila,
    : rauhallinen tila, fi:rauhoittumistila, lugnt rum, tyst rum, sensoriskt anpassad, quiet space, quiet room, sensory friendly,
    : sensory-friendly, relaxed performance, autism friendly, autism-friendly
    assistant-free: avustaja ilmaiseksi, avustaja maksutta, avustaja veloituksetta, henkilökohtainen avustaja, fi:avustaja, avustajan kanssa,
    : personlig assistent, assistent gratis, med assistent, ledsagare gratis, sv:ledsagar, personal assistant, carer free, companion free,
    : with an assistant, with my assistant
    easy-language: selkokieli, fi:selkokieli, selkokielinen, fi:selkokielinen, selkokielellä, selkosuomi, selkosuomeksi, selkosuomella,
    : lättläst, lätt språk, på lätt språk, på lätt svenska, lättlästa, klarspråk, easy language, plain language, easy finnish, simple finnish,
    : easy-to-read, easy to read
    """
)
HOW = _table(
    """
    just-come: ilman varausta, ilman ennakkovarausta, ilman varaamista, ilman paikkavarausta, ilman lippua, ilman ennakkolippua, varaamatta,
    : ilman ilmoittautumista, ilman ennakkoilmoittautumista, ilmoittautumatta, ei ennakkoilmoittautumista, ei ilmoittautumista, ei varausta,
    : ei ennakkovarausta, ei tarvitse varata, ei tarvitse ilmoittautua, ei tarvi varata, ei tarvi ilmoittautua, suoraan paikalle, tulla suoraan,
    : voi vain tulla, voi tulla suoraan, tule vain, vain tulla, varausta ei tarvita, ilman ajanvarausta, ex tempore, utan bokning,
    : utan förhandsbokning, utan anmälan, utan förhandsanmälan, utan att boka, utan att anmäla sig, utan biljett, ingen bokning, ingen anmälan,
    : ingen förhandsanmälan, ingen förhandsbokning, bara komma, bara att komma, drop-in, drop in, dropin, obokad, obokat, behöver inte boka,
    : inte boka, no booking, no bookings, without booking, without a booking, without reservation, no reservation, no reservations,
    : no registration, without registration, without registering, no sign-up, no signup, without signing up, no need to book, just come,
    : just turn up, just show up, walk-in, walk in, no ticket needed, no booking needed, without a ticket, no booking required
    phone: puhelimitse, varaus puhelimitse, varata puhelimitse, puhelinvaraus, soittamalla, varaus soittamalla, voi soittaa, per telefon,
    : via telefon, telefonbokning, boka per telefon, ring och boka, genom att ringa, by phone, book by phone, by telephone, phone booking,
    : booking by phone, call to book, soita ja varaa, soita, varaa soittamalla, varaa puhelimella, puhelimella, ring, boka genom att ringa,
    : call, phone
    e-mail: sähköpostitse, sähköpostilla, varaus sähköpostilla, varaus sähköpostitse, per e-post, via e-post, med e-post, boka per e-post,
    : by e-mail, by email, book by email
    at-the-desk: lippu kassalta, liput kassalta, lipun kassalta, lippuja kassalta, kassalta, kassalla, lippukassalta, ovelta, liput ovelta,
    : lippu ovelta, lippu tiskiltä, tiskiltä, biljett i kassan, biljetter i kassan, biljett från kassan, biljetter från kassan, från kassan,
    : i kassan, vid kassan, vid dörren, biljetter vid dörren, ticket at the desk, tickets at the desk, at the desk, tickets at the door,
    : at the door, ticket desk, box office, from the box office, at the ticket office, lippu luukulta, luukulta, lipunmyynnistä,
    : liput lipunmyynnistä, biljettluckan, i luckan, ticket office, ticket counter
    reserve-here: varaa netissä, varaus netissä, varata netissä, nettivaraus, nettivarauksella, verkkovaraus, varaa verkossa, varaus verkossa,
    : varata verkossa, varaa tästä, boka på nätet, bokas på nätet, nätbokning, bokning på nätet, book online, online booking, reserve online,
    : booking online, varaa paikka netistä, varaa netistä, varaus netistä, netistä, varaa paikka, varata paikka, paikkavaraus, boka plats,
    : boka en plats, platsbokning, book a seat, book a place, reserve a seat, reserve a place, seat reservation
    code-list: lippukoodi, lippukoodit, lippukoodilla, koodilla, koodi verkkokauppaan, koodi lippukauppaan, biljettkod, med kod, rabattkod,
    : ticket code, ticket codes, promo code, discount code, with a code
    enrol-then-code: ilmoittaudu kurssille, ilmoittautuminen kurssille, ilmoittautua kurssille, kurssi-ilmoittautuminen,
    : kurssille ilmoittautuminen, anmäl dig till kurs, anmälan till kurs, anmälan till kursen, kursanmälan, enrol, enroll, enrolment,
    : course registration, sign up for a course, enrol on a course, register for a course
    """
)
PLACES = _table(
    """
    1: vapaita paikkoja, paikkoja jäljellä, paikkoja vielä, vielä paikkoja, vielä tilaa, mahtuu vielä, mahtuu mukaan, vapaat paikat,
    : lippuja jäljellä, lediga platser, platser kvar, ledig plats, biljetter kvar, places left, seats left, tickets left, spaces left,
    : places available, seats available, still available, not sold out, ei loppuunmyyty
    """
)
LANGUAGE = _table(
    """
    fi: suomeksi, suomenkielinen, fi:suomenkielinen, suomen kielellä, suomenkielellä, på finska, finskspråkig, finskspråkiga, finskspråkigt,
    : in finnish, finnish-speaking
    sv: ruotsiksi, ruotsinkielinen, fi:ruotsinkielinen, ruotsin kielellä, ruotsinkielellä, på svenska, svenskspråkig, svenskspråkiga,
    : svenskspråkigt, in swedish, swedish-speaking
    en: englanniksi, englanninkielinen, fi:englanninkielinen, englannin kielellä, englanninkielellä, på engelska, engelskspråkig,
    : engelskspråkiga, engelskspråkigt, in english, english-speaking
    none: ilman sanoja, sanaton, fi:sanaton, ilman kieltä, kielestä riippumaton, utan ord, ordlös, ordlösa, without words, wordless, no words
    """
)
# Small words that only point to what was understood.
POINTING = frozenset(
    folded(word)
    for word in (
        "in at on near for from around by i på nära för till kring vid inom lähellä lähistöllä lähettyvillä seudulla seuduilla alueella asti kanssa "
        "varten saakka alkaen sopiva sopivaa sopivat sopivia som är suitable jossa joissa where with med "
        "ilmoittaudu ilmoittautuminen varaus varaa boka bokning anmälan anmäl book booking register reserve keskustassa keskustan centrum"
    ).split()
)
