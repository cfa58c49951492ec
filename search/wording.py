"""What people say when they mean a filter, in Finnish, Swedish and English. Words only; understanding.py reads them."""

from __future__ import annotations

PHRASE_WORDS_MOST = 3


def _table(lines: str) -> dict[str, str]:
    """Read `code: phrase, phrase` lines into phrase → code."""
    found = {}
    for line in lines.strip().splitlines():
        code, phrases = line.split(":", 1)
        found.update(dict.fromkeys((phrase.strip() for phrase in phrases.split(",")), code.strip()))
    return found


DAYS = _table(
    """
    today: tänään, tanaan, tänä iltana, tana iltana, tänäiltana, idag, i dag, ikväll, i kväll, today, tonight, this evening
    tomorrow: huomenna, huomisiltana, huomenillalla, imorgon, i morgon, imorron, tomorrow, tomorrow night
    weekend: viikonloppuna, viikonloppu, viikonlopun, viikonlopuksi, tänä viikonloppuna, ensi viikonloppuna, i helgen, helgen, till helgen, \
        nästa helg, i veckoslutet, veckoslutet, weekend, this weekend, the weekend, next weekend, at the weekend
    this-week: tällä viikolla, tämän viikon, den här veckan, denna vecka, i veckan, this week
    next-week: ensi viikolla, ensi viikon, nästa vecka, next week
    month: tässä kuussa, tämän kuun, den här månaden, denna månad, this month
    """.replace("\\\n", "")
)

_WEEKDAYS = {
    0: "maanantaina maanantai måndag måndagen monday",
    1: "tiistaina tiistai tisdag tisdagen tuesday",
    2: "keskiviikkona keskiviikko onsdag onsdagen wednesday",
    3: "torstaina torstai torsdag torsdagen thursday",
    4: "perjantaina perjantai fredag fredagen friday",
    5: "lauantaina lauantai lördag lördagen saturday",
    6: "sunnuntaina sunnuntai söndag söndagen sunday",
}
WEEKDAYS = {word: number for number, line in _WEEKDAYS.items() for word in line.split()}

_MONTHS = {
    1: "tammikuu tammikuussa tammikuun januari january",
    2: "helmikuu helmikuussa helmikuun februari february",
    3: "maaliskuu maaliskuussa maaliskuun mars march",
    4: "huhtikuu huhtikuussa huhtikuun april",
    5: "toukokuu toukokuussa toukokuun maj",
    6: "kesäkuu kesäkuussa kesäkuun juni june",
    7: "heinäkuu heinäkuussa heinäkuun juli july",
    8: "elokuu elokuussa elokuun augusti august",
    9: "syyskuu syyskuussa syyskuun september",
    10: "lokakuu lokakuussa lokakuun oktober october",
    11: "marraskuu marraskuussa marraskuun november",
    12: "joulukuu joulukuussa joulukuun december",
}
MONTHS = {word: number for number, line in _MONTHS.items() for word in line.split()} | {"in may": 5}

# Base forms are looked up too, so one form of a word is enough.
FREE = _table(
    """
    1: ilmaiseksi, fi:ilmainen, fi:maksuton, maksutta, gratis, avgiftsfri, avgiftsfritt, free, free of charge
    """
)
AUDIENCE = _table(
    """
    children: fi:lapsi, fi:taapero, fi:vauva, fi:lapsiperhe, sv:barn, sv:småbarn, sv:bebis, en:child, en:kid, en:toddler, en:babi
    young: fi:nuori, fi:teini, sv:ungdom, unga, sv:tonåring, en:teen, en:teenag, young people
    adults: fi:aikuinen, vuxna, vuxen, adults, adult
    seniors: fi:seniori, fi:eläkeläinen, fi:ikäihminen, fi:ikääntynyt, fi:vanhus, sv:senior, sv:pension, äldre, en:senior, en:pension, elderly
    """
)
ACCESS = _table(
    """
    step-free: fi:pyörätuoli, fi:esteetön, esteettömästi, sv:rullstol, tillgänglig, tillgängligt, en:wheelchair, accessible, step-free
    lift: en:elev
    induction-loop: fi:induktiosilmukka, hörselslinga, hearing loop, induction loop
    sign-language: fi:viittomakieli, viittomakielinen, tulkattu, teckenspråk, teckenspråkstolkad, sign language
    captioned: fi:tekstitys, tekstitetty, textad, textning, subtitles, subtitled, captions, captioned
    audio-described: kuvailutulkattu, fi:kuvailutulkkaus, syntolkad, syntolkning, audio described, audio description
    easy-language: selkokieli, selkokielinen, selkokielellä, lättläst, easy language, plain language
    """
)
PLACES = {"vapaita paikkoja", "paikkoja jäljellä", "paikkoja vielä", "lediga platser", "platser kvar", "places left"}
# Small words that only point to what was understood.
POINTING = frozenset("in at on near for i på nära för till kring lähellä lähistöllä seudulla alueella asti kanssa".split())
