"""Words that mean the same, across languages. Used on the query only, so a change needs no new index.

The groups stand in data/synonyms.txt; editors add their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from search.analysis import english, finnish, swedish
from search.analysis.words import words

CODED, SYNONYM, CLOSE, BROADER, FAINT, NARROWER = 1.1, 0.8, 0.4, 0.3, 0.1, 0.5
PHRASE_MOST = 3  # words
GROUPS = Path(__file__).parent / "data" / "synonyms.txt"
READERS = {"fi": finnish.read, "sv": swedish.read, "en": english.read}
Related = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Meanings:
    """What stands for a token or a phrase, with its worth as a part of the word's own.

    words     token → related tokens; one with blanks asks for all of its parts.
    phrases   tokens of two or three neighbouring words → related tokens.
    """

    words: Mapping[str, Related] = field(default_factory=dict)
    phrases: Mapping[tuple[str, ...], Related] = field(default_factory=dict)

    def related(self, token: str) -> Related:
        """Return what stands for a token."""
        return self.words.get(token, ())

    def related_phrase(self, said: Sequence[str]) -> Related:
        """Return what stands for neighbouring words, whichever language they are."""
        found: dict[str, float] = {}
        for lang, read in READERS.items():
            bases = [[f"{lang}:{base}" for base in read(word).bases] for word in said]
            for key in product(*bases):
                found.update(self.phrases.get(key, ()))
        return tuple(found.items())


def tokens_of(word: str, lang: str) -> tuple[str, ...]:
    """Return a word's base tokens in one language, e.g. `fi:konsertti`; only itself where it is a base form."""
    bases = READERS[lang](word).bases
    return (f"{lang}:{word}",) if word in bases and lang == "fi" else tuple(f"{lang}:{base}" for base in bases)


def _member(text: str, lang: str) -> tuple[str, ...]:
    """Return the tokens of a word or of a phrase, which is one token with blanks; joining words fall away."""
    said = [word.text for word in words(text)]
    meaning = [word for word in said if not READERS[lang](word).is_stop] or said
    if len(meaning) == 1:
        return tokens_of(meaning[0], lang)
    return (" ".join(tokens_of(word, lang)[0] for word in meaning),) if meaning else ()


class _Table:
    """Gathers groups into what stands for what."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)

    def add(self, members: Sequence[str], codes: Iterable[tuple[str, float]] = ()) -> None:
        """Let each member stand for the others, and for the codes."""
        everything = (*((member, SYNONYM) for member in members), *codes)
        for member in members:
            own = self.found[tuple(member.split(" "))]
            for token, weight in everything:
                if token != member:
                    own[token] = max(weight, own.get(token, 0))

    def widen(self, wider: str, narrower: Iterable[str]) -> None:
        """Let a word, and whatever stands for it, also find what it takes in."""
        group = (wider, *(token for token, weight in self.found[(wider,)].items() if weight == SYNONYM and ":" in token))
        for word in narrower:
            also = (word, *(token for token, weight in self.found[(word,)].items() if weight == SYNONYM))
            for member in group:
                own = self.found[tuple(member.split(" "))]
                own.update({token: max(NARROWER, own.get(token, 0)) for token in also})

    def meanings(self) -> Meanings:
        single = {key[0]: tuple(related.items()) for key, related in self.found.items() if len(key) == 1}
        return Meanings(single, {key: tuple(related.items()) for key, related in self.found.items() if 1 < len(key) <= PHRASE_MOST})


@cache
def _own() -> Meanings:
    """Return what data/synonyms.txt says."""
    table = _Table()
    for line in GROUPS.read_text(encoding="utf-8").splitlines():
        if line.startswith(">"):
            wider, narrower = line[1:].split("|")
            table.widen(_member(wider.strip(), "fi")[0], (_member(word, "fi")[0] for word in narrower.split()))
        elif line and not line.startswith("#"):
            codes, *columns = line.split("|")
            groups = zip(READERS, columns, strict=True)
            members = [token for lang, column in groups for word in column.split() for token in _member(word.replace("_", " "), lang)]
            table.add(list(dict.fromkeys(members)), map(_code, codes.split()))
    return table.meanings()


def _code(text: str) -> tuple[str, float]:
    """Read `cat:film`, `^cat:music`, `~cat:music`, `~cat:music+aud:children` or `~~aud:everyone`."""
    bare = text.lstrip("^~")
    return bare.replace("+", " "), {"": CODED, "^": CLOSE, "~": BROADER, "~~": FAINT}[text.removesuffix(bare)]


@lru_cache(maxsize=8)
def meanings(editors: tuple[tuple[str, ...], ...] = ()) -> Meanings:
    """Return what stands for what, with the editors' groups beside our own.

    editors   groups of words and phrases in any language, as typed: each is read in all three.
    """
    if not editors:
        return _own()
    table = _Table()
    for group in editors:
        table.add(list(dict.fromkeys(token for text in group for lang in READERS for token in _member(text.lower(), lang))))
    own, more = _own(), table.meanings()
    return Meanings(_merged(own.words, more.words), _merged(own.phrases, more.phrases))


def _merged(own: Mapping[Any, Related], more: Mapping[Any, Related]) -> dict[Any, Related]:
    return {**own, **{key: tuple({**dict(related), **dict(own.get(key, ()))}.items()) for key, related in more.items()}}


def synonyms(token: str) -> tuple[str, ...]:
    """Return the tokens that mean the same as this one, broader and narrower ones too."""
    return tuple(other for other, _weight in _own().related(token))
