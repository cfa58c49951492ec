"""What is on now, for pages that show a few rows of it: from the same engine and index as the finder, and no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from common.time import day_of
from offerings.queries.rows import OfferRow
from search import engines, remembered
from search.engines.patience import one_page
from search.rows import rows_of
from search.types import AnalysedQuery, Hit, SearchQuery, Sort

LOOKED_AT = 100  # offers read to find one of each of a few towns


@dataclass(frozen=True, slots=True)
class Now:
    """A few rows, soonest first. `is_today`: every one of them is on today."""

    rows: tuple[OfferRow, ...]
    is_today: bool


@one_page()
def now_in_the_country(*, lang: str, now: datetime, limit: int) -> Now:
    """Return what is on today and has places, each town once, then what is soon; what is always on only where nothing else is."""
    today = _each_town(hit for hit in _asked(_today(now), lang, now) if hit.next)
    if len(today) >= limit:
        return _shown(today[:limit], lang, now, is_today=True)
    coming = _asked(SearchQuery(page_size=LOOKED_AT), lang, now)
    dated = _each_town([*today, *(hit for hit in coming if hit.next)])
    return _shown((dated or _each_town(coming))[:limit], lang, now, is_today=0 < len(today) == len(dated))


@one_page()
def now_in_area(slug: str, *, lang: str, now: datetime, limit: int) -> Now:
    """Return what an area has soonest: dates that have places, then what is always on."""
    hits = _asked(SearchQuery(areas=(slug,), page_size=limit), lang, now)
    return _shown(hits, lang, now, is_today=bool(hits) and all(_is_on(hit, now) for hit in hits))


@one_page()
def today_at_venue(venue: str, *, lang: str, now: datetime, limit: int) -> Now:
    """Return a venue's dates of today; what is always on there is no news."""
    hits = [hit for hit in _asked(replace(_today(now), venues=(venue,), page_size=limit), lang, now) if hit.next]
    return _shown(hits, lang, now, is_today=True)


def _today(now: datetime) -> SearchQuery:
    return SearchQuery(date_from=day_of(now), date_to=day_of(now), page_size=LOOKED_AT)


def _asked(query: SearchQuery, lang: str, now: datetime) -> list[Hit]:
    """Ask for offers with card places left, soonest first, without counts and map."""
    question = replace(query, lang=lang, places_left=True, sort=Sort.SOONEST, facets=())
    return list(remembered.search(engines.current(), AnalysedQuery(question, (), now)).hits)


def _is_on(hit: Hit, now: datetime) -> bool:
    return hit.next is not None and day_of(hit.next.starts_at) <= day_of(now)


def _each_town(hits: Iterable[Hit]) -> list[Hit]:
    """Return the first hit of each town, in order."""
    found: dict[str, Hit] = {}
    for hit in hits:
        town = hit.facts.get("town")
        found.setdefault(str(town.get("fi", "")) if isinstance(town, dict) else "", hit)
    return list(found.values())


def _shown(hits: Iterable[Hit], lang: str, now: datetime, *, is_today: bool) -> Now:
    return Now(tuple(rows_of(tuple(hits), lang=lang, now=now)), is_today)
