"""What a question finds, as feeds need it: offers in the finder's order, and their coming dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from common.time import midnight
from offerings.codes import Category, HowToGet, label, labels
from offerings.models import Occurrence, OfferText
from offerings.wording import Moment, page_when
from search.asking import Asked
from search.engines.patience import one_page
from search.finding import Finding, area_names, find
from search.rows import of_language, said_in
from search.types import Hit, NextOccurrence

ITEMS_MOST = 100
LONG_AGO = timedelta(days=60)  # a feed is read later than it is made: it never says “today”


@dataclass(frozen=True, slots=True)
class OfferEntry:
    """One offer that was found. `url` whole; `changed_at` None where nobody knows; `when` "" for what is always on."""

    id: str
    title: str
    lang: str
    url: str
    when: str
    venue: str
    town: str
    summary: str
    how: str
    categories: tuple[str, ...]
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DateEntry:
    """One coming date of an offer that was found. `version` rises with every change of it; lat, lon in WGS 84 degrees."""

    id: str
    offer: OfferEntry
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    is_cancelled: bool
    version: int
    address: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed tells. `page`: the whole address of the same question on the finder's page."""

    title: str
    lang: str
    page: str
    offers: tuple[OfferEntry, ...]
    dates: tuple[DateEntry, ...] = ()


@one_page()
def offers_feed(asked: Asked, *, page: str, now: datetime) -> Feed:
    """Return the first hundred offers that a question finds. Two queries: the areas' names (once a minute) and when words changed."""
    found = _found(asked, now)
    return _feed(asked, page, _entries(found, asked.query.lang, now))


@one_page()
def dates_feed(asked: Asked, *, page: str, now: datetime) -> Feed:
    """Return the next hundred coming dates of what a question finds, in the days that were asked, cancelled ones too. Three queries."""
    found = _found(asked, now)
    entries = _entries(found, asked.query.lang, now)
    return _feed(asked, page, entries, _dates(found, {entry.id: entry for entry in entries}, now))


def _found(asked: Asked, now: datetime) -> Finding:
    query = replace(asked.query, page=1, page_size=ITEMS_MOST, facets=(), cluster_zoom=None)
    return find(replace(asked, query=query), now=now)


def _feed(asked: Asked, page: str, offers: Sequence[OfferEntry], dates: Sequence[DateEntry] = ()) -> Feed:
    return Feed(_title(asked), asked.query.lang, page, tuple(offers), tuple(dates))


def _title(asked: Asked) -> str:
    """Return what the feed is called: the words, the place, the areas that were asked for."""
    place = {"sv": 1, "en": 2}.get(asked.query.lang, 0)
    areas = [names[place] for slug, names in area_names().items() if slug in asked.query.areas]
    asked_for = ", ".join(part for part in (asked.query.text, asked.place, *areas) if part)
    return f"Kaikukortti: {asked_for}" if asked_for else _("What’s on with the Kaikukortti")


def _entries(found: Finding, lang: str, now: datetime) -> list[OfferEntry]:
    hits = found.results.hits
    changed = _changes([hit.offer_id for hit in hits])
    return [_entry(hit, lang, changed.get(hit.offer_id), now) for hit in hits]


def _entry(hit: Hit, lang: str, changed_at: datetime | None, now: datetime) -> OfferEntry:
    facts: Any = hit.facts
    spoken, words = said_in(hit.display, lang, facts.get("source", "fi"))
    return OfferEntry(
        id=hit.offer_id,
        title=words.get("title", ""),
        lang=spoken,
        url=settings.SITE_URL + of_language(facts.get("paths", {}), lang),
        when=_when(hit.next),
        venue=of_language(facts.get("venue", {}), lang),
        town=of_language(facts.get("town", {}), lang),
        summary=words.get("summary", ""),
        how=str(label(HowToGet, facts.get("how", ""))),
        categories=tuple(map(str, labels(Category, facts.get("categories", [])))),
        changed_at=changed_at,
    )


def _when(date: NextOccurrence | None) -> str:
    return page_when(Moment(date.starts_at, date.ends_at, date.is_all_day), date.starts_at - LONG_AGO) if date else ""


def _changes(offers: Iterable[str]) -> dict[str, datetime]:
    """Return offer → when its words changed last. One query."""
    rows = OfferText.objects.filter(offer__uuid__in=list(offers)).order_by("changed_at").values_list("offer__uuid", "changed_at")
    return {str(key): changed for key, changed in rows if changed}


def _dates(found: Finding, entries: Mapping[str, OfferEntry], now: datetime) -> list[DateEntry]:
    """Return coming dates, soonest first. One query."""
    query = found.question.query
    rows = Occurrence.objects.filter(offer__uuid__in=list(entries), closed_at=None, ends_at__gt=now)
    if query.date_from:
        rows = rows.filter(ends_at__gt=midnight(query.date_from))
    if query.date_to:
        rows = rows.filter(starts_at__lt=midnight(query.date_to + timedelta(days=1)))
    chosen = rows.select_related("offer__venue").order_by("starts_at", "uuid")[:ITEMS_MOST]
    return [_date(row, entries[str(row.offer.uuid)]) for row in chosen]


def _date(row: Occurrence, entry: OfferEntry) -> DateEntry:
    venue = row.offer.venue
    street = " ".join(part for part in (venue.postcode, entry.town) if part)
    return DateEntry(
        id=str(row.uuid),
        offer=entry,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_all_day=row.is_all_day,
        is_cancelled=row.is_cancelled,
        version=row.offer.version + row.is_cancelled,
        address=", ".join(part for part in (entry.venue, venue.address, street) if part),
        lat=venue.lat,
        lon=venue.lon,
    )
