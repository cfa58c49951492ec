"""“Is it found?”: an editor asks about an offer of their own area and gets sentences; nobody else gets anything."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse

from areas import teams
from common import worker
from tests.cast import person
from tests.factories import evening, offer_page, venue_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(cast):
    made = offer_page(venue=cast.venue_page, title="Talven valo konsertti", dates=[evening(3)])
    worker.work_once()
    return made


def text(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def ask(client, page, **given: str) -> str:
    return text(client.get(reverse("search_why", args=[page.pk]), {"q": "", "place": "", "when": "", "lang": "fi", **given}))


def test_the_answer_is_given_in_words(client, cast, page) -> None:
    client.force_login(cast.area_editor)

    said = ask(client, page, q="konserttiin Kajaanissa")

    assert "Löytyy: sija 1, löytyneitä 1." in said
    assert "”kajaanissa” ymmärrettiin rajaukseksi: Kajaani." in said
    assert "”konserttiin” on otsikossa." in said
    assert "Haku tuntee julkaistut tekstit." in said


def test_what_is_in_the_way_comes_with_advice(client, cast, page) -> None:
    client.force_login(cast.area_editor)

    said = ask(client, page, q="keppihevonen")
    assert "Ei löydy." in said
    assert "Jos se pitää paikkansa, kirjoita ”keppihevonen” otsikkoon tai tiivistelmään." in said

    assert "mutta ei haetulla ajalla" in ask(client, page, when="today")
    assert "Kenelle: Lasten kanssa – ei sovi." in ask(client, page, audience="children")


@pytest.mark.parametrize(("language", "said"), [("fi", "Löytyy"), ("sv", "Det hittas"), ("en", "It is found")])
def test_it_speaks_the_editors_language(client, cast, page, language: str, said: str) -> None:
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=cast.area_editor, defaults={"preferred_language": language})
    client.force_login(cast.area_editor)

    assert said in ask(client, page, q="konsertti")


def test_nothing_is_asked_before_a_question_and_nonsense_breaks_nothing(client, cast, page) -> None:
    client.force_login(cast.area_editor)

    assert "löytyneitä" not in text(client.get(reverse("search_why", args=[page.pk])))
    for given in ({"q": "x" * 5_000}, {"place": "Ei ole"}, {"when": "joskus"}, {"lang": "xx"}, {"q": "\x00'\""}, {"near": "1,1", "bbox": "a"}):
        ask(client, page, **given)


def test_an_offer_is_chosen_by_its_name_among_ones_own(client, cast, page) -> None:
    offer_page(venue=venue_page(area=cast.other_area), title="Vieras konsertti", dates=[evening(3)])
    client.force_login(cast.area_editor)

    said = text(client.get(reverse("search_why_choose"), {"name": "konsertti"}))

    assert "Talven valo konsertti" in said
    assert "Vieras" not in said


def test_the_offers_own_page_leads_here(client, cast, page) -> None:
    client.force_login(cast.area_editor)

    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert reverse("search_why", args=[page.pk]) in edit


def test_another_areas_offer_is_refused(client, cast, page) -> None:
    client.force_login(cast.outsider)

    answer = client.get(reverse("search_why", args=[page.pk]), {"q": "konsertti"})

    assert answer.status_code in {302, 403, 404}
    assert "Talven valo" not in answer.content.decode()


def test_nobody_without_a_team_comes_near(client, page) -> None:
    for who in (None, person("ei-ryhmaa")):
        client.logout()
        if who:
            client.force_login(who)
        for address in (reverse("search_why_choose"), reverse("search_why", args=[page.pk])):
            assert client.get(address).status_code in {302, 403}, (who, address)


def test_the_office_may_ask_about_any(client, page) -> None:
    user = person("toimisto")
    user.groups.add(teams.office_group())
    client.force_login(user)

    assert "Löytyy" in ask(client, page, q="konsertti")
