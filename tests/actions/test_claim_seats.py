from datetime import timedelta
from uuid import uuid4

import pytest

from common.models import OutboxRow
from common.refusals import Refused
from offerings.models import Occurrence
from redemption.cards.models import AreaPolicy, Card, CardClass, CardState
from redemption.claims.actions import ClaimWish, claim_seats
from redemption.claims.ledger import subject_of
from redemption.claims.models import Claim, IdemKey, Ledger, LedgerSubject, QuotaPool, Ticket
from redemption.claims.rules import Refusal, Seats
from tests import wing
from tests.factories import OccurrenceFactory, OfferFactory, evening

pytestmark = pytest.mark.django_db


@pytest.fixture
def card():
    return wing.card()


def wish_for(occurrence, *, key=None, **seats):
    return ClaimWish(occurrence=occurrence.uuid, seats=Seats(**seats), key=key or str(uuid4()))


def refused(wish, card, now):
    with pytest.raises(Refused) as caught:
        claim_seats(wish, card=card, now=now)
    return caught.value.reason


def left(occurrence):
    return Occurrence.objects.get(pk=occurrence.pk).places_left


def test_a_claim_takes_places_and_leaves_a_ticket_a_ledger_row_and_news_for_search(card, now):
    occurrence = OccurrenceFactory(places=20)

    claim = claim_seats(wish_for(occurrence, children=2, assistants=1), card=card, now=now)

    ticket = Ticket.objects.get(claim=claim)
    row = Ledger.objects.get(claim_id=claim.public_id)
    link = LedgerSubject.objects.get(ledger=row)
    assert (claim.places, ticket.seats, ticket.used) == (3, 4, 0)
    assert len(ticket.short_code) == 9
    assert len(ticket.public_id) == 16
    assert (row.kind, row.actor, row.children, row.assistants) == ("claim-made", "holder", 2, 1)
    assert row.area_code == occurrence.offer.venue.area.code
    assert row.body == {"places": 3, "channel": "any"}
    assert row.subject == subject_of(card, salt=link.salt)
    assert left(occurrence) == 17
    assert QuotaPool.objects.get(occurrence=occurrence).taken == 3
    assert Card.objects.get(pk=card.pk).active_claims == 1
    assert OutboxRow.objects.filter(kind="places", subject=occurrence.uuid, done_at=None).count() == 1


def test_a_date_without_limit_takes_everybody_and_still_counts(card, now):
    occurrence = OccurrenceFactory(places=None, places_left=None)

    claim_seats(wish_for(occurrence), card=card, now=now)

    assert left(occurrence) is None
    assert QuotaPool.objects.get(occurrence=occurrence).taken == 1


def test_the_same_key_gives_the_same_answer_and_takes_nothing_more(card, now):
    occurrence = OccurrenceFactory(places=1)
    wish = wish_for(occurrence)

    first = claim_seats(wish, card=card, now=now)
    again = claim_seats(wish, card=card, now=now)

    assert again == first
    assert Claim.objects.count() == Ledger.objects.filter(kind="claim-made").count() == 1
    assert left(occurrence) == 0


def test_the_same_key_with_other_seats_is_refused_and_changes_nothing(card, now):
    occurrence = OccurrenceFactory()
    wish = wish_for(occurrence)
    claim_seats(wish, card=card, now=now)

    assert refused(wish_for(occurrence, key=wish.key, children=1), card, now) is Refusal.KEY_REUSED
    assert left(occurrence) == 19


def test_the_same_key_from_another_card_is_another_key(card, now):
    occurrence = OccurrenceFactory()
    wish = wish_for(occurrence)

    first = claim_seats(wish, card=card, now=now)
    second = claim_seats(wish, card=wing.card(), now=now)

    assert first != second
    assert left(occurrence) == 18


def test_what_is_refused_leaves_no_trace(card, now):
    occurrence = OccurrenceFactory(places=2)

    assert refused(wish_for(occurrence, children=2), card, now) is Refusal.FULL
    assert refused(wish_for(occurrence, children=3), card, now) is Refusal.FULL
    assert (Claim.objects.count(), IdemKey.objects.count(), Ledger.objects.count(), OutboxRow.objects.count()) == (0, 0, 0, 0)
    assert left(occurrence) == 2
    assert Card.objects.get(pk=card.pk).active_claims == 0


