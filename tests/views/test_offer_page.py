"""An offer's page: what is so, in the reader's language, and words where it is no longer."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from areas.actions import NewArea, create_area, create_page
from areas.codes import AreaState
from areas.models import Area
from offerings.actions import cancel_occurrence
from offerings.models import Offer, OfferDate, OfferPage, OfferText, VenuePage
from tests.factories import KAJAANI, add, area_page, evening, fact_of, occurrence_of, offer_page, venue_page

pytestmark = pytest.mark.django_db


def html_of(client: Client, page: Page, status: int = 200) -> str:
    response = client.get(page.url_path)
    assert response.status_code == status
    return response.content.decode().replace("\xa0", " ")


def test_an_offer_says_what_when_where_and_how(client):
    page = offer_page(title="Kesäyön uni", description="<p>Metsässä tapahtuu.</p>", summary="Näytelmä", how_to_get="just-come")

    html = html_of(client, page)

    assert "Kesäyön uni</h1>" in html
    assert "Metsässä tapahtuu." in html
    assert "Kauppakatu 1, Kajaani" in html
    assert html.count('<ol class="steps"') == 1
    assert "Varata ei tarvitse" in html


def test_an_offer_page_may_be_kept_five_seconds_and_sets_no_cookie(client):
    response = client.get(offer_page().url_path)

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=5"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_draft_is_nobody_s_business(client):
    venue = venue_page()
    page = OfferPage(title="Luonnos", categories=["music"], live=False, locale=venue.locale)
    venue.add_child(instance=page)

    assert client.get(page.url_path).status_code == 404


def test_an_unpublished_offer_answers_gone_with_the_next_step(client):
    page = offer_page()
    page.unpublish()

    html = html_of(client, page, 410)

    assert page.get_parent().url_path in html
    assert "noindex" in html


def test_an_expired_offer_is_gone_before_the_worker_has_seen_it(client):
    page = offer_page()
    Offer.objects.update(expire_at=timezone.now() - timedelta(seconds=1))

    html_of(client, page, 410)


def test_an_offer_that_goes_live_later_is_not_there_yet(client):
    page = offer_page()
    Offer.objects.update(live_at=timezone.now() + timedelta(hours=1))

    html_of(client, page, 404)


@pytest.mark.parametrize(("state", "status"), [("pilot", 200), ("permanent", 200), ("paused", 410), ("ended", 410), ("preparing", 404)])
def test_the_area_s_state_decides_what_an_offer_answers(client, state, status):
    page = offer_page()
    Area.objects.update(state=state)

    html_of(client, page, status)


def test_a_cancelled_date_is_said_and_not_offered(client):
    page = offer_page(dates=[evening(1), evening(2)])
    cancel_occurrence(occurrence_of(page).uuid, now=timezone.now())

    html = html_of(client, page)

    assert "Peruttu" in html
    assert html.count('<li class="gone"') == 1


def test_dates_come_soonest_first_and_past_ones_are_left_out(client):
    page = offer_page(dates=[evening(9), evening(-9), evening(2)], how_to_get="phone", phone="08 1234")

    html = html_of(client, page)
    times = re.findall(r'<li><span class="day-words"><time datetime="([^"]+)"', html)

    assert len(times) == 2
    assert times == sorted(times)


def test_an_offer_whose_dates_are_all_over_says_so(client):
    html = html_of(client, offer_page(dates=[evening(-1)]))

    assert "Kaikki kerrat ovat ohi" in html


@pytest.mark.parametrize(("hour", "is_told"), [(16, False), (17, True)])
def test_the_way_home_is_told_in_the_evening_only(client, hour, is_told):
    venue = venue_page(nearest_stop="Tori", way_home="Viimeinen bussi klo 21.40.")
    page = offer_page(venue=venue, dates=[evening(2, hour=hour)])

    html = html_of(client, page)

    assert "Tori" in html
    assert ("Viimeinen bussi" in html) is is_told


def test_what_still_costs_money_is_said_or_that_nothing_does(client):
    free = offer_page(venue=venue_page(area=area_page()), slug="a")
    costly = offer_page(venue=free.get_parent().specific, slug="b", other_costs="Narikka 2 €.")

    assert "Tämä ei maksa sinulle mitään." in html_of(client, free)
    assert "Narikka 2 €." in html_of(client, costly)


def test_the_phone_is_a_target_with_a_sentence_to_say(client):
    page = offer_page(venue=venue_page(phone="08 615 5252"))

    html = html_of(client, page)

    assert 'href="tel:+35886155252"' in html
    assert "Hei, minulla on Kaikukortti." in html


def test_search_engines_get_an_event_with_its_date_and_price(client):
    page = offer_page(title='Ilta </script> & "muut"')

    html = html_of(client, page)
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])

    event = told["@graph"][0]
    assert event["@type"] == "Event"
    assert event["name"] == 'Ilta </script> & "muut"'
    assert event["offers"]["price"] == "0"
    assert event["startDate"].endswith("+02:00")


def test_a_course_is_a_course_and_takes_no_children_along(client):
    page = offer_page(kind="course", how_to_get="enrol-then-code", course_limit=2)

    html = html_of(client, page)

    assert '"@type": "Course"' in html
    assert "Lapset eivät pääse kurssille" in html
    assert "2 kurssipaikkaa lukukaudessa" in html


def test_a_standing_offer_needs_no_date(client):
    venue = venue_page(area=area_page())
    page = add(venue, OfferPage(title="Aina auki", kind="standing", categories=["museum"], how_to_get="just-come"))

    assert "Tule, kun paikka on auki." in html_of(client, page)


def swedish_pages() -> tuple[OfferPage, str]:
    """Return a Finnish offer and the path at which Swedish readers find it."""
    area = create_area(NewArea(slug="kainuu", names={"fi": "Kainuu", "sv": "Kajanaland"}, municipalities=[KAJAANI], state=AreaState.PERMANENT))
    venue = create_page(parent=area, page=VenuePage(title="Teatteri", municipality_id=KAJAANI, kind="theatre"))
    offer = OfferPage(title="Kesäyön uni", description="<p>Metsässä.</p>", categories=["theatre"])
    offer.dates = [OfferDate(starts_at=evening(), ends_at=evening() + timedelta(hours=2))]
    page = create_page(parent=venue, page=offer)
    return page, Offer.objects.get(uuid=page.translation_key).paths["sv"]


def test_an_alias_shows_the_source_s_words_in_their_own_language_and_says_so(client):
    _page, path = swedish_pages()

    html = client.get(path).content.decode()

    assert '<html lang="sv">' in html
    assert re.search(r'<h1[^>]* lang="fi"[^>]*>Kesäyön uni</h1>', html)
    assert "inte översatts till svenska ännu" in html
    assert "Så här kommer du med" in html
    assert 'hreflang="sv"' not in html.split("</head>")[0]


def test_a_translation_older_than_its_source_says_so(client):
    page, path = swedish_pages()
    OfferText.objects.create(offer=fact_of(page), language="sv", title="En dröm", is_stale=True)

    html = client.get(path).content.decode()

    assert "En dröm" in html
    assert "kan vara föråldrad" in html


def test_plain_finnish_is_named_so_only_once_it_is_checked(client):
    page = offer_page()
    offer = fact_of(page)
    text = OfferText.objects.create(offer=offer, language="fi-simple", title="Uni")
    Offer.objects.update(paths=offer.paths | {"fi-simple": "/fi-simple/x/"})

    assert "Helpommalla suomella" in html_of(client, page)

    text.is_checked_plain = True
    text.save()

    assert "Selkosuomeksi" in html_of(client, page)


@pytest.mark.parametrize("query", ["?page=x", "?page=-1", "?page=99999999999999999999", "?%00", "?page=%F0%9F%98%80"])
def test_nonsense_in_the_address_is_no_trouble(client, query):
    page = offer_page()

    assert client.get(page.url_path + query).status_code == 200
    assert client.get(page.get_parent().url_path + query).status_code == 200


def test_a_preview_shows_the_draft_and_leaves_no_trace():
    page = offer_page(title="Vanha")
    page.title = "Uusi nimi"

    response = page.make_preview_request()

    assert "Uusi nimi" in response.content.decode()
    assert list(OfferText.objects.values_list("title", flat=True)) == ["Vanha"]


def test_a_preview_of_a_page_that_is_being_made_shows_it():
    venue = venue_page()
    page = OfferPage(title="Aivan uusi", categories=["music"], locale=venue.locale)
    page.depth, page.path = venue.depth + 1, Page._get_path(venue.path, venue.depth + 1, 1)

    response = page.make_preview_request()

    assert response.status_code == 200
    assert "Aivan uusi" in response.content.decode()
    assert not OfferPage.objects.exists()
