"""Front page, plain pages, news, materials: words of editors, whatever they left empty."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Page

from common import outbox, page_batch
from home.pages import ContentPage, MaterialPage, MaterialsPage, NewsIndexPage, NewsPage
from tests.factories import add, area_page, home, offer_page, venue_page

pytestmark = pytest.mark.django_db
BODY = [
    {"type": "heading", "value": "Näin saat kortin"},
    {"type": "text", "value": '<p>Kysy <a linktype="page" id="{home}">etusivulta</a>.</p>'},
    {"type": "steps", "value": [{"title": "Kysy", "text": "<p>Kysy korttia.</p>"}]},
    {"type": "questions", "value": [{"question": "Maksaako se?", "answer": "<p>Ei.</p>"}]},
    {"type": "link", "value": {"text": "Lue lisää", "page": None, "address": "https://example.org"}},
]


def html_of(client: Client, page: Page, status: int = 200) -> str:
    response = client.get(page.url_path)
    assert response.status_code == status
    return response.content.decode().replace("\xa0", " ")


def test_the_front_page_asks_where_and_when_and_shows_what_is_soon(client):
    kainuu = area_page(name_fi="Kainuu")
    offer_page(venue=venue_page(area=kainuu), title="Kesäyön uni")
    outbox.drain()

    html = html_of(client, home())

    assert 'name="place"' in html
    assert 'action="/fi/kortti/mista/"' in html
    assert "Kesäyön uni" in html
    assert "Kainuu" in html


def test_the_front_page_stands_before_anything_is_there(client):
    assert "Näin kortti toimii" in html_of(client, home())


def test_every_block_of_a_plain_page_is_shown(client):
    body = json.dumps(BODY).replace("{home}", str(home().pk))
    page = add(home(), ContentPage(title="Kortti", body=body))

    html = html_of(client, page)

    assert '<h2 id="nain-saat-kortin">Näin saat kortin</h2>' in html
    assert '<a href="/fi/">etusivulta</a>' in html
    assert "Kysy korttia." in html
    assert "<summary>Maksaako se?</summary>" in html
    assert 'href="https://example.org"' in html


@pytest.mark.parametrize(
    "block",
    [
        {"type": "heading", "value": ""},
        {"type": "text", "value": ""},
        {"type": "text", "value": None},
        {"type": "steps", "value": []},
        {"type": "steps", "value": [{"title": "", "text": None}]},
        {"type": "steps", "value": [{}]},
        {"type": "questions", "value": [{"question": None}]},
        {"type": "picture", "value": {"image": None, "alt": ""}},
        {"type": "picture", "value": {}},
        {"type": "picture", "value": {"image": 99999}},
        {"type": "link", "value": {"text": "", "page": None, "address": None}},
        {"type": "link", "value": {"text": "x", "page": 99999}},
        {"type": "nothing-like-this", "value": 1},
    ],
)
def test_an_empty_block_is_left_out(client, block):
    """W13: what an editor, a translation or an importer left out must not break the page."""
    page = add(home(), ContentPage(title="Kortti"))
    ContentPage.objects.filter(pk=page.pk).update(body=json.dumps([block]))

    assert "Kortti</h1>" in html_of(client, page)


def test_pages_below_are_offered(client):
    page = add(home(), ContentPage(title="Kortti"))
    add(page, ContentPage(title="Lapset", lead="Omat lapset pääsevät mukaan."))

    assert "Omat lapset pääsevät mukaan." in html_of(client, page)


def test_an_alias_of_a_plain_page_says_that_it_is_not_translated(client, now):
    thing = page_batch.Thing(ContentPage, home().translation_key, "kortti", "fi", {"fi": {"title": "Kortti"}})
    page_batch.write([thing], now=now)

    html = client.get("/sv/kortti/").content.decode()

    assert '<article class="stack airy words" lang="fi">' in html
    assert "inte översatts till svenska ännu" in html


def test_news_come_newest_first_and_lead_to_each(client):
    index = add(home(), NewsIndexPage(title="Uutiset", slug="uutiset"))
    add(index, NewsPage(title="Vanha", published_on=date(2026, 1, 1)))
    item = add(index, NewsPage(title="Uusi", published_on=date(2026, 11, 1), lead="Tärkeää."))

    html = html_of(client, index)

    assert html.index("Uusi") < html.index("Vanha")
    assert "Tärkeää." in html_of(client, item)


def test_a_material_is_read_here_and_names_its_version(client):
    bank = add(home(), MaterialsPage(title="Materiaalit", slug="materiaalit"))
    material = add(bank, MaterialPage(title="Esite", version="2.1", version_on=date(2026, 9, 1)))

    assert "2.1, 1.9." in html_of(client, bank)
    assert "data-print" in html_of(client, material)


def test_the_files_of_a_material_are_offered_with_kind_and_size(client):
    bank = add(home(), MaterialsPage(title="Materiaalit", slug="materiaalit"))
    document = get_document_model().objects.create(title="Esite", file=ContentFile(b"x" * 2600, name="esite.pdf"), file_size=2600)
    material = add(bank, MaterialPage(title="Esite", pdf=document))

    assert "Tulostettavaksi (PDF, 3 kB)" in html_of(client, material)
    assert ">PDF<" in html_of(client, bank)


@pytest.mark.parametrize("page_class", [ContentPage, NewsIndexPage, MaterialsPage])
def test_no_page_sets_a_cookie_or_varies_on_one(client, page_class):
    response = client.get(add(home(), page_class(title="Sivu", slug="sivu")).url_path)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "s-maxage" in response["Cache-Control"]