def test_a_refused_key_may_be_sent_again_when_there_is_room(card, now):
    occurrence = OccurrenceFactory(places=1)
    rival = wing.claim(occurrence=occurrence)
    wish = wish_for(occurrence)
    assert refused(wish, card, now) is Refusal.FULL

    from redemption.claims.actions import cancel_claim

    cancel_claim(rival.public_id, card=rival.card, now=now)

    assert claim_seats(wish, card=card, now=now).state == "live"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"state": CardState.REVOKED}, Refusal.CARD_NOT_ACTIVE),
        ({"state": CardState.SUSPENDED}, Refusal.CARD_SUSPENDED),
        ({"card_class": CardClass.COMMUNITY}, Refusal.COMMUNITY_CARD),
    ],
)
def test_a_card_is_judged_as_it_is_now_not_as_it_was_read(card, change, reason, now):
    Card.objects.filter(pk=card.pk).update(**change)

    assert refused(wish_for(OccurrenceFactory()), card, now) is reason


def test_a_second_claim_for_the_date_is_refused(card, now):
    occurrence = OccurrenceFactory()
    wing.claim(card, occurrence=occurrence)

    assert refused(wish_for(occurrence), card, now) is Refusal.ALREADY_CLAIMED


def test_five_bookings_ahead_are_the_most_and_past_ones_free_their_place(card, now):
    for days in range(1, 6):
        wing.claim(card, occurrence=OccurrenceFactory(starts_at=evening(days)))
    sixth = OccurrenceFactory(starts_at=evening(9))

    assert refused(wish_for(sixth), card, now) is Refusal.TOO_MANY_CLAIMS

    claim_seats(wish_for(sixth), card=card, now=now + timedelta(days=3))

    assert Card.objects.get(pk=card.pk).active_claims == 5 - 2 + 1


def test_an_areas_policy_counts_from_its_day(card, now):
    AreaPolicy.objects.create(area=card.area, valid_from=now.date(), live_claims_max=1)
    wing.claim(card, occurrence=OccurrenceFactory(starts_at=evening(1)))

    assert refused(wish_for(OccurrenceFactory(starts_at=evening(2))), card, now) is Refusal.TOO_MANY_CLAIMS


def test_two_evenings_at_once_are_refused(card, now):
    wing.claim(card, occurrence=OccurrenceFactory(starts_at=evening(1)))

    assert refused(wish_for(OccurrenceFactory(starts_at=evening(1) + timedelta(minutes=30))), card, now) is Refusal.OVERLAPS


def test_one_course_of_an_institute_and_term(card, now):
    course = OfferFactory(kind="course")
    other = OfferFactory(kind="course", venue=course.venue)
    wing.claim(card, occurrence=OccurrenceFactory(offer=course, starts_at=evening(1)))

    assert refused(wish_for(OccurrenceFactory(offer=other, starts_at=evening(2))), card, now) is Refusal.COURSE_LIMIT
    assert claim_seats(wish_for(OccurrenceFactory(offer=other, starts_at=evening(60))), card=card, now=now)


@pytest.mark.parametrize(
    ("fact", "change", "reason"),
    [
        ("occurrence", {"is_cancelled": True}, Refusal.DATE_CANCELLED),
        ("occurrence", {"is_sold_out": True}, Refusal.FULL),
        ("offer", {"how_to_get": "phone"}, Refusal.NOT_BOOKED_HERE),
        ("offer", {"claim_opens_days": 2}, Refusal.NOT_OPEN_YET),
        ("offer", {"claim_closes_minutes": 60 * 24 * 10}, Refusal.TOO_LATE_TO_CLAIM),
    ],
)
def test_a_date_is_judged_as_it_is_now(card, fact, change, reason, now):
    offer = OfferFactory(**(change if fact == "offer" else {}))
    occurrence = OccurrenceFactory(offer=offer, **(change if fact == "occurrence" else {}))

    assert refused(wish_for(occurrence), card, now) is reason


def test_a_closed_offer_takes_no_claims_but_tickets_stay(card, now):
    occurrence = OccurrenceFactory()
    kept = wing.claim(occurrence=occurrence)
    occurrence.offer.closed_at = now
    occurrence.offer.save()

    assert refused(wish_for(occurrence), card, now) is Refusal.OFFER_CLOSED
    kept.refresh_from_db()
    assert kept.state == "live"


def test_local_only_works_both_ways(card, now):
    local = wing.area("SA", is_local_only=True)
    at_home = OccurrenceFactory(offer__venue__area=local)

    assert refused(wish_for(at_home), card, now) is Refusal.OUT_OF_REACH
    assert refused(wish_for(OccurrenceFactory()), wing.card(wing.unit(local)), now) is Refusal.OUT_OF_REACH
    assert claim_seats(wish_for(at_home), card=wing.card(wing.unit(local)), now=now)
