"""Is my town in, and where do I get a card: the answer to one typed town or postcode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from areas.codes import AreaState
from areas.models import Area, Distributor
from areas.municipalities import MunicipalityRow, find, suggest
from areas.queries.index import AreaCard, card_of
from areas.queries.places import TILES_A_PAGE, Place, place_of
from common.geo import haversine_m
from common.texts import pick_path
from common.words import date_words, distance_words


class Answer(StrEnum):
    """What is so about a typed place."""

    NOTHING_ASKED = "nothing-asked"
    UNKNOWN = "unknown"  # no such town or postcode
    HERE = "here"  # cards are handed out in this municipality
    IN_THE_AREA = "in-the-area"  # the card works here; it is handed out elsewhere in the area
    PREPARING = "preparing"
    PAUSED = "paused"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class Near:
    """An area that runs, and how far its nearest municipality is."""

    name: str
    url: str
    far: str


@dataclass(frozen=True, slots=True)
class Where:
    """The answer to one question. `here`: places in the town; `elsewhere`: the area's other places; both in the order to read."""

    answer: Answer
    asked: str
    town: str = ""
    areas: tuple[AreaCard, ...] = ()
    here: tuple[Place, ...] = ()
    elsewhere: tuple[Place, ...] = ()
    near: tuple[Near, ...] = ()
    suggestions: tuple[str, ...] = ()
    begins: str = ""


def where_to_get(asked: str, *, language: str, now: datetime) -> Where:
    """Return where a card is to be had for a reader of a town or postcode. Six queries at most.

    asked   as typed; at most 80 characters are read.
    """
    text = asked.strip()[:80]
    if not text:
        return Where(Answer.NOTHING_ASKED, "")
    town = find(text)
    if town is None:
        return Where(Answer.UNKNOWN, text, suggestions=tuple(row.name(language) for row in suggest(text, language=language, limit=6)))
    found = list(Area.objects.shown().filter(municipalities=town.code).prefetch_related("municipalities"))
    running = [area for area in found if area.is_running]
    if not running:
        return _not_here(town, text, found, language=language, now=now)
    rows = Distributor.objects.filter(area__in=running, is_live=True).select_related("municipality").prefetch_related("texts")
    places = [place_of(row, language=language) for row in rows.order_by("municipality__name_fi", "pk")]
    here = tuple(place for place in places if place.municipality == town.code)
    return Where(
        Answer.HERE if here else Answer.IN_THE_AREA,
        text,
        town=town.name(language),
        areas=tuple(card_of(area, language, now) for area in running),
        here=here,
        elsewhere=tuple(place for place in places if place.municipality != town.code)[:TILES_A_PAGE],
    )


def _not_here(town: MunicipalityRow, text: str, found: Sequence[Area], *, language: str, now: datetime) -> Where:
    area = found[0] if found else None
    answer = Answer.NOT_YET if area is None else Answer.PREPARING if area.state == AreaState.PREPARING else Answer.PAUSED
    begins = date_words(area.pilot_from) if area and area.pilot_from and area.pilot_from > now.date() else ""
    cards = tuple(card_of(area, language, now) for area in found)
    return Where(answer, text, town=town.name(language), areas=cards, near=_nearest(town, language=language), begins=begins)


def _nearest(town: MunicipalityRow, *, language: str, limit: int = 3) -> tuple[Near, ...]:
    """Return the running areas whose municipality's centre is nearest. Two queries."""
    distances = []
    for area in Area.objects.running().prefetch_related("municipalities"):
        metres = [haversine_m(town.lat, town.lon, other.lat, other.lon) for other in area.municipalities.all()]
        if metres:
            distances.append((min(metres), area))
    distances.sort(key=lambda pair: pair[0])
    return tuple(
        Near(area.name(language), pick_path(area.paths, language, source=area.source_language), distance_words(metres))
        for metres, area in distances[:limit]
    )
