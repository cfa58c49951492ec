"""Cut text into words, the same way at indexing and at asking."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[-'’:][^\W_]+)*")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
WORD_MOST = 64  # longer runs of letters are no word of any language here
_STROKES = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l", "’": "'"})


class Word(NamedTuple):
    """A word in lower case and where it stood in the text."""

    text: str
    start: int
    end: int


def normal(text: str) -> str:
    """Return the text in NFC and lower case, with control characters as blanks."""
    return _CONTROL.sub(" ", unicodedata.normalize("NFC", text)).lower()


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text as typed: hyphenated ones whole. Positions count in the normalised text."""
    for match in _WORD.finditer(normal(text)):
        if len(match[0]) <= WORD_MOST:
            yield Word(match[0], match.start(), match.end())


def spoken(text: str) -> list[str]:
    """Return the words of a text as typed, without where they stood: what indexing needs, and quicker."""
    return [word for word in _WORD.findall(normal(text)) if len(word) <= WORD_MOST]


@lru_cache(maxsize=20_000)
def pieces(word: str) -> tuple[str, ...]:
    """Return the word itself and, if a hyphen, colon or apostrophe joins it, its pieces of two letters or more.

    A colon before a Finnish case ending (*Kansalliset:n*) leaves the stem as a piece.
    """
    if word.isalnum():
        return (word,)
    parts = [part for part in re.split(r"[-'’:]", word) if len(part) > 1]
    return (word, *parts)


@lru_cache(maxsize=40_000)
def folded(word: str) -> str:
    """Return the word without dots, rings and accents: `näyttely` → `nayttely`."""
    bare = unicodedata.normalize("NFD", word.lower()).translate(_STROKES)
    return "".join(c for c in bare if not unicodedata.combining(c))
