"""Figures for those who run an area: what happens, never who."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, pgettext
from django.views.decorators.http import require_GET

from common import time
from common.charts import Point, bar_picture
from common.staff import require_staff
from common.time import day_of
from redemption.figures import access, queries


def month_words() -> list[str]:
    """Return January to December, short, as under a picture's bars."""
    return [
        pgettext("month", "Jan"), pgettext("month", "Feb"), pgettext("month", "Mar"), pgettext("month", "Apr"),
        pgettext("month", "May"), pgettext("month", "Jun"), pgettext("month", "Jul"), pgettext("month", "Aug"),
        pgettext("month", "Sep"), pgettext("month", "Oct"), pgettext("month", "Nov"), pgettext("month", "Dec"),
    ]  # fmt: skip


@require_GET
@require_staff
def start(request: HttpRequest) -> HttpResponse:
    """Show one area's year: tiles, a picture and the tables that say the same. 404 for an area that is not one's own."""
    language = get_language() or settings.LANGUAGE_CODE
    areas = list(access.areas_for(request.user))
    context: dict[str, object] = {"areas": [(area.slug, area.name(language)) for area in areas], "figures": None, "here": "figures"}
    if areas:
        slug = request.GET.get("area", "")
        area = access.area_for(request.user, slug) if slug else areas[0]
        this_year = day_of(time.now()).year
        year = _year(request.GET.get("year", ""), this_year)
        figures = queries.year_figures(area, year=year, language=language)
        context |= {
            "figures": figures,
            "area_slug": area.slug,
            "years": [(str(found), str(found)) for found in sorted({*queries.years_counted(area), this_year}, reverse=True)],
            "months": month_words(),
            "picture": bar_picture(_points(figures, this_month=day_of(time.now()).month if year == this_year else 0)),
        }
    return render(request, "redemption/figures/start.html", context)


def _year(text: str, this_year: int) -> int:
    """Return the asked year; anything that is no year of the service reads as this one."""
    is_year = text.isascii() and text.isdecimal() and len(text) == 4 and 2015 <= int(text) <= this_year
    return int(text) if is_year else this_year


def _points(figures: queries.YearFigures, *, this_month: int) -> list[Point]:
    hidden = pgettext("figure", "hidden")
    words = month_words()
    return [
        Point(words[number], hidden if figure.visits is None else str(figure.visits), figure.visits, is_lit=number + 1 == this_month)
        for number, figure in enumerate(figures.months)
    ]
