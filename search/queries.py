"""What other pages ask of finding: what is on near a place, at a venue, in an area; and completions while one types."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from areas import municipalities
from common.geo import rounded
from common.time import day_of
from offerings.codes import Category
from offerings.queries.rows import OfferRow
from search import engines
from search.analysis.words import folded
from search.finding import ENOUGH, RADII_KM, area_names
from search.rows import rows_of
from search.types import AnalysedQuery, Near, SearchQuery, Suggestion

SUGGESTIONS_MOST = 10
OF_A_KIND = 4


def today_near(*, lang: str, now: datetime, lat: float | None = None, lon: float | None = None, limit: int = 6) -> list[OfferRow]:
    """Return what is on today, with places left, soonest first.

    lat, lon   WGS 84 degrees, rounded here to 0.01 (about a kilometre): then in a circle that grows until five are in it;
               without them in the whole country.
    Result     at most `limit` rows; what is always on comes last.
    """
    today = day_of(now)
    query = SearchQuery(lang=lang, date_from=today, date_to=today, places_left=True, page_size=limit, facets=())
    question = AnalysedQuery(query, (), now)
    if lat is None or lon is None:
        return rows_of(engines.current().search(question).hits, lang=lang, now=now)
    near = rounded(lat, lon)
    for radius in (*RADII_KM, None):
        results = engines.current().search(question.but(near=Near(*near, radius)))
        if results.total >= ENOUGH or radius is None:
            break
    return rows_of(results.hits, lang=lang, now=now, from_centre=True)


def now_here(*, lang: str, now: datetime, area: str = "", venue: UUID | None = None, limit: int = 6) -> list[OfferRow]:
    """Return what is coming in an area (its slug) or at a venue, soonest first, at most `limit` rows."""
    query = SearchQuery(lang=lang, areas=(area,) if area else (), venues=(str(venue),) if venue else (), page_size=limit, facets=())
    return rows_of(engines.current().search(AnalysedQuery(query, (), now)).hits, lang=lang, now=now)


def suggestions(text: str, *, lang: str, limit: int = SUGGESTIONS_MOST) -> list[Suggestion]:
    """Return completions of what was typed: places, areas, categories, venues, titles; at most four of a kind."""
    typed = folded(text.strip())[:80]
    if len(typed) < 2:
        return []
    towns = [Suggestion("place", town.code, town.name(lang)) for town in municipalities.suggest(typed, language=lang, limit=OF_A_KIND)]
    place = {"sv": 1, "en": 2}.get(lang, 0)
    areas = [Suggestion("area", slug, names[place]) for slug, names in area_names().items() if any(folded(name).startswith(typed) for name in names)]
    kinds = [Suggestion("category", code, str(label)) for code, label in Category.choices if folded(str(label)).startswith(typed)]
    names = engines.current().suggest(text, lang, 3 * OF_A_KIND)
    venues = [one for one in names if one.kind == "venue"]
    titles = [one for one in names if one.kind == "title"]
    return [one for found in (towns, areas, kinds, venues, titles) for one in found[:OF_A_KIND]][:limit]
