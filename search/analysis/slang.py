"""Everyday Finnish words that the dictionary does not know (futis, lätkä, muskari), in the forms in which they are said. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from areas.inflection import forms_of

WORDS = Path(__file__).parent / "data" / "fi_slang.txt"
_BACK = frozenset("aou")


@cache
def bases_by_form() -> Mapping[str, str]:
    """Return every form, in lower case, with its base form."""
    found: dict[str, str] = {}
    for word in WORDS.read_text(encoding="utf-8").split():
        for form in (*forms_of(word), *_of_s(word), *_plurals(word)):
            found.setdefault(form, word)
    return found


def _of_s(word: str) -> Iterator[str]:
    """Yield the forms of a word such as *futis*: futiksen, futista, futikseen."""
    if not word.endswith("s"):
        return
    a = "a" if _BACK & set(word) else "ä"
    yield word + "t" + a
    endings = ("n", "en", "na", "nä", "ksi", "ss" + a, "st" + a, "ll" + a, "lt" + a, "lle")
    yield from (word[:-1] + "kse" + ending for ending in endings)


def _plurals(word: str) -> Iterator[str]:
    """Yield the plural forms that are said: *muskarit, muskareita, muskareihin*, *lätkät*, *futikset*."""
    a = "a" if _BACK & set(word) else "ä"
    if word.endswith("s"):
        stem, plural = word[:-1] + "kse", word[:-1] + "ksi"
    elif word.endswith("i"):
        stem, plural = word, word[:-1] + "ei"
    elif word.endswith(("a", "ä", "e")):
        stem, plural = word, word[:-1] + "i"
    else:
        stem, plural = word, word + "i"
    yield from (stem + ending for ending in ("t", "jen", "ien", "ni", "si", "nsa", "mme"))
    yield from (plural + ending for ending in ("t" + a, "ss" + a, "st" + a, "ll" + a, "lt" + a, "lle", "hin", "in", "den", "ksi", "j" + a))
    yield from (word[:-1] + ending for ending in ("j" + a, "oj" + a, "öj" + a, "oiss" + a, "öiss" + a, "oille", "öille") if word[-1] in "aäiu")
