"""The only door into the ledger (redemption.md, 2.5): one row per act, no card in it, known keys only."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from offerings.models import Occurrence, Venue
from redemption.cards.models import Card
from redemption.claims.models import Claim, Ledger, LedgerSubject
from redemption.claims.rules import Seats

NOBODY = Seats(holder=0)


class Kind(StrEnum):
    """What a row tells."""

    CARD_ISSUED = "card-issued"
    CARD_RENEWED = "card-renewed"
    PIN_RESET = "pin-reset"
    PIN_DISABLED = "pin-disabled"
    CARD_SUSPENDED = "card-suspended"
    CARD_REVOKED = "card-revoked"
    CARD_REPLACED = "card-replaced"
    CLAIM_MADE = "claim-made"
    CLAIM_CANCELLED = "claim-cancelled"
    NO_SHOW = "no-show"
    TICKET_PRINTED = "ticket-printed"
    POOL_RESIZED = "pool-resized"
    USE_RECORDED = "use-recorded"
    USE_UNDONE = "use-undone"
    SCAN_REFUSED = "scan-refused"
    DEVICE_PAIRED = "device-paired"
    DEVICE_REVOKED = "device-revoked"


BODY_KEYS = {
    "reason": str,  # a refusal or an ending, as a code
    "mode": str,  # how a use was recorded
    "channel": str,  # of a pool
    "places": int,  # taken from the pool
    "size_before": int,
    "size_after": int,
    "over": int,  # claims beyond a new, smaller size
    "unit_kind": str,  # of a distributor; never beside a venue
    "use": str,  # UUID of a use
    "device": str,  # UUID of a desk's device
    "payload_hash": str,  # SHA-256 of what was scanned and refused
    "seconds": int,  # between an act and its undoing
}
BODY_TEXT_MAX = 64


class UnknownBodyKey(ValueError):
    """A body key or value outside the list: nothing free may enter the ledger."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row to be. Either `claim`, or `occurrence` or `venue`, says where; `card` becomes a salted subject."""

    kind: Kind
    actor: str
    now: datetime
    seats: Seats = NOBODY
    claim: Claim | None = None
    occurrence: Occurrence | None = None
    venue: Venue | None = None
    card: Card | None = None
    flags: tuple[str, ...] = ()
    body: Mapping[str, str | int] = field(default_factory=dict)


def write(entry: Entry) -> Ledger:
    """Add a row, in the caller's transaction. Raises UnknownBodyKey before anything is written."""
    _check(entry.body)
    salt = secrets.token_hex(16) if entry.card else ""
    occurrence = entry.occurrence or (entry.claim.occurrence if entry.claim else None)
    venue = entry.venue or (occurrence.offer.venue if occurrence else None)
    row = Ledger.objects.create(
        at=entry.now,
        kind=entry.kind,
        actor=entry.actor,
        occurrence_id=occurrence.uuid if occurrence else None,
        offer_id=occurrence.offer.uuid if occurrence else None,
        venue_id=venue.uuid if venue else None,
        area_code=_area_code(venue, entry.card),
        claim_id=entry.claim.public_id if entry.claim else None,
        subject=subject_of(entry.card, salt=salt) if entry.card else "",
        flags=list(entry.flags),
        body=dict(entry.body),
        holder=entry.seats.holder,
        children=entry.seats.children,
        assistants=entry.seats.assistants,
        workers=entry.seats.workers,
        clients=entry.seats.clients,
    )
    if entry.card:
        LedgerSubject.objects.create(ledger=row, card=entry.card, salt=salt)
    return row


def subject_of(card: Card, *, salt: str) -> str:
    """Return H(salt, card), hex: without the salt it points at nobody."""
    return hmac.new(bytes.fromhex(salt), str(card.public_id).encode(), hashlib.sha256).hexdigest()


def _area_code(venue: Venue | None, card: Card | None) -> str:
    if venue is not None:
        return venue.area.code
    return card.area.code if card is not None else ""


def _check(body: Mapping[str, str | int]) -> None:
    for key, value in body.items():
        wanted = BODY_KEYS.get(key)
        is_fine = wanted is not None and isinstance(value, wanted) and not isinstance(value, bool) and len(str(value)) <= BODY_TEXT_MAX
        if not is_fine:
            raise UnknownBodyKey(key)
