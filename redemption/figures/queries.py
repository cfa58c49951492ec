"""Reads of figures: from protected cells only, never from uses (I15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from areas.models import Area
from common.texts import pick
from redemption.figures.models import StatCell


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. None = hidden."""

    visits: int | None
    children: int | None
    cards: int | None

    @property
    def children_percent(self) -> int | None:
        if not self.visits or self.children is None:
            return None
        return round(100 * self.children / self.visits)


@dataclass(frozen=True, slots=True)
class VenueRow:
    name: str
    months: tuple[Figure, ...]
    year: Figure


@dataclass(frozen=True, slots=True)
class YearFigures:
    """An area's year. `months` holds January to December of the whole area."""

    area_name: str
    year: int
    counted_at: datetime | None
    total: Figure
    months: tuple[Figure, ...]
    venues: tuple[VenueRow, ...]


NOTHING = Figure(0, 0, 0)


def year_figures(area: Area, *, year: int, language: str) -> YearFigures:
    """Return an area's figures of a year, venues by name. Three queries whatever the number of venues."""
    cells = StatCell.objects.filter(area=area, year=year).select_related("venue").prefetch_related("venue__texts")
    by_place: dict[int, dict[int, Figure]] = {}
    names: dict[int, str] = {}
    counted_at = None
    for cell in cells:
        place = cell.venue_id or 0
        by_place.setdefault(place, {})[cell.month or 0] = Figure(cell.visits, cell.children, cell.cards)
        counted_at = cell.counted_at
        if cell.venue is not None and place not in names:
            text = pick(cell.venue.texts.all(), language, source=cell.venue.source_language)
            names[place] = text.name if text else ""
    rows = [VenueRow(names[place], _months(found), found.get(0, NOTHING)) for place, found in by_place.items() if place]
    whole = by_place.get(0, {})
    venues = tuple(sorted(rows, key=lambda row: row.name))
    return YearFigures(area.name(language), year, counted_at, whole.get(0, NOTHING), _months(whole), venues)


def _months(found: dict[int, Figure]) -> tuple[Figure, ...]:
    return tuple(found.get(month, NOTHING) for month in range(1, 13))


def years_counted(area: Area) -> list[int]:
    return sorted(set(StatCell.objects.filter(area=area).values_list("year", flat=True)), reverse=True)
