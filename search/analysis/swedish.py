"""Swedish words to stems, irregular lemmas and compound parts."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

from search.analysis.reading import Reading

LEMMAS = Path(__file__).parent / "data" / "sv_lemmas.txt"  # made by scripts/build_swedish_lemmas.py
STOP = frozenset(
    (
        "lära lär lärt "
        "och eller att som för med på av till från om den det de en ett är var vill jag du vi man han hon ni mig dig oss kan ska skulle "
        "finns något några någon vad när hur här där i inte men så gå ha har se göra titta lyssna evenemang min mitt mina din ditt dina sin "
        "sitt sina vår vårt våra er ert era hans hennes deras honom henne dem sig denna detta dessa blir bli blev vara varit hade haft "
        "kunde måste får få fick ville vilja gärna också bara bra kul rolig roligt roliga trevlig trevligt intressant saker sak gör hitta "
        "söker söka letar leta efter visa ge ta tar komma kommer kom åka besöka delta vilken vilket vilka vem vems hej tack snälla mycket "
        "lite mer mest alla allt många både ut upp ner över under mellan genom utan samt bland sedan nu då idé tips aktivitet aktiviteter "
        "händer hända tillsammans nya ny nytt finnas ens nog sådan sådant skall vart ju väl"
    ).split()
)
# The last parts of words that cultural life is full of: what a compound is about.
HEADS = (
    "konsert lördag söndag fredag musik teater pjäs föreställning dans balett kurs verkstad workshop lektion cirkus museum museer utställning "
    "konst galleri film bio festival bok böcker läsning litteratur bibliotek saga sagor berättelse kör orkester opera musikal "
    "sång visa visor barn ungdom familj senior pensionär grupp cirkel klubb kväll dag helg vecka läger tur vandring "
    "rundvandring guidning visning natur park skog idrott sport match gymnastik simning bad motion yoga slöjd hantverk "
    "keramik målning teckning foto spel lek kafé café hus gård kyrka scen marknad fest jul påsk sommar vinter höst vår "
    "vetenskap pyssel marknader föreläsning samtal skola institut stuga "
    "spelning band grupp ensemble kvartett gitarr piano fiol trumma instrument show revy premiär clown akrobat jonglering docka "
    "skulptur fotografi fotografering bild serie design historia arkeologi slott krig dokumentär animation filmkväll loppis basar "
    "roman dikt poesi författare skrivande berättande deckare cirklar träff samling stund möte mottagning vän språk dator robot "
    "programmering stickning virkning sömnad vävning dreja drejning lera broderi tovning snickeri smycke ljus papper "
    "rymd stjärna djur hund katt häst fågel fisk boll fotboll hockey hall tävling turnering skridsko skidor skidåkning löpning "
    "promenad cykling cykel klättring paddling bowling avslappning hälsa bastu utflykt stig svamp bär trädgård växt blomma sjö strand "
    "kryssning lekar leksak lekpark kort schack bingo frågesport gåta debatt seminarium kurser kök matlagning mat bak bakning "
    "verksamhet program sal salong torg gata stad land skärgård centrum center tolkning visningar vandringar tåg lopp "
    "student barnen ungdomar familjer pensionärer äldre vuxna bebis gymnastik jumppa gympa motionsgymnastik pass träning"
).split()
# First parts that mean the same in whatever compound they stand: *påsk|pyssel*, *familje|lördag*.
FIRSTS = tuple(
    (
        "midsommar ungdoms pensionärs sommar familje vinter konst musik teater hantverks skärgårds sagor sago höst påsk barn baby natur skogs "
        "kvälls natt advents lucia stads folk film bok dans cirkus museum sång kör jul"
    ).split()
)
LEFT_LEAST, REST_LEAST = 3, 4

_stemmer = snowballstemmer.stemmer("swedish")


def stem(word: str) -> str:
    """Return the Snowball stem."""
    return str(_stemmer.stemWord(word))


@cache
def _lemmas() -> dict[str, str]:
    lines = LEMMAS.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines)


@cache
def _heads() -> dict[str, str]:
    """Return each head as it ends a stem, longest first, and the token it stands for (*böck* → bok)."""
    found = {stem(head): APART.get(head) or _lemmas().get(head, stem(head)) for head in HEADS}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


# Words that their stem would take for others: *boka* is to book, not a book; what is cheap (*billig*) is no car (*bil*).
APART = {
    **dict.fromkeys("boka bokar bokas bokat bokade bokning bokningen bokningar förhandsbokning".split(), "bokning"),
    **dict.fromkeys("spela spelar spelas spelat spelade spelande".split(), "spela"),
    **dict.fromkeys("billig billiga billigt billigare billigast billigaste".split(), "billig"),
    **dict.fromkeys("papper pappret papperet pappren pappers".split(), "papper"),
    **dict.fromkeys("hemlig hemliga hemligt hemlighet hemligheten hemligheter hemligheterna".split(), "hemlig"),
    **dict.fromkeys("fars farsen farser farserna".split(), "fars"),
    **dict.fromkeys("vits vitsar vitsen vitsarna".split(), "vits"),
    **dict.fromkeys("ros rosen rosor rosorna".split(), "ros"),
    **dict.fromkeys("planet planeten planeter planeterna".split(), "planet"),
    **dict.fromkeys("träna tränar tränas tränade tränat".split(), "träning"),
    **dict.fromkeys("bar baren barer barerna".split(), "bar"),
    **dict.fromkeys("växt växten växter växterna".split(), "växt"),
    **dict.fromkeys("blås blåset blåsare blåsarna".split(), "blås"),
    **dict.fromkeys("sömnad sömnaden".split(), "sömnad"),
    **dict.fromkeys("lärare läraren lärarna lärarens".split(), "lärare"),
}


_NAD = re.compile(r"nad(?:s|en|ens|er|ers|erna|ernas)$")  # the stemmer takes *marknad* and *marknader* for two words


def is_head(word: str) -> bool:
    """Tell whether a word may end a compound of cultural life: *utställning*, *konserten*."""
    return any(base in _heads() or base in _heads().values() for base in _bases(word))


def _bases(word: str) -> tuple[str, ...]:
    if word in APART:
        return (APART[word],)
    word = _NAD.sub("nad", word)
    lemma = _lemmas().get(word)
    return tuple(dict.fromkeys((stem(word), lemma))) if lemma else (stem(word),)


@lru_cache(maxsize=40_000)
def read(word: str) -> Reading:
    """Return what a lower-case word means in Swedish: its stem, its irregular lemma, and the parts of a known compound."""
    bases = _bases(word)
    return Reading(bases, _parts(word, bases), is_known=word in _lemmas(), is_stop=word in STOP)


def _parts(word: str, bases: tuple[str, ...]) -> tuple[str, ...]:
    """Cut off the longest known head (*barnteatern* → barn, teat); a linking s between the parts falls away."""
    if word in APART or any(base in _heads() for base in bases):
        return ()
    for base in bases:
        for head, token in _heads().items():
            left = base.removesuffix(head)
            if left != base and len(left) >= LEFT_LEAST:
                return (_left(left), token)
    for at in range(LEFT_LEAST, len(word) - 3):  # irregular heads: konst|böcker, konst|museet
        lemma = _lemmas().get(word[at:])
        if lemma and lemma in _heads().values():
            return (_left(word[:at]), lemma)
    return _after_first(word)


def _after_first(word: str) -> tuple[str, ...]:
    """Cut off a known first part; what is left may be any word."""
    first = next((first for first in FIRSTS if word.startswith(first) and len(word) - len(first) >= REST_LEAST), "")
    rest = stem(word[len(first) :])
    return (_left(first), rest) if first and len(rest) >= LEFT_LEAST else ()


def _left(left: str) -> str:
    bare = left.removesuffix("s") if len(left) > LEFT_LEAST + 1 else left
    return stem(bare)
