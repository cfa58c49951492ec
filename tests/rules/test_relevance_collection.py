"""The labelled collection is whole: what it names exists, and there is enough of it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from areas import municipalities
from offerings.codes import Accessibility, Audience, Category, HowToGet, OfferKind, SpokenLanguage, VenueKind
from tests.relevance.corpus import KINDS, NOW, PARTS, load_offers, load_queries

OFFERS_LEAST, QUERIES_LEAST = 300, {"tuned": 12, "held_out": 10}
CODES = {"categories": Category, "audiences": Audience, "accessibility": Accessibility, "languages": SpokenLanguage}


def test_there_are_enough_offers_of_every_code() -> None:
    offers = load_offers().values()

    assert len(offers) >= OFFERS_LEAST
    assert {code for offer in offers for code in offer["categories"]} == set(Category.values)
    assert {code for offer in offers for code in offer["audiences"]} == set(Audience.values)
    assert {offer["how_to_get"] for offer in offers} == set(HowToGet.values)
    assert {offer["kind"] for offer in offers} == set(OfferKind.values)


def test_every_code_of_an_offer_is_known() -> None:
    for key, offer in load_offers().items():
        assert all(code in codes.values for field, codes in CODES.items() for code in offer[field]), key
        assert all(code in Accessibility.values for code in offer["venue"]["accessibility"]), key
        assert offer["venue"]["kind"] in VenueKind.values, key
        assert municipalities.by_code(offer["venue"]["municipality"]), key
        assert municipalities.of_postcode(offer["venue"]["postcode"]).code == offer["venue"]["municipality"], key  # type: ignore[union-attr]


def test_every_offer_has_its_texts_and_a_time_that_is_not_over() -> None:
    for key, offer in load_offers().items():
        ends = [datetime.fromisoformat(date["end"]) for date in offer["dates"]]
        runs = [run["to"] for run in offer["runs"]]

        assert offer["title"].keys() == offer["summary"].keys() == offer["description"].keys(), key
        assert offer["source_language"] in offer["title"], key
        assert all(20 <= len(text.split()) <= 60 for text in offer["description"].values()), key
        assert all(end > NOW for end in ends), key
        assert all(run >= f"{NOW:%Y-%m-%d}" for run in runs), key
        assert bool(ends or runs) != offer["always_on"], key


def test_every_kind_of_question_is_asked_often_enough() -> None:
    for part in PARTS:
        asked = Counter(query.kind for query in load_queries(part))

        assert set(asked) == set(KINDS)
        assert min(asked.values()) >= QUERIES_LEAST[part]


def test_every_graded_offer_exists_and_none_is_wanted_and_forbidden() -> None:
    known = load_offers().keys()

    for part in PARTS:
        for query in load_queries(part):
            assert query.grades.keys() <= known, query.q
            assert set(query.grades.values()) <= {1, 2, 3}, query.q
            assert set(query.must_not) <= known - query.grades.keys(), query.q


def test_no_question_is_asked_in_both_parts() -> None:
    asked = [(query.q, query.lang) for part in PARTS for query in load_queries(part)]

    assert len(asked) == len(set(asked))
