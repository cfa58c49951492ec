"""Places that hand cards out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from areas import hours as opening
from areas.codes import DistributorKind
from areas.models import Area, Distributor
from areas.queries.lists import Paged, foreign, page_of
from common.texts import pick, pick_path
from common.words import phone_href

TILES_A_PAGE = 24


@dataclass(frozen=True, slots=True)
class Place:
    """A place that hands cards out, as its tile and its page show it."""

    key: UUID
    name: str
    lang: str
    url: str
    town: str
    municipality: str
    kind: str
    address: str
    hours: str
    note: str
    phone: str
    phone_href: str
    email: str
    how_to_ask: str
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class PlacePage:
    """The page of a place that hands cards out."""

    place: Place
    area_name: str
    area_url: str
    area_key: UUID
    is_running: bool
    days: Sequence[opening.DayRow]
    open_words: str
    is_open: bool


def places_of(area: Area, *, language: str, wanted: str) -> tuple[tuple[Place, ...], Paged]:
    """Return a page of the places that hand cards out, by town and name. Two queries."""
    rows = area.distributors.filter(is_live=True).select_related("municipality").prefetch_related("texts").order_by("municipality__name_fi", "pk")
    chosen, where = page_of(rows, wanted, TILES_A_PAGE)
    return tuple(place_of(row, language=language) for row in chosen), where


def place_of(row: Distributor, *, language: str) -> Place:
    """Return one place in the reader's language; asks nothing when `texts` and `municipality` were fetched with it."""
    words = pick(row.texts.all(), language, source=row.source_language)
    return Place(
        key=row.uuid,
        name=words.name if words else "",
        lang=foreign(words.language, language) if words else "",
        url=pick_path(row.paths, language, source=row.source_language),
        town=row.municipality.name(language),
        municipality=row.municipality_id,
        kind=str(DistributorKind(row.kind).label),
        address=address_words(row.address, row.postcode, row.municipality.name(language)),
        hours=opening.weekly_words(row.hours),
        note=words.hours_note if words else "",
        phone=row.phone,
        phone_href=phone_href(row.phone) if row.phone else "",
        email=row.email,
        how_to_ask=(words.how_to_ask if words else "") or _("Hello, I would like to ask about the Kaikukortti. Can I get one here?"),
        point=None if row.lat is None or row.lon is None else (row.lat, row.lon),
    )


def address_words(street: str, postcode: str, town: str) -> str:
    """Return Kauppakatu 14, 87100 Kajaani, with what is known; "" without a street."""
    return f"{street}, {postcode} {town}".replace(",  ", ", ") if street else ""


def distributor_place(key: UUID, *, language: str, now: datetime) -> PlacePage | None:
    """Return the page of a place that hands cards out, or None when it or its area is closed. Three queries."""
    row = (
        Distributor.objects.filter(uuid=key, is_live=True, area__in=Area.objects.shown())
        .select_related("area", "municipality")
        .prefetch_related("texts")
        .first()
    )
    if row is None:
        return None
    state = opening.open_state(row.hours, (), now=now)
    return PlacePage(
        place=place_of(row, language=language),
        area_name=row.area.name(language),
        area_url=pick_path(row.area.paths, language, source=row.area.source_language),
        area_key=row.area.uuid,
        is_running=row.area.is_running,
        days=opening.week_rows(row.hours, now=now),
        open_words=state.words if state else "",
        is_open=bool(state and state.is_open),
    )
