"""Many at once: a place is given once. The control shows that this harness sees an oversell when the guard is gone."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import transaction

from common.models import OutboxRow
from common.refusals import Refused
from offerings.actions import cancel_occurrence
from offerings.models import Occurrence
from redemption.cards.actions import revoke_card
from redemption.cards.models import AreaPolicy, Card
from redemption.claims.actions import ClaimWish, cancel_claim, claim_seats, follow_places
from redemption.claims.models import Claim, ClaimState, Ledger, QuotaPool, Ticket
from redemption.claims.rules import Refusal, Seats
from tests import wing
from tests.factories import OccurrenceFactory, evening
from tests.rush import at_once, until_not_busy

pytestmark = pytest.mark.django_db(transaction=True)
PLACES = 20
PEOPLE = 64


def claimer(card: Card, occurrence: Occurrence, now, *, seats: Seats | None = None, key: str = "") -> Callable[[], object]:
    wish = ClaimWish(occurrence=occurrence.uuid, seats=seats or Seats(), key=key or str(uuid4()))
    return lambda: claim_seats(wish, card=card, now=now)


def cards(count: int, **more) -> list[Card]:
    unit = wing.unit()
    return [wing.card(unit, **more) for _ in range(count)]


def agrees(occurrence: Occurrence) -> int:
    """Return the places taken, after checking that claims, pool, page, tickets and ledger say the same."""
    live = Claim.objects.filter(occurrence=occurrence, state=ClaimState.LIVE)
    taken = sum(claim.places for claim in live)
    pool = QuotaPool.objects.get(occurrence=occurrence)
    left = Occurrence.objects.get(pk=occurrence.pk).places_left
    told = sum(row.body["places"] for row in Ledger.objects.filter(kind="claim-made", occurrence_id=occurrence.uuid))
    given = sum(row.body["places"] for row in Ledger.objects.filter(kind="claim-cancelled", occurrence_id=occurrence.uuid))
    assert pool.taken == taken == told - given
    assert left == pool.size - taken
    assert Ticket.objects.filter(claim__in=live).exclude(state="void").count() == live.count()
    return taken


def test_sixty_four_people_get_exactly_twenty_places(now):
    occurrence = OccurrenceFactory(places=PLACES)

    outcomes = at_once([until_not_busy(claimer(card, occurrence, now)) for card in cards(PEOPLE)])

    assert outcomes == {"done": PLACES, "full": PEOPLE - PLACES}
    assert Claim.objects.count() == PLACES
    assert agrees(occurrence) == PLACES
    assert OutboxRow.objects.filter(kind="places", subject=occurrence.uuid, done_at=None).count() == 1


def test_parties_leave_at_most_two_places_unsold(now):
    occurrence = OccurrenceFactory(places=PLACES)
    acts = [claimer(card, occurrence, now, seats=Seats(children=number % 3)) for number, card in enumerate(cards(PEOPLE))]

    outcomes = at_once([until_not_busy(act) for act in acts])

    assert set(outcomes) == {"done", "full"}
    assert PLACES - 2 <= agrees(occurrence) <= PLACES


def test_without_the_guard_the_same_harness_oversells(now):
    """The control: read the counter, then write it, in autocommit. Claim rows are counted, not the counter."""
    occurrence = OccurrenceFactory(places=PLACES)
    pool = QuotaPool.objects.create(occurrence=occurrence, size=PLACES)

    def unguarded(card: Card) -> Callable[[], object]:
        def act() -> None:
            seen = QuotaPool.objects.get(pk=pool.pk)
            if seen.taken >= PLACES:
                raise Refused(Refusal.FULL)
            time.sleep(0.002)  # a round trip of a real network
            Claim.objects.create(card=card, occurrence=occurrence, pool=pool, places=1, holder=1, made_at=now)
            QuotaPool.objects.filter(pk=pool.pk).update(taken=seen.taken + 1)

        return act

    at_once([unguarded(card) for card in cards(PEOPLE)])

    assert Claim.objects.count() > PLACES


def test_one_card_at_eight_dates_keeps_to_its_limit(now):
    card = cards(1)[0]
    AreaPolicy.objects.create(area=card.area, valid_from="2020-01-01", live_claims_max=3)
    dates = [OccurrenceFactory(starts_at=evening(days)) for days in range(1, 9)]

    outcomes = at_once([until_not_busy(claimer(card, date, now)) for date in dates])

    assert outcomes == {"done": 3, "too-many-claims": 5}
    assert Card.objects.get(pk=card.pk).active_claims == 3


def test_one_form_sent_ten_times_at_once_is_one_claim(now):
    occurrence = OccurrenceFactory()
    card, key = cards(1)[0], str(uuid4())

    outcomes = at_once([until_not_busy(claimer(card, occurrence, now, key=key)) for _ in range(10)])

    assert outcomes == {"done": 10}
    assert Claim.objects.count() == 1
    assert agrees(occurrence) == 1


def test_two_forms_of_one_card_at_once_are_one_claim(now):
    occurrence = OccurrenceFactory()
    card = cards(1)[0]

    outcomes = at_once([until_not_busy(claimer(card, occurrence, now)) for _ in range(6)])

    assert outcomes == {"done": 1, "already-claimed": 5}
    assert agrees(occurrence) == 1


def test_giving_back_eight_times_at_once_returns_one_place(now):
    occurrence = OccurrenceFactory(places=5)
    claim = wing.claim(occurrence=occurrence)
    wing.claim(occurrence=occurrence)

    outcomes = at_once([until_not_busy(lambda: cancel_claim(claim.public_id, card=claim.card, now=now)) for _ in range(8)])

    assert outcomes == {"done": 1, "already-given-back": 7}
    assert agrees(occurrence) == 1


def test_claims_and_returns_together_never_lose_count(now):
    occurrence = OccurrenceFactory(places=10)
    held = [wing.claim(card, occurrence=occurrence) for card in cards(8)]
    acts = [lambda claim=claim: cancel_claim(claim.public_id, card=claim.card, now=now) for claim in held]
    acts += [claimer(card, occurrence, now) for card in cards(16)]

    outcomes = at_once([until_not_busy(act) for act in acts])

    assert outcomes["done"] >= 8 + 2
    assert set(outcomes) <= {"done", "full"}
    agrees(occurrence)


def test_a_date_cancelled_amid_the_rush_keeps_no_claim(now):
    occurrence = OccurrenceFactory(places=PLACES)
    acts = [claimer(card, occurrence, now) for card in cards(12)] + [lambda: cancel_occurrence(occurrence.uuid, now=now)]

    outcomes = at_once([until_not_busy(act) for act in acts])

    assert set(outcomes) <= {"done", "date-cancelled"}
    assert not Claim.objects.filter(state=ClaimState.LIVE).exists()
    assert not Card.objects.filter(active_claims__gt=0).exists()
    assert not Ticket.objects.exclude(state="void").exists()


def test_a_promise_lowered_amid_the_rush_is_never_oversold(now):
    """The page's number falls from 20 to 5 while 16 people book: what was given stays, nothing more is given."""
    occurrence = OccurrenceFactory(places=PLACES)

    def lower() -> None:
        with transaction.atomic():
            Occurrence.objects.filter(pk=occurrence.pk).update(places=5, places_left=5)
            follow_places([occurrence.uuid], now)

    outcomes = at_once([until_not_busy(claimer(card, occurrence, now)) for card in cards(16)] + [lower])

    pool = QuotaPool.objects.get(occurrence=occurrence)
    live = Claim.objects.filter(state=ClaimState.LIVE).count()
    assert set(outcomes) <= {"done", "full"}
    assert pool.taken == live <= pool.size == max(5, live)
    assert Occurrence.objects.get(pk=occurrence.pk).places_left == pool.size - live


def test_a_card_closed_amid_its_own_bookings_holds_nothing(now):
    card = cards(1)[0]
    held = [wing.claim(card, occurrence=OccurrenceFactory(starts_at=evening(days))) for days in (1, 2)]
    acts = [claimer(card, OccurrenceFactory(starts_at=evening(days)), now) for days in (4, 5, 6)]
    acts += [lambda: cancel_claim(held[0].public_id, card=card, now=now), lambda: revoke_card(card, actor="worker", now=now)]

    outcomes = at_once([until_not_busy(act) for act in acts])

    assert set(outcomes) <= {"done", "card-not-active", "already-given-back"}
    assert not Claim.objects.filter(card=card, state=ClaimState.LIVE).exists()
    assert Card.objects.get(pk=card.pk).active_claims == 0
