"""Which words of a question the search could not serve: what may be counted of it, and no more. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.analysis import finnish
from search.analysis.synonyms import READERS
from search.analysis.words import folded, words
from search.codes import WORD_LETTERS_MOST
from search.types import Group, Vocabulary

WORDS_MOST = 3  # of one question
LETTERS_LEAST = 3
_PRIVATE = re.compile(r"\S*[\d@/\\]\S*")  # numbers, e-mail and web addresses: left out whole


@dataclass(frozen=True, slots=True)
class Missed:
    """A word to count. `word`: base form without dots; `shown` with them; `corrected`: what it was taken for, or empty."""

    word: str
    shown: str
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """How a question was served.

    typed       the whole text as a person typed it.
    text        what was looked for as words of it: without what was understood as a filter.
    corrected   the same text as corrected; None when nothing was.
    total       how many offers were found.
    """

    typed: str
    text: str
    lang: str
    groups: Sequence[Group]
    corrected: str | None
    total: int


def missed_words(served: Served, vocabulary: Vocabulary) -> tuple[Missed, ...]:
    """Return the words of a text that nothing holds, or all its words when nothing was found; at most three."""
    mended = _mended(served.text, served.corrected)
    groups_by_word = {group.word: group for group in served.groups}
    # Only the text as typed shows what belonged to an address or a number.
    allowed = {word.text for word in words(_PRIVATE.sub(" ", served.typed))} - {
        word.text for one in _PRIVATE.findall(served.typed) for word in words(one)
    }
    found = [word.text for word in words(served.text) if word.text in allowed]
    unheld = set(unheld_words(served.groups, vocabulary))
    missed = [word for word in found if word in mended or word in unheld]
    if not missed and not served.total:
        missed = [word for word in found if word in groups_by_word]
    return tuple({one.word: one for word in missed if (one := _countable(word, mended.get(word, ""), served.lang))}.values())[:WORDS_MOST]


def _mended(text: str, corrected: str | None) -> Mapping[str, str]:
    typed, better = [word.text for word in words(text)], [word.text for word in words(corrected or "")]
    return {old: new for old, new in zip(typed, better, strict=True) if old != new} if len(typed) == len(better) else {}


def unheld_words(groups: Sequence[Group], vocabulary: Vocabulary) -> list[str]:
    """Return the words for which no offer holds anything that could stand for them."""
    return [group.word for group in groups if not _is_held(group, vocabulary)]


def _is_held(group: Group, vocabulary: Vocabulary) -> bool:
    return any(all(map(vocabulary.count, token.split(" "))) for token, _weight in group.tokens)


def _countable(word: str, corrected: str, lang: str) -> Missed | None:
    """Return a word as it may be counted; None for a person's name, and for what has signs in it, is too short or too long."""
    if finnish.is_person_name(word):
        return None
    shown = base_form(word, lang)
    bare = folded(shown)
    if not bare.replace("-", "").isalpha() or len(bare) < LETTERS_LEAST or max(len(bare), len(shown)) > WORD_LETTERS_MOST:
        return None
    return Missed(bare, shown, corrected)


def base_form(word: str, lang: str) -> str:
    """Return the shortest base form that a dictionary knows, the reader's own language first; else the word."""
    return next((min(bases, key=len) for bases in _known(word, lang)), word)


def _known(word: str, lang: str) -> Iterator[tuple[str, ...]]:
    own = "fi" if lang == "fi-simple" else lang
    for name in dict.fromkeys((own, *READERS)):
        reading = READERS[name](word)
        if reading.is_known:
            yield reading.bases
