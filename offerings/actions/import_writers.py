"""Two ways of writing imported things: as pages, from which facts follow; or as facts alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID, uuid5

from django.db.models import Model, Q
from django.utils.text import slugify
from wagtail.models import Page

from areas.models import Area
from common import page_batch
from common.page_batch import Thing
from offerings.actions.dates import cancel_occurrence
from offerings.codes import HowToGet, Sector, VenueKind
from offerings.importers.reading import clock_time
from offerings.importers.shapes import Hours, ImportedDate, ImportedOffer, ImportedVenue
from offerings.models import Occurrence, OfferDate, OfferHours, OfferPage, VenueHours, VenuePage
from offerings.projection import occurrence_key

CHUNK = 500
SLUG_LETTERS = 60


@dataclass(frozen=True, slots=True)
class NewVenue:
    """A venue to write; with `is_new` False to write again, in the area where it is."""

    key: UUID
    venue: ImportedVenue
    area: Area | None
    source: str
    is_new: bool = True
    is_live: bool = True


@dataclass(frozen=True, slots=True)
class NewOffer:
    """An offer to write, or with `is_new` False to write again."""

    key: UUID
    offer: ImportedOffer
    venue: UUID
    source: str
    is_new: bool = True


class Writer(Protocol):
    """What an import writes with. Everything in the caller's transaction."""

    def venues_there(self, keys: Iterable[UUID]) -> set[UUID]:
        """Return those of the venues that exist."""

    def languages(self, keys: Iterable[UUID]) -> dict[UUID, str]:
        """Return key → source language of those of the offers that exist."""

    def write_venues(self, new: list[NewVenue], *, now: datetime) -> None: ...

    def write(self, new: list[NewOffer], *, revived: Collection[UUID], now: datetime) -> None: ...

    def finish(self, new: list[NewOffer], *, now: datetime) -> None:
        """Bring in what only facts hold, when they are there: dates called off, places taken elsewhere."""


class PageWriter:
    """Writes pages in batches; their facts are projected at the end of the caller's `page_writes()`."""

    def __init__(self) -> None:
        self._counted: set[UUID] = set()  # dates that were there before the last write
        self._kept: Mapping[tuple[UUID, datetime], UUID] = {}

    def venues_there(self, keys: Iterable[UUID]) -> set[UUID]:
        return set(VenuePage.objects.filter(translation_key__in=list(keys)).values_list("translation_key", flat=True))

    def languages(self, keys: Iterable[UUID]) -> dict[UUID, str]:
        sources = OfferPage.objects.filter(translation_key__in=list(keys), alias_of=None).order_by("-pk")
        return dict(sources.values_list("translation_key", "locale__language_code"))  # the oldest comes last, and stays

    def write_venues(self, new: list[NewVenue], *, now: datetime) -> None:
        made = [one for one in new if one.is_new]
        slugs = _Slugs(one.area.uuid for one in made if one.area)
        page_batch.write([_venue_thing(one, slugs) for one in made], now=now)
        page_batch.write_again([_venue_thing(one, None) for one in new if not one.is_new], now=now)

    def write(self, new: list[NewOffer], *, revived: Collection[UUID], now: datetime) -> None:
        made, again = [one for one in new if one.is_new], [one for one in new if not one.is_new]
        slugs = _Slugs(one.venue for one in made)
        _move(again)
        kept = _kept_dates([one.key for one in again])
        page_batch.write([_offer_thing(one, slugs, {}) for one in made], now=now)
        page_batch.write_again([_offer_thing(one, None, kept) for one in again], now=now, revived=revived)

        self._counted = set(Occurrence.objects.filter(offer__uuid__in=[one.key for one in again]).values_list("uuid", flat=True))
        self._kept = kept

    def finish(self, new: list[NewOffer], *, now: datetime) -> None:
        dates = {occurrence_key(one.key, row): (one, date) for one in new for row, date in date_keys(one, self._kept)}
        _call_off([key for key, (_, date) in dates.items() if date.is_cancelled], now)
        # A date that is booked here and known already has its count here; whatever the source says of it is older.
        told = {key: date.places_left for key, (one, date) in dates.items() if not (_is_booked_here(one) and key in self._counted)}
        _tell_places(told)

    def take_down(self, key: UUID) -> None:
        """Unpublish an offer's source page; its other languages follow it."""
        for page in OfferPage.objects.filter(translation_key=key, alias_of=None, live=True).order_by("pk")[:1]:
            page.unpublish()


