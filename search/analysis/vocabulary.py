"""The words an index holds, and the nearest of them to a misspelt one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from search.analysis.words import folded

SURFACE = "w:"
ONE_ERROR_UP_TO = 5  # letters; from six on a word may hold two errors
LANGUAGES = ("fi:", "sv:", "en:")
STEM_LEAST = 4
LONG_STEM = 8  # letters; longer stems may hold two errors
FIRST_LETTER_LEAST = 6  # of a word whose first letter may be the wrong one
# Case endings without dots, also as they are misspelt with one s or l; the longest first. What is left is near to a base form.
ENDINGS = tuple(
    sorted(
        (
            "n a ta tta ssa sta lla lta lle na ksi t ja ia ita ien iden itten iin ihin oihin hin seen een an on un in en issa ista "
            "illa ilta ille ina iksi oissa oista oilla oilta oille oita eista eissa eille eilla eja oja eita ella esta essa elle sa "
            "la le mme nne nsa ni kin ssakin et er ar or arna erna orna ens ets s ing"
        ).split(),
        key=len,
        reverse=True,
    )
)
# The end of what is left → the end of the base form: maalauks(een) → maalaus, eläkeläis(ille) → eläkeläinen.
STEM_ENDS = (("kse", "s"), ("ks", "s"), ("ukse", "us"), ("se", "nen"), ("s", "nen"), ("de", "si"), ("te", "si"), ("ee", "e"), ("aa", "as"))
_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")


# How names are written by ear, one after the other: Schjerfbeck, skjerfbek → serfbek.
_BY_EAR = (
    (re.compile(r"sch?j|skj|stj|sj|sch|sh"), "s"), (re.compile(r"ck|c|q|g"), "k"), (re.compile(r"ph"), "f"), (re.compile(r"th|d"), "t"),
    (re.compile(r"w"), "v"), (re.compile(r"x"), "ks"), (re.compile(r"z"), "s"), (re.compile(r"b"), "p"), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip


def by_ear(bare: str) -> str:
    """Return how a word without dots sounds to a Finn who does not know how it is written."""
    for sign, sound in _BY_EAR:
        bare = sign.sub(sound, bare)
    return bare


@cache
def _beside(letter: str) -> frozenset[str]:
    """Return the letters that lie beside one on a Finnish keyboard, without dots."""
    found: set[str] = set()
    for above, row in enumerate(_ROWS):
        at = row.find(letter)
        if at < 0:
            continue
        found.update(row[max(0, at - 1) : at + 2])
        for other in _ROWS[max(0, above - 1) : above + 2]:
            found.update(other[max(0, at - 1) : at + 2])
    return frozenset(folded(one) for one in found) - {letter}


class NearWords:
    """Words without dots, by their first letter, each with how many documents hold it."""

    def __init__(self, counts: Iterable[tuple[str, int]]) -> None:
        self._by_letter: dict[str, dict[str, int]] = defaultdict(dict)
        for bare, documents in counts:
            if bare:
                group = self._by_letter[bare[0]]
                group[bare] = group.get(bare, 0) + documents

    def nearest(self, bare: str, *, most: int | None = None) -> str | None:
        """Return the word that a misspelt one most likely is: one error up to five letters, two beyond (or `most`), then the commonest."""
        most = (1 if len(bare) <= ONE_ERROR_UP_TO else 2) if most is None else most
        found = self._near(bare, bare[:1], most)
        if not found and len(bare) >= FIRST_LETTER_LEAST:
            found = self._with_other_first_letter(bare)
        best = min(found, key=lambda row: (row[1], -row[2], row[0]), default=None)
        return best[0] if best else None

    def _near(self, bare: str, letter: str, most: int) -> list[tuple[str, int, int]]:
        """Return (word, errors, documents)."""
        known = self._by_letter.get(letter)
        if not known:
            return []
        rows = process.extract(bare, known.keys(), scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=20)
        return [(word, int(errors), known[word]) for word, errors, _at in rows if errors < 2 or len(word) > ONE_ERROR_UP_TO]

    def _with_other_first_letter(self, bare: str) -> list[tuple[str, int, int]]:
        """Return the words whose first letter was hit beside, swapped with the second, dropped, or has another before it."""
        others = (
            *(beside + bare[1:] for beside in _beside(bare[0])),
            bare[1] + bare[0] + bare[2:],
            bare[1:],
            *(letter + bare for letter in self._by_letter),
        )
        return [(word, 1, self._by_letter[word[0]][word]) for word in others if word in self._by_letter.get(word[0], ())]

    def by_stem(self, bare: str) -> str | None:
        """Return the base form whose inflected form is misspelt: *konsertisa* → konsertti."""
        found: list[tuple[int, int, str]] = []
        for stem in _stems(bare):
            best = self._near(stem, stem[:1], 1 if len(stem) <= LONG_STEM else 2)
            found += [(errors, -documents, word) for word, errors, documents in best]
        return min(found)[2] if found else None


def _stems(bare: str) -> Iterator[str]:
    for ending in ENDINGS:
        stem = bare.removesuffix(ending)
        if stem == bare or len(stem) < STEM_LEAST:
            continue
        yield stem
        yield from (stem.removesuffix(end) + base for end, base in STEM_ENDS if stem.endswith(end) and len(stem) > STEM_LEAST)


class IndexVocabulary:
    """Words with the number of documents that hold each. Made once for each state of an index, then only read.

    documents   how many documents the index holds; without it, that of the commonest word.
    """

    def __init__(self, counts: Mapping[str, int], documents: int = 0) -> None:
        self._counts = counts
        self.documents = documents or max(counts.values(), default=0)
        self._by_fold: dict[str, tuple[str, int]] = {}
        surface: list[tuple[str, int]] = []
        for token, count in counts.items():
            if token.startswith(SURFACE):
                word = token.removeprefix(SURFACE)
                surface.append((folded(word), count))
                self._note(folded(word), word, count)
        self._near = NearWords(surface)

    def _note(self, bare: str, word: str, documents: int) -> None:
        best = self._by_fold.get(bare)
        if bare and (best is None or documents > best[1]):
            self._by_fold[bare] = (word, documents)

    def count(self, token: str) -> int:
        """Return how many documents hold a token."""
        return self._counts.get(token, 0)

    def nearest(self, word: str) -> str | None:
        """Return the known word that a misspelt one most likely meant, or None; missing dots cost nothing."""
        bare = folded(word)
        if bare in self._by_fold:
            return self._by_fold[bare][0]
        return self._as_written(self._near.nearest(bare, most=1) or self._by_sound.get(by_ear(bare)) or self._near.nearest(bare))

    def nearest_base(self, word: str) -> str | None:
        """Return the known base form of which a word may be a misspelt inflected form, or None."""
        return self._as_written(self._near.by_stem(folded(word)))

    @cached_property
    def _by_sound(self) -> Mapping[str, str]:
        """How each word sounds → the commonest word that sounds so."""
        by_count = sorted(self._by_fold, key=lambda bare: (self._by_fold[bare][1], bare))
        return {by_ear(bare): bare for bare in by_count if len(bare) > STEM_LEAST}

    def _as_written(self, bare: str | None) -> str | None:
        return self._by_fold[bare][0] if bare else None
