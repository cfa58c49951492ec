"""What the area pages show: frozen values, a fixed number of queries whatever the size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import mean
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Model, QuerySet, Window
from django.utils.translation import gettext as _
from markupsafe import Markup

from areas import hours as opening
from areas.codes import AreaState, DistributorKind
from areas.models import Area, Distributor, Municipality
from areas.municipalities import MunicipalityRow, find, suggest
from areas.pages import AreaPage
from common.geo import haversine_m
from common.richtext import expanded
from common.shell import address
from common.texts import pick, pick_path
from common.words import date_words, distance_words, phone_href

TILES_A_PAGE = 24
GUIDE_TEXTS = ("who", "where", "use", "tickets", "children", "community", "contacts")
HTML_LANG = {"fi-simple": "fi"}


def foreign(language: str, wanted: str) -> str:
    """Return the lang attribute of words in `language` on a page in `wanted`: "" when they are the same to a browser."""
    spoken = HTML_LANG.get(language, language)
    return "" if spoken == HTML_LANG.get(wanted, wanted) else spoken


@dataclass(frozen=True, slots=True)
class AreaCard:
    """One area of a list. `state` is (label, tone) when it is not the plain one, else None."""

    key: UUID
    url: str
    name: str
    summary: str
    state: tuple[str, str] | None
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
class Paged:
    """One page of a long list. `page` from 1; the addresses are "" where there is no page."""

    page: int
    pages: int
    count: int

    @property
    def previous(self) -> int:
        return self.page - 1 if self.page > 1 else 0

    @property
    def next(self) -> int:
        return self.page + 1 if self.page < self.pages else 0


@dataclass(frozen=True, slots=True)
class AreaGuide:
    """One area's guide. `texts` hold the area's own words by name, where it has any beside the standard ones."""

    key: UUID
    index_url: str
    slug: str
    name: str
    lang: str
    summary: str
    lead: str
    state: AreaState
    state_title: str
    state_text: str
    is_running: bool
    is_local_only: bool
    child_age_limit: int
    municipalities: tuple[str, ...]
    texts: Mapping[str, Markup]
    places: tuple[Place, ...]
    places_paged: Paged
    email: str
    phone: str
    phone_href: str
    bounds: tuple[float, float, float, float] | None


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


Row = TypeVar("Row", bound=Model)


def page_of(rows: QuerySet[Row], wanted: str, size: int) -> tuple[list[Row], Paged]:
    """Return one page of a list and where it stands in the whole; a page that does not exist is the first. One query, two for such."""
    page = int(wanted) if wanted.isascii() and wanted.isdigit() and 0 < len(wanted) < 7 else 1
    page = max(page, 1)
    counted = rows.annotate(how_many=Window(Count("pk")))
    chosen = list(counted[(page - 1) * size : page * size])
    if not chosen and page > 1:
        return page_of(rows, "1", size)
    count = getattr(chosen[0], "how_many", 0) if chosen else 0
    return chosen, Paged(page, max(1, -(-count // size)), count)


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
    cards = [_card(area, language, now) for area in areas]
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
    return sorted((_card(area, language, now) for area in Area.objects.shown().prefetch_related("municipalities")), key=lambda card: card.name)


def _card(area: Area, language: str, now: datetime) -> AreaCard:
    towns = list(area.municipalities.all())
    regions = [town.region_sv if language == "sv" else town.region_fi for town in towns]
    return AreaCard(
        key=area.uuid,
        url=pick_path(area.paths, language, source=area.source_language),
        name=area.name(language),
        summary=_towns_in_short([town.name(language) for town in towns], area.name(language)),
        state=state_badge(area, now.date()),
        region=max(sorted(set(regions)), key=regions.count, default=""),
        centres=tuple((town.lat, town.lon) for town in towns),
    )


def _towns_in_short(names: Sequence[str], area_name: str) -> str:
    """Return up to four names and how many more; "" when the area is one town of the same name."""
    if len(names) == 1 and names[0] == area_name:
        return ""
    shown = ", ".join(sorted(names)[:4])
    return _("%(towns)s and %(count)s more") % {"towns": shown, "count": len(names) - 4} if len(names) > 4 else shown


def area_guide(page: AreaPage, *, language: str, now: datetime, wanted: str = "") -> AreaGuide | None:
    """Return an area's guide, or None when its facts are gone. `wanted`: page of the places that hand cards out. Five queries at most."""
    area, towns = _area_and_towns(page.translation_key, language)
    if area is None:
        return None
    places, where = _places(area, language=language, wanted=wanted)
    title, text = _state_words(area, now)
    return AreaGuide(
        key=area.uuid,
        index_url=address("areas", language),
        slug=area.slug,
        name=area.name(language),
        lang=foreign(page.content_language, language),
        summary=page.summary,
        lead=_lead(area, towns),
        state=AreaState(area.state),
        state_title=title,
        state_text=text,
        is_running=area.is_running,
        is_local_only=area.is_local_only,
        child_age_limit=area.child_age_limit,
        municipalities=tuple(towns),
        texts=_own_texts(page),
        places=places,
        places_paged=where,
        email=area.email,
        phone=area.phone,
        phone_href=phone_href(area.phone) if area.phone else "",
        bounds=_bounds(area),
    )


