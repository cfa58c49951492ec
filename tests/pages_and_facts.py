"""The oracle of the projection: what facts must say, read from the pages the slow and plain way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from areas.codes import RUNNING
from areas.models import Area, AreaPage
from offerings.models import Occurrence, Offer, OfferDate, OfferPage, Venue, VenuePage
from offerings.projection import occurrence_key


def differences() -> list[str]:
    """Return a line for each thing whose fact says other than its pages; an empty list is what we want."""
    return [*_areas(), *_venues(), *_offers()]


def _pages(page_class: Any, key: UUID) -> list[Any]:
    return list(page_class.objects.filter(translation_key=key).select_related("locale").order_by("pk"))


def _source(fact: Any, pages: list[Any]) -> Any:
    return next((page for page in pages if page.alias_of_id is None and page.locale.language_code == fact.source_language), None)


def _same(fact: Any, pages: list[Any], *, is_open: bool, above: str) -> Iterator[str]:
    """Yield what is wrong with what venues and offers share."""
    source, name = _source(fact, pages), f"{type(fact).__name__} {pages[0].title if pages else fact.uuid}"
    if (fact.closed_at is None) != is_open:
        yield f"{name}: {'closed' if fact.closed_at else 'open'}, but its page says otherwise ({above})"
    if source is None or not source.live:
        if any(page.live for page in pages):
            yield f"{name}: a translation outlived its source"
        return
    if fact.paths != {page.locale.language_code: page.url_path for page in pages if page.live}:
        yield f"{name}: paths {fact.paths}"
    own = {page.locale.language_code: page.title for page in pages if page.live and page.alias_of_id is None}
    words = {row.language: getattr(row, "title", None) or row.name for row in fact.texts.all()}
    if own != words:
        yield f"{name}: words {words}, pages {own}"


def _areas() -> Iterator[str]:
    for area in Area.objects.all():
        source = _source(area, _pages(AreaPage, area.uuid))
        if area.is_live != (source is not None and source.live):
            yield f"area {area}: is_live {area.is_live}"
        elif source is not None and source.live and area.state != source.state:
            yield f"area {area}: state {area.state}"
    for page in AreaPage.objects.filter(live=True, alias_of=None):
        if not Area.objects.filter(uuid=page.translation_key).exists():
            yield f"area page {page}: no fact"


def _venues() -> Iterator[str]:
    for venue in Venue.objects.select_related("area"):
        pages = _pages(VenuePage, venue.uuid)
        source = _source(venue, pages)
        above = source.get_parent() if source else None
        if above and venue.area.uuid != above.translation_key:
            yield f"venue {source}: in the wrong area"
        is_open = bool(source and source.live and venue.area.is_live and venue.area.state in RUNNING)
        yield from _same(venue, pages, is_open=is_open, above=f"area {venue.area}")
    for page in VenuePage.objects.filter(live=True, alias_of=None):
        if not Venue.objects.filter(uuid=page.translation_key).exists() and Area.objects.filter(uuid=page.get_parent().translation_key).exists():
            yield f"venue page {page}: no fact"


def _offers() -> Iterator[str]:
    for offer in Offer.objects.select_related("venue"):
        pages = _pages(OfferPage, offer.uuid)
        source = _source(offer, pages)
        above = source.get_parent() if source else None
        if above and offer.venue.uuid != above.translation_key:
            yield f"offer {source}: at the wrong venue"
        is_open = bool(source and source.live and offer.venue.closed_at is None)
        yield from _same(offer, pages, is_open=is_open, above=f"venue {offer.venue}")
        yield from _dates(offer, source)
    for page in OfferPage.objects.filter(live=True, alias_of=None):
        if not Offer.objects.filter(uuid=page.translation_key).exists() and Venue.objects.filter(uuid=page.get_parent().translation_key).exists():
            yield f"offer page {page}: no fact"


def _dates(offer: Offer, source: OfferPage | None) -> Iterator[str]:
    rows = {occurrence_key(offer.uuid, row.uuid): row for row in OfferDate.objects.filter(page=source)} if source else {}
    facts = {row.uuid: row for row in Occurrence.objects.filter(offer=offer)}
    if missing := set(rows) - set(facts):
        yield f"offer {source}: {len(missing)} dates have no fact"
    for key, fact in facts.items():
        row = rows.get(key)
        is_open = row is not None and offer.closed_at is None
        if (fact.closed_at is None) != is_open:
            yield f"offer {source or offer}: the date {fact.starts_at} is {'closed' if fact.closed_at else 'open'}"
        if row and (row.starts_at, row.ends_at) != (fact.starts_at, fact.ends_at):
            yield f"offer {source}: the date {fact.starts_at} has other times"
