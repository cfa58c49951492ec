"""The open data of offers, venues and areas."""

from __future__ import annotations

import pytest

from tests.conftest import NOW
from tests.factories import AreaFactory, OccurrenceFactory, OfferFactory, VenueFactory

pytestmark = pytest.mark.django_db


def get(client, address: str, status: int = 200) -> dict:
    answer = client.get(address)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_an_offer_is_given_in_every_language_with_its_dates(client) -> None:
    date = OccurrenceFactory(offer=OfferFactory(titles={"fi": "Uni", "sv": "Dröm"}, source="json", source_id="7"), places=4, places_left=1)

    given = get(client, f"/api/v1/offers/{date.offer.uuid}")

    assert (given["title"], given["source_id"]) == ({"fi": "Uni", "sv": "Dröm"}, "7")
    assert given["urls"]["fi"] == f"http://localhost:8000{date.offer.paths['fi']}"
    assert [(row["id"], row["places"], row["places_left"]) for row in given["occurrences"]] == [(str(date.uuid), 4, 1)]


@pytest.mark.parametrize("hide", [{"closed_at": NOW}, {"expire_at": NOW}, {"live_at": "2030-01-01T00:00:00Z"}])
def test_a_hidden_offer_is_not_given(client, hide: dict) -> None:
    offer = OfferFactory(**hide)

    assert get(client, f"/api/v1/offers/{offer.uuid}", 404)["code"] == "no-such-offer"
    assert get(client, "/api/v1/offers")["total"] == 0


def test_offers_of_an_area_that_rests_are_not_given(client) -> None:
    OfferFactory(venue=VenueFactory(area=AreaFactory(state="paused")))

    assert get(client, "/api/v1/offers")["total"] == 0
    assert get(client, "/api/v1/venues")["total"] == 0
    assert get(client, "/api/v1/areas")["total"] == 1


def test_offers_and_venues_of_one_area(client) -> None:
    here = OfferFactory(venue=VenueFactory(area=AreaFactory(slug="kainuu")))
    OfferFactory()

    assert [row["id"] for row in get(client, "/api/v1/offers?area=kainuu")["offers"]] == [str(here.uuid)]
    assert [row["id"] for row in get(client, f"/api/v1/offers?venue={here.venue.uuid}")["offers"]] == [str(here.uuid)]
    assert [row["area"] for row in get(client, "/api/v1/venues?area=kainuu")["venues"]] == ["kainuu"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/offers?page=0", 422), ("/api/v1/offers?page=x", 422), ("/api/v1/offers?page=2", 422), ("/api/v1/offers?venue=x", 422),
        ("/api/v1/offers?page=%D9%A3", 422), ("/api/v1/offers/x", 404),
        ("/api/v1/offers/00000000-0000-4000-8000-000000000000", 404), ("/api/v1/venues?page=-1", 422),
        ("/api/v1/areas?page=99999999999", 422), ("/api/v1/offers?area=%00", 200), ("/api/v1/offers/%00", 404),
    ],
)  # fmt: skip
def test_bad_input_gets_a_code(client, address: str, status: int) -> None:
    answer = get(client, address, status)

    assert status == 200 or answer["code"]


def test_queries_do_not_grow(client, django_assert_num_queries) -> None:
    OccurrenceFactory.create_batch(3)
    with django_assert_num_queries(4):
        get(client, "/api/v1/offers")
    OccurrenceFactory.create_batch(30)
    with django_assert_num_queries(4):
        get(client, "/api/v1/offers")
