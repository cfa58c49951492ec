"""Decisions at the door, R02, R05, R14 and R23 to R30 of redemption.md 2.6.

Facts in, the first reason to refuse out: authenticity, state, place, time, party, and *already used* last, so that the worker
hears the reason that explains the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from redemption.claims.rules import Refusal as ClaimRefusal
from redemption.claims.rules import Seats, Span, entry_refusal

UNDO_BY_ONE_TAP = timedelta(seconds=30)  # R30
UNDO_WITH_REASON = timedelta(minutes=15)  # R30
CODE_LIVES = timedelta(minutes=10)  # of pairing
UNKNOWN_NUMBERS_MAX = 10  # T47
UNKNOWN_NUMBERS_IN = timedelta(minutes=10)


class Refusal(StrEnum):
    """Why a desk does not let in, or a device may not do what it asks."""

    NO_CODE = "desk-no-code"
    FOREIGN_CODE = "desk-foreign-code"
    DAMAGED_CODE = "desk-damaged-code"
    FORGED_CODE = "desk-forged-code"
    TICKET_UNKNOWN = "desk-ticket-unknown"
    CARD_UNKNOWN = "desk-card-unknown"
    TICKET_VOID = "desk-ticket-void"
    DATE_CANCELLED = "desk-date-cancelled"
    CARD_ON_HOLD = "desk-card-on-hold"
    CARD_NOT_IN_USE = "desk-card-not-in-use"
    CARD_NOT_VALID = "desk-card-not-valid"
    CARD_ELSEWHERE = "desk-card-elsewhere"
    COMMUNITY_CARD = "desk-community-card"
    OTHER_VENUE = "desk-other-venue"
    OTHER_DATE = "desk-other-date"
    TOO_EARLY = "desk-too-early"
    TOO_LATE = "desk-too-late"
    COUNT_UNREADABLE = "desk-count-unreadable"
    TOO_MANY_CHILDREN = "desk-too-many-children"
    TOO_MANY_ASSISTANTS = "desk-too-many-assistants"
    NO_PLACES = "desk-no-places"
    ALREADY_USED = "desk-already-used"
    UNDO_TOO_LATE = "desk-undo-too-late"
    UNDO_NEEDS_REASON = "desk-undo-needs-reason"
    ALREADY_UNDONE = "desk-already-undone"
    KEY_REUSED = "desk-key-reused"
    TOO_MANY_UNKNOWN = "desk-too-many-unknown"
    SLOW_DOWN = "desk-slow-down"
    PAIRING_CODE_WRONG = "desk-pairing-code-wrong"
    BUSY = "desk-busy"


class UndoReason(StrEnum):
    """Why a visit is taken back after the first half minute."""

    WRONG_COUNT = "wrong-count"
    WRONG_EVENT = "wrong-event"
    DID_NOT_ENTER = "did-not-enter"


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """A ticket as the door sees it. `left`: people who may still come in."""

    is_void: bool
    is_card_on_hold: bool
    is_date_cancelled: bool
    venue: UUID
    occurrence: UUID
    when: Span
    left: int


CARD_REASONS = {
    ClaimRefusal.COMMUNITY_CARD: Refusal.COMMUNITY_CARD,
    ClaimRefusal.CARD_SUSPENDED: Refusal.CARD_ON_HOLD,
    ClaimRefusal.CARD_NOT_ACTIVE: Refusal.CARD_NOT_IN_USE,
    ClaimRefusal.NOT_ATTESTED: Refusal.CARD_NOT_IN_USE,
    ClaimRefusal.AREA_NOT_OPEN: Refusal.CARD_NOT_IN_USE,
    ClaimRefusal.CARD_NOT_VALID_THEN: Refusal.CARD_NOT_VALID,
    ClaimRefusal.OUT_OF_REACH: Refusal.CARD_ELSEWHERE,
    ClaimRefusal.TOO_EARLY: Refusal.TOO_EARLY,
    ClaimRefusal.TOO_LATE: Refusal.TOO_LATE,
    ClaimRefusal.FULL: Refusal.NO_PLACES,
}


def ticket_refusal(ticket: TicketFacts, *, venue: UUID, chosen: UUID | None, now: datetime) -> Refusal | None:
    """Return why this ticket does not open this door now, or None.

    venue    the device's venue (R24).
    chosen   the date the desk has chosen, or None when it takes any of the venue's dates.
    """
    if ticket.is_void:
        return Refusal.DATE_CANCELLED if ticket.is_date_cancelled else Refusal.TICKET_VOID
    if ticket.is_date_cancelled:
        return Refusal.DATE_CANCELLED
    if ticket.is_card_on_hold:
        return Refusal.CARD_ON_HOLD
    if ticket.venue != venue:
        return Refusal.OTHER_VENUE
    if chosen is not None and ticket.occurrence != chosen:
        return Refusal.OTHER_DATE
    closed = entry_refusal(ticket.when, now=now)
    if closed is not None:
        return CARD_REASONS[closed]
    return Refusal.ALREADY_USED if ticket.left < 1 else None


def walk_in_refusal(seats: Seats, *, children_max: int) -> Refusal | None:
    """R14 to R16 at the door: do these people fit the card?"""
    if min(seats.holder, seats.children, seats.assistants) < 0 or seats.holder != 1:
        return Refusal.COUNT_UNREADABLE
    if seats.children > children_max:
        return Refusal.TOO_MANY_CHILDREN
    return Refusal.TOO_MANY_ASSISTANTS if seats.assistants > 1 else None


def undo_refusal(*, recorded_at: datetime, is_undone: bool, has_reason: bool, now: datetime) -> Refusal | None:
    """R30: one tap within 30 s, with a reason within 15 min; both ends inclusive."""
    if is_undone:
        return Refusal.ALREADY_UNDONE
    age = now - recorded_at
    if age > UNDO_WITH_REASON:
        return Refusal.UNDO_TOO_LATE
    return Refusal.UNDO_NEEDS_REASON if age > UNDO_BY_ONE_TAP and not has_reason else None


def unknown_refusal(*, count: int, since: datetime | None, now: datetime) -> Refusal | None:
    """T47: ten unknown numbers in ten minutes look like guessing; the device waits the rest of them."""
    is_recent = since is not None and now - since < UNKNOWN_NUMBERS_IN
    return Refusal.TOO_MANY_UNKNOWN if is_recent and count >= UNKNOWN_NUMBERS_MAX else None