def _bounds(area: Area) -> tuple[float, float, float, float] | None:
    if area.west is None or area.south is None or area.east is None or area.north is None:
        return None
    return area.west, area.south, area.east, area.north


def _own_texts(page: AreaPage) -> dict[str, Markup]:
    """Return the guide's own rich texts as HTML, empty ones left out."""
    return expanded({name: text for name in GUIDE_TEXTS if (text := getattr(page, name))})


def _lead(area: Area, towns: Sequence[str]) -> str:
    if len(towns) == 1:
        return _("The Kaikukortti works here.") if area.is_running else ""
    return (_("The Kaikukortti works in %(count)s municipalities.") % {"count": len(towns)}) if area.is_running and towns else ""


def _state_words(area: Area, now: datetime) -> tuple[str, str]:
    """Return a title and a sentence about an area that does not simply run, else two empty ones."""
    if area.state == AreaState.PREPARING:
        begins = area.pilot_from
        text = _("We start on %(date)s.") % {"date": date_words(begins)} if begins and begins > now.date() else _("The day is not known yet.")
        return _("You cannot get a card here yet"), text
    if area.state == AreaState.PAUSED:
        return _("The Kaikukortti is on a break here"), _(
            "No cards are handed out and the card does not work here just now. In other areas your card works as before."
        )
    if area.state == AreaState.PILOT and area.pilot_until:
        return _("The Kaikukortti is on trial here"), _("The trial goes on until %(date)s.") % {"date": date_words(area.pilot_until)}
    return "", ""


def _area_and_towns(key: UUID, language: str) -> tuple[Area | None, list[str]]:
    """Return a live area and the names of its municipalities, in one query where it has any."""
    rows = list(Area.municipalities.through.objects.filter(area__uuid=key, area__is_live=True).select_related("area", "municipality"))
    if rows:
        return rows[0].area, sorted(row.municipality.name(language) for row in rows)
    return Area.objects.filter(uuid=key, is_live=True).first(), []


def _places(area: Area, *, language: str, wanted: str) -> tuple[tuple[Place, ...], Paged]:
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
        areas=tuple(_card(area, language, now) for area in running),
        here=here,
        elsewhere=tuple(place for place in places if place.municipality != town.code)[:TILES_A_PAGE],
    )


def _not_here(town: MunicipalityRow, text: str, found: Sequence[Area], *, language: str, now: datetime) -> Where:
    area = found[0] if found else None
    answer = Answer.NOT_YET if area is None else Answer.PREPARING if area.state == AreaState.PREPARING else Answer.PAUSED
    begins = date_words(area.pilot_from) if area and area.pilot_from and area.pilot_from > now.date() else ""
    cards = tuple(_card(area, language, now) for area in found)
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