class _Slugs:
    """The addresses that are free under some parents."""

    def __init__(self, parents: Iterable[UUID]) -> None:
        self._taken: dict[UUID, set[str]] = {}
        above = dict(Page.objects.filter(translation_key__in=set(parents)).values_list("path", "translation_key"))
        paths = list(above)
        for start in range(0, len(paths), 100):
            below = Q()
            for path in paths[start : start + 100]:
                below |= Q(path__range=Page._get_children_path_interval(path), depth=len(path) // Page.steplen + 1)
            for path, slug in Page.objects.filter(below).values_list("path", "slug"):
                self._taken.setdefault(above[path[: -Page.steplen]], set()).add(slug)

    def take(self, parent: UUID, words: str, key: UUID) -> str:
        """Return an address from some words, made distinct by the key where another thing has it."""
        slug = slugify(words)[:SLUG_LETTERS].strip("-") or key.hex[:8]
        taken = self._taken.setdefault(parent, set())
        slug = f"{slug}-{key.hex[:8]}" if slug in taken else slug
        taken.add(slug)
        return slug


def _venue_thing(new: NewVenue, slugs: _Slugs | None) -> Thing:
    venue, parent = new.venue, new.area.uuid if new.area else new.key
    facts: dict[str, Any] = {**venue.facts, "municipality_id": venue.municipality}
    if new.is_new:
        facts = {"kind": VenueKind.OTHER.value, "sector": Sector.CULTURE.value, "source": new.source, "source_id": venue.source_id, **facts}
    slug = slugs.take(parent, venue.texts[venue.language]["title"], new.key) if slugs else ""
    return Thing(
        VenuePage, parent, slug, venue.language, venue.texts, facts=facts, children={VenueHours: hours_rows(venue.hours)},
        key=new.key, is_live=new.is_live,
    )  # fmt: skip


def _offer_thing(new: NewOffer, slugs: _Slugs | None, kept: Mapping[tuple[UUID, datetime], UUID]) -> Thing:
    offer, facts = new.offer, dict(new.offer.facts)
    if new.is_new:
        facts |= {"source": new.source, "source_id": offer.source_id}
    slug = slugs.take(new.venue, offer.texts[offer.language]["title"], new.key) if slugs else ""
    dates = [_date_row(key, date) for key, date in date_keys(new, kept)]
    children: dict[type[Model], list[dict[str, Any]]] = {OfferDate: dates, OfferHours: hours_rows(offer.hours)}
    return Thing(OfferPage, new.venue, slug, offer.language, offer.texts, facts=facts, children=children, key=new.key)


def _date_row(key: UUID, date: ImportedDate) -> dict[str, Any]:
    names = ("starts_at", "ends_at", "is_all_day", "places", "is_sold_out")
    return {"uuid": key} | {name: getattr(date, name) for name in names}


def hours_rows(hours: Iterable[Hours]) -> list[dict[str, Any]]:
    return [{"weekday": day, "opens_at": clock_time(opens), "closes_at": clock_time(closes)} for day, opens, closes in hours]


def date_keys(new: NewOffer, kept: Mapping[tuple[UUID, datetime], UUID]) -> Iterator[tuple[UUID, ImportedDate]]:
    """Yield each date with its row's key: that of the known date that starts then, else one made from its start (and end, if two start so)."""
    seen: set[UUID] = set()
    for date in new.offer.dates:
        start = date.starts_at.astimezone(UTC).isoformat()
        key = kept.get((new.key, date.starts_at)) or uuid5(new.key, start)
        key = uuid5(new.key, f"{start}/{date.ends_at.astimezone(UTC).isoformat()}") if key in seen else key
        seen.add(key)
        yield key, date


def _kept_dates(keys: list[UUID]) -> dict[tuple[UUID, datetime], UUID]:
    """Return (offer, start) → key of the date rows that offers have: a date that still starts then stays the same date."""
    rows = OfferDate.objects.filter(page__translation_key__in=keys, page__alias_of=None).order_by("-pk")
    return {(key, starts): row for key, starts, row in rows.values_list("page__translation_key", "starts_at", "uuid")}


def _is_booked_here(new: NewOffer) -> bool:
    return bool(new.offer.facts["how_to_get"] == HowToGet.RESERVE_HERE)


def _call_off(keys: list[UUID], now: datetime) -> None:
    for start in range(0, len(keys), CHUNK):
        for key in Occurrence.objects.filter(uuid__in=keys[start : start + CHUNK], is_cancelled=False).values_list("uuid", flat=True):
            cancel_occurrence(key, now=now)


def _tell_places(left: Mapping[UUID, int | None]) -> None:
    """Write how many places dates have left; None = all of them. Their offers are in the outbox already."""
    keys = list(left)
    for start in range(0, len(keys), CHUNK):
        rows = list(Occurrence.objects.filter(uuid__in=keys[start : start + CHUNK]).exclude(places=None))
        for row in rows:
            known = left[row.uuid]
            row.places_left = row.places if known is None else min(known, row.places or 0)
        Occurrence.objects.bulk_update(rows, ["places_left"])


def _move(offers: list[NewOffer]) -> None:
    """Move the pages of offers that happen at another venue now."""
    wanted = {one.key: one.venue for one in offers}
    pages = list(OfferPage.objects.filter(translation_key__in=wanted).select_related("locale"))
    parents = dict(Page.objects.filter(path__in={page.path[: -Page.steplen] for page in pages}).values_list("path", "translation_key"))
    strays = [page for page in pages if parents.get(page.path[: -Page.steplen]) != wanted[page.translation_key]]
    slugs = _Slugs(wanted[page.translation_key] for page in strays)
    taken: dict[UUID, str] = {}
    for page in strays:
        venue = wanted[page.translation_key]
        taken[page.translation_key] = taken.get(page.translation_key) or slugs.take(venue, page.slug, page.translation_key)
        _move_page(page, VenuePage.objects.filter(translation_key=venue, locale=page.locale).first(), taken[page.translation_key])


def _move_page(page: OfferPage, venue: VenuePage | None, slug: str) -> None:
    if venue is None:  # nothing to hang it on in that language
        return
    page.refresh_from_db()  # an earlier move changed the tree's columns
    if page.slug != slug:
        page.slug = slug
        page.save()
    page.move(venue, pos="last-child")
