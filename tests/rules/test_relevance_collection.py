"""The labelled collection is whole: what it names exists, and there is enough of it."""

from __future__ import annotations

from datetime import datetime

from areas import municipalities
from offerings.codes import Accessibility, Audience, Category, HowToGet, OfferKind, SpokenLanguage, VenueKind
from tests.relevance.corpus import NOW, load_offers

OFFERS_LEAST = 300
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
        assert all(end > NOW for end in ends) and all(run >= f"{NOW:%Y-%m-%d}" for run in runs), key
        assert bool(ends or runs) != offer["always_on"], key
