"""Answers that editors pinned above the list, and which of them a text calls. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from common.texts import order
from search.analysis.synonyms import READERS
from search.analysis.words import folded, words

SLIP_LETTERS = 6  # of a word in which one typing error is forgiven


@dataclass(frozen=True, slots=True)
class Pin:
    """A pinned answer.

    phrases   lower case; all the words of one must have been typed.
    texts     language → (title, sentence); Finnish is there.
    links     language → path or address; Finnish is there.
    since     first day on which it is shown, `until` the last; None = open.
    """

    phrases: tuple[str, ...]
    texts: Mapping[str, tuple[str, str]]
    links: Mapping[str, str]
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PinnedCard:
    """The card as a reader gets it. `lang`: language of its words when it is not the reader's, else empty."""

    title: str
    sentence: str
    href: str
    lang: str


def pinned_card(pins: Iterable[Pin], text: str, *, lang: str, today: date) -> PinnedCard | None:
    """Return the answer that a text calls: of several the one with the longest phrase, the first of those that are as long."""
    typed = [word.text for word in words(text)]
    if not typed:
        return None
    called = ((max(map(_length, _called(pin, typed)), default=0), pin) for pin in pins if _is_valid(pin, today))
    longest, best = max(called, key=lambda pair: pair[0], default=(0, None))
    return _card(best, lang) if best and longest else None


def _is_valid(pin: Pin, today: date) -> bool:
    return (pin.since is None or pin.since <= today) and (pin.until is None or today <= pin.until)


def _called(pin: Pin, typed: list[str]) -> list[str]:
    return [phrase for phrase in pin.phrases if all(any(_is_same(word, said) for said in typed) for word in phrase.split(" "))]


def _length(phrase: str) -> int:
    return phrase.count(" ") + 1


def _is_same(word: str, typed: str) -> bool:
    """Tell whether two words have a base form in common, or differ by one slip of the finger."""
    if bases(word) & bases(typed):
        return True
    return min(len(word), len(typed)) >= SLIP_LETTERS and DamerauLevenshtein.distance(folded(word), folded(typed)) <= 1


@lru_cache(maxsize=4_000)
def bases(word: str) -> frozenset[str]:
    """Return the word and its base forms in each language, without dots."""
    return frozenset({folded(word), *(folded(base) for read in READERS.values() for base in read(word).bases)})


def _card(pin: Pin, lang: str) -> PinnedCard:
    spoken = next(one for one in order(lang, "fi") if one in pin.texts)
    title, sentence = pin.texts[spoken]
    href = next(pin.links[one] for one in (lang, *order(spoken, "fi")) if one in pin.links)
    return PinnedCard(title, sentence, href, "" if spoken == lang else spoken)
