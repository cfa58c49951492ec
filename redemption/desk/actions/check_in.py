"""Letting people in: a use recorded once, whatever is scanned how often (I3, I4)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, Value, When

from common import outbox
from common.refusals import Refused
from common.time import day_of
from offerings.models import Occurrence, Offer, Venue
from redemption.cards.models import Card
from redemption.cards.transactions import Busy, write_transaction
from redemption.claims import ledger
from redemption.claims.actions.pools import lock_date, pool_for, take_places, tell_places_left
from redemption.claims.models import Actor, Channel, Claim, ClaimState, QuotaPool, Ticket, TicketState, Use, UseMode
from redemption.claims.queries import card_facts, is_closed
from redemption.claims.rules import CardFacts, Seats, Span, card_refusal, entry_refusal
from redemption.claims.rules import Refusal as ClaimRefusal
from redemption.desk import queries
from redemption.desk.models import DeskDevice
from redemption.desk.rules import CARD_REASONS, Refusal, ticket_refusal, walk_in_refusal

COUNTED = "uses"  # the outbox kind that brings figures up to date


@dataclass(frozen=True, slots=True)
class Scan:
    """One act of one device. `nonce` is drawn when the page is made, so that a repeat is known."""

    device: DeskDevice
    nonce: UUID
    now: datetime
    mode: str = UseMode.ONLINE
    occurred_at: datetime | None = None  # late entry: when it happened

    @property
    def happened_at(self) -> datetime:
        return self.occurred_at or self.now


def check_in_ticket(scan: Scan, ticket: Ticket, *, chosen: Occurrence | None = None) -> Use:
    """Let everyone in who is still outside on a ticket, and return the use.

    Raises   Refused with a desk reason; Refused(BUSY) if the database was not free in time.
    """
    return _once(scan, lambda: _use_ticket(scan, ticket, chosen), expects=lambda use: use.ticket_id == ticket.pk)


def _use_ticket(scan: Scan, ticket: Ticket, chosen: Occurrence | None) -> Use:
    locked = Ticket.objects.select_for_update(of=("self",)).select_related(*queries.TICKETS).get(pk=ticket.pk)
    venue = scan.device.venue.uuid
    reason = ticket_refusal(queries.ticket_facts(locked), venue=venue, chosen=chosen.uuid if chosen else None, now=scan.happened_at)
    if reason is not None:
        raise Refused(reason)
    seats = queries.seats_left(locked)
    take_seats(locked, seats.people)
    claim = locked.claim
    Claim.objects.filter(pk=claim.pk, state=ClaimState.LIVE).update(state=ClaimState.USED)
    return _write(scan, seats, card=claim.card, ticket=locked, target=claim.occurrence)


def take_seats(ticket: Ticket, count: int) -> None:
    """Count people in on a ticket, or raise Refused(ALREADY_USED); one winner among any number of scanners."""
    state = Case(When(used=F("seats") - count, then=Value(TicketState.USED)), default=Value(TicketState.PARTLY_USED))
    room = Ticket.objects.filter(Q(used__lte=F("seats") - count), ~Q(state=TicketState.VOID), pk=ticket.pk)
    if count < 1 or not room.update(used=F("used") + count, state=state):
        raise Refused(Refusal.ALREADY_USED)


def check_in_card(scan: Scan, card: Card, *, target: Occurrence | Offer | None, seats: Seats) -> Use:
    """Let a card's holder in without a ticket, and return the use. A ticket that the card has for this date counts instead.

    target   a date (its places are taken, R26), a standing offer, or None for the venue as such.
    Raises   Refused with a desk reason; Refused(BUSY) if the database was not free in time.
    """
    return _once(scan, lambda: _use_card(scan, card, target, seats), expects=lambda use: use.card_id == card.pk)


def _use_card(scan: Scan, card: Card, target: Occurrence | Offer | None, seats: Seats) -> Use:
    occurrence = lock_date(target.uuid) if isinstance(target, Occurrence) else None
    locked = Card.objects.select_for_update(of=("self",)).select_related("area", "unit").get(pk=card.pk)
    ticket = queries.ticket_of(locked, occurrence) if occurrence else None
    if ticket is not None:
        return _use_ticket(scan, ticket, occurrence)
    reason = door_refusal(locked, occurrence or target, venue=scan.device.venue, now=scan.happened_at)
    reason = reason or walk_in_refusal(seats, children_max=queries.children_at_door(locked, occurrence or target, now=scan.happened_at))
    if reason is not None:
        raise Refused(reason)
    pool = _take_pool(occurrence, seats) if occurrence else None
    return _write(scan, seats, card=locked, pool=pool, target=occurrence or target)


def door_refusal(card: Card, target: Occurrence | Offer | None, *, venue: Venue, now: datetime) -> Refusal | None:
    """Return why this card does not open this door now, or None. Nothing is locked: the act itself decides."""
    if isinstance(target, Occurrence) and (target.is_cancelled or is_closed(target, now=now)):
        return Refusal.DATE_CANCELLED
    day = day_of(now)
    facts = card_facts(card, day=day, now=now)
    reason = card_refusal(facts, day=day) or _reach_refusal(facts, venue)
    if reason is None and isinstance(target, Occurrence):
        reason = entry_refusal(Span(target.starts_at, target.ends_at), now=now)
    return None if reason is None else CARD_REASONS[reason]


def _reach_refusal(card: CardFacts, venue: Venue) -> ClaimRefusal | None:
    """R05, both ways: a local-only area's cards stay there and so do its venues (F7)."""
    is_wide = not card.is_local_only and not venue.area.is_local_only
    return None if is_wide or card.area_code == venue.area.code else ClaimRefusal.OUT_OF_REACH


