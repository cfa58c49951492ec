"""The forms of questions and answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ninja import Field, Schema

from common.problems import ProblemOut
from search import words
from search.asking import Problem


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
    id: str = Field(description="UUID of the offer, as at /offers/{id}")
    source_id: str = Field(description="the sender's own id, of an imported offer")
    title: str
    lang: str = Field(description="of the title: another than asked for where there is no translation")
    summary: str
    url: str = Field(description="path on this site")
    when: str = Field(description="as the site says it: Tänään klo 18.30")
    starts_at: datetime | None = Field(description="of the next date in the days asked for; null: always on")
    ends_at: datetime | None
    occurrence: str | None = Field(description="UUID of that date")
    more_dates: int = Field(description="how many dates follow it in the days asked for")
    venue: str
    town: str
    lat: float | None
    lon: float | None
    categories: list[str]
    how_to_get: str
    places_left: int | None = Field(description="null: no limit")
    distance_m: int | None = Field(description="from `place` or `near`, in metres on the sphere")
    score: float = Field(description="how well the words fit; only its order says anything")


class FacetOut(Schema):
    """An option of a filter. The filter's own choice is not applied to its counts."""

    value: str
    label: str
    count: int = Field(
        description="what `total` would be with this option alone chosen for its filter; of accessibility, where all must hold, with it added"
    )


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
    kind: str = Field(description="place, area, date, free, audience, accessibility, how, places")
    value: str
    words: str = Field(description="the typed words")
    label: str
    rest: str = Field(description="the question without them")


class SearchOut(Schema):
    """One result set: hits, counts, clusters and bounds are of the same offers."""

    total: int
    page: int
    page_size: int
    hits: list[HitOut]
    facets: dict[str, list[FacetOut]] = Field(description="filter → options that give anything")
    clusters: list[ClusterOut] = Field(description="with `cluster_zoom` only; their counts add up to the offers that have a point")
    bounds: list[float] | None = Field(description="west, south, east, north of everything found")
    corrected: str | None = Field(description="the text that was searched where the typed one was corrected; `as_typed=1` searches the typed one")
    understood: list[UnderstoodOut] = Field(description="words that were taken as filters")
    radius_km: float | None = Field(description="the circle that was drawn round `place` or `near`; null: none, or the whole country")
    message: str = Field(description="what a reader is told, such as “12 vaihtoehtoa”")
    engine: str


class ProblemsOut(ProblemOut):
    """What was wrong with a question: the first problem, and all of them."""

    problems: list[ProblemOut]


class SuggestionOut(Schema):
    kind: str = Field(description="place, area, venue, category or title")
    value: str = Field(description="a municipality's official code, an area's slug, a venue's UUID, a category's code; of a title its words")
    label: str
    detail: str = Field("", description="a region, a town or a venue that tells it from others of its name")
    url: str = Field("", description="the offer's page, of a title that one offer has")


def problems_out(problems: Sequence[Problem]) -> ProblemsOut:
    """Return what is wrong with a question, in the active language."""
    told = [ProblemOut(code=problem.trouble.value, field=problem.field, message=words.problem_words(problem)) for problem in problems]
    return ProblemsOut(code=told[0].code, field=told[0].field, message=told[0].message, problems=told)
