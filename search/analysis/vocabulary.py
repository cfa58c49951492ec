"""The words an index holds, and the nearest of them to a misspelt one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from search.analysis.words import folded

SURFACE = "w:"
ONE_ERROR_UP_TO = 7  # letters; longer words may hold two errors
LANGUAGES = ("fi:", "sv:", "en:")


class IndexVocabulary:
    """Words with the number of documents that hold each. Made once for each state of an index, then only read."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._words: dict[str, dict[str, int]] = defaultdict(dict)  # by first folded letter: word → documents
        self._by_fold: dict[str, tuple[str, int]] = {}
        for token, documents in counts.items():
            if token.startswith(SURFACE) or token.startswith(LANGUAGES):
                self._note(token.split(":", 1)[1], documents, is_surface=token.startswith(SURFACE))

    def _note(self, word: str, documents: int, *, is_surface: bool) -> None:
        bare = folded(word)
        if not bare or not (is_surface or len(bare) > 3):
            return
        best = self._by_fold.get(bare)
        if is_surface and (best is None or documents > best[1]):
            self._by_fold[bare] = (word, documents)
        if is_surface:
            group = self._words[bare[0]]
            group[bare] = group.get(bare, 0) + documents

    def count(self, token: str) -> int:
        """Return how many documents hold a token."""
        return self._counts.get(token, 0)

    def nearest(self, word: str) -> str | None:
        """Return the known word that a misspelt one most likely meant, or None.

        The first letter must be right; one error up to seven letters, two beyond; missing dots cost nothing.
        """
        bare = folded(word)
        if bare in self._by_fold:
            return self._by_fold[bare][0]
        known = self._words.get(bare[:1])
        if not known:
            return None
        most = 1 if len(bare) <= ONE_ERROR_UP_TO else 2
        found = process.extract(bare, known.keys(), scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=20)
        if not found:
            return None
        best = min(found, key=lambda row: (row[1], -known[row[0]], row[0]))
        return self._by_fold[best[0]][0]
