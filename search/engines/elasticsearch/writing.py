"""Documents as an index takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from common.geo import MAX_ZOOM, cell_of, world_xy
from search.engines.elasticsearch.candidates import packed
from search.ranking import FAR
from search.types import NextOccurrence, OccurrenceEntry, OfferDocument, PlacesUpdate

Source = dict[str, Any]
Row = list[Any]  # of `shown.occurrences`: id, starts, ends, is_all_day, places, places_left, is_cancelled


def put_lines(docs: Iterable[OfferDocument]) -> Iterator[Source]:
    """Yield what writes documents: each a line that says what to do and one that is the document."""
    for doc in docs:
        yield _action(doc.id, doc.version)
        yield source_of(doc)


def gone_lines(ids: Iterable[tuple[str, int]]) -> Iterator[Source]:
    """Yield what marks documents as gone: their version stays, so that a late older one cannot bring them back."""
    for id_, version in ids:
        yield _action(id_, version)
        yield {"id": id_, "is_gone": True}


def places_lines(docs: Iterable[Source], updates: Sequence[PlacesUpdate]) -> Iterator[Source]:
    """Yield what renews the places of dates in documents as read, `_id`, `_version`, `_source`; those that hold them already are left alone."""
    news: dict[str, dict[str, PlacesUpdate]] = {}
    for update in updates:
        news.setdefault(update.offer_id, {})[update.occurrence_id] = update
    for doc in docs:
        old = doc["_source"]
        if old.get("is_gone"):
            continue
        rows = [_renewed(row, news[doc["_id"]].get(row[0])) for row in old["shown"]["occurrences"]]
        if rows != old["shown"]["occurrences"]:
            yield _action(doc["_id"], doc["_version"])
            yield {**_without_dates(old), **_dated(old, rows), "shown": {**old["shown"], "occurrences": rows}}


def _action(id_: str, version: int) -> Source:
    return {"index": {"_id": id_, "version": version, "version_type": "external_gte"}}


def _renewed(row: Row, news: PlacesUpdate | None) -> Row:
    return [*row[:4], news.places, news.places_left, news.is_cancelled] if news else row


def source_of(doc: OfferDocument) -> Source:
    """Return a document as the index keeps it."""
    rows = [_row(one) for one in doc.occurrences]
    fixed = {
        "id": doc.id,
        **{name: list(dict.fromkeys(getattr(doc, name))) for name in ("title", "place", "parts", "body")},
        **_codes(doc),
        "is_free": doc.is_free,
        "is_always_on": doc.is_always_on,
        "hidden": _hidden(doc),
        **_place(doc),
        "title_length": doc.title_length,
        "shown": {"display": doc.display, "facts": doc.facts, "occurrences": rows},
    }
    return {**fixed, **_dated(fixed, rows)}


def _codes(doc: OfferDocument) -> Source:
    values: Mapping[str, Sequence[str]] = {
        "kind": [doc.kind],
        "category": doc.categories,
        "audience": doc.audiences,
        "accessibility": doc.accessibility,
        "language": doc.languages,
        "how": [doc.how_to_get],
        "municipality": [doc.municipality],
        "area": [doc.area],
        "venue": [doc.venue],
    }
    return {name: kept for name, given in values.items() if (kept := [value for value in given if value])}


def _hidden(doc: OfferDocument) -> list[Source]:
    before = [{"lt": doc.live_at.timestamp()}] if doc.live_at else []
    after = [{"gte": doc.expire_at.timestamp()}] if doc.expire_at else []
    return [*before, *after]


def _place(doc: OfferDocument) -> Source:
    if doc.lat is None or doc.lon is None:
        return {}
    x, y = world_xy(doc.lat, doc.lon)
    location = {"lat": doc.lat, "lon": doc.lon}
    return {**location, "location": location, "cell": cell_of(doc.lat, doc.lon, MAX_ZOOM), "x": x, "y": y}


def _row(one: OccurrenceEntry) -> Row:
    return [one.id, one.starts_at.timestamp(), one.ends_at.timestamp(), one.is_all_day, one.places, one.places_left, one.is_cancelled]


def _dated(doc: Source, rows: Sequence[Row]) -> Source:
    """Return everything of a document that follows from its dates."""
    dates = [(starts, ends, left is None or left > 0) for _id, starts, ends, _all_day, _places, left, is_cancelled in rows if not is_cancelled]
    opened = [date for date in dates if date[2]]
    is_always_on = doc["is_always_on"]
    point = (doc["lat"], doc["lon"]) if "lat" in doc else None
    return {
        "occurs": _stretches(dates),
        "open": _stretches(opened),
        **_last("ends", dates, is_always_on=is_always_on),
        **_last("open_ends", opened, is_always_on=is_always_on),
        "dates": [{"starts": starts, "ends": ends, "is_open": has_places} for starts, ends, has_places in dates],
        "brief": packed(doc["title_length"], point, dates),
    }


def _without_dates(doc: Source) -> Source:
    return {name: value for name, value in doc.items() if name not in {"ends", "open_ends"}}


def _stretches(dates: Iterable[tuple[float, float, bool]]) -> list[Source]:
    return [{"gte": starts, "lt": ends} for starts, ends, _has_places in dates]


def _last(name: str, dates: Iterable[tuple[float, float, bool]], *, is_always_on: bool) -> Source:
    last = FAR if is_always_on else max((ends for _starts, ends, _has_places in dates), default=None)
    return {} if last is None else {name: last}


def next_occurrence(row: Row) -> NextOccurrence:
    """Return a stored date as a row of a list shows it."""
    id_, starts, ends, is_all_day, _places, left, is_cancelled = row
    return NextOccurrence(id_, _moment(starts), _moment(ends), bool(is_all_day), left, bool(is_cancelled))


def _moment(stamp: float) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)
