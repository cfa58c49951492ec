"""Words that mean the same, across languages. Used on the query only, so a change needs no new index.

One line a group: `code | Finnish words | Swedish words | English words`. The code (may be empty) is the token of the thing itself,
which every document of that kind carries: *leffa* finds what is coded as film even where no text says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from search.analysis import english, finnish, swedish

GROUPS = """
cat:music | musiikki | musik | music
cat:music | konsertti keikka | konsert spelning | concert gig
cat:music | kuoro kuorolaulu | kör körsång | choir
cat:music | laulu laulaa yhteislaulu | sång sjunga allsång | song singing sing
cat:music | orkesteri sinfonia filharmonia | orkester symfoni | orchestra symphony
cat:theatre | teatteri näytelmä | teater pjäs skådespel | theatre theater drama
 | esitys näytös | föreställning | performance show
 | ooppera | opera | opera
 | musikaali | musikal | musical
cat:dance | tanssi tanssia tanssiminen tanssit baletti | dans dansa balett | dance dancing ballet
cat:circus | sirkus akrobatia | cirkus | circus
cat:museum | museo | museum | museum
cat:exhibition | näyttely galleria | utställning galleri | exhibition gallery exhibit
 | taide kuvataide | konst bildkonst | art arts
cat:film | elokuva leffa kino elokuvateatteri | film bio biograf | film movie cinema
cat:festival | festivaali festarit juhla juhlat | festival fest | festival
cat:literature | kirja kirjallisuus | bok litteratur | book literature
cat:literature | runo runous | dikt poesi | poetry poem
 | lukupiiri | läsecirkel bokcirkel | book-club reading-circle
 | kirjailija | författare | author writer
cat:literature | satu satutunti | saga sagostund | story storytime fairytale
 | yhteisö kohtaamispaikka | gemenskap mötesplats | community meetup
 | kahvila | kafé café | café cafe coffee
 | kerho | klubb | club
cat:learning | opiskelu oppiminen | studier lärande | learning study
 | kansalaisopisto työväenopisto | medborgarinstitut arbetarinstitut | adult-education
kind:course | kurssi | kurs | course class classes
 | työpaja paja | verkstad workshop | workshop
cat:craft | käsityö askartelu neulonta neuloa keramiikka savi kudonta | hantverk slöjd pyssel stickning keramik | craft crafts knitting pottery
 | maalaus maalata piirustus piirtää | målning måla teckning rita | painting paint drawing draw
cat:science | tiede tiedekeskus | vetenskap vetenskapscentrum | science
cat:sport | urheilu liikunta jumppa | idrott sport motion gymnastik | sport sports exercise gym
 | uinti uida uimahalli | simning simma simhall | swim swimming pool
 | jalkapallo futis | fotboll | football soccer
 | jääkiekko lätkä | ishockey | hockey
cat:nature | luonto retki metsä | natur utflykt skog | nature hike hiking forest outdoors
cat:family | perhe | familj | family families
cat:games | peli pelit lautapeli pelaaminen | spel sällskapsspel brädspel | game games board
cat:lecture | luento keskustelu puhe | föreläsning samtal diskussion | lecture talk discussion
aud:children | lapsi taapero vauva lapset muksu | barn småbarn bebis | child children kid kids toddler baby
aud:young | nuori nuoret teini | ung unga ungdom tonåring | young youth teen teenager
aud:seniors | seniori ikäihminen ikääntynyt eläkeläinen vanhus | senior pensionär äldre | senior seniors pensioner elderly
acc:sign-language | viittomakieli tulkattu tulkkaus viittoa | teckenspråk tolkad tolkning | sign interpreted bsl
acc:captioned | tekstitys tekstitetty | textad textning | captions captioned subtitles subtitled
acc:audio-described | kuvailutulkkaus kuvailutulkattu | syntolkning syntolkad | audio-described
acc:easy-language | selkokieli selkokielinen | lättläst klarspråk | easy-language
acc:quiet | rauhallinen aistiystävällinen hiljainen | lugn tyst | quiet calm relaxed
how:just-come | varaamatta | obokad drop-in | drop-in walk-in
 | joulu | jul | christmas
 | pääsiäinen | påsk | easter
 | juhannus | midsommar | midsummer
 | opastus opastettu kierros | guidning guidad rundtur visning | tour guided guide
 | koira | hund | dog
 | lukeminen lukea | läsning läsa | read reading
 | valokuva valokuvaus | foto fotografi fotografering | photo photography
 | historia | historia | history
 | ruoka kokkaus ruoanlaitto | mat matlagning | food cooking
 | yö yöllinen | natt | night
 | kirjasto | bibliotek | library
 | kirkko | kyrka | church
 | puisto | park | park
 | rokki rock | rock | rock
 | jazz jatsi | jazz | jazz
 | nukketeatteri nukke | dockteater docka | puppet puppetry
 | stand-up komiikka komedia | stand-up komik komedi | stand-up comedy
"""
READERS = {"fi": finnish.read, "sv": swedish.read, "en": english.read}


def tokens_of(word: str, lang: str) -> tuple[str, ...]:
    """Return a word's base tokens in one language, e.g. `fi:konsertti`."""
    return tuple(f"{lang}:{base}" for base in READERS[lang](word).bases)


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in GROUPS.strip("\n").splitlines():
        code, *columns = (part.strip() for part in line.split("|"))
        groups = zip(("fi", "sv", "en"), columns, strict=True)
        members = [token for lang, column in groups for word in column.split() for token in tokens_of(word, lang)]
        tokens = ([code] if code else []) + members
        for member in members:
            found.setdefault(member, []).extend(token for token in tokens if token != member)
    return {member: tuple(dict.fromkeys(tokens)) for member, tokens in found.items()}


def synonyms(token: str) -> tuple[str, ...]:
    """Return the tokens that mean the same as this one."""
    return _table().get(token, ())
