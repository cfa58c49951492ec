"""The JSON-lines form of an offer: what a line says, and what is wrong with it, by field and code."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from common.time import HELSINKI
from offerings.importers import jsonl
from offerings.importers.flaws import WORDS, FlawCode
from offerings.importers.shapes import offer_digest

ROOT = Path(__file__).resolve().parents[2]
VENUE = {"id": "v1", "name": {"fi": "Sali"}, "municipality": "205"}
EVENING = {"start": "2026-11-28T18:00", "end": "2026-11-28T20:00"}
LEAST = {"id": "1", "kind": "event", "title": {"fi": "Ilta"}, "categories": ["music"], "venue": VENUE, "dates": ["2026-11-28"]}


def read(**given):
    return jsonl.row(json.dumps({name: value for name, value in (LEAST | given).items() if value != "gone"}))


def flaws(**given) -> list[tuple[str, str]]:
    return [(flaw.field, flaw.code.value) for flaw in read(**given).flaws]


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=HELSINKI)


def test_the_least_row_is_an_offer():
    offer = read().offer

    assert (offer.source_id, offer.language, offer.texts["fi"]["title"], offer.venue.municipality) == ("1", "fi", "Ilta", "205")
    assert (offer.facts["how_to_get"], offer.facts["is_free"]) == ("just-come", True)
    assert [(date.starts_at, date.ends_at, date.is_all_day) for date in offer.dates] == [(at(2026, 11, 28), at(2026, 11, 29), True)]


def test_the_papers_example_is_an_offer():
    """docs/offers-jsonl.md says that it may be read as it stands."""
    example = re.search(r"```json\n(.+?)```", (ROOT / "docs" / "offers-jsonl.md").read_text(), re.DOTALL)[1]

    row = jsonl.row(" ".join(example.splitlines()))

    assert row.flaws == ()
    assert [date.places_left for date in row.offer.dates] == [5, None]


def test_the_papers_tell_every_flaw():
    told = (ROOT / "docs" / "offers-jsonl.md").read_text().partition("## Flaws")[2]

    assert {code for code in FlawCode if f"`{code}`" in told} == set(FlawCode) == set(WORDS)


@pytest.mark.parametrize(
    ("given", "spans"),
    [
        ({"dates": [{"start": "2026-11-28T18:00", "end": "2026-11-28T20:00"}]}, [(at(2026, 11, 28, 18), at(2026, 11, 28, 20))]),
        ({"dates": [{"starts": "2026-11-28T16:00Z", "ends": "2026-11-28T20:00+02:00"}]}, [(at(2026, 11, 28, 18), at(2026, 11, 28, 20))]),
        ({"dates": "gone", "occurrences": ["2026-11-28"]}, [(at(2026, 11, 28), at(2026, 11, 29))]),
        ({"dates": "gone", "runs": [{"from": "2026-11-01", "to": "2027-01-31"}]}, [(at(2026, 11, 1), at(2027, 2, 1))]),
        ({"dates": "gone", "from": "2026-11-01", "until": "2026-11-01"}, [(at(2026, 11, 1), at(2026, 11, 2))]),
        ({"dates": [{"start": "2026-11-28T10:00", "end": "2026-11-29T10:00", "all_day": True}]}, [(at(2026, 11, 28), at(2026, 11, 30))]),
        ({"dates": ["2026-10-25"]}, [(at(2026, 10, 25), at(2026, 10, 26))]),
    ],
)
def test_dates_may_be_told_in_every_documented_way(given, spans):
    row = read(**given)

    assert row.flaws == ()
    assert [(date.starts_at, date.ends_at) for date in row.offer.dates] == spans


def test_an_offer_without_dates_is_always_on():
    assert read(dates="gone", kind="event").offer.facts["kind"] == "standing"
    assert read(dates="gone", always_on=True, kind="standing").flaws == ()


@pytest.mark.parametrize(
    ("date", "places", "told"),
    [
        ({}, 20, (None, None, False)), ({"places_left": 5}, 20, (None, 5, False)), ({"places": 10, "places_left": 10}, None, (10, None, False)),
        ({"places_left": 5}, None, (5, None, False)), ({"places_left": 0}, None, (None, None, True)), ({"places_left": 0}, 20, (None, 0, False)),
        ({"sold_out": True}, 20, (None, None, True)),
    ],
)  # fmt: skip
def test_places_left_are_understood(date, places, told):
    (made,) = read(places=places, dates=[EVENING | date]).offer.dates

    assert (made.places, made.places_left, made.is_sold_out) == told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"id": "gone"}, ("id", "missing")), ({"id": ""}, ("id", "missing")), ({"id": "a" * 121}, ("id", "too-long")),
        ({"kind": "gone"}, ("kind", "missing")), ({"kind": "party"}, ("kind", "unknown-code")), ({"title": "gone"}, ("title", "missing")),
        ({"title": {"sv": "Kväll"}}, ("title", "no-source-text")), ({"title": {"fi": "a" * 256}}, ("title.fi", "too-long")),
        ({"title": {"fi": "Ilta", "de": "Abend"}}, ("title.de", "unknown-code")), ({"title": ["Ilta"]}, ("title", "wrong-shape")),
        ({"summary": {"sv": "Kväll"}}, ("summary.sv", "no-source-text")), ({"categories": []}, ("categories", "missing")),
        ({"categories": ["music", "noise"]}, ("categories", "unknown-code")), ({"categories": "music"}, ("categories", "wrong-shape")),
        ({"source_language": "de"}, ("source_language", "unknown-code")), ({"color": "red"}, ("color", "unknown-key")),
        ({"venue": "gone"}, ("venue", "missing")), ({"venue": "v1"}, ("venue", "wrong-shape")),
        ({"venue": {"name": "Sali"}}, ("venue.id", "missing")),
        ({"venue": VENUE | {"municipality": "Atlantis"}}, ("venue.municipality", "unknown-code")),
        ({"venue": VENUE | {"lat": 64.2}}, ("venue.lon", "missing")),
        ({"venue": VENUE | {"lat": 27.7, "lon": 64.2}}, ("venue.lat", "outside-finland")),
        ({"venue": VENUE | {"lat": "64", "lon": 27}}, ("venue.lat", "wrong-shape")),
        ({"venue": VENUE | {"email": "x"}}, ("venue.email", "wrong-shape")),
        ({"venue": VENUE | {"website": "javascript:x"}}, ("venue.website", "wrong-shape")),
        ({"venue": VENUE | {"rooms": 3}}, ("venue.rooms", "unknown-key")), ({"dates": {}}, ("dates", "wrong-shape")),
        ({"dates": ["28.11.2026"]}, ("dates.0", "bad-time")), ({"dates": [{"start": "2026-11-28T18:00"}]}, ("dates.0.end", "missing")),
        ({"dates": [{"start": "x", "end": "2026-11-28T18:00"}]}, ("dates.0.start", "bad-time")),
        ({"dates": [{"start": "2026-11-28T18:00", "end": "2026-11-28T18:00"}]}, ("dates.0.end", "ends-before-start")),
        ({"dates": [{"start": "1026-12-31T18:00", "end": "2026-12-31T18:00"}]}, ("dates.0.start", "bad-time")),
        ({"dates": [EVENING | {"places": 4, "places_left": 5}]}, ("dates.0.places_left", "more-left-than-places")),
        ({"dates": [EVENING | {"places": -1}]}, ("dates.0.places", "wrong-shape")),
        ({"dates": [EVENING | {"seats": 1}]}, ("dates.0.seats", "unknown-key")),
        ({"dates": ["2026-11-28", "2026-11-28"]}, ("dates.1", "twice")), ({"runs": [{"from": "2026-11-01"}]}, ("runs.0.to", "missing")),
        ({"runs": [{"from": "2026-11-02", "to": "2026-11-01"}]}, ("runs.0.to", "ends-before-start")),
        ({"always_on": True}, ("always_on", "wrong-shape")), ({"is_free": "yes"}, ("is_free", "wrong-shape")),
        ({"own_contribution_cents": 1.5}, ("own_contribution_cents", "wrong-shape")), ({"booking_url": "ftp://x"}, ("booking_url", "wrong-shape")),
        ({"hours": [{"weekday": 7, "opens": "10:00", "closes": "18:00"}]}, ("hours.0.weekday", "wrong-shape")),
        ({"hours": [{"weekday": 0, "opens": "18:00", "closes": "10:00"}]}, ("hours.0.closes", "ends-before-start")),
        ({"live_at": "soon"}, ("live_at", "bad-time")),
    ],
)  # fmt: skip
def test_each_flaw_has_its_field_and_code(given, told):
    assert flaws(**given) == [told]
    assert all(flaw.sentence for flaw in read(**given).flaws)


@pytest.mark.parametrize("line", ["[1]", "x", '"a"', "{", "null", "[" * 100_000, '{"id": NaN'])
def test_a_line_that_is_no_object_is_told(line: str):
    (flaw,) = jsonl.row(line, 7).flaws

    assert (flaw.field, flaw.code) == ("", FlawCode.NOT_JSON)


@pytest.mark.parametrize("key", sorted({*LEAST, "summary", "places", "runs", "hours", "live_at", "phone", "email", "always_on", "from"}))
@pytest.mark.parametrize("value", [0, -1, 1.5, 1e400, True, "", "x", "\0", "\ud800", [], [None], [[]], [{}], {}, {"fi": 1}, {"a": {}}, 10**30])
def test_no_value_breaks_the_reading(key, value):
    read(**{key: value})


def test_texts_are_cleaned():
    texts = read(title={"fi": " Ilta\0 \n kahdelle\x1b "}, description={"fi": "Eka & toka\n\nKolmas"}, summary={"fi": "a\nb"}).offer.texts["fi"]

    assert (texts["title"], texts["summary"]) == ("Ilta kahdelle", "a b")
    assert texts["description"] == "<p>Eka &amp; toka</p><p>Kolmas</p>"
    assert read(description={"fi": "<p>a</p><script>b</script>"}).offer.texts["fi"]["description"] == "<p>a</p>"


def test_the_digest_tells_a_change_and_nothing_else():
    assert offer_digest(read().offer) == offer_digest(read(dates=[{"start": "2026-11-27T22:00Z", "end": "2026-11-28T22:00Z", "all_day": True}]).offer)
    assert offer_digest(read().offer) == offer_digest(read(venue=VENUE | {"address": "Katu 2"}).offer)
    assert offer_digest(read().offer) != offer_digest(read(title={"fi": "Yö"}).offer)
