"""Is my town in, and where do I get a card: one field, an answer for every input."""

from __future__ import annotations

from datetime import date

import pytest

from areas.models import Area
from tests.factories import AreaFactory, DistributorFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/fi/kortti/mista/"
KAJAANI, SOTKAMO, OULU = "205", "765", "564"


def answer(client, place: str, *, address: str = ADDRESS) -> str:
    response = client.get(address, {"place": place})
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


@pytest.fixture
def kainuu() -> Area:
    area = AreaFactory(name_fi="Kainuu", municipalities=[KAJAANI, SOTKAMO])
    DistributorFactory(area=area, municipality_id=KAJAANI, names={"fi": "Etsivä nuorisotyö"})
    return area


@pytest.mark.parametrize("place", ["Kajaani", "kajaani", "Kajaanissa", "87100", "FI-87100", "Kajana"])
def test_a_town_that_hands_cards_out_shows_places_hours_and_a_sentence(client, kainuu, place):
    html = answer(client, place)

    assert "Kyllä, kortin saa: Kajaani" in html
    assert "Etsivä nuorisotyö" in html
    assert "ma–pe 9–15" in html
    assert "Hei, haluaisin kysyä Kaikukortista." in html
    assert 'href="tel:+35881234567"' in html


def test_a_town_of_the_area_without_a_place_shows_the_others(client, kainuu):
    html = answer(client, "Sotkamo")

    assert "Kortti käy: Sotkamo" in html
    assert "Etsivä nuorisotyö" in html


def test_a_town_outside_the_network_gets_an_honest_not_yet(client, kainuu):
    html = answer(client, "Oulu")

    assert "Ei vielä: Oulu" in html
    assert "Kainuu" in html
    assert " km" in html


@pytest.mark.parametrize(
    ("state", "words"),
    [("preparing", "otetaan täällä käyttöön 1.2.2027"), ("paused", "Tauolla: Oulu"), ("interested", "Ei vielä: Oulu"), ("ended", "Ei vielä: Oulu")],
)
def test_an_area_that_does_not_run_is_said_as_it_is(client, kainuu, state, words):
    AreaFactory(name_fi="Oulu", municipalities=[OULU], state=state, pilot_from=date(2027, 2, 1))

    assert words in answer(client, "Oulu")


def test_an_unknown_town_gets_a_message_and_suggestions(client, kainuu):
    html = answer(client, "Kaja")

    assert "Emme tunne tätä paikkakuntaa" in html
    assert 'aria-invalid="true"' in html
    assert "?place=Kajaani" in html


@pytest.mark.parametrize("place", ["", " ", "%", "00000", "99999999999", "<script>alert(1)</script>", "a" * 5000, "\x00", "’;--", "😀", "Åbo\r\nX"])
def test_any_input_gets_an_answer(client, kainuu, place):
    assert "<script>alert" not in answer(client, place)


@pytest.mark.parametrize(
    ("address", "words"), [("/sv/kortet/var/", "Ja, du kan få ett kort: Kajana"), ("/en/card/where/", "Yes: you can get a card in Kajaani")]
)
def test_the_address_and_the_answer_are_in_the_reader_s_language(client, kainuu, address, words):
    html = answer(client, "87100", address=address)

    assert words in html
    assert 'lang="fi"' in html


def test_the_languages_stay_on_the_question(client, kainuu):
    html = answer(client, "Kajaani")

    assert 'href="/sv/kortet/var/?place=Kajaani"' in html


def test_the_answer_may_be_kept_and_sets_no_cookie(client, kainuu):
    response = client.get(ADDRESS, {"place": "Kajaani"})

    assert "s-maxage" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_only_reading_is_possible(client):
    assert client.post(ADDRESS, {"place": "Kajaani"}).status_code == 405
