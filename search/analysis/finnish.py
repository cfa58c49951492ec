"""Finnish words to base forms and compound parts."""

from __future__ import annotations

import os
from functools import lru_cache

import snowballstemmer

from search.analysis.reading import Reading
from search.analysis.slang import bases_by_form
from search.analysis.voikko import Lexicon, Sense, lexicon

STOP_CLASSES = frozenset({"sidesana", "huudahdussana", "asemosana", "kieltosana", "suhdesana"})
STOP_BASES = frozenset(
    (
        "oppia opetella "
        "muu tavata olla ja tai sekä että kun jos niin kuin myös vain vielä nyt jo ei se tämä joku jokin mikä kuka jossa haluta haluaisin "
        "mennä päästä löytyä voida saada tehdä jossain jonnekin katsoa kuunnella nähdä käydä lähteä tapahtuma aika missä mihin mitä mistä "
        "minne mikään mitään kukaan jokainen kaikki moni itse hän me te he minä sinä minun meidän sinun teidän tuo nuo nämä siellä täällä "
        "tuolla siinä tässä sinne tänne jolloin milloin miten miksi millainen paljonko kuinka onko oisko olisi olisiko löytyykö voiko saako "
        "pääsisi haluaisimme tahtoa pitää täytyä tarvita etsiä hakea tulla tuoda viedä ottaa antaa osallistua tekeminen kiva mukava hauska "
        "hyvä paras kiinnostava mielenkiintoinen jotain jotakin joitain jonkin jonkun sellainen semmoinen tällainen kaikenlainen ehkä "
        "vaikka ihan aivan todella tosi kovasti niitä sitä sen ne joko eli paitsi mutta vaan kuitenkin jopa edes ainakin terve hei moi "
        "kiitos pliis näyttää näytä listata sopia sopiva löytää oma yksi joka jotta koska kanssa ilman varten kohti asti kautta tarjolla "
        "juttu homma vinkki vinkkejä ideoita toimia toiminta klo kello kl menoa meno menot mahdollisuus mahdollinen tilaisuus uusi"
    ).split()
)
SLANG_AFTER, SLANG_LEAST = 3, 4  # letters of a compound's first part, and of its last
_stemmer = snowballstemmer.stemmer("finnish")
_lexicon: Lexicon | None = lexicon(os.environ.get("KAIKU_FINNISH", "auto"))
fingerprint = _lexicon.fingerprint if _lexicon else "snowball"


@lru_cache(maxsize=40_000)
def read(word: str) -> Reading:
    """Return what a lower-case word means in Finnish; a Snowball stem when the dictionary does not know it."""
    senses = _senses(word)
    if not senses:
        return _slang(word) or Reading((_name_stem(word),))
    bases = tuple(dict.fromkeys(sense.base for sense in senses))
    is_whole = any(sense.base == base and not sense.parts for base in bases for sense in senses)
    compounds = sorted((sense.parts for sense in senses if sense.parts), key=len)
    fewest = [parts for parts in compounds if len(parts) == len(compounds[0])]
    parts = () if is_whole else tuple(dict.fromkeys(part for parts in fewest for part in parts))
    is_stop = all(sense.word_class in STOP_CLASSES for sense in senses) or any(base in STOP_BASES for base in bases)
    # *kuusi* is a spruce before it is "your moon", *satu* a tale before it "happened".
    return Reading((word,) if word in bases else bases, parts, is_known=True, is_stop=is_stop)


def _name_stem(word: str) -> str:
    """Return the stem of a name; where that is a word of the dictionary, the word itself: *joutsenampi* is no form of joutsen."""
    stemmed = str(_stemmer.stemWord(word))
    return word if stemmed != word and _senses(stemmed) else stemmed


def _slang(word: str) -> Reading | None:
    """Read everyday words that the dictionary lacks, alone and as a part of a compound: *futista*, *perjantaifutis*, *räppipaja*."""
    known = bases_by_form()
    if word in known:
        return Reading((known[word],), is_known=True)
    for at in range(SLANG_AFTER, len(word) - SLANG_LEAST + 1):
        first, last = known.get(word[:at]), known.get(word[at:])
        if last and (senses := _senses(word[:at])):
            return Reading((word[:at] + last,), (senses[0].base, last), is_known=True)
        if first and (senses := _senses(word[at:])):
            return Reading((word[:at] + senses[0].base,), (first, senses[0].base), is_known=True)
    return None


def _senses(word: str) -> list[Sense]:
    if not _lexicon or word.isdigit():
        return []
    return _lexicon.senses(word)


def is_word(word: str) -> bool:
    """Return whether the dictionary knows the word in any form."""
    return read(word).is_known


@lru_cache(maxsize=10_000)
def is_common_noun(word: str) -> bool:
    """Return whether a word is ordinary speech and never a place: *pellolla* is, *lahdessa* (also Lahti) is not."""
    classes = {sense.word_class for sense in _senses(word)}
    return bool(classes) and "paikannimi" not in classes


def is_person_name(word: str) -> bool:
    """Return whether the dictionary knows a word as a first name or surname and as nothing else."""
    classes = {sense.word_class for sense in _senses(word)}
    return bool(classes) and classes <= {"etunimi", "sukunimi"}


@lru_cache(maxsize=2_000)
def guesses(word: str) -> tuple[str, ...]:
    """Return right Finnish words that a misspelt one may have meant; none where the dictionary only analyses."""
    return tuple(_lexicon.guesses(word)) if _lexicon else ()


def stem(word: str) -> str:
    """Return the Snowball stem: what stands for names that no dictionary knows."""
    return str(_stemmer.stemWord(word))
