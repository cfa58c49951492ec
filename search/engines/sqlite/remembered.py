"""What is worked out of a snapshot and kept for the running minute: windows of days, what is full in them, and their order."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

from common.time import day_of, midnight
from search.days import named_days
from search.engines.bits import numbers_of
from search.engines.sqlite.snapshot import Snapshot
from search.engines.sqlite.windows import FAR, Fullness, Window, fullness, mended, window

WHEN_VALUES = ("today", "tomorrow", "weekend", "week")
MOST = 48
Key = tuple[str, int, float, float, float]  # generation, state, minute or 0, since, until
Value = TypeVar("Value")


class Windows:
    """Windows, fullness and orders by the state of the index that they were made of. Threads may share it."""

    def __init__(self) -> None:
        self._windows: dict[Key, Window] = {}
        self._full: dict[Key, Fullness] = {}
        self._orders: dict[Key, list[int]] = {}

    def get(self, snapshot: Snapshot, now: datetime, first: date | None, last: date | None) -> Window:
        """Return the window of these Helsinki days, ends included; None is open."""
        minute = now.timestamp() // 60 * 60
        since = midnight(first).timestamp() if first else 0.0
        until = midnight(last + timedelta(days=1)).timestamp() if last else FAR

        def make() -> Window:
            older = self._windows.get((snapshot.generation, snapshot.before[0], minute, since, until)) if snapshot.before else None
            return mended(older, snapshot, minute) if older else window(snapshot, minute, since, until)

        return _kept(self._windows, (snapshot.generation, snapshot.times, minute, since, until), make)

    def named(self, snapshot: Snapshot, now: datetime, name: str) -> Window:
        """Return the window of `today`, `weekend`, ..."""
        return self.get(snapshot, now, *named_days(name, day_of(now)))

    def fullness(self, snapshot: Snapshot, view: Window) -> Fullness:
        """Return what is full in a window."""
        key = (snapshot.generation, snapshot.seq, 0.0, view.since, view.until)
        return _kept(self._full, key, lambda: fullness(snapshot, view))

    def soonest(self, snapshot: Snapshot, view: Window) -> list[int]:
        """Return every document of a window in the order in which one can go; what is always on at the end."""
        when, full, entries = view.when, self.fullness(snapshot, view).when, snapshot.entries

        def place(number: int) -> tuple[float, str]:
            return full.get(number) or when.get(number, FAR), entries[number].id

        def make() -> list[int]:
            older = self._orders.get((snapshot.generation, snapshot.before[1], 0.0, view.since, view.until)) if snapshot.before else None
            if older is None:
                return sorted(numbers_of(view.bits), key=place)
            order = [number for number in older if number not in snapshot.changed]
            for number in snapshot.changed:
                if view.bits >> number & 1:
                    insort(order, number, key=place)
            return order

        return _kept(self._orders, (snapshot.generation, snapshot.seq, 0.0, view.since, view.until), make)


def _kept(store: dict[Key, Value], key: Key, make: Callable[[], Value]) -> Value:
    """Return what is kept under a key, made if it is not there; the older half goes when there is too much."""
    found = store.get(key)
    if found is None:
        found = store[key] = make()
        if len(store) > MOST:
            for old in list(store)[: MOST // 2]:
                store.pop(old, None)
    return found
