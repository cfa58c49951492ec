"""The listing of offers shows each offer once, to those whose it is, and every filter finds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from areas import teams
from areas.actions import NewArea, create_area, create_page
from offerings.actions import cancel_occurrence
from offerings.models import Occurrence, OfferDate, OfferPage, VenuePage
from tests.factories import KAJAANI, evening
from tests.staff import person

pytestmark = pytest.mark.django_db

LISTING = "/admin/offers/"


def area(name: str, code: str):
    return create_area(NewArea(slug=name.lower(), names={"fi": name}, code=code, municipalities=[KAJAANI], state="permanent"))


def offer(parent, title: str, *, days=(3,), **given) -> OfferPage:
    page = OfferPage(title=title, **{"categories": ["theatre"], "places": 20} | given)
    page.dates = [OfferDate(starts_at=evening(day), ends_at=evening(day) + timedelta(hours=2)) for day in days]
    return create_page(parent=parent, page=page)


@pytest.fixture
def kainuu(db):
    return area("Kainuu", "KA")


@pytest.fixture
def theatre(kainuu):
    return create_page(parent=kainuu, page=VenuePage(title="Teatteri", municipality_id=KAJAANI, kind="theatre"))


@pytest.fixture
def publisher(client, kainuu):
    user = person()
    teams.join(user, kainuu.translation_key, teams.Role.PUBLISHER)
    client.force_login(user)
    return user


def titles(client, query: str = "") -> list[str]:
    return sorted(page.title for page in client.get(LISTING + query).context["object_list"])


def test_each_offer_is_one_row_whatever_its_languages(client, publisher, theatre):
    offer(theatre, "Lokki")

    answer = client.get(LISTING)

    assert [page.title for page in answer.context["object_list"]] == ["Lokki"]
    row = answer.context["object_list"][0]
    assert (row.row_left, row.row_languages) == (20, "FI")
    assert "klo\xa018" in row.row_next


def test_another_areas_offers_are_not_listed(client, publisher, theatre):
    other = create_page(parent=area("Savo", "SA"), page=VenuePage(title="Muu", municipality_id=KAJAANI, kind="theatre"))
    offer(other, "Vieras")
    offer(theatre, "Oma")

    assert titles(client) == ["Oma"]
    assert titles(client, "?q=vieras") == []


FILTERS = [
    ("?kind=course", ["Kurssi"]),
    ("?category=music", ["Konsertti"]),
    ("?state=draft", ["Luonnos"]),
    ("?state=live", ["Konsertti", "Kurssi", "Lokki", "Vanha"]),
    ("?state=scheduled", []),
    ("?state=moderation", []),
    ("?state=expired", []),
    ("?state=changed", []),
    ("?within=1", ["Konsertti"]),
    ("?within=7", ["Konsertti", "Lokki", "Luonnos"]),
    ("?within=past", ["Vanha"]),
    ("?how_to_get=phone", ["Kurssi"]),
    ("?missing=sv", ["Konsertti", "Kurssi", "Lokki", "Luonnos", "Vanha"]),
    ("?missing=fi", ["Luonnos"]),
    ("?q=lok", ["Lokki"]),
]


@pytest.mark.parametrize(("query", "found"), FILTERS)
def test_a_filter_finds(client, publisher, theatre, query, found):
    offer(theatre, "Lokki")
    offer(theatre, "Konsertti", days=(0,), categories=["music", "festival"])
    offer(theatre, "Kurssi", days=(40,), kind="course", how_to_get="phone")
    offer(theatre, "Vanha", days=(-3,))
    offer(theatre, "Luonnos", live=False)

    assert titles(client, query) == found


@pytest.mark.parametrize(
    "query",
    ["?kind=x", "?category='", "?within=99999999", "?area=abc", "?area=999", "?state=x", "?missing=x", "?p=0", "?p=x", "?ordering=x", "?q=%00"],
)
def test_a_bad_filter_is_no_error(client, publisher, theatre, query):
    offer(theatre, "Lokki")

    assert client.get(LISTING + query).status_code in (200, 404)


def test_the_listing_costs_the_same_for_three_and_for_thirty(client, publisher, theatre, django_assert_max_num_queries):
    for number in range(3):
        offer(theatre, f"Esitys {number}")
    client.get(LISTING)
    with django_assert_max_num_queries(200) as few:
        client.get(LISTING)
    for number in range(3, 12):
        offer(theatre, f"Esitys {number}")
    with django_assert_max_num_queries(200) as many:
        client.get(LISTING)

    assert len(many) <= len(few) + 1


def test_a_date_is_cancelled_after_one_more_question(client, publisher, theatre):
    page = offer(theatre, "Lokki", days=(3, 4))
    row = Occurrence.objects.order_by("starts_at").first()
    address = reverse("offer_date_cancel", args=[page.pk, row.uuid])

    assert "Lokki" in client.get(reverse("offer_dates", args=[page.pk])).content.decode()
    assert client.get(address).status_code == 200
    assert not Occurrence.objects.filter(is_cancelled=True).exists()
    client.post(address)

    row.refresh_from_db()
    assert row.is_cancelled
    assert Occurrence.objects.filter(is_cancelled=False).count() == 1


def test_an_editor_sees_the_dates_and_cancels_none(client, kainuu, theatre):
    page = offer(theatre, "Lokki")
    user = person("toimittaja@example.org")
    teams.join(user, kainuu.translation_key, teams.Role.EDITOR)
    client.force_login(user)
    row = Occurrence.objects.get()

    assert client.get(reverse("offer_dates", args=[page.pk])).status_code == 200
    assert client.post(reverse("offer_date_cancel", args=[page.pk, row.uuid])).status_code == 302
    row.refresh_from_db()
    assert not row.is_cancelled


def test_another_offers_date_cannot_be_cancelled_through_this_one(client, publisher, theatre):
    page, other = offer(theatre, "Lokki"), offer(theatre, "Kesäyö")
    row = Occurrence.objects.get(offer__uuid=other.translation_key)

    assert client.post(reverse("offer_date_cancel", args=[page.pk, row.uuid])).status_code == 404


def test_a_cancelled_date_is_said_to_be_so(client, publisher, theatre):
    page = offer(theatre, "Lokki")
    cancel_occurrence(Occurrence.objects.get().uuid, now=timezone.now())

    assert client.get(reverse("offer_dates", args=[page.pk])).context["rows"][0]["cancel_url"] == ""


SEARCHES = [
    '"',
    "%22%00",
    "   ",
    "%25",
    "\\",
    "😀",
    "AND",
    "OR NOT",
    "NEAR(a b)",
    "a*",
    "^a",
    "-a",
    "(",
    "*",
    "'",
    "a" * 5000,
    "lokki OR 1=1",
    "{",
    ":",
]


@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("address", [LISTING, "/admin/pages/search/", "/admin/choose-page/search/", "/admin/images/", "/admin/documents/"])
def test_no_question_breaks_the_search(client, publisher, theatre, address, search):
    assert client.get(f"{address}?q={search}").status_code == 200


def test_translations_count_in_the_row(client, publisher, theatre):
    page = offer(theatre, "Lokki")
    swedish = page.copy_for_translation(Locale.objects.get(language_code="fi-simple"), copy_parents=True)
    swedish.save_revision().publish()

    (row,) = client.get(LISTING).context["object_list"]

    assert row.row_languages == "FI selko"
