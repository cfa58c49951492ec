"""Decisions about cards, terms and sessions. Values in, a refusal or a value out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

CHILDREN_MAX = 15  # on one card term; the counter's stepper and the CHECK end here
TERM_YEARS = 1  # F11: one year at a time
AGE_LINE = 18  # terms of use, 26 Feb 2025; an area's policy may say otherwise


class Refusal(StrEnum):
    """Why something about a card is refused. Codes are stable; sentences are in refusals.py."""

    NUMBER_MISTYPED = "number-mistyped"  # R01
    SIGN_IN_WRONG = "sign-in-wrong"
    SIGN_IN_BUSY = "sign-in-busy"
    SESSION_ENDED = "session-ended"
    CARD_NOT_FREE = "card-not-free"
    CARD_NOT_YOURS = "card-not-yours"
    CARD_CLOSED = "card-closed"
    CONSENT_MISSING = "consent-missing"  # R04
    CHILDREN_TOO_MANY = "children-too-many"
    AREA_NOT_OPEN = "area-not-open"  # R06
    RENEWED_ALREADY = "renewed-already"


class CardState(StrEnum):
    """Where a card is in its life (redemption.md, 2.3). Expiry is computed from the term."""

    PRINTED = "printed"
    STOCKED = "stocked"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    VOIDED = "voided"
    REPLACED = "replaced"


_ARROWS = {
    CardState.PRINTED: {CardState.STOCKED, CardState.ACTIVE, CardState.VOIDED},
    CardState.STOCKED: {CardState.ACTIVE, CardState.VOIDED},
    CardState.ACTIVE: {CardState.SUSPENDED, CardState.REVOKED, CardState.REPLACED},
    CardState.SUSPENDED: {CardState.ACTIVE, CardState.REVOKED, CardState.REPLACED},
}


def state_refusal(now_state: CardState, wanted: CardState) -> Refusal | None:
    """Return why a card cannot go from one state to another; what is not drawn is refused."""
    if wanted in _ARROWS.get(now_state, set()):
        return None
    return Refusal.CARD_NOT_FREE if wanted is CardState.ACTIVE else Refusal.CARD_CLOSED


@dataclass(frozen=True, slots=True)
class Attested:
    """What the worker says about a new holder: bands and two consents, nothing else."""

    companions_max: int
    is_eligible: bool
    has_agreed: bool


def issue_refusal(said: Attested, *, is_area_open: bool) -> Refusal | None:
    """Return why a card cannot be handed over with these answers, or None."""
    if not is_area_open:
        return Refusal.AREA_NOT_OPEN
    if not (said.is_eligible and said.has_agreed):
        return Refusal.CONSENT_MISSING
    return None if 0 <= said.companions_max <= CHILDREN_MAX else Refusal.CHILDREN_TOO_MANY


def term_end(valid_from: date, *, area_ends_on: date | None) -> date:
    """Return the last day of a term that starts on `valid_from`: a year, or the area's end before it.

    area_ends_on   last day of a pilot, or None where the area has no end in sight.
    """
    try:
        year_on = valid_from.replace(year=valid_from.year + TERM_YEARS)
    except ValueError:  # 29 February
        year_on = date(valid_from.year + TERM_YEARS, 3, 1)
    last = year_on - timedelta(days=1)
    return min(last, area_ends_on) if area_ends_on else last


RENEWAL_OPENS = timedelta(days=60)  # before the end; earlier would throw paid-for months away


def renewal_start(valid_until: date, *, today: date) -> date | Refusal:
    """Return the first day of the next term, or RENEWED_ALREADY if the present one is young."""
    if valid_until - today > RENEWAL_OPENS:
        return Refusal.RENEWED_ALREADY
    return max(valid_until + timedelta(days=1), today)


class DeviceClass(StrEnum):
    """Whose screen a holder signs in on."""

    SHARED = "shared"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a sign-in lives without use, and at most."""

    idle: timedelta
    absolute: timedelta


SESSION_LIMITS = {
    DeviceClass.SHARED: SessionLimits(timedelta(minutes=5), timedelta(minutes=20)),  # 2.9
    DeviceClass.OWN: SessionLimits(timedelta(hours=24), timedelta(days=30)),
}


def session_ends_at(device: DeviceClass, *, created_at: datetime, seen_at: datetime) -> datetime:
    """Return the moment from which a session is dead if nothing more is done."""
    limits = SESSION_LIMITS[device]
    return min(seen_at + limits.idle, created_at + limits.absolute)
