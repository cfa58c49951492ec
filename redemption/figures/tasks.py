"""What the worker does for figures."""

from __future__ import annotations

from uuid import UUID

from areas.models import Area
from common import time
from common.time import day_of
from redemption.figures.actions import count_year


def count_venues(kind: str, venues: list[UUID]) -> None:
    """Bring this year's figures of the areas of these venues up to date."""
    now = time.now()
    for area in Area.objects.filter(venues__uuid__in=venues).distinct():
        count_year(area, year=day_of(now).year, now=now)
