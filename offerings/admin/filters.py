"""Filters of the listing of offers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.forms import RadioSelect
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from areas import teams
from areas.models import AreaPage
from common import time
from common.time import day_bounds, day_of
from offerings.codes import Category, HowToGet, OfferKind
from offerings.models import OfferDate, OfferPage

STATES = [
    ("live", pgettext_lazy("state of a page", "Published")),
    ("changed", pgettext_lazy("state of a page", "Published, changes not yet")),
    ("draft", pgettext_lazy("state of a page", "Draft")),
    ("moderation", pgettext_lazy("state of a page", "Waits for a publisher")),
    ("scheduled", pgettext_lazy("state of a page", "Scheduled")),
    ("expired", pgettext_lazy("state of a page", "Over")),
]
WITHIN = [("1", _("Today")), ("7", _("In a week")), ("30", _("In a month")), ("past", _("Only past dates"))]
MISSING = [("fi", _("Not in Finnish")), ("sv", _("Not in Swedish")), ("en", _("Not in English")), ("fi-simple", _("Not in plain Finnish"))]

Pages = QuerySet[OfferPage]


def _areas(request: HttpRequest | None) -> QuerySet[AreaPage]:
    """Return the areas that a person may filter by: one page each, that of its own words."""
    return teams.pages_of(request.user).filter(alias_of=None).order_by("title") if request else AreaPage.objects.none()


class OfferFilterSet(WagtailFilterSet):
    area = django_filters.ModelChoiceFilter(label=_("Area"), queryset=_areas, method="in_area")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OfferKind.choices, widget=RadioSelect, empty_label=_("Any kind"))
    category = django_filters.ChoiceFilter(label=_("Category"), choices=Category.choices, method="of_category")
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="in_state", widget=RadioSelect, empty_label=_("Any state"))
    within = django_filters.ChoiceFilter(label=_("When"), choices=WITHIN, method="starting_within", widget=RadioSelect, empty_label=_("Any time"))
    how_to_get = django_filters.ChoiceFilter(label=_("How to get it"), choices=HowToGet.choices)
    missing = django_filters.ChoiceFilter(label=_("Language"), choices=MISSING, method="lacking", widget=RadioSelect, empty_label=_("Any language"))

    class Meta:
        model = OfferPage
        fields: list[str] = []

    def in_area(self, pages: Pages, name: str, area: AreaPage | None) -> Pages:
        if area is None:
            return pages
        below = Q(pk=None)
        for path in AreaPage.objects.filter(translation_key=area.translation_key).values_list("path", flat=True):
            below |= Q(path__startswith=path)
        return pages.filter(below)

    def of_category(self, pages: Pages, name: str, code: str) -> Pages:
        # JSON containment is unknown to SQLite; a code in quotes stands only for itself.
        return pages.annotate(categories_text=Cast("categories", TextField())).filter(categories_text__contains=f'"{code}"')

    def in_state(self, pages: Pages, name: str, state: str) -> Pages:
        return {
            "live": pages.filter(live=True),
            "changed": pages.filter(live=True, has_unpublished_changes=True),
            "draft": pages.filter(live=False, expired=False),
            "moderation": pages.filter(_workflow_states__status__in=["in_progress", "needs_changes"]),
            "scheduled": pages.filter(_approved_schedule=True),
            "expired": pages.filter(expired=True),
        }[state].distinct()

    def starting_within(self, pages: Pages, name: str, days: str) -> Pages:
        now = time.now()
        coming = OfferDate.objects.filter(page=OuterRef("pk"), ends_at__gt=now)
        if days == "past":
            return pages.filter(dates__isnull=False).exclude(Exists(coming)).distinct()
        _start, end = day_bounds(day_of(now) + timedelta(days=int(days) - 1))
        return pages.filter(Exists(coming.filter(starts_at__lt=end)))

    def lacking(self, pages: Pages, name: str, language: str) -> Pages:
        own: Any = OfferPage.objects.filter(translation_key=OuterRef("translation_key"), alias_of=None, live=True, locale__language_code=language)
        return pages.exclude(Exists(own))
