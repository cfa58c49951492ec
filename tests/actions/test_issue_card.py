"""Handing cards over at once, and from one box."""

from uuid import uuid4

import pytest

from common.refusals import Refused
from redemption.cards.actions import IssueWish, issue_card, stock_cards
from redemption.cards.models import Card, CardTerm
from redemption.cards.numbers import read_number
from redemption.cards.rules import Refusal
from redemption.claims.models import Ledger
from tests import wing
from tests.rush import at_once


def wish(**given):
    fields = {"key": uuid4(), "number": "", "age_band": "18-29", "municipality": "205", "companions_max": 0, "is_eligible": True, "has_agreed": True}
    return IssueWish(**(fields | given))


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_six_times_at_once_is_one_card(now):
    worker, form = wing.worker(), wish()

    outcomes = at_once([lambda: issue_card(form, worker=worker, now=now) for _ in range(6)])

    assert outcomes == {"done": 6}
    assert (Card.objects.count(), CardTerm.objects.count(), Ledger.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_one_card_of_the_box_is_handed_to_one_person(now):
    worker = wing.worker()
    number = stock_cards(unit=worker.unit, count=2, now=now)[0]

    outcomes = at_once([lambda: issue_card(wish(number=number), worker=worker, now=now) for _ in range(4)])

    assert outcomes == {"done": 1, "card-not-free": 3}
    assert CardTerm.objects.count() == 1


@pytest.mark.django_db
def test_a_box_holds_as_many_cards_as_were_ordered_none_in_use(now):
    unit = wing.unit()

    numbers = stock_cards(unit=unit, count=50, now=now)

    assert len(set(numbers)) == 50
    assert all(read_number(number) == number for number in numbers)
    assert set(Card.objects.values_list("state", "unit")) == {("stocked", unit.pk)}


@pytest.mark.django_db
def test_a_pilots_last_day_ends_the_term(now):
    area = wing.area("SA", state="pilot", pilot_until="2027-01-01")
    area.refresh_from_db()

    issued = issue_card(wish(), worker=wing.worker(wing.unit(area)), now=now)

    assert str(issued.term.valid_until) == "2026-12-31"


@pytest.mark.django_db
def test_nothing_is_kept_of_a_refused_handing_over(now):
    worker = wing.worker()

    with pytest.raises(Refused) as caught:
        issue_card(wish(has_agreed=False), worker=worker, now=now)

    assert caught.value.reason is Refusal.CONSENT_MISSING
    assert not Card.objects.exists()
    assert not Ledger.objects.exists()
