"""Plainer analysers in place of ours: what the same ranking is worth on words as they are written, and on Snowball stems alone.

Only for measuring, and only for a whole process: words already read are remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from types import ModuleType

import snowballstemmer

from search.analysis import english, finnish, swedish, synonyms
from search.analysis.reading import Reading

LANGUAGES: dict[str, tuple[ModuleType, str]] = {"fi": (finnish, "finnish"), "sv": (swedish, "swedish"), "en": (english, "english")}


class Analyser(StrEnum):
    """How words become tokens. LOWER: as they are written, in small letters. SNOWBALL: the stemmer of each language, no dictionary, no parts."""

    OURS = "ours"
    SNOWBALL = "snowball"
    LOWER = "lower"


def use(analyser: Analyser) -> None:
    """Have this process read words so. Before any index is made; the environment has KAIKU_FINNISH=snowball, or the dictionary stays."""
    if analyser == Analyser.OURS:
        return
    for lang, (module, name) in LANGUAGES.items():
        stem = snowballstemmer.stemmer(name).stemWord if analyser == Analyser.SNOWBALL else str
        reader = _reader(stem, module.read)
        module.read = reader  # type: ignore[attr-defined]
        synonyms.READERS[lang] = reader


def _reader(stem: Callable[[str], str], ours: Callable[[str], Reading]) -> Callable[[str], Reading]:
    @cache
    def read(word: str) -> Reading:
        return Reading((stem(word),), is_stop=ours(word).is_stop)

    return read
