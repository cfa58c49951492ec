"""One question to one answer: sets first, then order, then the twenty rows that are shown."""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice

from common.geo import BBox
from search.engines.bits import bits_of, flags_of, numbers_of
from search.engines.dates import shown as shown_date
from search.engines.heaps import Heap, cells, heaps
from search.engines.sqlite.filters import Filters, Point, at_points, distances, filters
from search.engines.sqlite.matching import Match, Matches
from search.engines.sqlite.remembered import WHEN_VALUES, Windows
from search.engines.sqlite.snapshot import Snapshot
from search.engines.sqlite.windows import FAR, Fullness, Window
from search.ranking import RANKED_MOST, words_needed
from search.types import AnalysedQuery, Cluster, FacetValue, Hit, NextOccurrence, Sort

DAY = 86_400.0
FULL_WORTH = 0.8  # what has no places left comes later among its equals


@dataclass
class Answer:
    """The working out of one question over one snapshot."""

    connection: sqlite3.Connection
    snapshot: Snapshot
    windows: Windows
    matches: Matches
    asked: AnalysedQuery

    @cached_property
    def window(self) -> Window:
        """The asked days."""
        q = self.asked.query
        return self.windows.get(self.snapshot, self.asked.now, q.date_from, q.date_to)

    @cached_property
    def fullness(self) -> Fullness:
        """What is full in the asked days."""
        return self.windows.fullness(self.snapshot, self.window)

    @cached_property
    def distances(self) -> Mapping[Point, float]:
        """Metres from the asked point to each point of the index (within the radius if there is one)."""
        return distances(self.snapshot, self.asked.query.near) if self.asked.query.near else {}

    @cached_property
    def filters(self) -> Filters:
        """The sets of every filter."""
        near = self.asked.query.near
        circle = at_points(self.snapshot, self.distances) if near and near.radius_km is not None else None
        return filters(self.snapshot, self.asked.query, self.window, full=self.fullness.bits, circle=circle)

    @cached_property
    def match(self) -> Match | None:
        """The documents that hold the words, None when none were asked."""
        return self.matches.get(self.connection, self.snapshot, self.asked.groups) if self.asked.groups else None

    @cached_property
    def words_needed(self) -> int:
        """How many words an offer must hold: all, unless fewer than five offers do."""
        base = self.filters.base() & self.window.bits
        return words_needed(self.match.groups if self.match else 0, lambda least: (base & self._holding(least)).bit_count())

    def _holding(self, least: int) -> int:
        return bits_of(self.match.holding(least), self.snapshot.size) if self.match else self.snapshot.alive

    @cached_property
    def text(self) -> int:
        """The documents that hold enough of the words."""
        return self._holding(self.words_needed)

    @cached_property
    def found(self) -> int:
        """Everything that the answer counts."""
        return self.filters.base() & self.window.bits & self.text

    @cached_property
    def all_words(self) -> int:
        """How many of the found hold every word."""
        return (self.found & self._holding(self.match.groups)).bit_count() if self.match else self.found.bit_count()

    # counts

    def facets(self) -> dict[str, tuple[FacetValue, ...]]:
        """Return the count of every option that would give something, most first."""
        return {facet: self._facet(facet) for facet in self.asked.query.facets}

    def _facet(self, facet: str) -> tuple[FacetValue, ...]:
        if facet == "when":
            base = self.filters.base() & self.text
            views = {name: self.windows.named(self.snapshot, self.asked.now, name) for name in WHEN_VALUES}
            return _values((name, (base & view.bits).bit_count()) for name, view in views.items())
        # An option of a list where all must hold can only be added to what is chosen.
        base = self.filters.base(but="" if facet == "accessibility" else facet) & self.window.bits & self.text
        if facet == "free":
            return _values([("1", (base & self.snapshot.free).bit_count())])
        if facet == "places_left":
            return _values([("1", (base & ~self.fullness.bits).bit_count())])
        return _values((value, (base & bits).bit_count()) for value, bits in self.snapshot.facets.get(facet, {}).items())

    # order

    def page(self) -> list[int]:
        """Return the documents of the asked page, in order."""
        q = self.asked.query
        first = (q.page - 1) * q.page_size
        return self._ordered(first + q.page_size)[first:]

    def _ordered(self, most: int) -> list[int]:
        sort = self.asked.query.sort
        if sort is Sort.AUTO:
            sort = Sort.RELEVANCE if self.match else Sort.NEAR if self.asked.query.near else Sort.SOONEST
        if sort is Sort.SOONEST and not self.asked.query.near:
            return self._soonest(most)
        if sort is Sort.NEAR and self.asked.query.near:
            return self._nearest(most)
        numbers = numbers_of(self.found)
        if sort is Sort.RELEVANCE and self.match:
            return self._by_relevance(self.match, numbers, most)
        return heapq.nsmallest(most, numbers, key=self._soonness)

    def _nearest(self, most: int) -> list[int]:
        """Walk the points from the nearest on until the page is full; what stands nowhere comes last."""
        flags, points = flags_of(self.found), self.snapshot.points
        size, order = len(flags), list[int]()
        for _metres, point in sorted((metres, point) for point, metres in self.distances.items()):
            here = [number for number in points[point] if number < size and flags[number]]
            order += sorted(here, key=self._nearness) if len(here) > 1 else here
            if len(order) >= most:
                return order[:most]
        nowhere = [number for number in numbers_of(self.found) if number not in self.snapshot.point_of]
        return [*order, *sorted(nowhere, key=self._soonness)][:most]

    def _soonest(self, most: int) -> list[int]:
        """Walk the window's own order, which is remembered, until the page is full."""
        flags = flags_of(self.found)
        size = len(flags)
        order = self.windows.soonest(self.snapshot, self.window)
        return list(islice((number for number in order if number < size and flags[number]), most))

    def _soonness(self, number: int) -> tuple[float, float, str]:
        return self._when(number), self._metres(number), self.snapshot.entries[number].id

    def _when(self, number: int) -> float:
        """Return when one can next go: the first date with places, else the first."""
        return self.fullness.when.get(number) or self.window.when.get(number, FAR)

    def _nearness(self, number: int) -> tuple[float, float, str]:
        return self._metres(number), self._when(number), self.snapshot.entries[number].id

    def _metres(self, number: int) -> float:
        point = self.snapshot.point_of.get(number)
        return self.distances.get(point, FAR) if point else FAR

    def _by_relevance(self, match: Match, numbers: Sequence[int], most: int) -> list[int]:
        words, score = match.words, match.score
        best = heapq.nlargest(max(most, RANKED_MOST), numbers, key=lambda n: (words[n], score[n]))
        full = set(numbers_of(self.fullness.bits))
        return sorted(best, key=lambda n: (-words[n], -self._worth(n, score[n]) * (FULL_WORTH if n in full else 1), self.snapshot.entries[n].id))[
            :most
        ]

    def _worth(self, number: int, score: float) -> float:
        """The words' score, a little more for what is soon and what is near, less for what is always on in asked days."""
        when = self.window.when.get(number)
        days = (when - self.window.since) / DAY if when else 60.0
        worth = score * (1 + 0.10 / (1 + days / 7))
        if self.asked.query.near:
            worth *= 1 + 0.15 / (1 + self._metres(number) / 10_000)
        if when is None and self.asked.query.date_to:
            worth *= 0.7
        return worth

    # map

    def bounds(self) -> BBox | None:
        """Return the box of everything found."""
        points = self._points()
        if not points:
            return None
        lats, lons = zip(*points, strict=True)
        return BBox(min(lons), min(lats), max(lons), max(lats))

    def _points(self) -> Counter[Point]:
        point_of = self.snapshot.point_of
        return Counter(point_of[number] for number in numbers_of(self.found) if number in point_of)

    def clusters(self) -> tuple[Cluster, ...]:
        """Return what stands on the map; one query for the texts of those that are alone."""
        zoom = self.asked.query.cluster_zoom
        if zoom is None:
            return ()
        found = heaps(cells(self._points(), zoom), zoom)
        singles = {heap.key: self._single(heap) for heap in found if heap.count == 1}
        shown = read_display(self.connection, list(singles.values()))
        return tuple(self._cluster(heap, singles.get(heap.key), shown) for heap in found)

    def _single(self, heap: Heap) -> int:
        return next(number for number in self.snapshot.points[heap.a_point] if self.found >> number & 1)

    def _cluster(self, heap: Heap, single: int | None, shown: Mapping[int, tuple[str, str]]) -> Cluster:
        lat, lon = heap.position
        if single is None:
            return Cluster(heap.key, lat, lon, heap.count, heap.bounds)
        display, facts = map(json.loads, shown.get(single, ("{}", "{}")))
        return Cluster(heap.key, lat, lon, 1, heap.bounds, self.snapshot.entries[single].id, display, facts)

    # rows

    def hits(self, numbers: Sequence[int]) -> tuple[Hit, ...]:
        """Return what is shown of these documents."""
        shown = read_display(self.connection, numbers)
        dates = self._dates(numbers)
        return tuple(self._hit(number, shown[number], dates.get(number, [])) for number in numbers if number in shown)

    def _dates(self, numbers: Sequence[int]) -> dict[int, list[NextOccurrence]]:
        rows = self.connection.execute(
            "SELECT ord, id, starts, ends, is_all_day, places_left, is_cancelled FROM occurrence "
            f"WHERE ord IN ({','.join('?' * len(numbers))}) AND ends > ? AND starts < ? AND NOT is_cancelled ORDER BY starts",
            [*numbers, self.window.since, self.window.until],
        )
        found: dict[int, list[NextOccurrence]] = {}
        for number, *row in rows:
            found.setdefault(number, []).append(_occurrence(tuple(row)))
        return found

    def _hit(self, number: int, shown: tuple[str, str], dates: Sequence[NextOccurrence]) -> Hit:
        metres = self._metres(number)
        first, more = shown_date(dates)
        return Hit(
            offer_id=self.snapshot.entries[number].id,
            score=round(self.match.score[number], 4) if self.match else 0.0,
            distance_m=None if metres >= FAR else round(metres),
            next=first,
            more_dates=more,
            display=json.loads(shown[0]),
            facts=json.loads(shown[1]),
        )


def _values(pairs: object) -> tuple[FacetValue, ...]:
    counted = [FacetValue(value, count) for value, count in pairs if count]  # type: ignore[attr-defined]
    return tuple(sorted(counted, key=lambda option: (-option.count, option.value)))


def _occurrence(row: tuple) -> NextOccurrence:  # type: ignore[type-arg]
    id_, starts, ends, is_all_day, left, is_cancelled = row
    starts_at, ends_at = (datetime.fromtimestamp(stamp, UTC) for stamp in (starts, ends))
    return NextOccurrence(id_, starts_at, ends_at, bool(is_all_day), left, bool(is_cancelled))


def read_display(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the JSON of the display texts and of the facts of each document."""
    marks = ",".join("?" * len(numbers))
    rows = connection.execute(f"SELECT ord, display, facts FROM doc WHERE ord IN ({marks})", list(numbers))
    return {number: (display, facts) for number, display, facts in rows}
