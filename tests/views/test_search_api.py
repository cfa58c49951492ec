"""The finder as JSON: the same question, the same answer, clear errors."""

from __future__ import annotations

import pytest
import time_machine

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


@pytest.mark.parametrize(
    ("typed", "label", "detail"),
    [("kalli", "Kallio", "Helsinki"), ("hervan", "Hervanta", "Tampere"), ("0053", "00530", "Helsinki"), ("8710", "87100", "Kajaani")],
)
def test_districts_and_postcodes_are_places_too(client, typed: str, label: str, detail: str) -> None:
    found = ask(client, f"q={typed}&kinds=place", start="/api/v1/suggest")

    assert (label, detail) in [(one["label"], one["detail"]) for one in found]


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


def test_an_answer_that_did_not_change_is_not_sent_again(client) -> None:
    offer("Jazzia")
    first = client.get(f"{SEARCH}?q=jazz")

    again = client.get(f"{SEARCH}?q=jazz", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"

    offer("Jazzia taas")
    assert client.get(f"{SEARCH}?q=jazz", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_an_answer_round_a_person_is_kept_nowhere_and_has_no_mark(client) -> None:
    answer = client.get(f"{SEARCH}?near=64.2,27.7")

    assert (answer["Cache-Control"], answer.has_header("ETag")) == ("private, no-store", False)


@pytest.mark.parametrize("address", [SEARCH, "/api/v1/suggest?q=kai", "/api/v1/offers", "/api/v1/venues", "/api/v1/areas", "/api/v1/openapi.json"])
def test_every_site_may_read_and_nobody_write(client, address: str) -> None:
    assert client.get(address)["Access-Control-Allow-Origin"] == "*"
    assert client.head(address).status_code == 200
    assert client.options(address).status_code == 204
    refused = client.post(address)
    assert (refused.status_code, refused["Allow"], refused.json()["code"]) == (405, "GET, HEAD, OPTIONS", "read-only")


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/nothing", "/api/v1/search/more", "/api/v1/offers/a/b", "/api/v1/docs"])
def test_an_address_that_is_none_is_told_in_the_same_form(client, address: str) -> None:
    answer = client.get(f"{address}?lang=en")

    assert answer.status_code == 404
    assert answer.json() == {"version": "1", "code": "no-such-address", "field": "", "message": "There is nothing at this address."}


def test_who_asks_too_often_waits_and_is_told_in_their_language(client, settings) -> None:
    settings.API_SEARCH_A_MINUTE, settings.API_SUGGEST_A_MINUTE = 2, 3
    here = {"REMOTE_ADDR": "203.0.113.7"}
    assert [client.get(SEARCH, **here).status_code for _ in range(3)] == [200, 200, 429]

    refused = client.get(f"{SEARCH}?lang=en", **here)

    assert 1 <= int(refused["Retry-After"]) <= 60
    assert (refused["Cache-Control"], refused["Access-Control-Allow-Origin"]) == ("private, no-store", "*")
    told = refused.json()
    assert (told["version"], told["code"], told["field"]) == ("1", "too-many-questions", "")
    assert told["message"] == "You have asked very often. Wait a moment, then try again."
    assert client.get(f"{SEARCH}?lang=sv", **here).json()["message"] != told["message"]
    assert client.get("/api/v1/suggest?q=kai", **here).status_code == 200  # completions are counted apart
    assert client.get("/api/v1/offers", **here).status_code == 429
    assert client.get(SEARCH, REMOTE_ADDR="203.0.113.8").status_code == 200
    assert client.get(SEARCH, HTTP_X_FORWARDED_FOR="203.0.113.7, 198.51.100.9", **here).status_code == 200  # a proxy tells them apart


def test_the_next_minute_is_a_new_one(client, settings) -> None:
    settings.API_SEARCH_A_MINUTE = 1
    with time_machine.travel("2026-11-24T10:00:59+02:00", tick=False):
        assert [client.get(SEARCH).status_code for _ in range(2)] == [200, 429]
        assert client.get(SEARCH)["Retry-After"] == "1"

    with time_machine.travel("2026-11-24T10:01:00+02:00", tick=False):
        assert client.get(SEARCH).status_code == 200


def test_a_dead_cache_refuses_nobody(client, settings, monkeypatch) -> None:
    settings.API_SEARCH_A_MINUTE = 1
    monkeypatch.setattr("search.api.limits._count", lambda key: 1 / 0)

    assert [client.get(SEARCH).status_code for _ in range(3)] == [200, 200, 200]


def test_no_address_of_a_client_lies_in_the_cache(client, monkeypatch) -> None:
    keys = []
    monkeypatch.setattr("search.api.limits._count", lambda key: keys.append(key) or 1)

    client.get(SEARCH, REMOTE_ADDR="203.0.113.7")
    with time_machine.travel("2026-11-26T10:00:00+02:00"):
        client.get(SEARCH, REMOTE_ADDR="203.0.113.7")

    assert not any("203.0.113" in key for key in keys)
    assert keys[0] != keys[1]  # the key that hides it is another each day


def test_the_description_tells_errors_and_gives_examples(client) -> None:
    described = client.get("/api/v1/openapi.json").json()

    for path, methods in described["paths"].items():
        answers = methods["get"]["responses"]
        assert "429" in answers, path
        assert answers["429"]["content"]["application/json"]["schema"]["$ref"].endswith("/ProblemOut"), path
    assert {"200", "422", "429"} <= set(described["paths"]["/api/v1/search"]["get"]["responses"])
    assert described["components"]["schemas"]["ProblemOut"]["properties"]["code"]["examples"] == ["no-such-page"]
    assert all(parameter["description"] for parameter in described["paths"]["/api/v1/search"]["get"]["parameters"])
