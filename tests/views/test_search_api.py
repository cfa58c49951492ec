"""The finder as JSON: the same question, the same answer, clear errors."""

from __future__ import annotations

import pytest

from search import handlers
from tests.factories import AreaFactory, OccurrenceFactory, OfferFactory, VenueFactory, evening

pytestmark = pytest.mark.django_db
SEARCH = "/api/v1/search"


def offer(title: str, *, days: int = 3, **more):
    made = OfferFactory(titles={"fi": title}, **more)
    OccurrenceFactory(offer=made, starts_at=evening(days))
    handlers.offers_changed("offer", [made.uuid])
    return made


def ask(client, query: str = "", start: str = SEARCH) -> dict:
    answer = client.get(f"{start}?{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_an_answer_holds_hits_counts_bounds_and_what_was_understood(client) -> None:
    jazz = offer("Jazzia", days=1, categories=["music"], source="json", source_id="x-1")
    offer("Runoja", days=1, categories=["literature"])

    answer = ask(client, "q=jazz+huomenna&cluster_zoom=6")

    (hit,) = answer["hits"]
    assert answer["total"] == 1
    assert (hit["id"], hit["source_id"], hit["title"], hit["lang"], hit["town"]) == (str(jazz.uuid), "x-1", "Jazzia", "fi", "Kajaani")
    assert (hit["url"], hit["places_left"], hit["how_to_get"]) == (jazz.paths["fi"], 20, "reserve-here")
    assert hit["starts_at"].startswith("2026-11-25T16:00:00")
    assert {"value": "music", "label": answer["facets"]["category"][0]["label"], "count": 1} in answer["facets"]["category"]
    assert answer["understood"] == [{"kind": "date", "value": "tomorrow", "words": "huomenna", "label": "Huomenna", "rest": "jazz"}]
    assert answer["bounds"] == [27.7285, 64.2273, 27.7285, 64.2273]


def test_clusters_are_named_and_single_offers_have_their_link(client) -> None:
    one = offer("Yksin", venue=VenueFactory(municipality_id="564", lat=65.01, lon=25.46))
    for number in range(3):
        offer(f"Ilta {number}")

    clusters = ask(client, "cluster_zoom=6&only=map")["clusters"]

    assert [(cluster["count"], cluster["label"]) for cluster in clusters] == [(3, "3 vaihtoehtoa lähellä Kajaania"), (1, "Yksin, Oulu")]
    assert clusters[1]["offer"] == {"id": str(one.uuid), "title": "Yksin", "url": one.paths["fi"]}
    assert clusters[0]["offer"] is None


def test_the_map_asks_without_hits_and_counts(client) -> None:
    offer("Ilta")

    answer = ask(client, "cluster_zoom=6&only=map")

    assert (answer["total"], answer["hits"], answer["facets"]) == (1, [], {})


def test_the_language_of_the_answer_is_asked_for(client) -> None:
    offer("Sirkus", categories=["circus"])

    assert ask(client, "lang=sv")["message"] == "1 alternativ"
    assert ask(client, "lang=fi-simple")["hits"][0]["lang"] == "fi-simple"


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("page=abc", "page", "no-such-page"), ("date_from=x", "date_from", "bad-date"), ("near=1", "near", "bad-point"),
        ("near=0,0", "near", "outside-finland"), ("bbox=x", "bbox", "bad-box"), ("category=x", "category", "unknown-code"),
        ("place=Atlantis", "place", "unknown-place"), ("page_size=0", "page_size", "bad-number"), ("page_size=101", "page_size", "bad-number"),
        ("cluster_zoom=19", "cluster_zoom", "bad-number"), ("cluster_zoom=x", "cluster_zoom", "bad-number"), ("free=x", "free", "bad-choice"),
        ("q=" + "a" * 300, "q", "text-too-long"), ("sort=x", "sort", "bad-choice"), ("radius_km=x", "radius_km", "bad-number"),
    ],
)  # fmt: skip
def test_bad_input_is_answered_with_a_code_a_field_and_a_sentence(client, query: str, field: str, code: str) -> None:
    answer = client.get(f"{SEARCH}?{query}&lang=en")

    assert answer.status_code == 422
    problem = answer.json()
    assert (problem["field"], problem["code"]) == (field, code)
    assert problem["message"].endswith(".")


@pytest.mark.parametrize("query", ["q=%00", "q=%22", "q=%E4%FF", "lang=xx", "lang=%00", "q=a&q=b", "unknown=1", "kind=", "q=" + "%F0%9F%98%80" * 40])
def test_odd_input_is_no_error(client, query: str) -> None:
    assert client.get(f"{SEARCH}?{query}").status_code == 200


def test_places_areas_categories_venues_and_titles_are_completed(client) -> None:
    AreaFactory(slug="kainuu", name_fi="Kainuu")
    offer("Kaislaranta", venue=VenueFactory(names={"fi": "Kaivokulma"}))

    found = ask(client, "q=kai", start="/api/v1/suggest")

    assert {(one["kind"], one["label"]) for one in found} >= {("area", "Kainuu"), ("venue", "Kaivokulma"), ("title", "Kaislaranta")}
    place = {"kind": "place", "value": "205", "label": "Kajaani", "detail": "Kainuu", "url": ""}
    assert ask(client, "q=kaja", start="/api/v1/suggest")[0] == place


def test_a_completion_tells_what_choosing_it_needs(client) -> None:
    venue = VenueFactory(names={"fi": "Kaivokulma"})
    only, *_twice = offer("Kaislaranta", venue=venue), offer("Kaikuja", venue=venue), offer("Kaikuja", venue=venue)

    found = {one["label"]: one for one in ask(client, "q=kai", start="/api/v1/suggest")}

    assert (found["Kaivokulma"]["value"], found["Kaivokulma"]["detail"]) == (str(venue.uuid), "Kajaani")
    assert found["Kaislaranta"]["url"] == only.paths["fi"]
    assert (found["Kaikuja"]["url"], found["Kaikuja"]["value"]) == ("", "Kaikuja")


def test_only_places_are_completed_where_only_places_are_wanted(client) -> None:
    offer("Kajaanin kesä")

    assert [one["kind"] for one in ask(client, "q=kaja&kinds=place", start="/api/v1/suggest")] == ["place"]


@pytest.mark.parametrize("query", ["", "q=", "q=a", "q=%25%25", "q=%00%00", "q=" + "a" * 5000, "q=kai&limit=x", "q=kai&limit=-1", "q=kai&lang=xx"])
def test_completing_odd_input_is_no_error(client, query: str) -> None:
    assert client.get(f"/api/v1/suggest?{query}").status_code == 200


def test_the_api_is_described(client) -> None:
    described = client.get("/api/v1/openapi.json").json()

    parameters = {parameter["name"] for parameter in described["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert {"q", "near", "radius_km", "place", "area", "municipality", "kind", "category", "audience", "accessibility", "language"} <= parameters
    assert {"date_from", "date_to", "bbox", "free", "places_left", "sort", "page"} <= parameters
    assert client.get("/api/v1/docs").status_code == 404
