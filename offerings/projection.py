"""Venue and offer pages to facts, in batches of any size by the same code (design.md, section 3; W37, W39).

The source of a fact is the page in its source language: live and no alias writes, else the fact closes, in every language at
once. A published date is never deleted, only closed; a reverted revision opens it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import F

from areas.models import Area
from common import outbox
from common.hours import values
from common.projection import CHUNK, Noted, Thing, parent_keys, settled_things, write_texts
from common.texts import clean_html
from offerings import pictures, places
from offerings.models import Occurrence, Offer, OfferText, Venue, VenueText
from offerings.pages import OfferDate, OfferHours, OfferPage, VenueException, VenueHours, VenuePage

VENUE_FIELDS = [name for name in VenuePage.FACTS if name not in {"lat", "lon", "picture"}]
OFFER_FIELDS = [name for name in OfferPage.FACTS if name not in {"places", "picture"}]


def project(noted: Noted, now: datetime) -> None:
    """Bring the facts of the noted pages, and of all below them, in line with the pages."""
    project_venues(settled_things(VenuePage, noted, _languages_of(Venue)), now)
    project_offers(settled_things(OfferPage, noted, _languages_of(Offer)), now)


def _languages_of(model: type[Venue] | type[Offer]) -> Callable[[list[UUID]], dict[UUID, str]]:
    return lambda keys: dict(model.objects.filter(uuid__in=keys).values_list("uuid", "source_language"))


def _sources(things: Iterable[Thing[Any]], known: Mapping[UUID, Any]) -> dict[UUID, Any]:
    """Return key -> source page of the things that write: known ones, and new ones whose source is live."""
    chosen = {thing.key: thing.source(known[thing.key].source_language if thing.key in known else None) for thing in things}
    return {key: source for key, source in chosen.items() if source is not None and (key in known or source.live)}


def _rows_of(model: Any, pages: Iterable[Any]) -> dict[int, list[Any]]:
    """Return page key -> its child rows in order. One query for each 500 pages."""
    found: dict[int, list[Any]] = {}
    keys = [page.pk for page in pages]
    for start in range(0, len(keys), CHUNK):
        for row in model.objects.filter(page__in=keys[start : start + CHUNK]).order_by("sort_order", "pk"):
            found.setdefault(row.page_id, []).append(row)
    return found


def project_venues(things: list[Thing[VenuePage]], now: datetime) -> None:
    known = {venue.uuid: venue for venue in Venue.objects.filter(uuid__in=[thing.key for thing in things])}
    sources = _sources(things, known)
    above = parent_keys(sources.values())
    areas = {area.uuid: area for area in Area.objects.filter(uuid__in=set(above.values()))}
    hours, exceptions = _rows_of(VenueHours, sources.values()), _rows_of(VenueException, sources.values())
    by_key = {thing.key: thing for thing in things}
    rows = [
        Venue(
            area=areas[above[source.pk]],
            opening_hours=values(hours.get(source.pk, [])),
            exceptions=values(exceptions.get(source.pk, [])),
            **_venue_facts(source),
            **_shared_facts(by_key[key], source, known.get(key), now, is_above_open=areas[above[source.pk]].is_running),
        )
        for key, source in sources.items()
        if above.get(source.pk) in areas
    ]
    names = [field.name for field in Venue._meta.concrete_fields if field.name not in {"id", "uuid"}]
    Venue.objects.bulk_create(rows, update_conflicts=True, unique_fields=["uuid"], update_fields=names, batch_size=CHUNK)
    _close(Venue, set(known) - {row.uuid for row in rows}, now)
    written = {venue.uuid: venue for venue in Venue.objects.filter(uuid__in=[row.uuid for row in rows])}
    write_texts(VenueText, "venue", written, things, _venue_words)
    outbox.write("venue", {**known, **written})


def _venue_facts(source: VenuePage) -> dict[str, Any]:
    return {name: getattr(source, name) for name in VENUE_FIELDS} | {
        "lat": source.municipality.lat if source.lat is None else source.lat,
        "lon": source.municipality.lon if source.lon is None else source.lon,
    }


def _shared_facts(thing: Thing[Any], source: Any, known: Venue | Offer | None, now: datetime, *, is_above_open: bool) -> dict[str, Any]:
    """Return what a venue's and an offer's fact keep alike: identity, origin, addresses, picture, and whether it is open.

    A fact closes with its page, and with what stands above it: an expired venue leaves its offers' pages live (W39).
    """
    return {
        "uuid": thing.key,
        "source_language": source.locale.language_code,
        "source": source.source,
        "source_id": source.source_id,
        "paths": thing.paths(),
        "picture": pictures.of_pages(source, thing.own_words()),
        "closed_at": _closed_at(known, now, is_open=source.live and is_above_open),
    }


def _closed_at(known: Any, now: datetime, *, is_open: bool) -> datetime | None:
    if is_open:
        return None
    return known.closed_at if known is not None and known.closed_at else now


def _close(model: Any, keys: Iterable[UUID], now: datetime) -> None:
    """Close facts whose source page is gone; what refers to them stays valid."""
    model.objects.filter(uuid__in=list(keys), closed_at=None).update(closed_at=now, paths={})


def _venue_words(page: VenuePage) -> dict[str, Any]:
    return {"name": page.title, "summary": page.summary, "nearest_stop": page.nearest_stop, "way_home": page.way_home, "arrival": page.arrival}


def project_offers(things: list[Thing[OfferPage]], now: datetime) -> None:
    known: dict[UUID, Offer] = {}
    for start in range(0, len(things), CHUNK):
        keys = [thing.key for thing in things[start : start + CHUNK]]
        known |= {offer.uuid: offer for offer in Offer.objects.filter(uuid__in=keys)}
    sources = _sources(things, known)
    above = parent_keys(sources.values())
    venues = {venue.uuid: venue for venue in Venue.objects.filter(uuid__in=set(above.values()))}
    hours = _rows_of(OfferHours, sources.values())
    by_key = {thing.key: thing for thing in things}
    rows = [
        Offer(
            venue=venues[above[source.pk]],
            weekly_hours=values(hours.get(source.pk, [])),
            version=known[key].version + 1 if key in known else 1,
            **_offer_facts(source),
            **_shared_facts(by_key[key], source, known.get(key), now, is_above_open=venues[above[source.pk]].closed_at is None),
        )
        for key, source in sources.items()
        if above.get(source.pk) in venues
    ]
    names = [field.name for field in Offer._meta.concrete_fields if field.name not in {"id", "uuid"}]
    Offer.objects.bulk_create(rows, update_conflicts=True, unique_fields=["uuid"], update_fields=names, batch_size=CHUNK)
    gone = set(known) - {row.uuid for row in rows}
    _close(Offer, gone, now)
    Offer.objects.filter(uuid__in=list(gone)).update(version=F("version") + 1)
    Occurrence.objects.filter(offer__uuid__in=list(gone), closed_at=None).update(closed_at=now)
    written = _saved(Offer, [row.uuid for row in rows])
    write_texts(OfferText, "offer", written, things, _offer_words)
    _project_dates({key: (sources[key], offer) for key, offer in written.items()}, now)
    outbox.write("offer", {**known, **written})


def _saved(model: Any, keys: list[UUID]) -> dict[UUID, Any]:
    found: dict[UUID, Any] = {}
    for start in range(0, len(keys), CHUNK):
        found |= {fact.uuid: fact for fact in model.objects.filter(uuid__in=keys[start : start + CHUNK])}
    return found


def _offer_facts(source: OfferPage) -> dict[str, Any]:
    return {name: getattr(source, name) for name in OFFER_FIELDS} | {"live_at": source.go_live_at, "expire_at": source.expire_at}


def _offer_words(page: OfferPage) -> dict[str, Any]:
    return {
        "title": page.title,
        "summary": page.summary,
        "description": clean_html(page.description),
        "bring": page.bring,
        "other_costs": page.other_costs,
        "is_checked_plain": page.is_checked_plain,
        "changed_at": page.last_published_at,
    }


def occurrence_key(offer: UUID, row: UUID) -> UUID:
    """Return the identity of a date: it survives revisions, and a copied page makes new ones."""
    return uuid5(offer, str(row))


def _project_dates(offers: Mapping[UUID, tuple[OfferPage, Offer]], now: datetime) -> None:
    """Write the dates of each offer; a date whose row is gone, or whose offer is closed, is closed and never deleted."""
    dates = _rows_of(OfferDate, [page for page, _ in offers.values()])
    known: dict[UUID, Occurrence] = {}
    keys = [offer.pk for _, offer in offers.values()]
    for start in range(0, len(keys), CHUNK):
        known |= {row.uuid: row for row in Occurrence.objects.filter(offer__in=keys[start : start + CHUNK])}
    rows = [
        _occurrence(page, offer, row, known.get(occurrence_key(key, row.uuid)))
        for key, (page, offer) in offers.items()
        for row in dates.get(page.pk, [])
    ]
    names = ["starts_at", "ends_at", "is_all_day", "places", "places_left", "is_sold_out", "closed_at"]
    Occurrence.objects.bulk_create(rows, update_conflicts=True, unique_fields=["uuid"], update_fields=names, batch_size=CHUNK)
    kept = {row.uuid for row in rows}
    gone = [row.pk for key, row in known.items() if key not in kept and row.closed_at is None]
    Occurrence.objects.filter(pk__in=gone).update(closed_at=now)
    # All known dates, changed or not: a claim that came between the reading and the writing above is told again.
    places.followed([row.uuid for row in rows if row.uuid in known], now=now)


def _occurrence(page: OfferPage, offer: Offer, row: OfferDate, known: Occurrence | None) -> Occurrence:
    promised = page.places if row.places is None else row.places
    return Occurrence(
        uuid=occurrence_key(offer.uuid, row.uuid),
        offer=offer,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_all_day=row.is_all_day,
        places=promised,
        places_left=places.left_after(promised, known),
        is_sold_out=row.is_sold_out,
        closed_at=offer.closed_at,
    )
