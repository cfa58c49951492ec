"""Taking a visit back, or correcting who came (R30): the first row stays, a second says what was undone."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from uuid import uuid5

from django.db.models import Case, F, Value, When

from common import outbox
from common.refusals import Refused
from redemption.cards.transactions import write_transaction
from redemption.claims import ledger
from redemption.claims.actions.pools import lock_date, return_places, take_places, tell_places_left
from redemption.claims.models import Actor, Claim, ClaimState, QuotaPool, Ticket, TicketState, Use
from redemption.claims.rules import Seats
from redemption.desk import queries
from redemption.desk.actions.check_in import COUNTED, take_seats
from redemption.desk.rules import Refusal, UndoReason, undo_refusal, walk_in_refusal


def undo_use(use: Use, *, reason: UndoReason | None = None, now: datetime) -> None:
    """Take a visit back, by one tap within 30 s or with a reason within 15 min. Its places and the ticket are free again.

    Raises   Refused with a desk reason.
    """
    with write_transaction():
        locked = _locked(use)
        refused = undo_refusal(recorded_at=locked.recorded_at, is_undone=locked.undone_at is not None, has_reason=reason is not None, now=now)
        if refused is not None:
            raise Refused(refused)
        _undo(locked, reason.value if reason else "", now)
        if locked.pool_id and locked.occurrence:
            return_places(locked.pool_id, locked.seats.places)
            tell_places_left(locked.occurrence)


def recount_use(use: Use, *, children: int, assistants: int, now: datetime) -> Use:
    """Correct who came in with the holder, and return the new use. Within 15 min on the same device.

    Raises   Refused with a desk reason; nothing is changed then.
    """
    with write_transaction():
        locked = _locked(use)
        if locked.children == children and locked.assistants == assistants:
            return locked
        refused = undo_refusal(recorded_at=locked.recorded_at, is_undone=locked.undone_at is not None, has_reason=True, now=now)
        if refused is not None:
            raise Refused(refused)
        seats = replace(locked.seats, children=children, assistants=assistants)
        _check_party(locked, seats, now)
        _undo(locked, UndoReason.WRONG_COUNT.value, now)
        return _redo(locked, seats, now)


def _locked(use: Use) -> Use:
    """Lock in the order of locks: the date, then the use; a ticket's row follows."""
    if use.occurrence is not None:
        lock_date(use.occurrence.uuid)
    related = ("ticket__claim__occurrence", "occurrence__offer__venue__area", "offer", "venue__area", "pool", "card__area")
    return Use.objects.select_for_update(of=("self",)).select_related(*related).get(pk=use.pk)


def _check_party(use: Use, seats: Seats, now: datetime) -> None:
    if use.ticket is not None:
        booked = use.ticket.claim.seats
        most, assistants_most = booked.children, booked.assistants
    else:
        most, assistants_most = queries.children_at_door(use.card, use.occurrence or use.offer, now=now) if use.card else 0, 1
    reason = walk_in_refusal(seats, children_max=most)
    if reason is not None or seats.assistants > assistants_most:
        raise Refused(reason or Refusal.TOO_MANY_ASSISTANTS)


def _undo(use: Use, reason: str, now: datetime) -> None:
    Use.objects.filter(pk=use.pk).update(undone_at=now, undo_reason=reason)
    if use.ticket is not None:
        _free_ticket(use.ticket, use.seats.people)
    seconds = int((now - use.recorded_at).total_seconds())
    body: dict[str, str | int] = {"use": str(use.public_id), "device": str(use.device_id), "seconds": seconds}
    entry = ledger.Entry(
        ledger.Kind.USE_UNDONE, Actor.DESK, now, seats=use.seats, occurrence=use.occurrence, venue=use.venue, card=use.card, body=body
    )
    ledger.write(entry)
    outbox.write(COUNTED, [use.venue.uuid])


def _free_ticket(ticket: Ticket, count: int) -> None:
    state = Case(When(used=count, then=Value(TicketState.VALID)), default=Value(TicketState.PARTLY_USED))
    Ticket.objects.filter(pk=ticket.pk, used__gte=count).update(used=F("used") - count, state=state)
    unused = Ticket.objects.filter(pk=ticket.pk, used=0).exists()
    if unused:
        Claim.objects.filter(pk=ticket.claim_id, state=ClaimState.USED).update(state=ClaimState.LIVE)


def _redo(use: Use, seats: Seats, now: datetime) -> Use:
    """Write the corrected visit: the same act of the same device, under a nonce drawn from the first one's."""
    if use.ticket is not None:
        take_seats(use.ticket, seats.people)
        Claim.objects.filter(pk=use.ticket.claim_id, state=ClaimState.LIVE).update(state=ClaimState.USED)
    elif use.pool is not None and use.occurrence is not None:
        _move_places(use.pool, use.seats.places, seats.places)
        tell_places_left(use.occurrence)
    fresh = Use.objects.create(
        device_id=use.device_id,
        nonce=uuid5(use.nonce, f"{seats.children}+{seats.assistants}@{now.timestamp()}"),
        ticket=use.ticket,
        card=use.card,
        pool=use.pool,
        occurrence=use.occurrence,
        offer=use.offer,
        venue=use.venue,
        card_area=use.card_area,
        mode=use.mode,
        occurred_at=use.occurred_at,
        recorded_at=use.recorded_at,  # the quarter of an hour runs from the first act
        **asdict(seats),
    )
    _tell(ledger.Kind.USE_RECORDED, fresh, now, {"mode": use.mode})
    return fresh


def _tell(kind: ledger.Kind, use: Use, now: datetime, body: dict[str, str | int]) -> None:
    body = body | {"use": str(use.public_id), "device": str(use.device_id)}
    claim = use.ticket.claim if use.ticket else None
    entry = ledger.Entry(kind, Actor.DESK, now, seats=use.seats, claim=claim, occurrence=use.occurrence, venue=use.venue, card=use.card, body=body)
    ledger.write(entry)


def _move_places(pool: QuotaPool, before: int, after: int) -> None:
    """Give a walk-in's places back and take the corrected number; full means nothing changes."""
    return_places(pool.pk, before)
    try:
        take_places(pool, after)
    except Refused as refused:
        raise Refused(Refusal.NO_PLACES) from refused
