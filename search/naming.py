"""Names of places in a sentence: which words are one, and which only look like one. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from areas import districts, municipalities, places, regions
from areas.districts import DistrictRow
from areas.postcodes import find_postcode
from search.analysis import english, finnish, swedish
from search.analysis.synonyms import READERS, synonyms
from search.analysis.words import folded

PLACE_LETTERS_LEAST = 4  # what is shorter is a place only if it is a whole name (Åbo) or all that was typed
POSTCODE_DIGITS = 5
# How a word ends that says where: *Kalliossa*, *Malmilla*, *Pohjaan*.
WHERE_ENDINGS = ("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "aan", "ään", "oon", "öön", "een", "iin", "uun", "yyn")


def place_of(phrase: Sequence[str], *, is_all: bool) -> tuple[str, str] | None:
    """Return ("place" or "district", its code) if the words name one, or None.

    phrase   words in lower case.
    is_all   nothing else was typed: then a short name is one too.
    """
    text = " ".join(phrase)
    if any(sign.isdigit() for sign in text):
        return _of_postcode(text)
    if len(phrase) == 1 and _is_ordinary(text):
        return None
    row = municipalities.find_town(text) if regions.find(text) else places.find(text)
    if row is None or not (is_all or len(text) >= PLACE_LETTERS_LEAST or text in _town_names()):
        return None
    return ("district" if isinstance(row, DistrictRow) else "place"), row.code


def region_of(phrase: Sequence[str]) -> tuple[str, str] | None:
    """Return ("region", its Finnish name) if the words name one, or None."""
    region = regions.find(" ".join(phrase))
    return ("region", region) if region else None


def _of_postcode(text: str) -> tuple[str, str] | None:
    if len(text) != POSTCODE_DIGITS or not text.isdigit():
        return None
    district, row = districts.of_postcode(text), find_postcode(text)
    return ("district", district.code) if district else ("place", row.municipality_code) if row else None


@lru_cache(maxsize=4_000)
def _is_ordinary(word: str) -> bool:
    """A word of common speech is no place, even where some village has its name; nor is a hill called Kallio, unless one is in it."""
    if word in _town_names():
        return False
    if any(synonyms(f"{lang}:{base}") for lang, read in READERS.items() for base in read(word).bases):
        return True
    if word in swedish.STOP or word in english.STOP or finnish.read(word).is_stop:
        return True
    if not finnish.is_common_noun(word):
        return False
    return not (districts.find(word) and word.endswith(WHERE_ENDINGS) and folded(word) not in _plain_names())


@cache
def _town_names() -> frozenset[str]:
    return frozenset(name.casefold() for town in municipalities.load_rows() for name in (town.name_fi, town.name_sv, town.name_en))


@cache
def _plain_names() -> frozenset[str]:
    return frozenset(folded(name) for row in districts.load_districts() for name in (row.name_fi, row.name_sv))
