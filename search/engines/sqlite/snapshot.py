"""What a process keeps of an index in memory: one bit a document and option, points by map cell, dates of each document.

A snapshot never changes once made: readers hold one while the next is built from it and the rows that changed since. What a change
costs depends on what changed, and on the size only by copies of plain arrays.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Self

from search.engines.bits import bits_of, less
from search.engines.heaps import Point
from search.engines.sqlite.edges import Edges
from search.engines.sqlite.grid import Grid
from search.scoring import FIELDS

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
MANY_VALUED = frozenset({"venue"})  # thousands of values with a few documents each: kept as numbers, not as sets
_READ = "ord, id, is_gone, is_free, is_always_on, title_length, lat, lon, live_at, expire_at, " + ", ".join(COLUMNS_OF.values())
_DATES = "SELECT ord, starts, ends, places_left FROM occurrence WHERE NOT is_cancelled"
_TEXTS = f"SELECT rowid, {', '.join(FIELDS)} FROM fts WHERE rowid IN (SELECT ord FROM doc WHERE seq > ?)"
FEW = 200  # changes at once that are mended into what was worked out before
REMEMBERED = 2_000  # changes that are remembered for mending

Option = tuple[str, str]  # facet, value
Date = tuple[float, float, bool]  # starts, ends (seconds since 1970), whether no places are left
Texts = tuple[frozenset[str], ...]  # tokens of each of FIELDS


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as the snapshot knows it. `dates`: those that are not cancelled, by their start."""

    id: str
    options: tuple[Option, ...]
    point: Point | None
    dates: tuple[Date, ...]
    live_at: float | None
    expire_at: float | None
    is_free: bool
    is_always_on: bool
    title_length: int

    @property
    def is_timed(self) -> bool:
        """Tell whether it is not found at every moment."""
        return self.live_at is not None or self.expire_at is not None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state of an index after change number `seq`. Sets are whole numbers, see `bits`.

    entries   by document number; None where nothing is.
    facets    facet → value → set; of MANY_VALUED ones → numbers in `listed`.
    changes   (seq, documents) of the last changes, the oldest first; what is older than the first may all differ.
    texts     tokens of documents that changed lately: at least of all in `changes`.
    """

    generation: str = ""
    seq: int = 0
    size: int = 0
    entries: Sequence[Entry | None] = ()
    alive: int = 0
    free: int = 0
    always_on: int = 0
    timed: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    listed: Mapping[str, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)
    grid: Grid = field(default_factory=Grid)
    starts: Edges = field(default_factory=Edges)
    ends: Edges = field(default_factory=Edges)
    lives: Edges = field(default_factory=Edges)
    since: int = 0
    changes: tuple[tuple[int, frozenset[int]], ...] = ()
    texts: Mapping[int, Texts] = field(default_factory=dict)

    @classmethod
    def load(cls, connection: sqlite3.Connection, generation: str) -> Self:
        """Read the whole index."""
        return cls(generation=generation).renewed(connection)

    def entry(self, number: int) -> Entry:
        """Return a document that is there."""
        found = self.entries[number]
        if found is None:
            raise LookupError(number)
        return found

    def of_option(self, facet: str, value: str) -> int:
        """Return the documents of an option."""
        if facet in MANY_VALUED:
            return bits_of(self.listed.get(facet, {}).get(value, ()), self.size)
        return self.facets.get(facet, {}).get(value, 0)

    def changed_since(self, seq: int) -> frozenset[int] | None:
        """Return the documents that differ from the state `seq`; None when that is not known any more."""
        if seq < self.since or seq > self.seq:
            return None
        return frozenset().union(*(numbers for at, numbers in self.changes if at > seq))

    def renewed(self, connection: sqlite3.Connection) -> Self:
        """Return the snapshot with every change since this one; itself when there was none."""
        connection.execute("BEGIN")
        try:
            seq = int(connection.execute("SELECT value FROM meta WHERE key = 'seq'").fetchone()[0])
            if seq == self.seq:
                return self
            dates = _dates(connection, self.seq)
            rows = connection.execute(f"SELECT {_READ} FROM doc WHERE seq > ?", [self.seq])
            new = {row[0]: None if row[2] else _entry(row, dates.pop(row[0], ())) for row in rows}
            is_small = bool(self.seq) and len(new) <= FEW
            texts = {row[0]: tuple(frozenset(text.split()) for text in row[1:]) for row in connection.execute(_TEXTS, [self.seq])} if is_small else {}
        finally:
            connection.execute("COMMIT")
        return self._with(seq, new, texts, is_small=is_small)

    def _with(self, seq: int, new: Mapping[int, Entry | None], texts: Mapping[int, Texts], *, is_small: bool) -> Self:
        size = max([self.size, *(number + 1 for number in new)])
        entries = [*self.entries, *([None] * (size - self.size))]
        old = {number: entry for number in new if (entry := entries[number]) is not None}
        for number, entry in new.items():
            entries[number] = entry
        there = {number: entry for number, entry in new.items() if entry is not None}
        gone = bits_of(new, size)

        def renewed(bits: int, numbers: Iterable[int]) -> int:
            return less(bits, gone) | bits_of(list(numbers), size)

        return type(self)(
            generation=self.generation,
            seq=seq,
            size=size,
            entries=entries,
            alive=renewed(self.alive, there),
            free=renewed(self.free, (n for n, entry in there.items() if entry.is_free)),
            always_on=renewed(self.always_on, (n for n, entry in there.items() if entry.is_always_on)),
            timed=renewed(self.timed, (n for n, entry in there.items() if entry.is_timed)),
            facets=_facets(self.facets, old, there, size),
            listed=_listed(self.listed, old, there),
            grid=self.grid.renewed(_points(old), _points(there), size),
            starts=self.starts.joined((date[0], n) for n, entry in there.items() for date in entry.dates),
            ends=self.ends.joined((date[1], n) for n, entry in there.items() for date in entry.dates),
            lives=self.lives.joined((at, n) for n, entry in there.items() for at in (entry.live_at, entry.expire_at) if at is not None),
            **self._remembered(seq, new, texts, is_small=is_small),  # type: ignore[arg-type]
        )

    def _remembered(self, seq: int, new: Mapping[int, object], texts: Mapping[int, Texts], *, is_small: bool) -> dict[str, object]:
        if not is_small or sum(len(numbers) for _seq, numbers in self.changes) > REMEMBERED:
            return {"since": seq}
        nothing: Texts = (frozenset(),) * len(FIELDS)
        now_texts = {**self.texts, **{number: texts.get(number, nothing) for number in new}}
        return {"since": self.since, "changes": (*self.changes, (seq, frozenset(new))), "texts": now_texts}


def _dates(connection: sqlite3.Connection, seq: int) -> dict[int, list[Date]]:
    rows = connection.execute(f"{_DATES} AND ord IN (SELECT ord FROM doc WHERE seq > ?)", [seq]) if seq else connection.execute(_DATES)
    found: dict[int, list[Date]] = defaultdict(list)
    for number, starts, ends, left in rows:
        found[number].append((starts, ends, left is not None and left <= 0))
    return found


def _entry(row: tuple, dates: Sequence[Date]) -> Entry:  # type: ignore[type-arg]
    _number, id_, _gone, is_free, is_always_on, title_length, lat, lon, live_at, expire_at, *columns = row
    options = tuple(chain.from_iterable(map(_options, COLUMNS_OF, columns)))
    point = None if lat is None or lon is None else (lat, lon)
    return Entry(id_, options, point, tuple(sorted(dates)), live_at, expire_at, bool(is_free), bool(is_always_on), title_length)


@lru_cache(maxsize=20_000)
def _options(facet: str, text: str) -> tuple[Option, ...]:
    """Return the options of a column's text: one object, however many documents have the same."""
    return tuple((facet, value) for value in text.split())


