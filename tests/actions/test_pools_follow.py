"""Capacity has one owner: the page promises, the pool counts and follows."""

import pytest

from common.projection import page_writes
from offerings.models import Occurrence
from redemption.claims.actions import follow_places
from redemption.claims.models import Ledger, QuotaPool
from redemption.claims.rules import Seats
from tests import wing
from tests.factories import OccurrenceFactory, occurrence_of, offer_page

pytestmark = pytest.mark.django_db


def promise(page, places):
    """Change the page's number as an editor does: save and publish."""
    with page_writes():
        page.refresh_from_db()
        page.places = places
        page.save_revision().publish()


def left(occurrence):
    return Occurrence.objects.get(pk=occurrence.pk).places_left


@pytest.fixture
def page():
    return offer_page(places=20)


@pytest.mark.parametrize(("promised", "size", "over"), [(30, 30, 0), (3, 3, 0), (2, 3, 1), (0, 3, 3), (None, None, 0)])
def test_the_pool_follows_the_page_but_never_below_what_is_taken(page, promised, size, over):
    occurrence = occurrence_of(page)
    wing.claim(occurrence=occurrence, seats=Seats(children=2))

    promise(page, promised)

    pool = QuotaPool.objects.get(occurrence=occurrence)
    row = Ledger.objects.filter(kind="pool-resized").last()
    assert (pool.size, pool.taken) == (size, 3)
    assert left(occurrence) == (None if size is None else size - 3)
    assert row.body == {"channel": "any", "size_before": 20, "size_after": -1 if size is None else size, "over": over}


def test_publishing_again_changes_nothing_and_tells_nothing(page):
    occurrence = occurrence_of(page)
    wing.claim(occurrence=occurrence)

    promise(page, 20)

    assert left(occurrence) == 19
    assert not Ledger.objects.filter(kind="pool-resized").exists()


def test_places_left_written_back_from_an_old_reading_are_put_right(now):
    occurrence = OccurrenceFactory(places=20)
    wing.claim(occurrence=occurrence)
    Occurrence.objects.filter(pk=occurrence.pk).update(places_left=20)

    follow_places([occurrence.uuid], now)

    assert left(occurrence) == 19


def test_a_page_that_promises_places_at_last_can_be_booked_out(page):
    occurrence = occurrence_of(page)
    promise(page, None)
    first = wing.claim(occurrence=occurrence)
    promise(page, 1)

    from common.refusals import Refused

    with pytest.raises(Refused):
        wing.claim(occurrence=occurrence)
    assert left(occurrence) == 0
    assert first.state == "live"


def test_a_thousand_dates_without_claims_cost_two_queries(now, django_assert_num_queries):
    from uuid import uuid4

    with django_assert_num_queries(2):
        follow_places([uuid4() for _ in range(1000)], now)


def test_places_that_an_importer_says_are_gone_are_not_given_again(now):
    occurrence = OccurrenceFactory(places=20, places_left=5)

    wing.claim(occurrence=occurrence)

    assert (QuotaPool.objects.get(occurrence=occurrence).taken, left(occurrence)) == (16, 4)
