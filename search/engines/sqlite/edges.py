"""Moments at which something of a document begins or ends, in order of time."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

MORE_MOST = 4_000  # later ones that are kept apart before all are sorted anew


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs of (seconds since 1970, document). A pair whose document has changed since stays: who asks looks at the document itself."""

    times: array[float] = field(default_factory=lambda: array("d"))
    numbers: array[int] = field(default_factory=lambda: array("I"))
    more: tuple[tuple[float, int], ...] = ()

    def joined(self, pairs: Iterable[tuple[float, int]]) -> Edges:
        """Return these edges with some more."""
        more = (*self.more, *pairs)
        if len(more) <= MORE_MOST:
            return Edges(self.times, self.numbers, more) if len(more) > len(self.more) else self
        known = zip(self.times, self.numbers, strict=True)
        together = sorted({*known, *more} if self.times else more)
        return Edges(array("d", (time for time, _number in together)), array("I", (number for _time, number in together)))

    def between(self, first: float, last: float) -> set[int]:
        """Return the documents with an edge in a stretch of time, both ends included."""
        found = set(self.numbers[bisect_left(self.times, first) : bisect_right(self.times, last)])
        found.update(number for time, number in self.more if first <= time <= last)
        return found
