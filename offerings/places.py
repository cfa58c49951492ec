"""How many card places a date has left, and who keeps count (design.md: "Capacity has one owner")."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from offerings.models import Occurrence

Follower = Callable[[list[UUID], datetime], None]  # (occurrences whose promised places changed, now)

_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have a higher app's counter follow the promised places, in the same transaction."""
    if follower not in _followers:
        _followers.append(follower)


def followed(occurrences: Iterable[UUID], *, now: datetime) -> None:
    keys = list(occurrences)
    if keys:
        for follower in _followers:
            follower(keys, now)


def left_after(promised: int | None, known: Occurrence | None) -> int | None:
    """Return the places left when the promise becomes `promised`: what is taken stays taken. None = no limit."""
    if promised is None:
        return None
    taken = known.places - known.places_left if known and known.places is not None and known.places_left is not None else 0
    return max(0, promised - taken)
