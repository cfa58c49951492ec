"""Which offers take place in some days, and when each next does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.engines.bits import bits_of
from search.engines.sqlite.snapshot import Snapshot, Span

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
    last = bisect_left(snapshot.spans, (until,))
    when = _moments(snapshot.spans[:last], since) if since < until else {}
    bits = (bits_of(when, snapshot.size) | snapshot.always_on) & snapshot.alive & ~_hidden(snapshot, now)
    return Window(bits, when, since, until)


def mended(view: Window, snapshot: Snapshot, now: float) -> Window:
    """Return the window of the snapshot before, with the few changed documents put right."""
    when = dict(view.when)
    for number, spans in snapshot.changed.items():
        when.pop(number, None)
        if view.since < view.until:
            when.update(_moments([span for span in spans if span[0] < view.until], view.since))
    changed = bits_of(snapshot.changed, snapshot.size)
    dated = bits_of((number for number in snapshot.changed if number in when), snapshot.size)
    bits = (view.bits & ~changed | dated | snapshot.always_on & changed) & snapshot.alive & ~_hidden(snapshot, now)
    return Window(bits, when, view.since, view.until)


def _moments(spans: Sequence[Span], since: float) -> dict[int, float]:
    """Return document → the moment it is put in order by, of dates in order of their start."""
    first = bisect_left(spans, (since,))
    running = {number: end for _start, end, number in spans[:first] if end > since}
    coming = {number: start for start, _end, number in reversed(spans[first:])}
    return {**running, **{number: start for number, start in coming.items() if start < running.get(number, FAR)}}


def _hidden(snapshot: Snapshot, now: float) -> int:
    hidden = [number for number, entry in snapshot.timed if not (entry.live_at or 0) <= now < (entry.expire_at or FAR)]
    return bits_of(hidden, snapshot.size)


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
