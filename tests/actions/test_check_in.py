"""Letting in: once whatever is scanned how often, and taken back whole."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from common.models import OutboxRow
from common.refusals import Refused
from redemption.claims.actions import cancel_claim
from redemption.claims.models import ClaimState, Ledger, QuotaPool, TicketState, Use
from redemption.claims.rules import Seats
from redemption.desk.actions import Scan, check_in_card, check_in_ticket, invite_device, pair_device, recount_use, revoke_device, undo_use
from redemption.desk.models import DeskDevice
from redemption.desk.rules import CODE_LIVES, Refusal, UndoReason
from tests import wing
from tests.factories import OccurrenceFactory, OfferFactory, VenueFactory, evening

pytestmark = pytest.mark.django_db


@pytest.fixture
def tonight():
    return OccurrenceFactory(starts_at=evening(0), places=20)


@pytest.fixture
def at_door(tonight):
    return tonight.starts_at - timedelta(minutes=10)


def claimed(tonight, **seats):
    holder = wing.card(children=2)
    claim = wing.claim(holder, occurrence=tonight, seats=Seats(**seats))
    return claim, claim.tickets.get()


def scan(venue, now, **given):
    device, _ = wing.device(venue)
    return Scan(device, uuid4(), now, **given)


def test_a_ticket_lets_its_whole_party_in_and_is_used(tonight, at_door):
    claim, ticket = claimed(tonight, children=2)

    use = check_in_ticket(scan(tonight.offer.venue, at_door), ticket, chosen=tonight)

    ticket.refresh_from_db()
    claim.refresh_from_db()
    assert (use.seats.people, ticket.used, ticket.state, claim.state) == (3, 3, TicketState.USED, ClaimState.USED)
    assert Ledger.objects.filter(kind="use-recorded", children=2).count() == 1
    assert OutboxRow.objects.filter(kind="uses", subject=tonight.offer.venue.uuid).exists()


def test_the_same_nonce_fifty_times_is_one_use(tonight, at_door):
    _, ticket = claimed(tonight)
    act = scan(tonight.offer.venue, at_door)

    uses = {check_in_ticket(act, ticket).pk for _ in range(50)}

    assert len(uses) == 1
    assert Use.objects.count() == 1


def test_a_second_scan_with_another_nonce_is_refused(tonight, at_door):
    _, ticket = claimed(tonight)
    device, _ = wing.device(tonight.offer.venue)
    check_in_ticket(Scan(device, uuid4(), at_door), ticket)

    with pytest.raises(Refused) as refused:
        check_in_ticket(Scan(device, uuid4(), at_door), ticket)

    assert refused.value.reason is Refusal.ALREADY_USED


def test_a_nonce_of_one_visitor_never_answers_for_another(tonight, at_door):
    first, second = claimed(tonight)[1], claimed(tonight)[1]
    act = scan(tonight.offer.venue, at_door)
    check_in_ticket(act, first)

    with pytest.raises(Refused) as refused:
        check_in_ticket(act, second)

    assert refused.value.reason is Refusal.KEY_REUSED


def test_a_ticket_given_back_is_refused_before_used(tonight, at_door):
    claim, ticket = claimed(tonight)
    cancel_claim(claim.public_id, card=claim.card, now=at_door)

    with pytest.raises(Refused) as refused:
        check_in_ticket(scan(tonight.offer.venue, at_door), ticket)

    assert refused.value.reason is Refusal.TICKET_VOID


def test_undo_gives_the_ticket_back_whole(tonight, at_door):
    claim, ticket = claimed(tonight, children=1)
    act = scan(tonight.offer.venue, at_door)
    use = check_in_ticket(act, ticket)

    undo_use(use, now=at_door + timedelta(seconds=20))

    ticket.refresh_from_db()
    claim.refresh_from_db()
    use.refresh_from_db()
    assert (ticket.used, ticket.state, claim.state) == (0, TicketState.VALID, ClaimState.LIVE)
    assert use.undone_at is not None
    assert check_in_ticket(Scan(act.device, uuid4(), at_door), ticket).seats.people == 2


def test_undo_after_half_a_minute_asks_why(tonight, at_door):
    use = check_in_ticket(scan(tonight.offer.venue, at_door), claimed(tonight)[1])

    with pytest.raises(Refused) as refused:
        undo_use(use, now=at_door + timedelta(seconds=31))

    assert refused.value.reason is Refusal.UNDO_NEEDS_REASON
    undo_use(use, reason=UndoReason.DID_NOT_ENTER, now=at_door + timedelta(minutes=14))


def test_the_number_can_be_corrected_down_and_the_rest_comes_later(tonight, at_door):
    _, ticket = claimed(tonight, children=2)
    device, _ = wing.device(tonight.offer.venue)
    use = check_in_ticket(Scan(device, uuid4(), at_door), ticket)

    fresh = recount_use(use, children=1, assistants=0, now=at_door + timedelta(seconds=10))

    ticket.refresh_from_db()
    assert (fresh.seats.people, ticket.used, ticket.state) == (2, 2, TicketState.PARTLY_USED)
    late = check_in_ticket(Scan(device, uuid4(), at_door + timedelta(minutes=5)), ticket)
    assert (late.holder, late.children) == (0, 1)


def test_the_number_cannot_be_corrected_beyond_what_was_booked(tonight, at_door):
    _, ticket = claimed(tonight, children=1)
    use = check_in_ticket(scan(tonight.offer.venue, at_door), ticket)

    with pytest.raises(Refused) as refused:
        recount_use(use, children=2, assistants=0, now=at_door)

    assert refused.value.reason is Refusal.TOO_MANY_CHILDREN
    use.refresh_from_db()
    assert use.undone_at is None


def test_a_card_without_a_claim_takes_places_of_the_date(tonight, at_door):
    use = check_in_card(scan(tonight.offer.venue, at_door), wing.card(children=2), target=tonight, seats=Seats(children=2))

    tonight.refresh_from_db()
    assert use.seats.people == 3
    assert tonight.places_left == 17
    undo_use(use, now=at_door)
    tonight.refresh_from_db()
    assert tonight.places_left == 20


def test_a_card_is_refused_when_the_places_are_gone(tonight, at_door):
    full = OccurrenceFactory(offer=tonight.offer, starts_at=tonight.starts_at, places=1)

    with pytest.raises(Refused) as refused:
        check_in_card(scan(tonight.offer.venue, at_door), wing.card(children=2), target=full, seats=Seats(children=1))

    assert refused.value.reason is Refusal.NO_PLACES
    assert not QuotaPool.objects.filter(occurrence=full, taken__gt=0).exists()
    assert Use.objects.count() == 0


def test_a_card_with_a_ticket_for_the_date_uses_it(tonight, at_door):
    claim, ticket = claimed(tonight, children=1)

    use = check_in_card(scan(tonight.offer.venue, at_door), claim.card, target=tonight, seats=Seats(children=0))

    assert use.ticket_id == ticket.pk
    assert use.seats.people == 2


def test_a_visit_to_a_standing_offer_needs_no_places(now):
    museum = OfferFactory(kind="standing", how_to_get="just-come")

    use = check_in_card(scan(museum.venue, now), wing.card(), target=museum, seats=Seats())

    assert (use.offer_id, use.occurrence_id, use.pool_id) == (museum.pk, None, None)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"state": "suspended"}, Refusal.CARD_ON_HOLD),
        ({"state": "revoked"}, Refusal.CARD_NOT_IN_USE),
        ({"card_class": "community"}, Refusal.COMMUNITY_CARD),
    ],
)
def test_a_card_that_is_not_good_opens_no_door(given, expected, now):
    with pytest.raises(Refused) as refused:
        check_in_card(scan(VenueFactory(), now), wing.card(**given), target=None, seats=Seats())

    assert refused.value.reason is expected


def test_a_card_out_of_its_term_opens_no_door(now):
    with pytest.raises(Refused) as refused:
        check_in_card(scan(VenueFactory(), now), wing.card(until=now.date() - timedelta(days=1)), target=None, seats=Seats())

    assert refused.value.reason is Refusal.CARD_NOT_VALID


def test_a_pairing_code_works_once(now):
    invitation = invite_device(venue=VenueFactory(), name="Ovi A", now=now)
    pair_device(code=invitation.code, now=now)

    with pytest.raises(Refused) as refused:
        pair_device(code=invitation.code, now=now)

    assert refused.value.reason is Refusal.PAIRING_CODE_WRONG


@pytest.mark.parametrize(("seconds", "works"), [(-1, True), (0, False)])
def test_a_pairing_code_lives_ten_minutes(seconds, works, now):
    invitation = invite_device(venue=VenueFactory(), name="Ovi A", now=now)
    late = now + CODE_LIVES + timedelta(seconds=seconds)

    if works:
        assert pair_device(code=invitation.code, now=late)[0].paired_at == late
    else:
        with pytest.raises(Refused):
            pair_device(code=invitation.code, now=late)


def test_a_revoked_device_keeps_no_token(now):
    device, _ = wing.device(VenueFactory())

    revoke_device(device, now=now)

    assert DeskDevice.objects.get(pk=device.pk).token_hash == ""
    assert Ledger.objects.filter(kind="device-revoked").count() == 1
