"""Seeding: the demo's plain values become pages in four languages, facts, people and cards to try."""

from io import StringIO
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from wagtail.models import Page

from areas import teams
from areas.models import Area, AreaText, Distributor
from home.pages import ContentPage, HomePage, NewsPage
from kaikusite.demo import people, seed, things
from offerings.models import Occurrence, Offer, OfferText, Venue
from offerings.pages import OfferPage
from offerings.projection import occurrence_key
from tests.demo_site import NOW, OFFERS, seeded_site

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), seeded_site(tmp_path_factory.mktemp("media")) as demo:
        yield demo


def test_every_value_becomes_one_fact(seeded):
    assert Area.objects.count() == len(seeded.areas)
    assert Distributor.objects.count() == len(seeded.distributors)
    assert Venue.objects.filter(closed_at=None).count() == len(seeded.venues)
    assert Offer.objects.filter(closed_at=None).count() == OFFERS
    assert Occurrence.objects.count() == sum(len(offer.dates) for offer in seeded.offers)


def test_a_thing_has_words_only_in_the_languages_it_was_written_in(seeded):
    for offer in seeded.offers:
        spoken = OfferText.objects.filter(offer__uuid=things.key(offer.key)).values_list("language", flat=True)
        assert set(spoken) == set(offer.words)


def test_every_page_stands_in_four_languages(seeded):
    for model in (OfferPage, ContentPage):
        assert model.objects.count() == 4 * model.objects.values("translation_key").distinct().count()
    assert not Page.find_problems()[0]


def test_an_area_that_speaks_swedish_first_is_read_in_swedish(seeded):
    area = Area.objects.get(uuid=things.key("area/narpes"))

    assert area.source_language == "sv"
    assert set(AreaText.objects.filter(area=area).values_list("language", flat=True)) == {"fi", "sv", "en", "fi-simple"}


def test_the_front_pages_get_their_words(seeded):
    assert all(HomePage.objects.filter(depth=2).values_list("lead", flat=True))
    assert seed.is_seeded()


def test_plain_pages_keep_steps_and_questions(seeded):
    page = ContentPage.objects.get(translation_key=things.key("page/card"), locale__language_code="fi")

    steps = next(block.value for block in page.body if block.block_type == "steps")
    assert [bool(step["title"] and step["text"].source) for step in steps] == [True] * 3


def test_news_lie_in_the_past(seeded):
    assert all(page.published_on < NOW.date() for page in NewsPage.objects.all())


def test_places_that_are_taken_are_taken(seeded):
    for offer in seeded.offers:
        for when in offer.dates:
            row = Occurrence.objects.get(uuid=_occurrence(offer, when))
            assert row.is_cancelled == when.is_cancelled
            if when.places is not None and not when.is_cancelled:
                assert row.places_left == when.places - when.taken


def _occurrence(offer, when) -> UUID:
    return occurrence_key(things.key(offer.key), things.date_key(offer, when))


def test_pictures_have_ready_renditions_and_words_for_those_who_do_not_see(seeded):
    drawn = list(Offer.objects.exclude(picture=None))

    assert drawn
    assert all(offer.picture["srcset"] and offer.picture["alt"][offer.source_language] for offer in drawn)


def test_people_are_roles_with_the_rights_of_their_role(seeded):
    office, editor = (User.objects.get(username=name) for name in ("toimisto", "kainuu-toimittaja"))

    assert teams.is_office(office)
    assert [team.area_key for team in teams.areas_of(editor)] == [things.key("area/kainuu")]
    assert editor.check_password(people.PASSWORD)
    assert all(user.email.endswith("@example.org") for user in User.objects.filter(is_active=True))


def test_a_site_with_content_is_left_alone(seeded):
    out = StringIO()

    call_command("seed_demo", offers=10, stdout=out)

    assert Offer.objects.count() == OFFERS
    assert "nothing was changed" in out.getvalue()


@pytest.mark.parametrize("offers", [0, -1, 200_001])
def test_a_senseless_number_of_offers_is_refused(offers):
    with pytest.raises(CommandError):
        call_command("seed_demo", offers=offers)
