"""What a question leaves, as sets: the list, the counts and the map are all read from these."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from common.geo import BBox
from search.engines.bits import less, numbers_of
from search.engines.dates import WHEN_VALUES, minute_of
from search.engines.heaps import Heap, heaps
from search.engines.sqlite.filters import Filters, filters
from search.engines.sqlite.matching import Match, Matches
from search.engines.sqlite.snapshot import MANY_VALUED, Snapshot
from search.engines.sqlite.windows import Window, Windows
from search.ranking import words_needed
from search.types import AnalysedQuery, FacetValue, Group, SearchQuery, Sort

LOOKED_AT_MOST = 1_000  # of so few, each is asked where it stands
COUNTED_SHARE = 20  # up to one document in so many, counting document by document is the quicker way


@dataclass
class Found:
    """What one question leaves of one snapshot in one minute."""

    snapshot: Snapshot
    windows: Windows
    asked: AnalysedQuery
    match: Match | None
    _facets: dict[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    _heaps: dict[int, list[Heap]] = field(default_factory=dict)
    _counted: dict[int, dict[str, list[tuple[str, int]]]] = field(default_factory=dict)

    @cached_property
    def window(self) -> Window:
        """The asked days."""
        q = self.asked.query
        return self.windows.get(self.snapshot, self.asked.now, q.date_from, q.date_to)

    @cached_property
    def filters(self) -> Filters:
        """The sets of every filter but the days."""
        return filters(self.snapshot, self.asked.query, full=self.window.full)

    @cached_property
    def words_needed(self) -> int:
        """How many of the words an offer must hold."""
        base = self.filters.base() & self.window.bits
        return words_needed(self.match.groups if self.match else 0, lambda least: (base & self._holding(least)).bit_count())

    def _holding(self, least: int) -> int:
        return self.match.holding(least) if self.match and least else self.snapshot.alive

    @cached_property
    def text(self) -> int:
        """The documents that hold enough of the words."""
        return self._holding(self.words_needed)

    @cached_property
    def bits(self) -> int:
        """Everything that the answer counts."""
        return self.filters.base() & self.window.bits & self.text

    @cached_property
    def total(self) -> int:
        """How many that are."""
        return self.bits.bit_count()

    @cached_property
    def all_words(self) -> int:
        """How many of the found hold every word."""
        return (self.bits & self.match.holding(self.match.groups)).bit_count() if self.match else self.total

    @cached_property
    def bounds(self) -> BBox | None:
        """The box of everything found."""
        if self.total <= LOOKED_AT_MOST:
            return BBox.of_points(point for number in numbers_of(self.bits) if (point := self.snapshot.entry(number).point))
        return self.snapshot.grid.bounds(self.bits)

    def heaps(self, zoom: int) -> Sequence[Heap]:
        """Return what stands on a map of this zoom."""
        if zoom not in self._heaps:
            self._heaps[zoom] = heaps(self.snapshot.grid.atlas.cells(self.bits, zoom), zoom)
        return self._heaps[zoom]

    # counts

    def facet(self, name: str) -> tuple[FacetValue, ...]:
        """Return the count of every option of a facet that would give something, most first."""
        if name not in self._facets:
            counted = sorted(((count, value) for value, count in self._options(name) if count), key=lambda pair: (-pair[0], pair[1]))
            self._facets[name] = tuple(FacetValue(value, count) for count, value in counted)
        return self._facets[name]

    def _options(self, facet: str) -> Iterable[tuple[str, int]]:
        if facet == "when":
            # With places left in the asked days says nothing of other days: each option looks at its own.
            base, needs_places = self.filters.base(but="places_left") & self.text, self.asked.query.places_left
            views = ((name, self.windows.named(self.snapshot, self.asked.now, name)) for name in WHEN_VALUES)
            return [(name, (base & (less(view.bits, view.full) if needs_places else view.bits)).bit_count()) for name, view in views]
        # An option of a list where all must hold can only be added to what is chosen.
        base = self.filters.base(but="" if facet == "accessibility" else facet) & self.window.bits & self.text
        if facet == "free":
            return [("1", (base & self.snapshot.free).bit_count())]
        if facet == "places_left":
            return [("1", less(base, self.window.full).bit_count())]
        if facet in MANY_VALUED or base.bit_count() * COUNTED_SHARE < self.snapshot.size:
            return self._one_by_one(base).get(facet, [])
        return [(value, (base & bits).bit_count()) for value, bits in self.snapshot.facets.get(facet, {}).items()]

    def _one_by_one(self, base: int) -> dict[str, list[tuple[str, int]]]:
        if base not in self._counted:
            entries, found = self.snapshot.entries, defaultdict[str, list[tuple[str, int]]](list)
            options = chain.from_iterable(entry.options for number in numbers_of(base) if (entry := entries[number]))
            for (facet, value), count in Counter(options).items():
                found[facet].append((value, count))
            self._counted[base] = found
        return self._counted[base]


class Finds:
    """What was found last: a page that is turned, a circle that grows and a map that is drawn ask the same again."""

    MOST = 48

    def __init__(self) -> None:
        self._windows = Windows()
        self._matches = Matches()
        self._kept: dict[tuple[str, int, float, SearchQuery, tuple[Group, ...]], Found] = {}

    def get(self, connection: sqlite3.Connection, snapshot: Snapshot, asked: AnalysedQuery) -> Found:
        """Return what a question leaves; the same while neither the index nor the minute changes."""
        key = (snapshot.generation, snapshot.seq, minute_of(asked.now), _essence(asked.query), asked.groups)
        found = self._kept.get(key)
        if found is None:
            match = self._matches.get(connection, snapshot, asked.groups) if asked.groups else None
            found = Found(snapshot, self._windows, asked, match)
            if len(self._kept) >= self.MOST:
                for old in list(self._kept)[: self.MOST // 2]:
                    self._kept.pop(old, None)
            self._kept[key] = found
        return found

    def forget(self) -> None:
        """Forget all answers, but not the sets that they were made of: for measuring."""
        self._kept = {}
        self._matches.forget()


def _essence(q: SearchQuery) -> SearchQuery:
    """Return the question without what changes no set: its words (their groups count), order, page and what is to be counted."""
    near = replace(q.near, home_km=None) if q.near and q.near.radius_km is not None else None
    return replace(q, text="", lang="", near=near, sort=Sort.AUTO, page=1, page_size=0, facets=(), cluster_zoom=None, is_literal=False)
