"""Tokens of a document: every language's text by its own chain, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from search.analysis.synonyms import READERS
from search.analysis.words import pieces, spoken

CHAIN_OF = {"fi": "fi", "fi-simple": "fi", "sv": "sv", "en": "en"}
SURFACE_LEAST = 3
STOP_LETTERS = 6  # a longer joining word may be a name
Each = dict[str, None]  # an ordered set


@dataclass(frozen=True, slots=True)
class FieldTokens:
    """Tokens by field, each once: how often a word stands counts nothing."""

    title: tuple[str, ...]
    place: tuple[str, ...]
    parts: tuple[str, ...]
    body: tuple[str, ...]
    surface: tuple[str, ...]


class Said(NamedTuple):
    """What one word brings to a field: its tokens, those of its parts, and the words to be corrected towards."""

    tokens: Each
    parts: Each
    surface: Each


@dataclass(slots=True)
class Gathered:
    """What the words of some texts bring."""

    tokens: Each = field(default_factory=dict)
    parts: Each = field(default_factory=dict)
    surface: Each = field(default_factory=dict)

    def add(self, said: Said | Gathered) -> None:
        """Add what a word, or another text, brings."""
        self.tokens |= said.tokens
        self.parts |= said.parts
        self.surface |= said.surface


def document_tokens(texts: Mapping[str, Mapping[str, str]], *, codes: Iterable[str] = ()) -> FieldTokens:
    """Return the tokens of a document.

    texts   {"fi": {"title": …, "place": …, "street": …, "body": …}, "sv": …}; a missing field is empty. A street is found by its
            whole name and as a part of the body: who looks for a market does not mean all that is at some market square.
    codes   tokens of the thing itself (`cat:music`), indexed with the weight of the place.
    """
    title, place, body, street = Gathered(), Gathered(dict.fromkeys(codes)), Gathered(), Gathered()
    for lang, text in texts.items():
        chain = CHAIN_OF[lang]
        title.add(_gathered(text.get("title", ""), chain))
        place.add(_repeated(text.get("place", ""), chain))
        body.add(_gathered(text.get("body", ""), f"{chain} body"))
        street.add(_repeated(text.get("street", ""), chain))
    parts = title.parts | place.parts  # what a body's compounds are made of is body too
    body_tokens = body.tokens | body.parts | street.tokens
    surface = title.surface | place.surface | body.surface | street.surface
    return FieldTokens(*map(tuple, (title.tokens, place.tokens, parts, body_tokens, surface)))


def _gathered(text: str, chain: str) -> Gathered:
    found = Gathered()
    for word in spoken(text):
        found.add(_said(word, chain))
    return found


@lru_cache(maxsize=4_000)
def _repeated(text: str, chain: str) -> Gathered:
    """Gather a text that many documents share, such as the words of a venue. What it returns is only read."""
    return _gathered(text, chain)


@lru_cache(maxsize=60_000)
def _said(word: str, chain: str) -> Said:
    """Return what a word brings; chain: a language, with ` body` behind it for a word of running text."""
    lang, _blank, is_body = chain.partition(" ")
    tokens: Each = {}
    parts: Each = {}
    known: list[str] = []
    for piece in pieces(word):
        reading = READERS[lang](piece)
        if reading.is_stop and len(piece) < STOP_LETTERS:
            continue
        tokens |= dict.fromkeys(f"{lang}:{base}" for base in reading.bases)
        parts |= dict.fromkeys(f"{lang}:{part}" for part in reading.parts if part not in reading.bases)
        known += (*reading.bases, *reading.parts) if reading.is_known and lang == "fi" else ()
    said = known if is_body and lang == "fi" and known else (word, *known)
    return Said(tokens, parts, dict.fromkeys(one for one in said if len(one) >= SURFACE_LEAST and not one.isdigit()))
