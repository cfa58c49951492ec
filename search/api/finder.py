"""Finding and completing as JSON: the finder's own question and answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Router, Status

from common import time
from common.http import keep_briefly, keep_nowhere
from common.problems import ProblemOut
from common.texts import LANGUAGES
from common.time import day_of
from search import asking, queries, words
from search.api.shapes import (
    ClusterOut,
    FacetOut,
    HitOut,
    OfferLink,
    ProblemsOut,
    SearchOut,
    SearchParams,
    SuggestionOut,
    UnderstoodOut,
    problems_out,
)
from search.asking import Asked
from search.distances import Origin, origin_of
from search.finding import Finding, area_names, find
from search.pins import pin_words
from search.rows import of_language, row_of, said_in
from search.types import Cluster, Hit

router = Router(tags=["search"])


def language_of(request: HttpRequest) -> str:
    """Return the answer's language: `lang`, else what the browser asks for."""
    wanted = request.GET.get("lang") or translation.get_language() or "fi"
    return wanted if wanted in LANGUAGES else "fi"


@router.get("/search", response={200: SearchOut, 422: ProblemsOut, 429: ProblemOut}, url_name="search", summary="Find offers")
def search(request: HttpRequest, response: HttpResponse, params: Query[SearchParams]) -> Status:
    """The finder: hits, total, counts of every filter, map clusters and bounds of one result set, and how the words were understood."""
    now, lang, given = time.now(), language_of(request), dict(request.GET.lists())
    asked = asking.read(given, lang=lang, today=day_of(now))
    size, bad_size = asking.page_size(given)
    zoom, bad_zoom = asking.cluster_zoom(given)
    with translation.override(lang):
        problems = [*asked.problems, *filter(None, (bad_size, bad_zoom))]
        if problems:
            return Status(422, problems_out(problems))
        query = replace(asked.query, cluster_zoom=zoom, page_size=size or asked.query.page_size)
        if params.only == "map":
            query = replace(query, page_size=0, facets=())
        asked = replace(asked, query=query)
        (keep_nowhere if query.near else keep_briefly)(response)
        return Status(200, _answer(asked, find(asked, now=now), now))


def _answer(asked: Asked, finding: Finding, now: datetime) -> SearchOut:
    results, lang = finding.results, asked.query.lang
    place = {"sv": 1, "en": 2}.get(lang, 0)
    areas = {slug: names[place] for slug, names in area_names().items()}
    return SearchOut(
        total=results.total,
        page=asked.query.page,
        page_size=asked.query.page_size,
        hits=[_hit(hit, lang, now) for hit in results.hits],
        facets={
            name: [FacetOut(value=one.value, count=one.count, label=words.filter_label(name, one.value, areas, lang)) for one in values]
            for name, values in results.facets.items()
        },
        clusters=[_cluster(cluster, lang, origin_of(finding)) for cluster in results.clusters],
        bounds=list(results.bounds) if results.bounds else None,
        corrected=results.corrected,
        understood=[
            UnderstoodOut(kind=one.kind, value=one.value, words=one.words, rest=one.rest, label=words.understood_label(one, areas, lang))
            for one in results.understood
        ],
        radius_km=finding.radius_km,
        message=f"{words.count_words(results.total)} {words.circle_words(finding, lang) if results.total else ''}".strip(),
        engine=results.engine,
    )


def _hit(hit: Hit, lang: str, now: datetime) -> HitOut:
    row, facts = row_of(hit, lang=lang, now=now), hit.facts
    point: Any = facts.get("point") or (None, None)
    return HitOut(
        id=hit.offer_id,
        source_id=str(facts.get("source_id", "")),
        title=row.title,
        lang=row.lang or lang,
        summary=said_in(hit.display, lang, str(facts.get("source", "fi")))[1].get("summary", ""),
        url=row.url,
        when=row.when,
        starts_at=hit.next.starts_at if hit.next else None,
        ends_at=hit.next.ends_at if hit.next else None,
        occurrence=hit.next.id if hit.next else None,
        more_dates=hit.more_dates,
        venue=row.venue,
        town=row.town,
        lat=point[0],
        lon=point[1],
        categories=list(facts.get("categories", [])),  # type: ignore[call-overload]
        how_to_get=row.how,
        places_left=row.places_left,
        distance_m=hit.distance_m,
        score=hit.score,
    )


def _cluster(cluster: Cluster, lang: str, origin: Origin | None) -> ClusterOut:
    link = _link(cluster, lang) if cluster.offer_id else None
    return ClusterOut(
        lat=round(cluster.lat, 5),
        lon=round(cluster.lon, 5),
        count=cluster.count,
        bounds=[round(edge, 5) for edge in cluster.bounds],
        offer=link,
        label=pin_words(cluster, lang=lang, origin=origin),
    )


def _link(cluster: Cluster, lang: str) -> OfferLink:
    facts: Mapping[str, Any] = cluster.facts
    title = said_in(cluster.display, lang, str(facts.get("source", "fi")))[1].get("title", "")
    return OfferLink(id=str(cluster.offer_id), title=title, url=of_language(facts.get("paths", {}), lang))


@router.get("/suggest", response={200: list[SuggestionOut], 429: ProblemOut}, url_name="suggest", summary="Complete what is being typed")
def suggest(
    request: HttpRequest, response: HttpResponse, *, q: str = "", lang: str = "fi", limit: str = "10", kinds: str = ""
) -> list[SuggestionOut]:
    """Places, areas, categories, venues and titles that begin so, or have a word that does. `kinds`: some of them, with commas; else all."""
    most = int(limit) if limit.isascii() and limit.isdigit() and 1 <= int(limit[:4]) <= queries.SUGGESTIONS_MOST else queries.SUGGESTIONS_MOST
    keep_briefly(response)
    found = language_of(request)
    with translation.override(found):
        completions = queries.suggestions(q, lang=found, limit=most, kinds=kinds.split(",") if kinds else tuple(queries.MOST_OF))
        return [SuggestionOut(**asdict(one)) for one in completions]
