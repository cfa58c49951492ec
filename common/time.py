"""Time at the edges: aware everywhere, Helsinki only where people read it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

HELSINKI = ZoneInfo("Europe/Helsinki")


def now() -> datetime:
    """Return the present moment, aware: what every edge calls that speaks of offers, cards and tickets.

    It is KAIKU_NOW where that is set: a repeatable run, never on https. Leases, log-ins of staff and logs keep to the machine's clock.
    """
    fixed: datetime | None = settings.KAIKU_NOW
    return fixed or timezone.now()


def day_of(moment: datetime) -> date:
    """Return the Helsinki day on which an aware moment falls."""
    return moment.astimezone(HELSINKI).date()


def midnight(day: date) -> datetime:
    """Return the first moment of a Helsinki day."""
    return datetime.combine(day, time.min, tzinfo=HELSINKI)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Return the first moment of a Helsinki day and of the next: 23 to 25 hours apart."""
    return midnight(day), midnight(day + timedelta(days=1))


def seconds_to_midnight(now: datetime) -> int:
    """Return how long *today* stays true in Helsinki, in whole seconds, at least 1."""
    return max(1, int((midnight(day_of(now) + timedelta(days=1)) - now).total_seconds()))
