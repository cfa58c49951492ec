"""A venue's page, and the venues of an area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from areas import hours as opening
from areas.codes import AreaState
from areas.queries import Paged, address_words, foreign, page_of
from common.gone import Action, Gone
from common.texts import pick, pick_path
from common.words import date_words, phone_href
from offerings.codes import Accessibility, OfferKind, SpokenLanguage, VenueKind, label, labels
from offerings.models import Occurrence, Offer, Venue, VenueText
from offerings.queries.rows import OfferRow, from_centre, next_dates, public_offers, row_of, seed_of
from offerings.wording import listed, route_to, venue_sentence

OFFERS_A_PAGE = 20
TILES_A_PAGE = 24
CATEGORY_OF_VENUE = {  # the motif that stands where a venue has no picture
    VenueKind.THEATRE: "theatre",
    VenueKind.MUSEUM: "museum",
    VenueKind.CONCERT: "music",
    VenueKind.FESTIVAL: "festival",
    VenueKind.CULTURE_HOUSE: "community",
    VenueKind.CINEMA: "film",
    VenueKind.DANCE: "dance",
    VenueKind.INSTITUTE: "learning",
    VenueKind.LIBRARY: "literature",
    VenueKind.SCIENCE: "science",
    VenueKind.SWIMMING: "sport",
    VenueKind.GYM: "sport",
    VenueKind.SPORT_CLUB: "sport",
    VenueKind.GALLERY: "exhibition",
    VenueKind.OTHER: "community",
}


@dataclass(frozen=True, slots=True)
class VenueTile:
    """One venue of a list (parts/venue_tile.html)."""

    key: UUID
    url: str
    name: str
    lang: str
    town: str
    how: str
    category: str
    seed: int
    picture: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Address:
    """Parts of an address, and all of it in one line as it is written on an envelope."""

    street: str
    postcode: str
    town: str
    line: str


@dataclass(frozen=True, slots=True)
class VenuePlace:
    """A venue's page. Words that fell back carry their language in `lang`; lists are finished words."""

    key: UUID
    name: str
    lang: str
    summary: str
    kind: str
    category: str
    seed: int
    picture: Mapping[str, Any] | None
    picture_alt: str
    area_name: str
    area_url: str
    address: Address
    town: str
    far: str
    point: tuple[float, float]
    route_url: str
    phone: str
    phone_href: str
    sentence: str
    email: str
    website: str
    accessibility: str
    languages: str
    nearest_stop: str
    way_home: str
    arrival: str
    days: Sequence[opening.DayRow]
    exceptions: Sequence[opening.DayRow]
    open_words: str
    is_open: bool
    period: str
    checked_on: str
    is_stale: bool
    offers: tuple[OfferRow, ...]
    paged: Paged


def area_venues(area: UUID, *, language: str, wanted: str = "") -> tuple[tuple[VenueTile, ...], Paged]:
    """Return a page of an area's open venues, those with something on offer first. Two queries."""
    venues = Venue.objects.open().filter(area__uuid=area)
    has_offers = Exists(Offer.objects.filter(venue=OuterRef("pk"), closed_at=None))
    rows = venues.annotate(has_offers=has_offers).select_related("municipality").prefetch_related("texts").order_by("-has_offers", "pk")
    chosen, where = page_of(rows, wanted, TILES_A_PAGE)
    return tuple(_tile(row, language) for row in chosen), where


def _tile(venue: Venue, language: str) -> VenueTile:
    words = pick(venue.texts.all(), language, source=venue.source_language)
    return VenueTile(
        key=venue.uuid,
        url=pick_path(venue.paths, language, source=venue.source_language),
        name=words.name if words else "",
        lang=foreign(words.language, language) if words else "",
        town=venue.municipality.name(language),
        how=str(label(VenueKind, venue.kind)),
        category=CATEGORY_OF_VENUE[VenueKind(venue.kind)],
        seed=seed_of(venue.uuid),
        picture=venue.picture,
    )


def is_shown(venue: Venue) -> bool:
    return venue.closed_at is None and venue.area.is_running


def closed_words(venue: Venue | None, *, language: str) -> Gone:
    """Return what is said at the address of a venue, or of what it offers, when the card does not work there now."""
    actions = _area_action(venue, language)
    state = venue.area.state if venue is not None and venue.area.is_live else ""
    if state == AreaState.PREPARING:
        return Gone(_("The Kaikukortti does not work here yet"), _("The area is getting ready for the card."), actions=actions, status=404)
    if state == AreaState.PAUSED:
        return Gone(_("The Kaikukortti is on a break here"), _("The area has paused. In other areas your card works as before."), actions=actions)
    return Gone(_("The Kaikukortti no longer works here"), _("This place has left, or it has moved. See what else there is."), actions=actions)


