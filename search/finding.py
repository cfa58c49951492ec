"""One question, found: understood, analysed, drawn as a circle that grows until something is in it, and asked of the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from django.core.cache import cache

from areas import places
from areas.models import Area
from areas.places import Place
from common.time import day_of
from search import engines, remembered
from search.analysis import analyse
from search.asking import Asked
from search.circles import WHOLE_COUNTRY_KM, first_km, growing_from, home_km, nearest_town
from search.editors_words import taught
from search.engines.patience import one_page
from search.types import AnalysedQuery, Engine, Near, SearchResults
from search.understanding import Understanding, understand

ENOUGH = 5  # with fewer than this many, the circle grows
AREAS_KEY, AREAS_S = "search-areas", 60


class Count(NamedTuple):
    """How many offers lie in a circle, and how many of them hold every word."""

    total: int
    all_words: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and how the question was read.

    question     as the engine was asked it, circle drawn.
    town         the municipality or district whose centre distances are measured from; None with a person's own point, or none.
    radius_km    the circle that was drawn at last, None without one; `tried_km` the first, when it was too small, and `tried_count`
                 how many offers with every word were in it.
    is_loosened  nothing had everything, so the words were looked for as plain words.
    """

    results: SearchResults
    question: AnalysedQuery
    understanding: Understanding
    town: Place | None
    radius_km: float | None = None
    tried_km: float | None = None
    tried_count: int = 0
    is_loosened: bool = False


def area_names() -> Mapping[str, Sequence[str]]:
    """Return slug → names of every area that runs; a minute old at most."""
    names: Mapping[str, Sequence[str]] | None = cache.get(AREAS_KEY)
    if names is None:
        names = {area.slug: (area.name_fi, area.name_sv, area.name_en) for area in Area.objects.running()}
        cache.set(AREAS_KEY, names, AREAS_S)
    return names


@one_page()
def find(asked: Asked, *, now: datetime, engine: Engine | None = None) -> Finding:
    """Return what a question finds. One database query a minute (the areas' names); the rest is the engine's."""
    engine = engine or engines.current()
    finding = _find(asked, now, engine)
    if finding.results.total or not finding.understanding.chips or not asked.query.text:
        return finding
    loosened = _find(replace(asked, query=replace(asked.query, is_literal=True), town=finding.town), now, engine)
    if not loosened.results.total:
        return finding
    return replace(loosened, is_loosened=True)


def _find(asked: Asked, now: datetime, engine: Engine) -> Finding:
    q = asked.query
    has_place = bool(asked.town or q.near)
    today, vocabulary = day_of(now), engine.vocabulary()
    editors = taught(today).words
    understanding = understand(q, today=today, areas=area_names(), has_place=has_place, understood=editors.understood, vocabulary=vocabulary)
    town = asked.town or places.by_code(understanding.place)
    text = understanding.query.text
    wished = understanding.query.wished
    question = (
        analyse(text, lang=q.lang, vocabulary=vocabulary, is_literal=q.is_literal, synonyms=editors.synonyms, wished=wished)
        if text or wished
        else None
    )
    query = replace(understanding.query, near=Near(town.lat, town.lon, home_km=home_km(town)) if town else q.near)
    ready = AnalysedQuery(query, question.groups if question else (), now, question.corrected if question else None, understanding.chips)
    if query.near is not None and asked.radius_km is not None:
        return _chosen(ready, understanding, town, engine, asked.radius_km)
    if query.near is None or query.bbox is not None:
        return Finding(remembered.search(engine, ready), ready, understanding, town)
    return _grown(ready, understanding, town, engine)


def _within(question: AnalysedQuery, radius_km: float | None) -> AnalysedQuery:
    near = question.query.near
    return question.but(near=replace(near, radius_km=radius_km) if near else None)


def _chosen(question: AnalysedQuery, understanding: Understanding, town: Place | None, engine: Engine, radius_km: float) -> Finding:
    """Ask in the circle that the reader chose; the widest choice is no circle at all."""
    drawn = None if radius_km >= WHOLE_COUNTRY_KM else radius_km
    ready = _within(question, drawn)
    return Finding(engine.search(ready), ready, understanding, town, radius_km=drawn)


def _grown(question: AnalysedQuery, understanding: Understanding, town: Place | None, engine: Engine) -> Finding:
    """Ask in circles that grow until five offers with every word are in; the last is the whole country."""
    near = question.query.near
    first = first_km(town or nearest_town(near.lat, near.lon)) if near else 0
    counts: dict[float | None, Count] = {}
    for radius in (*growing_from(first), None):
        results = engine.search(_within(question, radius).but(facets=(), page_size=0, cluster_zoom=None))
        counts[radius] = Count(results.total, results.all_words)
        if results.all_words >= ENOUGH:
            break
    radius_km = _best_radius(counts)
    ready = _within(question, radius_km)
    results = engine.search(ready)
    has_grown = radius_km != first and results.total > 0
    return Finding(
        results,
        ready,
        understanding,
        town,
        radius_km=radius_km,
        tried_km=first if has_grown else None,
        tried_count=counts[first].all_words,
    )


def _best_radius(counts: Mapping[float | None, Count]) -> float | None:
    """Return the smallest circle that holds enough; where none does, the smallest that holds all there is; None when nothing is.

    counts   radius (None: the whole country, the last) → what is in it, from the smallest on.
    Enough   five offers with every word. Where fewer have every word anywhere, all of those; where none has, five with some.
    """
    *_smaller, widest = counts.values()
    if not widest.total:
        return None
    wanted = min(widest.all_words, ENOUGH)
    at_least = min(widest.total, ENOUGH)
    return next(radius for radius, count in counts.items() if count.all_words >= wanted and count.total >= at_least)
