"""The makers of facts themselves: what stands in the tables after each."""

from __future__ import annotations

import pytest

from areas import teams
from offerings.models import Occurrence, Offer, OfferText
from tests import factories


@pytest.mark.django_db
def test_an_occurrence_made_alone_has_an_offer_a_venue_and_an_area():
    occurrence = factories.OccurrenceFactory()

    assert occurrence.offer.venue.area.municipalities.get().name_fi == "Kajaani"
    assert occurrence.left == 20


@pytest.mark.django_db
def test_an_offer_page_leaves_the_facts_that_publishing_leaves():
    page = factories.offer_page(title="Lumikuningatar")

    fact = factories.fact_of(page)

    assert fact.closed_at is None
    assert OfferText.objects.get(offer=fact, language="fi").title == "Lumikuningatar"
    assert factories.occurrence_of(page).places_left == 20


@pytest.mark.django_db
def test_pages_made_beside_each_other_share_the_tree():
    venue = factories.venue_page()

    factories.offer_page(venue=venue, title="Yksi")
    factories.offer_page(venue=venue, title="Kaksi")

    venue.refresh_from_db()
    assert venue.numchild == 2
    assert Offer.objects.count() == Occurrence.objects.count() == 2


def test_the_cast_stands_in_two_areas(cast):
    own, foreign = cast.area_editor, cast.outsider

    assert [team.area_key for team in teams.areas_of(own)] == [cast.area_page.translation_key]
    assert [team.area_key for team in teams.areas_of(foreign)] == [cast.other_area.translation_key]
    assert cast.occurrence.offer.venue.area == cast.area
