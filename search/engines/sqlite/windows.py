"""Which offers take place in some days, when one can go, and what is full: worked out once, then mended as offers and time move."""

from __future__ import annotations

from array import array
from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from common.time import day_of
from search.days import named_days
from search.engines.bits import Members, bits_of, less, numbers_of
from search.engines.dates import minute_of, span_of
from search.engines.sqlite.snapshot import Entry, Snapshot
from search.ranking import FAR

MOST = 24  # stretches of days that are remembered
MENDED_SHARE = 4  # with more than a quarter changed, all is worked out anew


@dataclass(slots=True)
class Window:
    """The offers of a stretch of time, in one state of the index and one minute.

    bits      those with a date in it, and what is always on; nothing that is not live or has expired.
    full      those of them whose every date in it is full.
    moments   document → the moment that it stands by, see `search.engines.dates.moment_of`; FAR for what is always on.
    order     those of `bits` by moment, then id; made when it is first asked for.
    """

    seq: int
    minute: float
    since: float
    until: float
    bits: int
    full: int
    moments: array[float]
    order: list[int] | None = field(default=None)

    def in_order(self, snapshot: Snapshot) -> list[int]:
        """Return the documents by the moment at which one can go, then id; what is always on at the end."""
        if self.order is None:
            moments = self.moments
            pairs = [(moments[number], snapshot.entry(number).id, number) for number in numbers_of(self.bits)]
            self.order = [number for _moment, _id, number in sorted(pairs)]
        return self.order


class Windows:
    """The windows that were asked for last. Threads may share it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, date | None, date | None], Window] = {}

    def get(self, snapshot: Snapshot, now: datetime, first: date | None, last: date | None) -> Window:
        """Return the window of these Helsinki days, ends included; None is open."""
        key, minute, (since, until) = (snapshot.generation, first, last), minute_of(now), span_of(now, first, last)
        known = self._kept.get(key)
        if known and (known.seq, known.minute) == (snapshot.seq, minute):
            return known
        differing = _differing(known, snapshot, minute, since) if known else None
        made = _mended(known, differing, snapshot, minute, since) if known and differing is not None else _made(snapshot, minute, since, until)
        if len(self._kept) >= MOST and key not in self._kept:
            for old in list(self._kept)[: MOST // 2]:
                self._kept.pop(old, None)
        self._kept[key] = made
        return made

    def named(self, snapshot: Snapshot, now: datetime, name: str) -> Window:
        """Return the window of `today`, `weekend`, ..."""
        return self.get(snapshot, now, *named_days(name, day_of(now)))


def _made(snapshot: Snapshot, minute: float, since: float, until: float) -> Window:
    moments = array("d", [FAR]) * snapshot.size
    window = Window(snapshot.seq, minute, since, until, snapshot.always_on & snapshot.alive, 0, moments)
    dated = snapshot.starts.between(-FAR, until) if since < until else set()
    _set(window, snapshot, dated.union(numbers_of(snapshot.timed)))
    return window


def _differing(known: Window, snapshot: Snapshot, minute: float, since: float) -> set[int] | None:
    """Return the documents that may stand otherwise now; None when that is not known, or most of them."""
    changed = snapshot.changed_since(known.seq)
    if changed is None:
        return None
    found = set(changed)
    if since != known.since:
        stretch = sorted((since, known.since))
        found |= snapshot.starts.between(*stretch) | snapshot.ends.between(*stretch)
    if minute != known.minute:
        found |= snapshot.lives.between(*sorted((minute, known.minute)))
    return found if len(found) * MENDED_SHARE <= max(snapshot.size, 400) else None


def _mended(known: Window, differing: set[int], snapshot: Snapshot, minute: float, since: float) -> Window:
    moments = array("d", known.moments)
    moments.extend(array("d", [FAR]) * (snapshot.size - len(moments)))
    window = Window(snapshot.seq, minute, since, known.until, known.bits, known.full, moments)
    _set(window, snapshot, differing)
    if known.order is not None:
        window.order = _reordered(known.order, window, snapshot, differing)
    return window


def _set(window: Window, snapshot: Snapshot, numbers: Iterable[int]) -> None:
    """Work out how these documents stand, and write it into a window that nobody else has yet."""
    looked_at, inside, full = list(numbers), [], []
    for number in looked_at:
        entry = snapshot.entries[number]
        moment, is_full = _standing(entry, window) if entry else (None, False)
        window.moments[number] = FAR if moment is None else moment
        if moment is not None:
            inside.append(number)
        if is_full:
            full.append(number)
    seen = bits_of(looked_at, snapshot.size)
    window.bits = less(window.bits, seen) | bits_of(inside, snapshot.size)
    window.full = less(window.full, seen) | bits_of(full, snapshot.size)


def _standing(entry: Entry, window: Window) -> tuple[float | None, bool]:
    """Return (the moment that a document stands by, whether it is full); FAR for what is always on, None for what is not found."""
    if not (entry.live_at or 0) <= window.minute < (FAR if entry.expire_at is None else entry.expire_at):
        return None, False
    since, until = window.since, window.until
    first = usable = FAR
    for starts, ends, is_full in entry.dates if since < until else ():
        if starts >= until:
            break
        if ends > since:
            moment = starts if starts >= since else ends
            first = min(first, moment)
            usable = usable if is_full else min(usable, moment)
    if first < FAR:
        return (usable, False) if usable < FAR else (first, True)
    return (FAR if entry.is_always_on else None), False


def _reordered(order: list[int], window: Window, snapshot: Snapshot, differing: set[int]) -> list[int]:
    def place(number: int) -> tuple[float, str]:
        return window.moments[number], snapshot.entry(number).id

    found = [number for number in order if number not in differing]
    for number in Members(window.bits).among(differing):
        insort(found, number, key=place)
    return found
