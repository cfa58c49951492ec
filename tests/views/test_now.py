"""What is on now on the front page and on pages of areas and venues: from the same index as the finder."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common import outbox
from search.now import now_in_area, now_in_the_country, today_at_venue
from tests.factories import AreaFactory, OccurrenceFactory, OfferFactory, VenueFactory, area_page, evening, fact_of, home, offer_page, venue_page

pytestmark = pytest.mark.django_db
OULU = {"municipality_id": "564", "lat": 65.0124, "lon": 25.4682}


def offer(title: str, *, days: int | None = 0, hour: int = 18, left: int = 20, venue=None, **more):
    made = OfferFactory(titles={"fi": title}, **({"venue": venue} if venue else {}), **more)
    if days is not None:
        OccurrenceFactory(offer=made, starts_at=evening(days, hour=hour), places_left=left)
    outbox.write("offer", [made.uuid])
    return made


def titles(found) -> list[str]:
    outbox.drain()
    return [row.title for row in found().rows]


def country(now):
    return lambda: now_in_the_country(lang="fi", now=now, limit=6)


def test_today_comes_before_what_is_soon_and_each_town_once(now):
    offer("Huomenna", days=1)
    offer("Tänään")
    offer("Tänään Oulussa", hour=19, venue=VenueFactory(**OULU))
    offer("Myös tänään", hour=19)

    assert titles(country(now)) == ["Tänään", "Tänään Oulussa"]
    assert country(now)().is_today


def test_where_today_has_too_little_soon_follows(now):
    offer("Huomenna Oulussa", days=1, venue=VenueFactory(**OULU))
    offer("Tänään")
    offer("Aina", days=None, kind="standing", venue=VenueFactory(municipality_id="091", lat=60.17, lon=24.94))

    assert titles(country(now)) == ["Tänään", "Huomenna Oulussa"]
    assert not country(now)().is_today


def test_what_is_always_on_stands_where_nothing_else_is(now):
    offer("Aina", days=None, kind="standing")

    assert titles(country(now)) == ["Aina"]


def test_sold_out_is_no_invitation(now):
    offer("Täynnä", left=0)

    assert titles(country(now)) == []


def test_an_area_shows_its_own(now):
    area = AreaFactory(slug="kainuu")
    offer("Täällä", venue=VenueFactory(area=area))
    offer("Aina täällä", days=None, kind="standing", venue=VenueFactory(area=area))
    offer("Muualla")

    assert titles(lambda: now_in_area("kainuu", lang="fi", now=now, limit=4)) == ["Täällä", "Aina täällä"]


def test_a_venue_shows_todays_dates_only(now):
    venue = VenueFactory()
    offer("Tänään", venue=venue)
    offer("Huomenna", days=1, venue=venue)
    offer("Aina", days=None, kind="standing", venue=venue)

    assert titles(lambda: today_at_venue(str(venue.uuid), lang="fi", now=now, limit=3)) == ["Tänään"]


def test_pages_show_them_with_a_way_to_all(client):
    area = area_page()
    venue = venue_page(area=area)
    offer_page(venue=venue, title="Uni", dates=[evening(0)])
    outbox.drain()

    front, guide, place = (client.get(page.url_path).content.decode() for page in (home(), area, venue))

    assert "Tänään eri paikkakunnilla" in front
    assert 'href="/fi/tarjonta/?when=today"' in front
    assert re.search(r'id="soon".*Täällä tänään.*Uni', guide, re.DOTALL)
    assert f'href="/fi/tarjonta/?area={area.slug}"' in guide
    assert re.search(r'id="today"><h2>Täällä tänään</h2>.*Uni', place, re.DOTALL)


def test_the_area_of_the_index_is_the_pages_own(client):
    """The index names areas by slug, the page by key."""
    area = area_page()
    offer("Täällä", venue=VenueFactory(area=fact_of(area)))
    outbox.drain()

    assert "Täällä" in client.get(area.url_path).content.decode()


@pytest.mark.parametrize("size", [1, 60])
def test_it_costs_no_query_at_any_size(now, size):
    for number in range(size):
        offer(f"Ilta {number}", days=number % 3)
    outbox.drain()

    with CaptureQueriesContext(connection) as queries:
        country(now)(), now_in_area("x", lang="fi", now=now, limit=4), today_at_venue("x", lang="fi", now=now, limit=3)

    assert len(queries) == 0
