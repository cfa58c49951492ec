"""What the demo leaves in the gated wing: cards to try and counters that agree."""

import pytest

from kaikusite.demo.wing import PIN, TRY_CARDS
from redemption.cards.actions import sign_in
from redemption.cards.models import DeviceClass
from redemption.claims.models import QuotaPool
from tests.demo_site import NOW, seeded_site

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), seeded_site(tmp_path_factory.mktemp("media")) as demo:
        yield demo


def test_the_cards_to_try_open_with_the_pin_that_is_printed(seeded):
    for card in TRY_CARDS:
        assert sign_in(number=card.number, pin=PIN, device=DeviceClass.OWN, now=NOW)


def test_the_counter_of_a_date_agrees_with_what_is_left(seeded):
    assert all(pool.size - pool.taken == pool.occurrence.places_left for pool in QuotaPool.objects.select_related("occurrence"))
