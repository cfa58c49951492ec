"""A public page costs at most twelve queries, the same at ten children and at five hundred."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from areas.models import Area, Distributor, DistributorText
from home.pages import NewsIndexPage, NewsPage
from offerings.models import Occurrence, Offer, OfferText, Venue, VenueText
from tests.factories import KAJAANI, add, area_page, distributor_page, evening, fact_of, home, offer_page, venue_page

pytestmark = pytest.mark.django_db
MOST = 12
SIZES = [10, 500]


def queries_of(path: str) -> int:
    """Return how many queries a page costs once the process knows its content types."""
    client = Client()
    for page_class in ContentType.objects.filter(app_label__in=["areas", "offerings", "home"]):
        ContentType.objects.get_for_id(page_class.pk)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def fill_area(area: Area, count: int) -> None:
    """Put venues with an offer and a date each, and places that hand cards out, into an area: as facts, in bulk."""
    paths = {"fi": "/fi/alueet/alue-0/x/"}
    given = {"area": area, "municipality_id": KAJAANI, "paths": paths}
    venues = [Venue(uuid=uuid4(), kind="theatre", sector="culture", lat=64.2, lon=27.7, **given) for _ in range(count)]
    Venue.objects.bulk_create(venues)
    VenueText.objects.bulk_create(VenueText(venue=venue, language="fi", name="Teatteri") for venue in venues)
    fill_venues(venues)
    places = [Distributor(uuid=uuid4(), kind="social", **given) for _ in range(count)]
    Distributor.objects.bulk_create(places)
    DistributorText.objects.bulk_create(DistributorText(distributor=place, language="fi", name="Toimisto") for place in places)


def fill_venues(venues: Iterable[Venue]) -> None:
    offers = [
        Offer(uuid=uuid4(), venue=venue, kind="event", categories=["theatre"], how_to_get="just-come", paths={"fi": "/fi/x/"}) for venue in venues
    ]
    Offer.objects.bulk_create(offers)
    OfferText.objects.bulk_create(OfferText(offer=offer, language="fi", title="Esitys") for offer in offers)
    Occurrence.objects.bulk_create(
        Occurrence(uuid=uuid4(), offer=offer, starts_at=evening(), ends_at=evening() + timedelta(hours=1)) for offer in offers
    )


@pytest.mark.parametrize("count", SIZES)
def test_an_area_guide_costs_the_same_at_any_size(count):
    page = area_page(who='<p><a linktype="page" id="1">linkki</a></p>')
    fill_area(fact_of(page), count)

    assert queries_of(page.url_path) <= MOST


@pytest.mark.parametrize("count", SIZES)
def test_an_area_with_nothing_but_standing_offers_costs_no_more(count):
    page = area_page()
    fill_area(fact_of(page), count)
    Occurrence.objects.all().delete()
    Offer.objects.update(kind="standing")

    assert queries_of(page.url_path) <= MOST


@pytest.mark.parametrize("count", SIZES)
def test_a_venue_costs_the_same_with_any_number_of_offers(count):
    page = venue_page()
    fill_venues([fact_of(page)] * count)

    assert queries_of(page.url_path) <= MOST


@pytest.mark.parametrize("count", [1, 40])
def test_an_offer_costs_the_same_with_any_number_of_dates(count):
    page = offer_page(dates=[evening(day) for day in range(1, count + 1)])

    assert queries_of(page.url_path) <= MOST


@pytest.mark.parametrize("count", SIZES)
def test_the_front_page_costs_the_same_at_any_size(count):
    fill_area(fact_of(area_page()), count)

    assert queries_of("/fi/") <= MOST


def test_the_front_page_without_anything_soon_costs_no_more():
    fill_area(fact_of(area_page()), 10)
    Occurrence.objects.all().delete()
    Offer.objects.update(kind="standing")

    assert queries_of("/fi/") <= MOST


@pytest.mark.parametrize("count", [2, 30])
def test_the_list_of_areas_costs_the_same_at_any_size(count):
    page = area_page().get_parent()
    names = dict.fromkeys(("name_fi", "name_sv", "name_en"), "A")
    areas = [Area(uuid=uuid4(), code=f"{chr(66 + n // 26)}{chr(65 + n % 26)}", slug=f"a{n}", state="pilot", **names) for n in range(count)]
    Area.objects.bulk_create(areas)

    assert queries_of(page.url_path) <= MOST


@pytest.mark.parametrize("count", SIZES)
def test_the_answer_where_to_get_a_card_costs_the_same_at_any_size(count):
    fill_area(fact_of(area_page()), count)

    assert queries_of("/fi/kortti/mista/?place=Kajaani") <= MOST


def test_a_place_that_hands_cards_out_is_cheap():
    assert queries_of(distributor_page().url_path) <= MOST


@pytest.mark.parametrize("count", [3, 30])
def test_news_cost_the_same_at_any_number(count):
    index = add(home(), NewsIndexPage(title="Uutiset", slug="uutiset"))
    for number in range(count):
        index.add_child(instance=NewsPage(title=f"Uutinen {number}", locale=index.locale))

    assert queries_of(index.url_path) <= MOST
