"""Any question: no error of ours, nothing outside a filter, and hits, counts, clusters, list, map and feeds that agree.

The offers are checked against a model in plain Python (fuzzing.py). `make soak` asks many more questions.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from common.time import day_of, now
from search import asking
from search.finder import finder_page
from search.types import Near, SearchQuery
from search.words import count_words
from tests.search.fuzzing import CIRCLES, FILTERS, ODD, SORTS, TEXTS, Model, Params, address, fill_site, odd_questions, questions

pytestmark = pytest.mark.django_db
SEARCH, FINDER = "/api/v1/search", "/fi/tarjonta/"
EXAMPLES = 600 if os.environ.get("SOAK") else 25
many = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=not os.environ.get("SOAK"),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
NO_LIMIT = 10**9


@pytest.fixture
def model(site: str, settings: Any) -> Model:
    settings.API_SEARCH_A_MINUTE = settings.API_SUGGEST_A_MINUTE = NO_LIMIT
    fill_site()
    return Model.of_the_site(now())


def answer(params: Params, **more: str) -> dict[str, Any]:
    got = Client().get(address(SEARCH, params | {name: [value] for name, value in more.items()}))
    assert got.status_code == 200, (params, got.content[:300])
    return got.json()


def read(params: Params) -> SearchQuery:
    """Return the question as it is asked, days in order."""
    asked = asking.read(params, lang="fi", today=day_of(now()))
    assert not [problem for problem in asked.problems if problem.trouble != "dates-turned"], params
    return asked.query


def is_turned(params: Params) -> bool:
    """Whether the days are the wrong way round, which the API refuses."""
    return "when" not in params and params.get("date_from", [""]) > params.get("date_to", ["9999"])


@many
@given(params=questions(**FILTERS, **SORTS))
def test_without_words_exactly_what_fits_is_found(model: Model, params: Params) -> None:
    assume(not is_turned(params))

    got = answer(params, page_size="100")

    assert {hit["id"] for hit in got["hits"]} == model.found(read(params)), params
    assert got["total"] == len(got["hits"])


@many
@given(params=questions(**(FILTERS | SORTS | CIRCLES)))
def test_round_a_place_exactly_what_the_circle_holds_is_found(model: Model, params: Params) -> None:
    assume(not is_turned(params) and ("near" in params or "place" in params))

    got = answer(params, page_size="100")

    asked = asking.read(params, lang="fi", today=day_of(now()))
    centre = asked.town or asked.query.near
    assert centre
    in_circle = replace(asked.query, near=Near(centre.lat, centre.lon, got["radius_km"]))
    assert {hit["id"] for hit in got["hits"]} == model.found(in_circle), (params, got["radius_km"])
    assert all(hit["distance_m"] is not None for hit in got["hits"])


@many
@given(params=questions(**(FILTERS | TEXTS | SORTS)))
def test_with_words_nothing_outside_a_filter_is_found(model: Model, params: Params) -> None:
    assume(not is_turned(params) and "q" in params)

    got = answer(params, page_size="100")

    assert {hit["id"] for hit in got["hits"]} <= model.found(read(params))
    assert got["total"] == len(got["hits"])


@many
@given(params=questions(**(FILTERS | TEXTS | CIRCLES | SORTS)), zoom=st.integers(0, 18))
def test_hits_clusters_and_bounds_are_of_the_same_offers(model: Model, params: Params, zoom: int) -> None:
    assume(not is_turned(params))

    got = answer(params, page_size="100", cluster_zoom=str(zoom))

    assert sum(cluster["count"] for cluster in got["clusters"]) == got["total"] == len(got["hits"])
    assert {cluster["offer"]["id"] for cluster in got["clusters"] if cluster["offer"]} <= {hit["id"] for hit in got["hits"]}
    if got["hits"]:
        west, south, east, north = got["bounds"]
        points = [(hit["lat"], hit["lon"]) for hit in got["hits"]]
        assert (min(lon for _, lon in points), min(lat for lat, _ in points)) == pytest.approx((west, south), abs=1e-4)
        assert (max(lon for _, lon in points), max(lat for lat, _ in points)) == pytest.approx((east, north), abs=1e-4)
    assert answer(params, cluster_zoom=str(zoom), only="map")["clusters"] == got["clusters"]


def with_option(params: Params, facet: str, value: str) -> Params:
    """Return a question with an option alone chosen for its filter; where all must hold, with the option added."""
    others = {name: values for name, values in params.items() if facet != "when" or name not in ("date_from", "date_to")}
    return others | {facet: [*params.get(facet, []), value] if facet == "accessibility" else [value]}


@many
@given(params=questions(**FILTERS), pick=st.randoms(use_true_random=False))
def test_an_option_gives_as_many_as_its_count_says(model: Model, params: Params, pick: Any) -> None:
    assume(not is_turned(params))
    counts = [(facet, one["value"], one["count"]) for facet, ones in answer(params)["facets"].items() for one in ones]
    assume(counts)
    facet, value, count = pick.choice(counts)

    assert answer(with_option(params, facet, value))["total"] == count, (params, facet, value)


@many
@given(params=questions(**(FILTERS | TEXTS | CIRCLES)), is_map=st.booleans())
def test_the_page_shows_what_the_api_says(model: Model, params: Params, is_map: bool) -> None:
    assume(not is_turned(params))
    got = answer(params)

    asked = asking.read(params | ({"view": ["map"]} if is_map else {}), lang="fi", today=day_of(now()))
    page = finder_page(asked, now=now())

    assert [str(row.key) for row in page.rows] == [hit["id"] for hit in got["hits"]]
    assert page.count == count_words(got["total"])
    assert bool(page.empty) == (not got["total"])


@many
@given(params=questions(**(FILTERS | TEXTS | CIRCLES)))
def test_feeds_tell_what_the_api_says(model: Model, params: Params) -> None:
    assume(not is_turned(params))
    hits = {hit["id"]: hit for hit in answer(params, page_size="100")["hits"]}

    news = Client().get(address(f"{FINDER}haku.rss", params)).content.decode()
    calendar = Calendar.from_ical(Client().get(address(f"{FINDER}haku.ics", params)).content)

    assert re.findall(r'<guid isPermaLink="false">([^<]+)</guid>', news) == list(hits)
    assert {str(event["summary"]) for event in calendar.walk("VEVENT")} <= {hit["title"] for hit in hits.values()}


@many
@given(params=questions(**(FILTERS | TEXTS | SORTS)), size=st.integers(1, 9))
def test_pages_are_the_list_in_pieces(model: Model, params: Params, size: int) -> None:
    assume(not is_turned(params))
    whole = [hit["id"] for hit in answer(params, page_size="100")["hits"]]

    pieces = [hit["id"] for page in range(1, len(whole) // size + 2) for hit in answer(params, page=str(page), page_size=str(size))["hits"]]

    assert pieces == whole


PATHS = [
    SEARCH, "/api/v1/suggest", "/api/v1/offers", "/api/v1/venues", "/api/v1/areas", FINDER, "/sv/utbud/", "/fi-simple/tarjonta/", f"{FINDER}haku.ics",
    f"{FINDER}haku.rss", "/tiles/still.png",
]  # fmt: skip


@many
@given(path=st.sampled_from(PATHS), params=odd_questions())
def test_no_question_is_an_error_of_ours(model: Model, path: str, params: Params) -> None:
    got = Client().get(address(path, params))

    assert got.status_code < 500
    if path.startswith("/api/") and got.status_code != 200:
        told = got.json()
        assert (got.status_code, told["version"]) == (422, "1")
        assert told["code"]
        assert told["message"]


@many
@given(params=odd_questions())
def test_what_the_api_finds_for_odd_questions_fits_what_was_understood(model: Model, params: Params) -> None:
    got = Client().get(address(SEARCH, params))
    assume(got.status_code == 200)
    query = asking.read(params, lang="fi", today=day_of(now())).query

    assert {hit["id"] for hit in got.json()["hits"]} <= model.found(replace(query, near=None)), params


@many
@given(
    style=st.sampled_from(["fi", "sv-dark", "en", "x"]), place=st.tuples(*[st.integers(-2, 99_999)] * 3), scale=st.sampled_from(["", "@2x", "@3x"])
)
def test_no_tile_is_an_error_of_ours(model: Model, style: str, place: tuple[int, int, int], scale: str) -> None:
    zoom, x, y = place

    assert Client().get(f"/tiles/{style}/{zoom % 30}/{x}/{y}{scale}.png").status_code in (200, 404)


@many
@given(header=ODD, value=ODD)
def test_no_header_is_an_error_of_ours(model: Model, header: str, value: str) -> None:
    sent = {"HTTP_IF_NONE_MATCH": header, "HTTP_ACCEPT_LANGUAGE": value, "HTTP_X_FORWARDED_FOR": header, "HTTP_IF_MODIFIED_SINCE": value}
    sent = {name: text.encode("latin-1", "replace").decode("latin-1") for name, text in sent.items()}

    assert Client().get(f"{SEARCH}?q=jazz", **sent).status_code in (200, 304, 412)