def _take_pool(occurrence: Occurrence, seats: Seats) -> QuotaPool:
    """R26: a visit without a claim takes its places from the desk's pool, else from the common one."""
    pool = occurrence.pools.filter(channel=Channel.DESK).first() or pool_for(occurrence)
    if occurrence.is_sold_out:
        raise Refused(Refusal.NO_PLACES)
    try:
        take_places(pool, seats.places)
    except Refused as refused:
        raise Refused(Refusal.NO_PLACES) from refused
    tell_places_left(occurrence)
    return pool


def _write(
    scan: Scan, seats: Seats, *, card: Card, target: Occurrence | Offer | None, ticket: Ticket | None = None, pool: QuotaPool | None = None
) -> Use:
    occurrence = target if isinstance(target, Occurrence) else None
    use = Use.objects.create(
        device_id=scan.device.public_id,
        nonce=scan.nonce,
        ticket=ticket,
        card=card,
        pool=pool,
        occurrence=occurrence,
        offer=target.offer if isinstance(target, Occurrence) else target,
        venue=scan.device.venue,
        card_area=card.area,
        mode=scan.mode,
        occurred_at=scan.happened_at,
        recorded_at=scan.now,
        **asdict(seats),
    )
    entry = ledger.Entry(
        ledger.Kind.USE_RECORDED,
        Actor.DESK,
        scan.now,
        seats=seats,
        claim=ticket.claim if ticket else None,
        occurrence=occurrence,
        venue=scan.device.venue,
        card=card,
        body={"mode": str(scan.mode), "use": str(use.public_id), "device": str(scan.device.public_id)},
    )
    ledger.write(entry)
    outbox.write(COUNTED, [scan.device.venue.uuid])
    return use


def _once(scan: Scan, act: Callable[[], Use], *, expects: Callable[[Use], bool]) -> Use:
    """Do an act once for its nonce: a repeat gives the first use, the nonce of another visitor is refused."""
    first = _done(scan)
    if first is None:
        try:
            with write_transaction():
                first = _done(scan)
                if first is None:
                    return act()
        except IntegrityError:  # a twin of this very request was quicker
            first = _done(scan)
            if first is None:
                raise
        except Busy as busy:
            raise Refused(Refusal.BUSY) from busy
    if not expects(first):
        raise Refused(Refusal.KEY_REUSED)
    return first


def _done(scan: Scan) -> Use | None:
    return Use.objects.filter(device_id=scan.device.public_id, nonce=scan.nonce).first()


@transaction.atomic
def note_refused(device: DeskDevice, *, reason: StrEnum, text: str, now: datetime) -> None:
    """Put a refused scan into the ledger: its reason and a hash of what was read, never the text itself."""
    body = {"reason": reason.value, "device": str(device.public_id), "payload_hash": hashlib.sha256(text.encode()).hexdigest()}
    ledger.write(ledger.Entry(ledger.Kind.SCAN_REFUSED, Actor.DESK, now, venue=device.venue, body=body))
