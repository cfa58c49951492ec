"""Filters and their fields, what a word of editors may mean, and what the tables of the search hold at most."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

WORD_LETTERS_MOST = 40  # of a missed word
PHRASE_WORDS_MOST = 3  # of an understood word
LIST_LETTERS_MOST = 600  # of a list of synonyms, or of words that call an answer

# Filter or facet → the field of SearchQuery and of the index that lists its codes.
FIELD_OF: Mapping[str, str] = {
    "kind": "kinds",
    "category": "categories",
    "audience": "audiences",
    "accessibility": "accessibility",
    "language": "languages",
    "how": "how",
    "municipality": "municipalities",
    "area": "areas",
    "venue": "venues",
}


class Meaning(StrEnum):
    """Kinds of filter that a word can stand for; `SEASON` is a date whose days the editor gives."""

    AUDIENCE = "audience"
    CATEGORY = "category"
    ACCESSIBILITY = "accessibility"
    KIND = "kind"
    HOW = "how"
    LANGUAGE = "language"
    FREE = "free"
    PLACES = "places"
    DATE = "date"
    SEASON = "season"
    PLACE = "place"
    AREA = "area"
