"""Areas in lists and on a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import mean
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from areas.codes import AreaState
from areas.models import Area, Municipality
from common.texts import pick_path


@dataclass(frozen=True, slots=True)
class AreaCard:
    """One area of a list. `state` is (label, tone) when it is not the plain one, else None."""

    key: UUID
    url: str
    name: str
    summary: str
    state: tuple[str, str] | None
    is_running: bool
    region: str
    centres: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Region:
    name: str
    areas: tuple[AreaCard, ...]


@dataclass(frozen=True, slots=True)
class AreaIndex:
    """`inside` and `outside`: (lat, lon) of municipalities that are in the network and that are not. `pins`: the areas on a map."""

    regions: tuple[Region, ...]
    areas_count: int
    municipalities_count: int
    inside: tuple[tuple[float, float], ...]
    outside: tuple[tuple[float, float], ...]
    pins: tuple[Mapping[str, Any], ...]


def state_badge(area: Area, today: date) -> tuple[str, str] | None:
    """Return what a list says of an area that does not simply run."""
    if area.state == AreaState.PILOT:
        return _("On trial"), "wait"
    if area.state == AreaState.PREPARING:
        return _("Starting later"), "plain"
    return (_("On a break"), "plain") if area.state == AreaState.PAUSED else None


def area_index(*, language: str, now: datetime) -> AreaIndex:
    """Return every area with a guide, by region, and where the network's municipalities lie. Three queries."""
    towns = list(Municipality.objects.filter(valid_until=None))
    areas = list(Area.objects.shown().prefetch_related("municipalities"))
    cards = [card_of(area, language, now) for area in areas]
    by_region: dict[str, list[AreaCard]] = {}
    for card in sorted(cards, key=lambda card: card.name):
        by_region.setdefault(card.region, []).append(card)
    taken = {town.code for area in areas if area.is_running for town in area.municipalities.all()}
    return AreaIndex(
        regions=tuple(Region(name, tuple(by_region[name])) for name in sorted(by_region, key=lambda name: (not name, name))),
        areas_count=len(cards),
        municipalities_count=len(taken),
        inside=tuple((town.lat, town.lon) for town in towns if town.code in taken),
        outside=tuple((town.lat, town.lon) for town in towns if town.code not in taken),
        pins=tuple(_pin(card) for card in cards if card.centres),
    )


def _pin(card: AreaCard) -> Mapping[str, Any]:
    """Return an area's pin: in the middle of its municipalities' centres, a link to its guide."""
    lats, lons = zip(*card.centres, strict=True)
    return {"lat": mean(lats), "lon": mean(lons), "label": card.name, "url": card.url}


def shown_areas(*, language: str, now: datetime) -> list[AreaCard]:
    """Return every area with a guide, by name. Two queries."""
    return sorted((card_of(area, language, now) for area in Area.objects.shown().prefetch_related("municipalities")), key=lambda card: card.name)


def card_of(area: Area, language: str, now: datetime) -> AreaCard:
    towns = list(area.municipalities.all())
    regions = [town.region_sv if language == "sv" else town.region_fi for town in towns]
    return AreaCard(
        key=area.uuid,
        url=pick_path(area.paths, language, source=area.source_language),
        name=area.name(language),
        summary=_towns_in_short([town.name(language) for town in towns], area.name(language)),
        state=state_badge(area, now.date()),
        is_running=area.is_running,
        region=max(sorted(set(regions)), key=regions.count, default=""),
        centres=tuple((town.lat, town.lon) for town in towns),
    )


def _towns_in_short(names: Sequence[str], area_name: str) -> str:
    """Return up to four names and how many more; "" when the area is one town of the same name."""
    if len(names) == 1 and names[0] == area_name:
        return ""
    shown = ", ".join(sorted(names)[:4])
    return _("%(towns)s and %(count)s more") % {"towns": shown, "count": len(names) - 4} if len(names) > 4 else shown
