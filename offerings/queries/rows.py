"""Rows of lists: what is soon in areas, and what a venue has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from areas.hours import open_state
from areas.queries import foreign
from common.geo import haversine_m
from common.texts import pick, pick_path
from common.words import distance_words
from offerings.models import Occurrence, Offer, Venue
from offerings.wording import Moment, row_when

CENTRE_METRES = 300  # nearer than this it is in the centre, and no distance is said


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One row (parts/offer_row.html). `places_left` None: no limit; `lang` "" when the words are in the page's language.

    point     where the venue stands, (lat, lon), for lists beside a map; `address` its street address, for paper.
    """

    key: UUID
    url: str
    title: str
    lang: str
    when: str
    starts_at: datetime | None
    venue: str
    town: str
    far: str
    category: str
    seed: int
    picture: Mapping[str, Any] | None
    how: str
    places_left: int | None
    state: str = ""
    point: tuple[float, float] | None = None
    address: str = ""


def seed_of(key: UUID) -> int:
    """Return the number that places an offer's echo rings: the same on every page."""
    return key.int % 9973


def category_of(offer: Offer) -> str:
    return str(offer.categories[0]) if offer.categories else "community"


def from_centre(venue: Venue) -> str:
    """Return how far a venue is from the centre of its municipality, "" when it stands in it."""
    metres = haversine_m(venue.lat, venue.lon, venue.municipality.lat, venue.municipality.lon)
    return _("%(distance)s from the centre") % {"distance": distance_words(metres)} if metres > CENTRE_METRES else ""


def row_of(offer: Offer, occurrence: Occurrence | None, *, language: str, now: datetime) -> OfferRow:
    """Return a row; asks nothing when texts, venue, its texts and its municipality were fetched with the offer."""
    venue = offer.venue
    words = pick(offer.texts.all(), language, source=offer.source_language)
    venue_words = pick(venue.texts.all(), language, source=venue.source_language)
    return OfferRow(
        key=offer.uuid,
        url=pick_path(offer.paths, language, source=offer.source_language),
        title=words.title if words else "",
        lang=foreign(words.language, language) if words else "",
        when=_when(offer, occurrence, now),
        starts_at=occurrence.starts_at if occurrence else None,
        venue=venue_words.name if venue_words else "",
        town=venue.municipality.name(language),
        far=from_centre(venue),
        category=category_of(offer),
        seed=seed_of(offer.uuid),
        picture=offer.picture,
        how=offer.how_to_get,
        places_left=occurrence.left if occurrence else None,
    )


def _when(offer: Offer, occurrence: Occurrence | None, now: datetime) -> str:
    if occurrence is not None:
        return row_when(Moment(occurrence.starts_at, occurrence.ends_at, occurrence.is_all_day), now)
    state = open_state(offer.weekly_hours or offer.venue.opening_hours, offer.venue.exceptions, now=now)
    return state.words if state else _("Always on")


def public_offers(now: datetime) -> QuerySet[Offer]:
    """Return the offers that anyone may see now, in areas that run."""
    return Offer.objects.open(now).filter(venue__in=Venue.objects.open())


def next_dates(offers: Iterable[int], now: datetime) -> dict[int, Occurrence]:
    """Return offer id -> its next date. One query, for a page of offers at a time."""
    found: dict[int, Occurrence] = {}
    for row in Occurrence.objects.upcoming(now).filter(offer__in=list(offers)):
        found.setdefault(row.offer_id, row)
    return found
