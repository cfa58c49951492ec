"""One question, found: understood, analysed, drawn as a circle that grows until something is in it, and asked of the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.cache import cache

from areas import municipalities
from areas.models import Area
from areas.municipalities import MunicipalityRow
from common.time import day_of
from search import engines
from search.analysis import analyse
from search.asking import Asked
from search.types import AnalysedQuery, Engine, Near, SearchResults
from search.understanding import Understanding, understand

ENOUGH = 5  # with fewer than this many, the circle grows
RADII_KM = (10, 20, 40, 80, 160, 320)
FIRST_KM = {"urban": 10, "semi-urban": 20, "rural": 40}  # a town's people walk or ride, the countryside's drive
AREAS_KEY, AREAS_S = "search-areas", 60


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and how the question was read.

    question     as the engine was asked it, circle drawn.
    town         the municipality whose centre distances are measured from; None with a person's own point, or none.
    radius_km    the circle that was drawn at last, None without one; `tried_km` and `tried_count` the first that was too small.
    is_loosened  nothing had everything, so the words were looked for as plain words.
    """

    results: SearchResults
    question: AnalysedQuery
    understanding: Understanding
    town: MunicipalityRow | None
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
    understanding = understand(q, today=day_of(now), areas=area_names(), has_place=has_place)
    town = asked.town or municipalities.by_code(understanding.place)
    text = understanding.query.text
    question = analyse(text, lang=q.lang, vocabulary=engine.vocabulary(), is_literal=q.is_literal) if text else None
    query = replace(understanding.query, near=Near(town.lat, town.lon) if town else q.near)
    ready = AnalysedQuery(query, question.groups if question else (), now, question.corrected if question else None, understanding.chips)
    if query.near is not None and asked.radius_km is not None:
        ready = _within(ready, asked.radius_km)
        return Finding(engine.search(ready), ready, understanding, town, radius_km=asked.radius_km)
    if query.near is None or query.bbox is not None:
        return Finding(engine.search(ready), ready, understanding, town)
    return _grown(ready, understanding, town, engine)


def _within(question: AnalysedQuery, radius_km: float | None) -> AnalysedQuery:
    near = question.query.near
    return question.but(near=replace(near, radius_km=radius_km) if near else None)


def _grown(question: AnalysedQuery, understanding: Understanding, town: MunicipalityRow | None, engine: Engine) -> Finding:
    """Ask in circles that grow until five offers are in; the last is the whole country."""
    first = FIRST_KM[town.kind] if town else RADII_KM[0]
    counts: dict[float, int] = {}
    for radius in (radius for radius in RADII_KM if radius >= first):
        counts[radius] = engine.search(_within(question, radius).but(facets=(), page_size=0, cluster_zoom=None)).total
        if counts[radius] >= ENOUGH:
            break
    radius_km = next((radius for radius, count in counts.items() if count >= ENOUGH), None)
    ready = _within(question, radius_km)
    results = engine.search(ready)
    if radius_km is None and results.total and results.total == max(counts.values()):
        radius_km = next(radius for radius, count in counts.items() if count == results.total)  # nothing more beyond it
    has_grown = radius_km != first and results.total > counts[first]
    return Finding(
        results,
        ready,
        understanding,
        town,
        radius_km=radius_km,
        tried_km=first if has_grown else None,
        tried_count=counts[first],
    )
