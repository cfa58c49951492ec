"""The order of what was found: soonest, nearest, or by its words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from common.geo import haversine_m
from search.engines.bits import Members, bits_of, highest, less, numbers_of, values_at
from search.engines.sqlite.matching import Match
from search.engines.sqlite.snapshot import Snapshot
from search.engines.sqlite.windows import Window
from search.ranking import FAR, RANKED_MOST, Candidate, ranked
from search.types import AnalysedQuery, Near, Sort

SORTED_COST = 16  # what putting one in order costs, measured in steps of a walk
FIRST_M = 10_000.0
COUNTRY_M = 400_000.0  # of a circle that would hold most of the country
STRIDE = 500  # documents of an order that are looked at together
FARTHEST_M = 2.1e7  # the other side of the earth


@dataclass
class Order:
    """Orders documents of one snapshot and window, seen from a point if there is one."""

    snapshot: Snapshot
    window: Window
    near: Near | None
    is_dated: bool
    puts_dated_first: bool = False
    _metres: dict[tuple[float, float], float] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot, window: Window, asked: AnalysedQuery) -> Order:
        """Return the order that a question asks for."""
        q = asked.query
        is_dated = q.date_from is not None or q.date_to is not None
        return cls(snapshot, window, q.near, is_dated=is_dated, puts_dated_first=asked.puts_dated_first)

    def first(self, bits: int, most: int, *, sort: Sort, match: Match | None) -> list[int]:
        """Return the first documents of a set."""
        if sort is Sort.RELEVANCE or sort is Sort.AUTO:
            if match:
                return self._by_words(match, bits, most)
            sort = Sort.NEAR if self.near and sort is Sort.AUTO else Sort.SOONEST
        if sort is not Sort.NEAR or not self.near:
            return self._soonest(bits, most)
        return self._nearest_dated_first(bits, most) if self.puts_dated_first else self._nearest(bits, most)

    def metres(self, number: int) -> float | None:
        """Return the distance of a document from the asked point; None when either stands nowhere."""
        entry = self.snapshot.entry(number)
        return self._distance(entry.point) if entry.point and self.near else None

    def _distance(self, point: tuple[float, float]) -> float:
        if point not in self._metres and self.near:
            self._metres[point] = haversine_m(self.near.lat, self.near.lon, *point)
        return self._metres[point]

    # keys

    def _by_time(self, number: int) -> tuple[float, float, str]:
        entry = self.snapshot.entry(number)
        metres = self._distance(entry.point) if entry.point and self.near else FAR
        return self.window.moments[number], metres, entry.id

    def _by_distance(self, number: int) -> tuple[float, float, str]:
        moment, metres, id_ = self._by_time(number)
        return metres, moment, id_

    # orders

    def _soonest(self, bits: int, most: int) -> list[int]:
        """Walk the window's own order, which is remembered, until the page is full; equals by distance if there is a point."""
        if self._is_sparse(bits, most):
            return sorted(numbers_of(bits), key=self._by_time)[:most]
        walk = _walk(self.window.in_order(self.snapshot), Members(bits))
        found = list(islice(walk, most))
        if self.near and len(found) == most:
            last = self.window.moments[found[-1]]
            for number in walk:
                if self.window.moments[number] != last:
                    break
                found.append(number)
        return sorted(found, key=self._by_time)[:most] if self.near else found

    def _nearest(self, bits: int, most: int) -> list[int]:
        """Look in rings that grow until the page is full; what stands nowhere comes last."""
        if not self.near or self._is_sparse(bits, most):
            return sorted(numbers_of(bits), key=self._by_distance)[:most]
        held = Members(bits)
        radius = max(FIRST_M, COUNTRY_M * math.sqrt(most / bits.bit_count()))
        while True:
            found = []
            for _metres, _point, numbers in self.snapshot.grid.nearest(self.near.lat, self.near.lon, radius):
                found += sorted(held.among(numbers), key=self._by_distance)
                if len(found) >= most:
                    return found[:most]
            if radius >= FARTHEST_M:
                break
            radius = min(radius * 2, FARTHEST_M)
        nowhere = less(bits, bits_of(found, self.snapshot.size))
        return [*found, *self._soonest(nowhere, most - len(found))]

    def _nearest_dated_first(self, bits: int, most: int) -> list[int]:
        always = bits & self.snapshot.always_on
        found = self._nearest(less(bits, always), most)
        return found + self._nearest(always, most - len(found)) if len(found) < most else found

    def _is_sparse(self, bits: int, most: int) -> bool:
        """Tell whether putting a set in order is quicker than walking all documents in order until enough of it were met."""
        count = bits.bit_count()
        return count * count * SORTED_COST <= most * self.snapshot.size

    def _by_words(self, match: Match, bits: int, most: int) -> list[int]:
        """Put the best 400 in order by everything, and those after them by their score."""
        best = self._highest(match, bits, RANKED_MOST)
        candidates = list(map(self._candidate, best, values_at(match.planes, best)))
        number_of = {one.id: number for number, one in zip(best, candidates, strict=True)}
        home_m = self.near.home_m if self.near else None
        found = [number_of[one.id] for one in ranked(candidates, since=self.window.since, is_dated=self.is_dated, home_m=home_m)]
        if most > RANKED_MOST:
            others = less(bits, bits_of(best, self.snapshot.size))
            found += self._by_score(match, self._highest(match, others, most - RANKED_MOST))
        return found[:most]

    def _highest(self, match: Match, bits: int, most: int) -> list[int]:
        """Return the documents with the highest scores, in no order; of equals the nearest or the soonest."""
        sure, equals = highest(match.planes, bits, most)
        found = numbers_of(sure)
        return found + self._plain(equals, most - len(found)) if equals else found

    def _by_score(self, match: Match, numbers: list[int]) -> list[int]:
        in_order = self._plain(bits_of(numbers, self.snapshot.size), len(numbers))
        scores = dict(zip(in_order, values_at(match.planes, in_order), strict=True))
        return sorted(in_order, key=lambda number: -scores[number])

    def _plain(self, bits: int, most: int) -> list[int]:
        """Return the first documents of a set in the order without words."""
        return self._nearest(bits, most) if self.near else self._soonest(bits, most)

    def _candidate(self, number: int, score: int) -> Candidate:
        entry, moment = self.snapshot.entry(number), self.window.moments[number]
        is_full = bool(self.window.full >> number & 1)
        return Candidate(entry.id, score, None if moment >= FAR else moment, self.metres(number), is_full, entry.title_length)


def _walk(order: Sequence[int], held: Members) -> Iterator[int]:
    return chain.from_iterable(held.among(order[at : at + STRIDE]) for at in range(0, len(order), STRIDE))
