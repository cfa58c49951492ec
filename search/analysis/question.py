"""Tokens of a question: every word in all three languages, with what may stand for it and how much that weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.analysis import english, finnish, swedish
from search.analysis.synonyms import READERS, synonyms
from search.analysis.words import folded, pieces, words
from search.types import Group, Vocabulary

OWN, SYNONYM, OTHER_LANGUAGE, PART, HEAD, FUZZY = 1.0, 0.8, 0.7, 0.5, 0.25, 0.4
WORDS_MOST = 12  # a sentence; more words add noise and time, not meaning
CORRECTED_LEAST = 4
PART_LETTERS = 4  # of a part that is mended, and of the one that is right


@dataclass(frozen=True, slots=True)
class Question:
    """The groups of a text, and the text with its typing errors mended (None when there were none)."""

    groups: tuple[Group, ...]
    corrected: str | None


def analyse(text: str, *, lang: str, vocabulary: Vocabulary, is_literal: bool = False) -> Question:
    """Return one group for each meaningful word of a text, at most 12.

    lang        the reader's language: its readings weigh most, the others are never left out.
    vocabulary  what the index holds: words it lacks are corrected towards it, unless `is_literal`.
    """
    typed = [word.text for word in words(text)]
    meaning = [word for word in typed if not _is_stop(word, lang)] or typed
    chain = "fi" if lang == "fi-simple" else lang
    groups, mended = [], {}
    for word in list(dict.fromkeys(meaning))[:WORDS_MOST]:
        group = _group(word, chain, vocabulary)
        if not is_literal and not _is_found(group, vocabulary):
            better = _correction(word, vocabulary)
            if better:
                mended[word] = better
            group = _weakened(_group(better, chain, vocabulary)) if better else Group(word, (*group.tokens, *_tail(word, vocabulary)))
        groups.append(group)
    corrected = " ".join(mended.get(word, word) for word in typed) if mended else None
    return Question(_joined(groups, typed, vocabulary), corrected)


def _is_stop(word: str, lang: str) -> bool:
    """A word is left out when the reader's own language calls it empty, or when any does and no other knows it."""
    readings = {name: read(word) for name, read in READERS.items()}
    if readings["fi" if lang == "fi-simple" else lang].is_stop:
        return True
    return any(reading.is_stop for reading in readings.values()) and not any(
        reading.is_known and not reading.is_stop for reading in readings.values()
    )


def _group(word: str, lang: str, vocabulary: Vocabulary) -> Group:
    weights: dict[str, float] = {}
    for name, read in READERS.items():
        own = OWN if name == lang else OTHER_LANGUAGE
        for piece in pieces(word):
            reading = read(piece)
            bases = [f"{name}:{base}" for base in reading.bases]
            for base in bases:
                _keep(weights, base, own if piece == word else own * PART)
                for other in synonyms(base):
                    _keep(weights, other, own * SYNONYM)
            _add_parts(weights, name, reading.parts, own, is_base_known=any(map(vocabulary.count, bases)))
    return Group(word, tuple(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))))


def _add_parts(weights: dict[str, float], lang: str, parts: Sequence[str], own: float, *, is_base_known: bool) -> None:
    """A compound is also found written apart: all its parts in one document. Its head alone only if nothing has the whole."""
    if not parts:
        return
    tokens = [f"{lang}:{part}" for part in parts]
    _keep(weights, " ".join(dict.fromkeys(tokens)), own * PART)
    if not is_base_known:
        _keep(weights, tokens[-1], own * HEAD)
        for token in tokens:
            for other in synonyms(token):
                _keep(weights, other, own * HEAD * SYNONYM)


def _weakened(group: Group) -> Group:
    return Group(group.word, tuple((token, weight * FUZZY) for token, weight in group.tokens))


def _tail(word: str, vocabulary: Vocabulary) -> tuple[tuple[str, float], ...]:
    """Return the known word that an unknown one ends in: *xyzkurssi* is some course."""
    for at in range(PART_LETTERS, len(word) - PART_LETTERS + 1):
        bases = [f"fi:{base}" for base in finnish.read(word[at:]).bases] if finnish.is_word(word[at:]) else []
        if any(map(vocabulary.count, bases)):
            return tuple((base, HEAD) for base in bases)
    return ()


def _keep(weights: dict[str, float], token: str, weight: float) -> None:
    weights[token] = max(weight, weights.get(token, 0))


def _is_found(group: Group, vocabulary: Vocabulary) -> bool:
    return any(all(map(vocabulary.count, token.split(" "))) for token, _weight in group.tokens)


def _correction(word: str, vocabulary: Vocabulary) -> str | None:
    """Return the word that was probably meant, or None. A right Finnish word is never changed, it is only not there."""
    if len(word) < CORRECTED_LEAST or word.isdigit():
        return None
    better = vocabulary.nearest(word)
    if better and (folded(better) == folded(word) or not finnish.is_word(word)):
        return better
    return None if finnish.is_word(word) else _mended_compound(word, vocabulary) or _guessed(word, vocabulary)


def _guessed(word: str, vocabulary: Vocabulary) -> str | None:
    """Return the dictionary's likeliest guess that anything here holds, at least by its parts."""
    return next((guess for guess in finnish.guesses(word) if _is_found(_group(guess, "fi", vocabulary), vocabulary)), None)


def _mended_compound(word: str, vocabulary: Vocabulary) -> str | None:
    """Mend the first part of a compound whose last part is right: *keramikka|kurssi*. The whole must be a word of the dictionary."""
    for at in range(PART_LETTERS, len(word) - PART_LETTERS + 1):
        head = word[at:]
        if not any(vocabulary.count(f"fi:{base}") for base in finnish.read(head).bases):
            continue
        first = vocabulary.nearest(word[:at])
        if first and finnish.is_word(first + head):
            return first + head
    return None


def _joined(groups: list[Group], typed: list[str], vocabulary: Vocabulary) -> tuple[Group, ...]:
    """Let two neighbouring words also be found written together: *joulu konsertti* finds *joulukonsertti*."""
    found = list(groups)
    for at in range(len(groups) - 1):
        first, second = groups[at].word, groups[at + 1].word
        if f"{first} {second}" not in " ".join(typed):
            continue
        for lang, read in (("fi", finnish.read), ("sv", swedish.read), ("en", english.read)):
            whole = tuple((f"{lang}:{base}", OWN) for base in read(first + second).bases if vocabulary.count(f"{lang}:{base}"))
            if whole:
                found[at] = Group(first, whole + found[at].tokens)
                found[at + 1] = Group(second, whole + found[at + 1].tokens)
    return tuple(found)
