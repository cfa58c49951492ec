"""What is shown when something went wrong, and what machines are told."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from django.test import Client, RequestFactory
from wagtail.models import Page, PageViewRestriction

from areas.actions import NewArea, create_area, create_page
from areas.codes import AreaState
from kaikusite import trouble
from offerings.models import VenuePage
from tests.factories import KAJAANI, area_page, evening, offer_page, venue_page

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(client: Client, language: str) -> list[str]:
    response = client.get(f"/sitemap-{language}.xml")
    tree = ET.fromstring(b"".join(response.streaming_content))
    return [place.text.removeprefix("http://localhost:8000") for place in tree.findall(".//s:loc", NAMES)]


@pytest.mark.parametrize("path", ["/fi/eiole/", "/sv/finns-inte/", "/fi/alueet/a/b/c/d/", "/fi/%00/", "/fi/ääkköset/", "/fi/" + "a" * 3000 + "/"])
def test_an_unknown_address_answers_in_words(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert "<h1" in response.content.decode()
    assert not response.cookies


def test_a_missing_plain_finnish_page_offers_the_finnish_one(client):
    page = venue_page()

    html = client.get(page.url_path.replace("/fi/", "/fi-simple/", 1)).content.decode()

    assert f'href="{page.url_path}"' in html


def test_an_address_without_its_last_slash_is_sent_on(client):
    page = area_page()

    response = client.get(page.url_path.rstrip("/"))

    assert (response.status_code, response["Location"]) == (301, page.url_path)


def test_what_an_editor_closed_to_the_public_is_not_there(client):
    page = offer_page()
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.get_parent().get_parent().pk), restriction_type="login")

    assert client.get(page.url_path).status_code == 404


def test_a_broken_page_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = trouble.broken(RequestFactory().get("/fi/"))

    assert response.status_code == 500
    assert "Etusivulle" in response.content.decode()


@pytest.mark.parametrize("handler", [trouble.not_found, trouble.forbidden, trouble.bad_request, trouble.csrf_failure])
def test_trouble_pages_ask_the_database_nothing(handler, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = handler(RequestFactory().get("/fi/x/"))

    assert "Etusivulle" in response.content.decode()


def test_the_sitemap_names_every_tree_and_no_alias(client):
    area = create_area(NewArea(slug="kainuu", names={"fi": "Kainuu"}, municipalities=[KAJAANI], state=AreaState.PERMANENT))
    page = create_page(parent=area, page=VenuePage(title="Teatteri", municipality_id=KAJAANI, kind="theatre"))

    assert page.url_path in addresses(client, "fi")
    assert "/sv/" in addresses(client, "sv")
    assert not [path for path in addresses(client, "sv") if "kainuu" in path]


def test_the_sitemap_leaves_out_what_is_over_or_closed(client):
    coming = offer_page(slug="tuleva")
    past = offer_page(venue=coming.get_parent().specific, slug="mennyt", dates=[evening(-2)])
    ended = venue_page(area=area_page(state="ended"))
    hidden = venue_page(area=area_page(state="preparing"))

    found = addresses(client, "fi")

    assert coming.url_path in found
    assert past.url_path not in found
    assert ended.url_path not in found
    assert ended.get_parent().url_path not in found
    assert hidden.url_path not in found
    assert hidden.get_parent().url_path in found


def test_the_index_of_sitemaps_names_a_file_a_language(client):
    text = client.get("/sitemap.xml").content.decode()

    assert [f"sitemap-{language}.xml" in text for language in ("fi", "sv", "en", "fi-simple")] == [True] * 4
    assert client.get("/sitemap-de.xml").status_code == 404


def test_robots_and_security_say_where_to_look(client):
    assert "Sitemap: http://localhost:8000/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert "Contact: " in client.get("/.well-known/security.txt").content.decode()
