"""What the dates of an offer mean to a question about some days: the same on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from common.time import midnight
from search.ranking import FAR
from search.types import NextOccurrence

MINUTE_S = 60
WHEN_VALUES = ("today", "tomorrow", "weekend", "week")  # the options of the facet `when`


def span_of(now: datetime, first: date | None, last: date | None) -> tuple[float, float]:
    """Return the stretch that is asked for, seconds since 1970: start inclusive, end exclusive, FAR when open.

    now          aware; cut to the minute, so that every engine's answers hold for the same minute. Nothing before it is asked for.
    first, last  Helsinki days, both included; None is open.
    """
    since = midnight(first).timestamp() if first else 0.0
    until = midnight(last + timedelta(days=1)).timestamp() if last else FAR
    return max(since, minute_of(now)), until


def minute_of(now: datetime) -> float:
    """Return the beginning of the running minute, seconds since 1970."""
    return now.timestamp() // MINUTE_S * MINUTE_S


def has_places(one: NextOccurrence) -> bool:
    """Tell whether one can still go on this date."""
    return one.places_left is None or one.places_left > 0


def moment_of(dates: Iterable[NextOccurrence], since: float) -> float | None:
    """Return the moment that an offer stands by in the order of time, seconds since 1970; None without dates.

    dates  those in the asked days that are not over and not cancelled. If any has places, only those with places count.
    Of a date that runs already at `since` its end counts (the last chance to go), else its start; of several the earliest.
    """
    found = list(dates)
    usable = [one for one in found if has_places(one)] or found
    return min((_moment(one, since) for one in usable), default=None)


def _moment(one: NextOccurrence, since: float) -> float:
    starts = one.starts_at.timestamp()
    return one.ends_at.timestamp() if starts < since else starts


def is_full(dates: Iterable[NextOccurrence]) -> bool:
    """Tell whether there are dates and none of them has places."""
    found = list(dates)
    return bool(found) and not any(map(has_places, found))


def shown(dates: Sequence[NextOccurrence]) -> tuple[NextOccurrence | None, int]:
    """Return the date that a row shows, the first with places or else the first, and how many more there are."""
    in_order = sorted(dates, key=lambda one: (one.starts_at, one.id))
    first = next(filter(has_places, in_order), in_order[0] if in_order else None)
    return first, max(0, len(in_order) - 1)
