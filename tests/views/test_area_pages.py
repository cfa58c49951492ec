"""Areas, venues and places that hand cards out, as readers see them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from wagtail.models import Page

from areas.models import DistributorHours, DistributorPage
from common import outbox
from offerings.models import VenueHours, VenuePage
from tests.factories import VenueFactory, add, area_index, area_page, distributor_page, evening, fact_of, key, offer_page, venue_page

pytestmark = pytest.mark.django_db


def html_of(client: Client, page: Page, status: int = 200, query: str = "") -> str:
    response = client.get(page.url_path + query)
    assert response.status_code == status
    return response.content.decode().replace("\xa0", " ")


def test_a_guide_says_who_where_use_tickets_children_and_contacts(client):
    area = area_page(child_age_limit=16, email="kaiku@example.org", phone="08 1234", who="<p>Omat sanat.</p>")
    offer_page(venue=venue_page(area=area))
    distributor_page(area=area)
    outbox.drain()

    html = html_of(client, area)

    for anchor in ("soon", "who", "where", "use", "tickets", "children", "community", "contacts"):
        assert f'id="{anchor}"' in html
    assert "Omat sanat." in html
    assert "Alle 16-vuotiaat" in html
    assert "Sosiaalipalvelut" in html
    assert "Kaupunginteatteri" in html
    assert "kaiku@example.org" in html


def test_a_link_of_an_editor_leads_to_the_page(client):
    area = area_page()
    area.who = f'<p><a linktype="page" id="{area.get_parent().pk}">kaikki</a></p>'
    area.save_revision().publish()

    assert '<a href="/fi/alueet/">kaikki</a>' in html_of(client, area)


@pytest.mark.parametrize(
    ("state", "status", "words"),
    [
        ("permanent", 200, "Missä kortti käy?"),
        ("pilot", 200, "Kokeilu kestää 31.5.2027 asti"),
        ("preparing", 200, "Täältä ei vielä saa korttia"),
        ("paused", 200, "Kaikukortti on täällä tauolla"),
        ("interested", 404, "harkitsee"),
        ("ended", 410, "ei ole enää käytössä"),
    ],
)
def test_the_state_of_an_area_is_said(client, state, status, words):
    area = area_page(state=state, pilot_until=date(2027, 5, 31))

    assert words in html_of(client, area, status)


def test_an_area_that_prepares_shows_no_venues(client):
    area = area_page(state="preparing")
    venue_page(area=area)

    assert "Kaupunginteatteri" not in html_of(client, area)


def test_venues_are_shown_a_page_at_a_time(client):
    area = area_page()
    for number in range(30):
        VenueFactory(uuid=key(number), area=fact_of(area))

    first, second = html_of(client, area), html_of(client, area, query="?venues=2")

    assert first.count("tile whole pictured") == 24
    assert second.count("tile whole pictured") == 6
    assert "?venues=1#use" in second


@pytest.mark.parametrize("query", ["?venues=0", "?venues=-3", "?venues=99", "?venues=x&places=y", "?places=999999999999"])
def test_a_page_that_does_not_exist_is_the_first(client, query):
    area = area_page()
    venue_page(area=area)

    assert "Kaupunginteatteri" in html_of(client, area, query=query)


def test_the_index_lists_areas_by_region_and_names_their_state(client):
    area_page(state="pilot", municipalities=["205", "765"])
    area_page(state="ended", name_fi="Päättynyt alue")

    html = html_of(client, area_index())

    assert "Kainuu</h2>" in html
    assert "Kokeilu" in html
    assert "Kaikukortti käy 2 kunnassa." in html
    assert "Päättynyt alue" not in html


def test_a_venue_shows_hours_offers_and_how_to_get_there(client):
    page = VenuePage(
        title="Taidemuseo", municipality_id="205", kind="museum", phone="08 1234", accessibility=["step-free", "lift"], checked_on=date(2026, 10, 1)
    )
    page.hours = [VenueHours(weekday=1, opens_at="10:00", closes_at="18:00")]
    venue = add(area_page(), page)
    offer_page(venue=venue, title="Näyttely")

    html = html_of(client, venue)

    assert "Auki nyt, klo 18 asti" in html
    assert "Näyttely" in html
    assert "Esteetön sisäänkäynti ja hissi." in html
    assert "1.10." in html
    assert '"@type": "Place"' in html


def test_a_venue_without_anything_on_says_what_to_do(client):
    assert "Kysy paikasta" in html_of(client, venue_page())


def test_past_offers_are_left_out_of_a_venue(client):
    venue = venue_page()
    offer_page(venue=venue, title="Eilinen", dates=[evening(-1)])

    assert "Eilinen" not in html_of(client, venue)


def test_a_place_that_hands_cards_out_has_hours_and_a_sentence(client):
    page = DistributorPage(title="Etsivä nuorisotyö", municipality_id="205", kind="outreach", phone="040 123", how_to_ask="Moi, saisinko kortin?")
    page.hours = [DistributorHours(weekday=1, opens_at="09:00", closes_at="15:00")]
    place = add(area_page(), page)

    html = html_of(client, place)

    assert "Moi, saisinko kortin?" in html
    assert "Auki nyt, klo 15 asti" in html


def test_a_place_that_was_taken_away_leads_to_the_others(client):
    place = distributor_page()
    place.unpublish()

    assert "/fi/kortti/mista/" in html_of(client, place, 410)


@pytest.mark.parametrize("make", [area_page, venue_page, distributor_page])
def test_drafts_are_nobody_s_business(client, make):
    page = make()
    Page.objects.filter(pk=page.pk).update(live=False, first_published_at=None)

    assert client.get(page.url_path).status_code == 404


@pytest.mark.parametrize("make", [area_page, venue_page, distributor_page, area_index])
def test_no_page_sets_a_cookie_or_varies_on_one(client, make):
    response = client.get(make().url_path)

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"].startswith("public, max-age=0, s-maxage=")


def test_an_area_of_pop_ups_hands_out_no_cards_and_says_where_to_get_one(client):
    area = area_page(municipalities=[])

    html = html_of(client, area)

    assert "Asut" not in html
    assert 'id="where"' not in html
    assert 'href="/fi/kortti/mista/"' in html
