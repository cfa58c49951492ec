"""Imported things as facts alone, without pages: for measuring at sizes that no tree of pages is needed for. Not for a real site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from areas.models import Area, Municipality
from common import outbox
from common.texts import LANGUAGES
from offerings.actions.import_writers import NewOffer, NewVenue, date_keys
from offerings.codes import Sector, VenueKind
from offerings.importers.shapes import Hours, ImportedDate
from offerings.models import Occurrence, Offer, OfferText, Venue, VenueText
from offerings.projection import occurrence_key

CHUNK = 500
OFFER_FACTS = frozenset(field.name for field in Offer._meta.concrete_fields)


class FactWriter:
    """Writes facts and their outbox rows."""

    def venues_there(self, keys: Iterable[UUID]) -> set[UUID]:
        return set(Venue.objects.filter(uuid__in=list(keys)).values_list("uuid", flat=True))

    def languages(self, keys: Iterable[UUID]) -> dict[UUID, str]:
        return dict(Offer.objects.filter(uuid__in=list(keys)).values_list("uuid", "source_language"))

    def write_venues(self, new: list[NewVenue], *, now: datetime) -> None:
        areas = dict(Venue.objects.filter(uuid__in=[one.key for one in new if not one.is_new]).values_list("uuid", "area_id"))
        rows = [_venue(one, one.area.pk if one.area else areas[one.key]) for one in new]
        names = [field.name for field in Venue._meta.concrete_fields if field.name not in {"id", "uuid"}]
        Venue.objects.bulk_create(rows, update_conflicts=True, unique_fields=["uuid"], update_fields=names, batch_size=CHUNK)
        saved = dict(Venue.objects.filter(uuid__in=[row.uuid for row in rows]).values_list("uuid", "pk"))
        VenueText.objects.filter(venue__in=saved.values()).delete()
        texts = [_venue_text(saved[one.key], language, words) for one in new for language, words in one.venue.texts.items()]
        VenueText.objects.bulk_create(texts, batch_size=CHUNK)
        outbox.write("venue", [one.key for one in new if not one.is_new])

    def write(self, new: list[NewOffer], *, revived: Collection[UUID], now: datetime) -> None:
        venues = {venue.uuid: venue for venue in Venue.objects.filter(uuid__in={one.venue for one in new})}
        versions = dict(Offer.objects.filter(uuid__in=[one.key for one in new]).values_list("uuid", "version"))
        rows = [_offer(one, venues[one.venue], versions.get(one.key, 0) + 1) for one in new]
        names = [field.name for field in Offer._meta.concrete_fields if field.name not in {"id", "uuid"}]
        Offer.objects.bulk_create(rows, update_conflicts=True, unique_fields=["uuid"], update_fields=names, batch_size=CHUNK)
        saved = dict(Offer.objects.filter(uuid__in=[row.uuid for row in rows]).values_list("uuid", "pk"))
        OfferText.objects.filter(offer__in=[saved[key] for key in versions]).delete()
        spoken = [(saved[one.key], language, words) for one in new for language, words in one.offer.texts.items()]
        texts = [OfferText(offer_id=offer, language=language, changed_at=now, **words) for offer, language, words in spoken]
        OfferText.objects.bulk_create(texts, batch_size=CHUNK)
        _write_dates(new, saved, set(versions), now)
        outbox.write("offer", saved)

    def finish(self, new: list[NewOffer], *, now: datetime) -> None:
        """Nothing is left to do: the facts are written whole."""


def _venue(new: NewVenue, area: int) -> Venue:
    venue = new.venue
    facts: dict[str, Any] = {"kind": VenueKind.OTHER.value, "sector": Sector.CULTURE.value, **venue.facts}
    if facts.get("lat") is None:
        town = Municipality.objects.get(pk=venue.municipality)
        facts |= {"lat": town.lat, "lon": town.lon}
    return Venue(
        uuid=new.key,
        area_id=area,
        municipality_id=venue.municipality,
        source_language=venue.language,
        source=new.source,
        source_id=venue.source_id,
        opening_hours=_hours(venue.hours),
        paths=_paths(new.area, slugify(venue.texts[venue.language]["title"]) or new.key.hex[:8]),
        **facts,
    )


def _venue_text(venue: int, language: str, words: Mapping[str, str]) -> VenueText:
    own = {name: text for name, text in words.items() if name != "title"}
    return VenueText(venue_id=venue, language=language, name=words["title"], **own)


def _hours(hours: Iterable[Hours]) -> list[dict[str, Any]]:
    return [{"weekday": day, "opens": opens, "closes": closes} for day, opens, closes in hours]


def _paths(area: Area | None, slug: str) -> dict[str, str]:
    above = area.paths if area else {language: f"/{language}/" for language in LANGUAGES}
    return {language: f"{path}{slug}/" for language, path in above.items()}


def _offer(new: NewOffer, venue: Venue, version: int) -> Offer:
    offer = new.offer
    given = {name: value for name, value in offer.facts.items() if name in OFFER_FACTS}
    slug = f"{slugify(offer.texts[offer.language]['title'])[:60]}-{new.key.hex[:8]}"
    return Offer(
        uuid=new.key,
        venue=venue,
        version=version,
        source_language=offer.language,
        source=new.source,
        source_id=offer.source_id,
        weekly_hours=_hours(offer.hours),
        paths={language: f"{path}{slug}/" for language, path in venue.paths.items()},
        live_at=offer.facts["go_live_at"],
        **given,
    )


def _write_dates(new: list[NewOffer], saved: Mapping[UUID, int], known: Collection[UUID], now: datetime) -> None:
    rows = [_occurrence(one, saved[one.key], row, date) for one in new for row, date in date_keys(one, {})]
    names = ["starts_at", "ends_at", "is_all_day", "places", "places_left", "is_sold_out", "is_cancelled", "closed_at"]
    Occurrence.objects.filter(offer__in=[saved[key] for key in known], closed_at=None).update(closed_at=now)  # those that stay open again below
    Occurrence.objects.bulk_create(rows, update_conflicts=True, unique_fields=["uuid"], update_fields=names, batch_size=CHUNK)


def _occurrence(new: NewOffer, offer: int, row: UUID, date: ImportedDate) -> Occurrence:
    places = new.offer.facts.get("places") if date.places is None else date.places
    return Occurrence(
        uuid=occurrence_key(new.key, row),
        offer_id=offer,
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        is_all_day=date.is_all_day,
        places=places,
        places_left=places if date.places_left is None else date.places_left,
        is_sold_out=date.is_sold_out,
        is_cancelled=date.is_cancelled,
    )