def closed_venue(key: UUID, *, language: str) -> Gone:
    """Return what is said at the address of a venue whose page has been taken away. One query."""
    return closed_words(Venue.objects.filter(uuid=key).select_related("area").first(), language=language)


def _area_action(venue: Venue | None, language: str) -> tuple[Action, ...]:
    path = pick_path(venue.area.paths, language) if venue is not None and venue.area.is_live else ""
    return (Action(_("See the area %(name)s") % {"name": venue.area.name(language)}, path),) if venue is not None and path else ()


def venue_place(key: UUID, *, language: str, now: datetime, wanted: str = "") -> VenuePlace:
    """Return a venue's page; `wanted` is the page of its offers. Raises Gone where the card does not work now. Five queries."""
    venue = Venue.objects.filter(uuid=key).select_related("area", "municipality").prefetch_related("texts").first()
    if venue is None or not is_shown(venue):
        raise closed_words(venue, language=language)
    words = pick(venue.texts.all(), language, source=venue.source_language) or VenueText(language=language)
    offers, where = _offers(venue, wanted, language, now)
    return VenuePlace(
        key=venue.uuid,
        name=words.name,
        lang=foreign(words.language, language),
        summary=words.summary,
        nearest_stop=words.nearest_stop,
        way_home=words.way_home,
        arrival=words.arrival,
        is_stale=words.is_stale,
        route_url=route_to(words.name, venue.lat, venue.lon),
        sentence=venue_sentence(),
        offers=offers,
        paged=where,
        **_facts(venue, language),
        **_hours(venue, now),
    )


def _facts(venue: Venue, language: str) -> dict[str, Any]:
    return {
        "kind": str(label(VenueKind, venue.kind)),
        "category": CATEGORY_OF_VENUE[VenueKind(venue.kind)],
        "seed": seed_of(venue.uuid),
        "picture": venue.picture,
        "picture_alt": alt_of(venue.picture, language, venue.source_language),
        "area_name": venue.area.name(language),
        "area_url": pick_path(venue.area.paths, language, source=venue.area.source_language),
        "address": address_of(venue, language),
        "town": venue.municipality.name(language),
        "far": from_centre(venue),
        "point": (venue.lat, venue.lon),
        "phone": venue.phone,
        "phone_href": phone_href(venue.phone) if venue.phone else "",
        "email": venue.email,
        "website": venue.website,
        "accessibility": listed(labels(Accessibility, venue.accessibility)),
        "languages": listed(labels(SpokenLanguage, venue.languages)),
    }


def _hours(venue: Venue, now: datetime) -> dict[str, Any]:
    state = opening.open_state(venue.opening_hours, venue.exceptions, now=now)
    return {
        "days": opening.week_rows(venue.opening_hours, now=now),
        "exceptions": opening.exception_rows(venue.exceptions, now=now),
        "open_words": state.words if state else "",
        "is_open": bool(state and state.is_open),
        "period": _period(venue),
        "checked_on": date_words(venue.checked_on) if venue.checked_on else "",
    }


def alt_of(picture: Mapping[str, Any] | None, language: str, source: str) -> str:
    """Return what a picture shows, in the reader's language or the nearest."""
    return pick_path(picture.get("alt", {}), language, source=source) if picture else ""


def address_of(venue: Venue, language: str) -> Address:
    town = venue.municipality.name(language)
    return Address(venue.address, venue.postcode, town, address_words(venue.address, venue.postcode, town) or town)


def _period(venue: Venue) -> str:
    if venue.popup_until is None:
        return ""
    return _("Here until %(date)s") % {"date": date_words(venue.popup_until)}


def _offers(venue: Venue, wanted: str, language: str, now: datetime) -> tuple[tuple[OfferRow, ...], Paged]:
    """Return a page of what a venue has: by the next date, then what is always on; what has no date to come is left out."""
    coming = Occurrence.objects.upcoming(now).filter(offer=OuterRef("pk")).values("starts_at")[:1]
    offers: QuerySet[Offer] = public_offers(now).filter(venue=venue).annotate(next_at=Subquery(coming))
    offers = offers.filter(Q(kind=OfferKind.STANDING) | Q(next_at__isnull=False)).order_by(F("next_at").asc(nulls_last=True), "pk")
    chosen, where = page_of(offers.prefetch_related("texts"), wanted, OFFERS_A_PAGE)
    for offer in chosen:
        offer.venue = venue  # its words and municipality are here already
    dates = next_dates([offer.pk for offer in chosen], now)
    return tuple(row_of(offer, dates.get(offer.pk), language=language, now=now) for offer in chosen), where
