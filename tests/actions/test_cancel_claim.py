from datetime import timedelta

import pytest

from common.refusals import Refused
from offerings.actions import cancel_occurrence
from offerings.models import Occurrence
from redemption.cards.actions import revoke_card
from redemption.cards.models import Card, HolderSession
from redemption.claims.actions import cancel_claim
from redemption.claims.models import Claim, ClaimState, Ledger, QuotaPool, Ticket
from redemption.claims.rules import Refusal, Seats
from tests import wing
from tests.factories import OccurrenceFactory, evening

pytestmark = pytest.mark.django_db


def state_of(claim):
    return Claim.objects.get(pk=claim.pk).state


def test_a_place_given_back_is_free_at_once(now):
    occurrence = OccurrenceFactory(places=3)
    claim = wing.claim(occurrence=occurrence, seats=Seats(children=2))

    cancel_claim(claim.public_id, card=claim.card, now=now)

    row = Ledger.objects.get(kind="claim-cancelled")
    assert state_of(claim) == ClaimState.CANCELLED
    assert Ticket.objects.get(claim=claim).state == "void"
    assert Occurrence.objects.get(pk=occurrence.pk).places_left == 3
    assert QuotaPool.objects.get().taken == 0
    assert Card.objects.get(pk=claim.card_id).active_claims == 0
    assert (row.actor, row.children, row.flags, row.body) == ("holder", 2, [], {"reason": "holder", "places": 3})


def test_the_same_card_may_book_the_date_again(now):
    occurrence = OccurrenceFactory(places=1)
    claim = wing.claim(occurrence=occurrence)
    cancel_claim(claim.public_id, card=claim.card, now=now)

    again = wing.claim(claim.card, occurrence=occurrence)

    assert again.pk != claim.pk


def test_cancelling_twice_says_so_and_returns_nothing_twice(now):
    occurrence = OccurrenceFactory(places=2)
    wing.claim(occurrence=occurrence)
    claim = wing.claim(occurrence=occurrence)
    cancel_claim(claim.public_id, card=claim.card, now=now)

    with pytest.raises(Refused) as caught:
        cancel_claim(claim.public_id, card=claim.card, now=now)

    assert caught.value.reason is Refusal.ALREADY_GIVEN_BACK
    assert QuotaPool.objects.get().taken == 1


def test_nobody_cancels_for_another_card(now):
    claim = wing.claim()

    with pytest.raises(Claim.DoesNotExist):
        cancel_claim(claim.public_id, card=wing.card(), now=now)
    assert state_of(claim) == ClaimState.LIVE


def test_after_the_start_it_is_late_but_never_punished(now):
    occurrence = OccurrenceFactory(starts_at=evening(1))
    claim = wing.claim(occurrence=occurrence)

    cancel_claim(claim.public_id, card=claim.card, now=occurrence.starts_at + timedelta(minutes=1))

    assert Ledger.objects.get(kind="claim-cancelled").flags == ["late"]


@pytest.mark.parametrize(("after_end", "reason"), [(timedelta(0), Refusal.TOO_LATE_TO_GIVE_BACK), (timedelta(days=3), Refusal.TOO_LATE_TO_GIVE_BACK)])
def test_when_it_is_over_there_is_nothing_to_cancel(after_end, reason):
    claim = wing.claim()

    with pytest.raises(Refused) as caught:
        cancel_claim(claim.public_id, card=claim.card, now=claim.occurrence.ends_at + after_end)

    assert caught.value.reason is reason


def test_a_used_ticket_is_not_given_back(now):
    claim = wing.claim()
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.USED)

    with pytest.raises(Refused) as caught:
        cancel_claim(claim.public_id, card=claim.card, now=now)

    assert caught.value.reason is Refusal.ALREADY_USED


def test_a_date_cancelled_by_its_venue_ends_every_claim(now):
    occurrence = OccurrenceFactory(places=5)
    claims = [wing.claim(occurrence=occurrence) for _ in range(3)]
    other = wing.claim()

    cancel_occurrence(occurrence.uuid, now=now)

    assert {state_of(claim) for claim in claims} == {ClaimState.CANCELLED}
    assert set(Claim.objects.filter(occurrence=occurrence).values_list("ending", flat=True)) == {"venue"}
    assert set(Ticket.objects.filter(claim__in=claims).values_list("state", flat=True)) == {"void"}
    assert QuotaPool.objects.get(occurrence=occurrence).taken == 0
    assert Card.objects.filter(claims__in=claims, active_claims=0).count() == 3
    assert state_of(other) == ClaimState.LIVE


def test_a_revoked_card_gives_its_places_back_and_is_signed_out(now):
    claim = wing.claim(occurrence=OccurrenceFactory(places=1))
    card = claim.card
    HolderSession.objects.create(key_hash="x", card=card, created_at=now, seen_at=now)

    revoke_card(card, actor="worker", now=now)

    card.refresh_from_db()
    assert (card.state, card.pin_hash, card.active_claims) == ("revoked", "", 0)
    assert not HolderSession.objects.exists()
    assert state_of(claim) == ClaimState.CANCELLED
    assert Occurrence.objects.get(pk=claim.occurrence_id).places_left == 1
    assert list(Ledger.objects.order_by("seq").values_list("kind", flat=True)) == ["claim-made", "card-revoked", "claim-cancelled"]
