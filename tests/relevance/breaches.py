"""Whether an offer lies outside the filters that a question was understood to have, judged from the collection, not from the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from common.geo import haversine_m
from common.time import day_of
from search.types import SearchQuery

Row = Mapping[str, Any]
ROUNDING_M = 100  # the engines keep coordinates to some metres


def breaches(offer: Row, query: SearchQuery, now: datetime) -> list[str]:
    """Return the names of the filters that an offer of the collection does not meet."""
    return [name for name, is_met in _checks(offer, query, now) if not is_met]


def _checks(offer: Row, query: SearchQuery, now: datetime) -> Iterator[tuple[str, bool]]:
    venue = offer["venue"]
    yield "kind", not query.kinds or offer["kind"] in query.kinds
    yield "category", not query.categories or bool({*offer["categories"]} & {*query.categories})
    yield "audience", not query.audiences or bool({*offer["audiences"], *_everyone(offer)} & {*query.audiences})
    yield "language", not query.languages or bool({*offer["languages"]} & {*query.languages})
    yield "accessibility", {*query.accessibility} <= {*offer["accessibility"], *venue["accessibility"]}
    yield "how", not query.how or offer["how_to_get"] in query.how
    yield "municipality", not query.municipalities or venue["municipality"] in query.municipalities
    yield "free", query.free is None or query.free == (offer["is_free"] and not offer["own_contribution_cents"])
    yield "near", not _is_too_far(venue, query)
    yield "date", _takes_place(offer, query, now)
    yield "places", not query.places_left or _has_places(offer)


def _everyone(offer: Row) -> tuple[str, ...]:
    """An offer for everyone is for children, too."""
    return ("children", "young", "adults", "seniors") if "everyone" in offer["audiences"] else ()


def _is_too_far(venue: Row, query: SearchQuery) -> bool:
    near = query.near
    if near is None or near.radius_km is None:
        return False
    return haversine_m(near.lat, near.lon, venue["lat"], venue["lon"]) > near.radius_km * 1000 + ROUNDING_M


def _takes_place(offer: Row, query: SearchQuery, now: datetime) -> bool:
    first = query.date_from or day_of(now)
    last = query.date_to or date.max
    return offer["always_on"] or any(start <= last and end >= first for start, end in _stretches(offer))


def _stretches(offer: Row) -> Iterator[tuple[date, date]]:
    """Yield the first and last Helsinki day of each date and run; a date that ends at midnight does not touch the next day."""
    for one in offer["dates"]:
        ends = datetime.fromisoformat(one["end"]) - timedelta(seconds=1)
        yield day_of(datetime.fromisoformat(one["start"])), day_of(ends)
    for run in offer["runs"]:
        yield date.fromisoformat(run["from"]), date.fromisoformat(run["to"])


def _has_places(offer: Row) -> bool:
    return offer["always_on"] or bool(offer["runs"]) or any(one.get("places_left", 1) > 0 for one in offer["dates"])
