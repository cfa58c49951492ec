"""A page made by code gets the same aliases as one made in the admin (W17), and an area is made whole."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from wagtail.models import Page

from areas import teams
from areas.actions import NewArea, alias_everywhere, area_indexes, create_area, create_page, free_code, same_thing
from areas.models import Area, AreaPage
from areas.refusals import Refusal
from common.refusals import Refused
from offerings.models import Offer, OfferPage, Venue, VenuePage
from tests.factories import KAJAANI, area_page

pytestmark = pytest.mark.django_db


def kainuu(**given) -> AreaPage:
    return create_area(NewArea(**{"slug": "kainuu", "names": {"fi": "Kainuu", "sv": "Kajanaland"}, "municipalities": [KAJAANI]} | given))


def languages(page: Page) -> dict[str, bool]:
    """Return language -> whether the page there is an alias."""
    rows = Page.objects.filter(translation_key=page.translation_key).values_list("locale__language_code", "alias_of")
    return {language: alias is not None for language, alias in rows}


def theatre(area: AreaPage, **given) -> VenuePage:
    return create_page(parent=area, page=VenuePage(title="Teatteri", municipality_id=KAJAANI, kind="theatre", **given))


def test_an_area_is_made_in_every_language_with_its_team():
    page = kainuu()

    assert languages(page) == {"fi": False, "sv": True, "en": True, "fi-simple": True}
    area = Area.objects.get(uuid=page.translation_key)
    assert area.paths == {
        "fi": "/fi/alueet/kainuu/",
        "sv": "/sv/omraden/kainuu/",
        "en": "/en/areas/kainuu/",
        "fi-simple": "/fi-simple/alueet/kainuu/",
    }
    assert (area.code, area.name_sv, area.name_en) == ("KA", "Kajanaland", "Kainuu")
    assert teams.lacking_grants() == []


def test_an_area_may_write_swedish_first():
    page = kainuu(slug="narpes", names={"fi": "Närpiö", "sv": "Närpes"}, source_language="sv")

    assert (page.title, page.locale.language_code) == ("Närpes", "sv")
    assert languages(page) == {"sv": False, "fi": True, "en": True, "fi-simple": True}
    assert Area.objects.get(uuid=page.translation_key).source_language == "sv"


def test_the_command_makes_an_area():
    call_command("create_area", "kainuu", "--name-fi", "Kainuu", "--municipality", KAJAANI)

    assert Area.objects.get(slug="kainuu").municipalities.get().code == KAJAANI


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"code": "XX"}, Refusal.AREA_SLUG_TAKEN),
        ({"slug": "toinen", "code": "KA"}, Refusal.AREA_CODE_TAKEN),
        ({"slug": "toinen", "source_language": "se"}, Refusal.UNKNOWN_LANGUAGE),
    ],
)
def test_an_area_is_refused(given, reason):
    kainuu()

    with pytest.raises(Refused) as refused:
        kainuu(**given)

    assert refused.value.reason is reason


def test_a_code_is_free_and_from_the_name():
    kainuu()

    assert free_code("Kainuu") == "KN"
    assert free_code("Äänekoski") == "AA"


def test_a_venue_gets_aliases_but_none_in_plain_finnish():
    venue = theatre(kainuu())

    assert languages(venue) == {"fi": False, "sv": True, "en": True}
    assert set(Venue.objects.get(uuid=venue.translation_key).paths) == {"fi", "sv", "en"}


def test_a_draft_leaves_draft_aliases_and_no_fact():
    venue = theatre(kainuu(), live=False)

    assert languages(venue) == {"fi": False, "sv": True, "en": True}
    assert not Page.objects.filter(translation_key=venue.translation_key, live=True).exists()
    assert not Venue.objects.exists()


def test_publishing_a_draft_publishes_its_aliases():
    venue = theatre(kainuu(), live=False)

    venue.save_revision().publish()

    assert Page.objects.filter(translation_key=venue.translation_key, live=True).count() == 3
    assert set(Venue.objects.get().paths) == {"fi", "sv", "en"}


def test_an_offer_is_written_once_whatever_the_languages():
    offer = create_page(parent=theatre(kainuu()), page=OfferPage(title="Lokki", categories=["theatre"]))

    assert languages(offer) == {"fi": False, "sv": True, "en": True}
    assert Offer.objects.get().texts.count() == 1


def test_aliasing_again_makes_nothing():
    area = kainuu()

    assert alias_everywhere(area) == []


def test_an_alias_gets_no_aliases():
    area = kainuu()

    assert alias_everywhere(area.get_translation(area_indexes()["sv"].locale)) == []


def test_only_the_source_takes_its_other_languages_along():
    area = kainuu()
    swedish = Page.objects.get(translation_key=area.translation_key, locale__language_code="sv")

    assert {page.locale.language_code for page in same_thing(area)} == {"sv", "en", "fi-simple"}
    assert same_thing(swedish) == []


def test_a_page_whose_area_was_made_elsewhere_gets_alias_parents():
    area = area_page()

    venue = theatre(area)

    assert languages(area) == {"fi": False, "sv": True, "en": True}
    assert languages(venue) == {"fi": False, "sv": True, "en": True}
