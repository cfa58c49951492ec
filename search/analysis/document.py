"""Tokens of a document: every language's text by its own chain, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.analysis.synonyms import READERS
from search.analysis.words import pieces, words

CHAIN_OF = {"fi": "fi", "fi-simple": "fi", "sv": "sv", "en": "en"}
SURFACE_LEAST = 3
STOP_LETTERS = 6  # a longer joining word may be a name


@dataclass(frozen=True, slots=True)
class FieldTokens:
    """Tokens by field; repeats are kept, because how often a word stands counts."""

    title: tuple[str, ...]
    place: tuple[str, ...]
    parts: tuple[str, ...]
    body: tuple[str, ...]
    surface: tuple[str, ...]


def document_tokens(texts: Mapping[str, Mapping[str, str]], *, codes: Iterable[str] = ()) -> FieldTokens:
    """Return the tokens of a document.

    texts   {"fi": {"title": …, "place": …, "body": …}, "sv": …}; a missing field is empty.
    codes   tokens of the thing itself (`cat:music`), indexed with the weight of the place.
    """
    fields: dict[str, list[str]] = {"title": [], "place": list(codes), "body": []}
    parts: list[str] = []  # of titles and places; what a body's compounds are made of is body too
    surface: dict[str, None] = {}
    for lang, text in texts.items():
        chain = CHAIN_OF[lang]
        for name, tokens in fields.items():
            for word in words(text.get(name, "")):
                known = _add(word.text, chain, tokens, tokens if name == "body" else parts)
                said = known if name == "body" and chain == "fi" and known else (word.text, *known)
                surface.update(dict.fromkeys(one for one in said if len(one) >= SURFACE_LEAST and not one.isdigit()))
    title, place, body = (tuple(fields[name]) for name in ("title", "place", "body"))
    return FieldTokens(title, place, tuple(parts), body, tuple(surface))


def _add(word: str, lang: str, tokens: list[str], parts: list[str]) -> list[str]:
    """Add a word's tokens; return the base forms and parts that the Finnish dictionary knows, as words to be corrected towards."""
    known: list[str] = []
    for piece in pieces(word):
        reading = READERS[lang](piece)
        if reading.is_stop and len(piece) < STOP_LETTERS:
            continue
        tokens.extend(f"{lang}:{base}" for base in reading.bases)
        parts.extend(f"{lang}:{part}" for part in reading.parts if part not in reading.bases)
        known.extend((*reading.bases, *reading.parts) if reading.is_known and lang == "fi" else ())
    return known
