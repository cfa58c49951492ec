"""Weekly hours and their exceptions, as child rows of a page and as plain lists on a fact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

WEEKDAYS = [(0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday")), (4, _("Friday")), (5, _("Saturday")), (6, _("Sunday"))]


class WeeklyHours(Orderable):
    """One opening on one weekday; a day may have several."""

    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WEEKDAYS)
    opens_at = models.TimeField(_("opens"))
    closes_at = models.TimeField(_("closes"))

    class Meta(Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("The closing time must be later than the opening time.")})

    def as_value(self) -> dict[str, Any]:
        return {"weekday": self.weekday, "opens": f"{self.opens_at:%H:%M}", "closes": f"{self.closes_at:%H:%M}"}


class HoursException(Orderable):
    """One day that differs: other hours, or closed."""

    day = models.DateField(_("date"))
    is_closed = models.BooleanField(_("closed the whole day"), default=False)
    opens_at = models.TimeField(_("opens"), null=True, blank=True)
    closes_at = models.TimeField(_("closes"), null=True, blank=True)

    class Meta(Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        if not self.is_closed and not (self.opens_at and self.closes_at and self.closes_at > self.opens_at):
            raise ValidationError(_("Give the hours of that day, or mark it closed."))

    def as_value(self) -> dict[str, Any]:
        hours = {} if self.is_closed else {"opens": f"{self.opens_at:%H:%M}", "closes": f"{self.closes_at:%H:%M}"}
        return {"date": self.day.isoformat(), "closed": self.is_closed, **hours}


def values(rows: Iterable[WeeklyHours | HoursException]) -> list[dict[str, Any]]:
    """Return child rows as the plain list that a fact keeps."""
    return [row.as_value() for row in rows]
