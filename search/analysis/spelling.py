"""What a misspelt word was meant to be. A right word is never changed, it is only not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from search.analysis import english, finnish, swedish
from search.analysis.vocabulary import ONE_ERROR_UP_TO
from search.analysis.words import folded
from search.types import Vocabulary

CORRECTED_LEAST = 4
ODD_LETTERS = 8
PART_LETTERS = 4  # of a part that is mended, and of the one that is right
APART_LETTERS = 3  # of a word that was written together with another
_DOTS = str.maketrans("ao", "äö")


@lru_cache(maxsize=20_000)
def dotted(word: str) -> str:
    """Return a Finnish word with the dots that were left out (*elakelaisille* → eläkeläisille); itself when it is right or not to be helped."""
    if not {"a", "o"} & set(word) or not word.isalpha() or finnish.is_word(word):
        return word
    return next((other for other in _dottings(word) if finnish.is_word(other)), word)


def _dottings(word: str) -> Iterator[str]:
    """Yield the word with dots on all its vowels, then on those of its end or beginning: vowels of one part of a word go together."""
    cuts = [at for at, letter in enumerate(word) if letter in "ao"]
    yield word.translate(_DOTS)
    for cut in cuts[1:]:
        yield word[:cut] + word[cut:].translate(_DOTS)
        yield word[:cut].translate(_DOTS) + word[cut:]


def is_unknown(word: str, vocabulary: Vocabulary | None) -> bool:
    """Tell whether no dictionary has the word and no offer either, so that it is probably misspelt. Nobody knows without a vocabulary."""
    if vocabulary is None or not word.isalpha() or finnish.is_word(word) or swedish.read(word).is_known:
        return False
    tokens = (f"w:{word}", *(f"{lang}:{base}" for lang, base in _bases(word)))
    return not any(map(vocabulary.count, tokens))


def _bases(word: str) -> Iterator[tuple[str, str]]:
    for lang, read in (("fi", finnish.read), ("sv", swedish.read), ("en", english.read)):
        yield from ((lang, base) for base in read(word).bases)


def nearest_of(bare: str, choices: Collection[str]) -> str | None:
    """Return the one of some words without dots that a misspelt one is nearest to: one error up to seven letters, two beyond."""
    most = 1 if len(bare) <= ONE_ERROR_UP_TO + 2 else 2
    found = process.extractOne(bare, choices, scorer=DamerauLevenshtein.distance, score_cutoff=most)
    return found[0] if found and found[0][:1] == bare[:1] else None


def corrections(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what a word that the index lacks may have been meant to be, the likeliest first; the caller takes the first that is found.

    A text of two words means that they were written together.
    """
    if len(word) < CORRECTED_LEAST or word.isdigit():
        return
    near = vocabulary.nearest(word)
    if near and folded(near) == folded(word):
        yield near
    if dotted(word) != word:
        yield dotted(word)
    if _is_right(word):
        if near and _is_odd_compound(word) and DamerauLevenshtein.distance(folded(word), folded(near)) == 1:
            yield near
        return
    if near:
        yield near
    yield from _others(word, vocabulary)


def _is_right(word: str) -> bool:
    return finnish.is_word(word) or swedish.read(word).is_known


def _is_odd_compound(word: str) -> bool:
    """The dictionary takes any two nouns together for a word: *jousenlampi*, the bow's pond, is rather a misspelt Joutsenlampi."""
    return len(word) >= ODD_LETTERS and bool(finnish.read(word).parts)


def _others(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    for mend in (_apart, _mended_first, _mended_last, _mended_swedish):
        yield from mend(word, vocabulary)
    base = vocabulary.nearest_base(word)
    if base:
        yield base
    yield from finnish.guesses(word)


def _is_here(word: str, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.count(f"fi:{base}") for base in finnish.read(word).bases)


def _apart(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Cut what was written together: *konserttioulussa*, *nayttelytanaan*."""
    for at in range(len(word) - APART_LETTERS, APART_LETTERS - 1, -1):
        first, second = word[:at], word[at:]
        if finnish.is_word(first) and finnish.is_word(second) and _is_here(first, vocabulary) and _is_here(second, vocabulary):
            yield f"{first} {second}"
            return


def _mended_first(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Mend the first part of a compound whose last part is right: *keramikka|kurssi*. The whole must be a word of the dictionary."""
    for at in range(PART_LETTERS, len(word) - PART_LETTERS + 1):
        if not _is_here(word[at:], vocabulary):
            continue
        first = vocabulary.nearest(word[:at])
        if first and finnish.is_word(first + word[at:]):
            yield first + word[at:]
            return


def _mended_swedish(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Mend one part of a Swedish compound: *konst|utstälning*, *barntea|tern*."""
    for at in range(len(word) - PART_LETTERS, PART_LETTERS - 2, -1):
        first, last = word[:at], word[at:]
        if vocabulary.count(f"sv:{swedish.stem(first)}"):
            better = vocabulary.nearest(last)
            if better and better != last and swedish.is_head(better):
                yield first + better
                return
        if swedish.is_head(last):
            better = vocabulary.nearest(first)
            if better and better != first and vocabulary.count(f"sv:{swedish.stem(better)}"):
                yield better + last
                return


def _mended_last(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Mend the last part of a compound whose first part is right: *lasten|konsrtti*."""
    for at in range(len(word) - PART_LETTERS, PART_LETTERS - 1, -1):
        if not finnish.is_word(word[:at]):
            continue
        last = vocabulary.nearest(word[at:])
        if last and finnish.is_word(word[:at] + last):
            yield word[:at] + last
            return
