"""One question to one answer: what was found is there as sets, now the rows and the map's pins are read from the file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from search.engines.bits import Members, values_at
from search.engines.dates import shown
from search.engines.heaps import Heap
from search.engines.sqlite.found import Found
from search.engines.sqlite.ordering import Order
from search.types import AnalysedQuery, Cluster, FacetValue, Hit, NextOccurrence


@dataclass
class Answer:
    """The rows, counts and pins of one question."""

    connection: sqlite3.Connection
    found: Found
    asked: AnalysedQuery

    def __post_init__(self) -> None:
        self.order = Order.of(self.found.snapshot, self.found.window, self.asked)

    def facets(self) -> dict[str, tuple[FacetValue, ...]]:
        """Return the counts of every facet that was asked for."""
        return {facet: self.found.facet(facet) for facet in self.asked.query.facets}

    # rows

    def hits(self) -> tuple[Hit, ...]:
        """Return the rows of the asked page."""
        q = self.asked.query
        first = (q.page - 1) * q.page_size
        if not q.page_size or first >= self.found.total:
            return ()
        numbers = self.order.first(self.found.bits, first + q.page_size, sort=q.sort, match=self.found.match)[first:]
        texts, dates = read_display(self.connection, numbers), self._dates(numbers)
        scores = values_at(self.found.match.planes, numbers) if self.found.match else [0] * len(numbers)
        return tuple(
            self._hit(number, score, texts[number], dates.get(number, ())) for number, score in zip(numbers, scores, strict=True) if number in texts
        )

    def _dates(self, numbers: Sequence[int]) -> dict[int, list[NextOccurrence]]:
        window = self.found.window
        rows = self.connection.execute(
            "SELECT ord, id, starts, ends, is_all_day, places_left, is_cancelled FROM occurrence "
            f"WHERE ord IN ({','.join('?' * len(numbers))}) AND ends > ? AND starts < ? AND NOT is_cancelled",
            [*numbers, window.since, window.until],
        )
        found: dict[int, list[NextOccurrence]] = {}
        for number, id_, starts, ends, is_all_day, left, is_cancelled in rows:
            starts_at, ends_at = (datetime.fromtimestamp(stamp, UTC) for stamp in (starts, ends))
            found.setdefault(number, []).append(NextOccurrence(id_, starts_at, ends_at, bool(is_all_day), left, bool(is_cancelled)))
        return found

    def _hit(self, number: int, score: int, texts: tuple[str, str], dates: Sequence[NextOccurrence]) -> Hit:
        metres = self.order.metres(number)
        first, more = shown(dates)
        return Hit(
            offer_id=self.found.snapshot.entry(number).id,
            score=float(score),
            distance_m=None if metres is None else round(metres),
            next=first,
            more_dates=more,
            display=json.loads(texts[0]),
            facts=json.loads(texts[1]),
        )

    # map

    def clusters(self) -> tuple[Cluster, ...]:
        """Return what stands on the map; one query for the texts of those that are alone."""
        zoom = self.asked.query.cluster_zoom
        if zoom is None:
            return ()
        heaps, held = self.found.heaps(zoom), Members(self.found.bits)
        singles = {heap.cell: held.among(self.found.snapshot.grid.at(heap.a_point))[0] for heap in heaps if heap.count == 1}
        texts = read_display(self.connection, list(singles.values()))
        return tuple(self._cluster(heap, singles.get(heap.cell), texts) for heap in heaps)

    def _cluster(self, heap: Heap, single: int | None, texts: Mapping[int, tuple[str, str]]) -> Cluster:
        lat, lon = heap.position
        if single is None:
            return Cluster(heap.key, lat, lon, heap.count, heap.bounds)
        display, facts = map(json.loads, texts.get(single, ("{}", "{}")))
        return Cluster(heap.key, lat, lon, 1, heap.bounds, self.found.snapshot.entry(single).id, display, facts)


def read_display(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the JSON of the display texts and of the facts of each document."""
    marks = ",".join("?" * len(numbers))
    rows = connection.execute(f"SELECT ord, display, facts FROM doc WHERE ord IN ({marks})", list(numbers))
    return {number: (display, facts) for number, display, facts in rows}
