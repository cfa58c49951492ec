"""Answers to questions without words and without a person's place: the whole country, this week, one category …

They are asked most, match most, and cost most at a million offers. An answer is good for the minute it was made for, and until
the next write, whatever that is: each moves the embedded index's stamp (with a server twice, before it and after), which every
process of the machine sees at once.
"""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import replace

from django.core.cache import caches

from search import engines
from search.types import AnalysedQuery, Engine, SearchResults

PAGES_MOST = 5  # deeper ones are asked by machines, and each only once
SETTLED_S = 0.5  # an engine may look for other processes' writes a little later than the stamp does: nothing is kept until then
KEPT_S = 60


class _Stamps:
    """The stamp of the index as this process saw it last, and since when."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stamp, self._since = "", 0.0

    def seen(self, stamp: str) -> float:
        """Return for how many seconds this process has seen this stamp."""
        now = time.monotonic()
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._since = stamp, now
            return now - self._since


_stamps = _Stamps()


def search(engine: Engine, question: AnalysedQuery) -> SearchResults:
    """Return the answer to a question, the remembered one where there is one. `took_ms` is then of the first asking."""
    if engine is not engines.current() or not _is_everybodys(question):
        return engine.search(question)
    stamp = engines.embedded().stamp()
    age, key = _stamps.seen(stamp), _key(stamp, question)
    kept: SearchResults | None = caches["answers"].get(key)
    if kept is None:
        kept = engine.search(question)
        if age >= SETTLED_S and not kept.is_fallback:
            caches["answers"].set(key, kept, KEPT_S)
    return replace(kept, understood=question.understood)


def _is_everybodys(question: AnalysedQuery) -> bool:
    """Tell whether nothing in a question is one person's: no words, no point, no piece of a map."""
    q = question.query
    return not question.groups and q.near is None and q.bbox is None and q.page <= PAGES_MOST


def _key(stamp: str, question: AnalysedQuery) -> str:
    """Return what an answer is kept under. Words that were understood as filters are in the filters."""
    minute = int(question.now.timestamp() // 60)
    said = repr((stamp, minute, replace(question.query, text="", is_literal=False)))
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