def _by_option(entries: Mapping[int, Entry], *, listed: bool) -> dict[Option, list[int]]:
    found: dict[Option, list[int]] = defaultdict(list)
    for number, entry in entries.items():
        for option in entry.options:
            if (option[0] in MANY_VALUED) is listed:
                found[option].append(number)
    return found


def _facets(known: Mapping[str, Mapping[str, int]], old: Mapping[int, Entry], new: Mapping[int, Entry], size: int) -> dict[str, dict[str, int]]:
    facets = {facet: dict(known.get(facet, {})) for facet in COLUMNS_OF if facet not in MANY_VALUED}
    for (facet, value), numbers in _by_option(old, listed=False).items():
        facets[facet][value] = less(facets[facet][value], bits_of(numbers, size))
    for (facet, value), numbers in _by_option(new, listed=False).items():
        facets[facet][value] = facets[facet].get(value, 0) | bits_of(numbers, size)
    return facets


def _listed(
    known: Mapping[str, Mapping[str, tuple[int, ...]]], old: Mapping[int, Entry], new: Mapping[int, Entry]
) -> dict[str, dict[str, tuple[int, ...]]]:
    listed = {facet: dict(known.get(facet, {})) for facet in MANY_VALUED}
    for (facet, value), numbers in _by_option(old, listed=True).items():
        lost = set(numbers)
        listed[facet][value] = tuple(number for number in listed[facet][value] if number not in lost)
    for (facet, value), numbers in _by_option(new, listed=True).items():
        listed[facet][value] = listed[facet].get(value, ()) + tuple(numbers)
    return listed


def _points(entries: Mapping[int, Entry]) -> dict[int, Point]:
    return {number: entry.point for number, entry in entries.items() if entry.point}
