"""The finder as JSON. Documented at /api/v1/openapi.json; no page of documentation, for that would need foreign scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Field, NinjaAPI, Query, Schema, Status
from ninja.errors import ValidationError

from common import time
from common.http import keep_briefly, keep_nowhere
from common.texts import LANGUAGES
from common.time import day_of
from offerings.api import router as open_data
from search import asking, queries, words
from search.asking import Asked, Problem
from search.distances import Origin, origin_of
from search.finding import Finding, area_names, find
from search.pins import pin_words
from search.rows import of_language, row_of, said_in
from search.types import Cluster, Hit

api = NinjaAPI(
    title="Kaikukortti",
    version="1",
    description="What the culture card opens: search, offers, venues, areas. Times are ISO 8601 with an offset, coordinates WGS 84 degrees.",
    urls_namespace="search_api",
    docs_url=None,
    openapi_url="/openapi.json",
)
api.add_router("", open_data)


class SearchParams(Schema):
    """The parameters of the finder's own address. Lists may be repeated or given with commas."""

    q: str = Field("", description="Words, as people type them, in any of the languages.")
    lang: str = Field("fi", description="fi, sv, en or fi-simple: the language of the answer; words of every language are found.")
    place: str = Field("", description="A town or postcode: distances are measured from its centre, in a circle that grows until five are in it.")
    near: str = Field("", description="lat,lon of a point; rounded to 0.01 degrees.")
    radius_km: str = Field("", description="A fixed circle, 1 to 1500 km.")
    when: str = Field("", description="today, tomorrow, weekend or week.")
    date_from: str = Field("", description="First day, 2026-11-28 or 28.11.2026, Europe/Helsinki.")
    date_to: str = Field("", description="Last day, included.")
    kind: list[str] = Field([], description="event, course, standing.")
    category: list[str] = Field([], description="Any of these, such as music, theatre.")
    audience: list[str] = Field([], description="Any of everyone, children, young, adults, seniors.")
    accessibility: list[str] = Field([], description="All of these, such as step-free, lift.")
    language: list[str] = Field([], description="Any of fi, sv, en, none, sign: what is spoken there.")
    how: list[str] = Field([], description="Any of just-come, reserve-here, phone, e-mail, at-the-desk, code-list, enrol-then-code.")
    area: list[str] = Field([], description="Slugs of areas.")
    municipality: list[str] = Field([], description="Official codes of municipalities, three digits.")
    venue: list[str] = Field([], description="UUIDs of venues.")
    bbox: str = Field("", description="west,south,east,north in degrees.")
    free: str = Field("", description="1: nothing to pay; 0: something to pay.")
    places_left: str = Field("", description="1: with card places left.")
    sort: str = Field("", description="auto, relevance, soonest, near.")
    as_typed: str = Field("", description="1: nothing corrected, nothing understood.")
    page: str = Field("", description="1 to 500.")
    page_size: str = Field("", description="1 to 100, 20 by default.")
    cluster_zoom: str = Field("", description="0 to 18: also gather what is found for a map at this zoom.")
    only: str = Field("", description="map: clusters, bounds and total, without hits and counts.")


class HitOut(Schema):
    id: str
    source_id: str
    title: str
    lang: str
    summary: str
    url: str
    when: str
    starts_at: datetime | None
    ends_at: datetime | None
    occurrence: str | None
    more_dates: int
    venue: str
    town: str
    categories: list[str]
    how_to_get: str
    places_left: int | None = Field(description="null: no limit")
    distance_m: int | None
    score: float


class FacetOut(Schema):
    value: str
    label: str
    count: int


class OfferLink(Schema):
    id: str
    title: str
    url: str


class ClusterOut(Schema):
    lat: float
    lon: float
    count: int
    bounds: list[float] = Field(description="west, south, east, north")
    offer: OfferLink | None = Field(description="when it is one")
    label: str = Field(description="what a reader is told")


