"""The one table that any figure is read from: counted, protected, and then only read (redemption.md, 2.2 and 4.4)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from areas.models import Area
from offerings.models import Venue


class StatCell(models.Model):
    """Visits of one area, or of one of its venues, in one month or a whole year. A hidden cell holds no number at all."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+")
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.CASCADE, related_name="+")  # null = the whole area
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(null=True, blank=True)  # 1..12; null = the whole year
    is_hidden = models.BooleanField(default=False)
    visits = models.PositiveIntegerField(null=True, blank=True)  # people let in
    children = models.PositiveIntegerField(null=True, blank=True)  # of them children on an adult's card
    cards = models.PositiveIntegerField(null=True, blank=True)  # different cards
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "venue", "year", "month"], nulls_distinct=False, name="one_cell_per_place_and_time"),
            models.CheckConstraint(
                condition=Q(is_hidden=False, visits__isnull=False) | Q(is_hidden=True, visits=None, children=None, cards=None),
                name="hidden_cell_holds_no_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}-{self.month or 'year'}"
