"""Which offers take place in some days, and when each next does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from search.engines.bits import bits_of
from search.engines.sqlite.snapshot import Snapshot

FAR = 4e12  # later than any date: what is always on, after all that has one


@dataclass(frozen=True, slots=True)
class Window:
    """The offers of a stretch of time.

    bits   those with a date in it, and what is always on.
    when   document → the moment it is put in order by: its next start; what runs already, its end (the last chance to go).
    """

    bits: int
    when: Mapping[int, float]
    since: float
    until: float


def window(snapshot: Snapshot, now: float, since: float, until: float) -> Window:
    """Return what takes place from `since` (inclusive) to `until` (exclusive), as found at `now`. Seconds since 1970."""
    since = max(since, now)
    spans = snapshot.spans
    first = bisect_left(spans, (since,))
    last = bisect_left(spans, (until,))
    when = {number: end for _start, end, number in spans[:first] if end > since} if since < until else {}
    running = when
    coming = {number: start for start, _end, number in reversed(spans[first:last])}
    when = {**running, **{number: start for number, start in coming.items() if start < running.get(number, FAR)}}
    hidden = [n for n, e in snapshot.timed if not (e.live_at or 0) <= now < (e.expire_at or FAR)]
    bits = (bits_of(when, snapshot.size) | snapshot.always_on) & snapshot.alive & ~bits_of(hidden, snapshot.size)
    return Window(bits, when, since, until)


@dataclass(frozen=True, slots=True)
class Fullness:
    """What places left change in a window.

    bits    offers whose every date in it is full.
    when    document → its first date with places, where an earlier one is full.
    """

    bits: int
    when: Mapping[int, float]


def fullness(snapshot: Snapshot, view: Window) -> Fullness:
    """Return what is full in a window, and when what is partly full can first be gone to."""
    full = snapshot.full
    if not full:
        return Fullness(0, {})
    last = bisect_left(snapshot.spans, (view.until,))
    coming = [span for span in snapshot.spans[:last] if span[2] in full and span[1] > view.since]
    with_places = {number: max(start, view.since) for start, _end, number in reversed(coming) if start not in full[number]}
    bits = bits_of((number for number in {span[2] for span in coming} if number not in with_places), snapshot.size)
    return Fullness(bits, {number: start for number, start in with_places.items() if start > view.when.get(number, FAR)})
