"""Signing in with number and PIN, and ending it (redemption.md, 2.9)."""

from __future__ import annotations

import hashlib
import secrets
import time
from datetime import datetime, timedelta

from django.db.models import F

from common.refusals import Refused
from redemption.cards import pins, vault
from redemption.cards.events import CardEvent, EventKind, tell
from redemption.cards.models import Card, CardClass, CardState, HolderSession
from redemption.cards.queries import card_by_number
from redemption.cards.rules import DeviceClass, Refusal
from redemption.cards.transactions import write_transaction

SECRET_BYTES = 32
TOUCH_EVERY = timedelta(seconds=20)
FAILURE_SECONDS = 0.12  # every "no" takes this long, whether or not there is such a card (T01)
NO_PIN = "000000"  # hashed in place of what cannot be a PIN: equal time, and never drawn


def sign_in(*, number: str, pin: str, device: DeviceClass, now: datetime) -> str:
    """Open a session and return the secret for its cookie.

    number, pin   as typed.
    Raises        Refused(SIGN_IN_WRONG) for an unknown card, a wrong PIN, a card not in use and one that
                  waits after failures, all alike; Refused(SIGN_IN_BUSY) when the site has no hashing to spare.
    """
    began = time.monotonic()
    card = card_by_number(number)
    is_open = card is not None and _may_try(card, now)
    try:
        is_right = pins.is_right_pin(pins.read_pin(pin) or NO_PIN, stored=card.pin_hash if card and is_open else "", pepper=vault.pepper())
    except pins.HashingBusy as error:
        raise Refused(Refusal.SIGN_IN_BUSY) from error
    if card is None or not is_right:
        if card is not None and is_open:
            _note_failure(card, now)
        time.sleep(max(0.0, began + FAILURE_SECONDS - time.monotonic()))
        raise Refused(Refusal.SIGN_IN_WRONG)
    return _open_session(card, device, now)


def _may_try(card: Card, now: datetime) -> bool:
    """Tell whether a PIN may open this card now. A card that waits is not even checked."""
    is_personal = card.state == CardState.ACTIVE and card.card_class == CardClass.PERSONAL  # R18
    return is_personal and bool(card.pin_hash) and (card.pin_delay_until is None or card.pin_delay_until <= now)


def _note_failure(card: Card, now: datetime) -> None:
    """Count a failure; at the fiftieth the PIN is void, never the card: desk and paper still work."""
    with write_transaction():
        Card.objects.filter(pk=card.pk).update(pin_fail_total=F("pin_fail_total") + 1)
        failures = Card.objects.values_list("pin_fail_total", flat=True).get(pk=card.pk)
        Card.objects.filter(pk=card.pk).update(pin_delay_until=now + pins.delay_after(failures))
        if failures >= pins.FAILURES_MAX and Card.objects.filter(pk=card.pk).exclude(pin_hash="").update(pin_hash=""):
            tell(CardEvent(EventKind.PIN_DISABLED, card, "system", now))


def _open_session(card: Card, device: DeviceClass, now: datetime) -> str:
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with write_transaction():
        Card.objects.filter(pk=card.pk).update(pin_fail_total=0, pin_delay_until=None)
        HolderSession.objects.create(key_hash=key_hash(secret), card=card, device_class=device, created_at=now, seen_at=now)
    return secret


def key_hash(secret: str) -> str:
    """Return what the table keeps of a cookie."""
    return hashlib.sha256(secret.encode()).hexdigest()


def touch_session(session: HolderSession, *, now: datetime) -> None:
    """Note that a holder did something; at most one write in twenty seconds."""
    if now - session.seen_at >= TOUCH_EVERY:
        HolderSession.objects.filter(pk=session.pk).update(seen_at=now)
        session.seen_at = now


def end_session(secret: str) -> None:
    """End one session, if it is still there."""
    HolderSession.objects.filter(key_hash=key_hash(secret)).delete()


def end_sessions(card: Card) -> None:
    """End every session of a card, on all devices."""
    HolderSession.objects.filter(card=card).delete()