class UnderstoodOut(Schema):
    kind: str
    value: str
    words: str
    label: str
    rest: str


class SearchOut(Schema):
    total: int
    page: int
    page_size: int
    hits: list[HitOut]
    facets: dict[str, list[FacetOut]]
    clusters: list[ClusterOut]
    bounds: list[float] | None
    corrected: str | None
    understood: list[UnderstoodOut]
    radius_km: float | None
    message: str
    engine: str


class ProblemOut(Schema):
    code: str
    field: str
    message: str


class ProblemsOut(Schema):
    """What was wrong with a question: the first problem, and all of them."""

    code: str
    field: str
    message: str
    problems: list[ProblemOut]


class SuggestionOut(Schema):
    kind: str = Field(description="place, area, venue, category or title")
    value: str = Field(description="a municipality's official code, an area's slug, a venue's UUID, a category's code; of a title its words")
    label: str
    detail: str = Field("", description="a region, a town or a venue that tells it from others of its name")
    url: str = Field("", description="the offer's page, of a title that one offer has")


def language_of(request: HttpRequest) -> str:
    """Return the answer's language: `lang`, else what the browser asks for."""
    wanted = request.GET.get("lang") or translation.get_language() or "fi"
    return wanted if wanted in LANGUAGES else "fi"


@api.get("/search", response={200: SearchOut, 422: ProblemsOut}, url_name="search", summary="Find offers")
def search(request: HttpRequest, response: HttpResponse, params: Query[SearchParams]) -> Status:
    """The finder: hits, total, counts of every filter, map clusters and bounds of one result set, and how the words were understood."""
    now, lang, given = time.now(), language_of(request), dict(request.GET.lists())
    asked = asking.read(given, lang=lang, today=day_of(now))
    size, bad_size = asking.page_size(given)
    zoom, bad_zoom = asking.cluster_zoom(given)
    with translation.override(lang):
        problems = [*asked.problems, *filter(None, (bad_size, bad_zoom))]
        if problems:
            return Status(422, _problems(problems))
        query = replace(asked.query, cluster_zoom=zoom, page_size=size or asked.query.page_size)
        if params.only == "map":
            query = replace(query, page_size=0, facets=())
        asked = replace(asked, query=query)
        (keep_nowhere if query.near else keep_briefly)(response)
        return Status(200, _answer(asked, find(asked, now=now), now))


def _problems(problems: list[Problem]) -> ProblemsOut:
    told = [ProblemOut(code=problem.trouble.value, field=problem.field, message=words.problem_words(problem)) for problem in problems]
    return ProblemsOut(code=told[0].code, field=told[0].field, message=told[0].message, problems=told)


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


@api.get("/suggest", response=list[SuggestionOut], url_name="suggest", summary="Complete what is being typed")
def suggest(
    request: HttpRequest, response: HttpResponse, *, q: str = "", lang: str = "fi", limit: str = "10", kinds: str = ""
) -> list[SuggestionOut]:
    """Places, areas, venues, categories and titles that begin so, or have a word that does. `kinds`: some of them, with commas; else all."""
    most = int(limit) if limit.isascii() and limit.isdigit() and 1 <= int(limit[:4]) <= queries.SUGGESTIONS_MOST else queries.SUGGESTIONS_MOST
    keep_briefly(response)
    found = language_of(request)
    with translation.override(found):
        completions = queries.suggestions(q, lang=found, limit=most, kinds=kinds.split(",") if kinds else tuple(queries.MOST_OF))
        return [SuggestionOut(**asdict(one)) for one in completions]


@api.exception_handler(ValidationError)
def bad_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a parameter of the wrong shape as any other problem."""
    first = error.errors[0] if error.errors else {}
    field = str((first.get("loc") or ["?"])[-1])
    problem = _problems([Problem(field, asking.Trouble.BAD_CHOICE)])
    return api.create_response(request, problem, status=422)
