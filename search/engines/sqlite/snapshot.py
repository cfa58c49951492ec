"""What a process keeps of an index in memory: one bit a document and option, points, and dates in order of time.

A snapshot never changes once made: readers hold one while the next is built from it and the rows that changed since.
At 10,000 offers it takes about 8 MB and a tenth of a second to load; a change costs a few milliseconds.
"""

from __future__ import annotations

import sqlite3
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from search.engines.bits import bits_of

# facet → column of `doc`; several values stand with a blank between
COLUMNS_OF = {
    "kind": "kind",
    "category": "categories",
    "audience": "audiences",
    "accessibility": "accessibility",
    "language": "languages",
    "how": "how",
    "municipality": "municipality",
    "area": "area",
    "venue": "venue",
}
_READ = "ord, id, is_gone, is_free, is_always_on, lat, lon, live_at, expire_at, " + ", ".join(COLUMNS_OF.values())
Span = tuple[float, float, int]  # starts, ends, document
FEW = 50  # changes at once that are mended into what is known


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as the snapshot knows it."""

    id: str
    values: tuple[tuple[str, str], ...]  # (facet, value)
    point: tuple[float, float] | None
    live_at: float | None
    expire_at: float | None
    is_free: bool
    is_always_on: bool


@dataclass(frozen=True)
class Snapshot:
    """The state of an index after change number `seq`. Sets are whole numbers, see `bits`.

    spans      every date that is not cancelled, by its start.
    full       document → starts of its dates that have no places left.
    times      a number that changes only when `spans`, `always_on` or `timed` do.
    before     (times, seq) of the snapshot that this one was made from, and `changed`, the documents that differ, with their dates;
               None when everything may differ. What was worked out of the one before can then be mended instead of made anew.
    """

    generation: str = ""
    seq: int = 0
    size: int = 0
    times: int = 0
    entries: Mapping[int, Entry] = field(default_factory=dict)
    alive: int = 0
    free: int = 0
    always_on: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    points: Mapping[tuple[float, float], tuple[int, ...]] = field(default_factory=dict)
    point_of: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    full: Mapping[int, frozenset[float]] = field(default_factory=dict)
    before: tuple[int, int] | None = None
    changed: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)

    @cached_property
    def timed(self) -> list[tuple[int, Entry]]:
        """Return the documents that are not found at every moment."""
        return [(number, entry) for number, entry in self.entries.items() if entry.live_at or entry.expire_at]

    @classmethod
    def load(cls, connection: sqlite3.Connection, generation: str) -> Snapshot:
        """Read the whole index."""
        return cls(generation=generation).renewed(connection)

    def renewed(self, connection: sqlite3.Connection) -> Snapshot:
        """Return the snapshot with every change since this one; itself when there was none."""
        connection.execute("BEGIN")
        try:
            seq = int(connection.execute("SELECT value FROM meta WHERE key = 'seq'").fetchone()[0])
            if seq == self.seq:
                return self
            rows = connection.execute(f"SELECT {_READ} FROM doc WHERE seq > ?", [self.seq]).fetchall()
            dates = connection.execute(
                "SELECT ord, starts, ends, places, places_left, is_cancelled FROM occurrence"
                + (" WHERE ord IN (SELECT ord FROM doc WHERE seq > ?)" if self.seq else " WHERE ? = 0 OR TRUE"),
                [self.seq],
            ).fetchall()
        finally:
            connection.execute("COMMIT")
        return self._with(seq, rows, dates)

    def _with(self, seq: int, rows: list[tuple], dates: list[tuple]) -> Snapshot:  # type: ignore[type-arg]
        changed = {row[0]: None if row[2] else _entry(row) for row in rows}
        size = max([self.size, *(number + 1 for number in changed)])
        entries = {**self.entries, **{number: entry for number, entry in changed.items() if entry}}
        for number, entry in changed.items():
            if entry is None:
                entries.pop(number, None)
        gone = bits_of(changed, size)
        new = {number: entry for number, entry in changed.items() if entry}
        spans, full = _dates(dates, new)
        is_same_time = self._has_same_times(changed, entries, spans)
        is_small = 0 < len(changed) <= FEW and bool(self.seq)
        return Snapshot(
            generation=self.generation,
            seq=seq,
            size=size,
            times=self.times if is_same_time else seq,
            entries=entries,
            alive=self.alive & ~gone | bits_of(new, size),
            free=self.free & ~gone | bits_of((n for n, e in new.items() if e.is_free), size),
            always_on=self.always_on & ~gone | bits_of((n for n, e in new.items() if e.is_always_on), size),
            facets=self._facets(gone, new, size),
            **self._points(changed, new),
            spans=self.spans if is_same_time else _merged(self.spans, changed, spans),
            before=(self.times, self.seq) if is_small else None,
            changed={number: tuple(sorted(span for span in spans if span[2] == number)) for number in changed} if is_small else {},
            full={**{n: starts for n, starts in self.full.items() if n not in changed}, **full},
        )

    def _has_same_times(self, changed: Mapping[int, object], entries: Mapping[int, Entry], spans: list[Span]) -> bool:
        """A change of places or text only leaves every window over time as it was."""
        if len(changed) > FEW or any(self.entries.get(number) is None or number not in entries for number in changed):
            return False
        for number in changed:
            old, new = self.entries[number], entries[number]
            if (old.live_at, old.expire_at, old.is_always_on) != (new.live_at, new.expire_at, new.is_always_on):
                return False
        return sorted(spans) == [span for span in self.spans if span[2] in changed]

    def _facets(self, gone: int, new: Mapping[int, Entry], size: int) -> dict[str, dict[str, int]]:
        members: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, entry in new.items():
            for pair in entry.values:
                members[pair].append(number)
        facets = {facet: {value: bits & ~gone for value, bits in self.facets.get(facet, {}).items()} for facet in COLUMNS_OF}
        for (facet, value), numbers in members.items():
            facets[facet][value] = facets[facet].get(value, 0) | bits_of(numbers, size)
        return facets

    def _points(self, changed: Mapping[int, object], new: Mapping[int, Entry]) -> dict[str, dict]:  # type: ignore[type-arg]
        points, point_of = dict(self.points), dict(self.point_of)
        lost: dict[tuple[float, float], set[int]] = defaultdict(set)
        for number in changed:
            if number in point_of:
                lost[point_of.pop(number)].add(number)
        for point, numbers in lost.items():
            points[point] = tuple(number for number in points[point] if number not in numbers)
        won: dict[tuple[float, float], list[int]] = defaultdict(list)
        for number, entry in new.items():
            if entry.point:
                point_of[number] = entry.point
                won[entry.point].append(number)
        for point, more in won.items():
            points[point] = points.get(point, ()) + tuple(more)
        return {"points": {point: numbers for point, numbers in points.items() if numbers}, "point_of": point_of}


def _entry(row: tuple) -> Entry:  # type: ignore[type-arg]
    _number, id_, _gone, is_free, is_always_on, lat, lon, live_at, expire_at, *columns = row
    values = ((facet, value) for facet, text in zip(COLUMNS_OF, columns, strict=True) for value in text.split())
    point = None if lat is None or lon is None else (lat, lon)
    return Entry(id_, tuple(values), point, live_at, expire_at, bool(is_free), bool(is_always_on))


def _dates(rows: Iterable[tuple], wanted: Mapping[int, Entry]) -> tuple[list[Span], dict[int, frozenset[float]]]:  # type: ignore[type-arg]
    spans: list[Span] = []
    full: dict[int, set[float]] = defaultdict(set)
    for number, starts, ends, _places, left, is_cancelled in rows:
        if is_cancelled or number not in wanted:
            continue
        spans.append((starts, ends, number))
        if left is not None and left <= 0:
            full[number].add(starts)
    return spans, {number: frozenset(starts) for number, starts in full.items()}


def _merged(old: tuple[Span, ...], changed: Mapping[int, object], new: list[Span]) -> tuple[Span, ...]:
    kept = [span for span in old if span[2] not in changed] if old else []
    if len(new) > len(kept) // 8:
        return tuple(sorted(chain(kept, new)))
    for span in new:
        insort(kept, span)
    return tuple(kept)
