"""Renewing a card, drawing a new PIN, closing a card. Always by a worker of the card's own unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from common.refusals import Refused
from common.time import day_of
from redemption.cards import pins, rules, vault
from redemption.cards.actions.issue import last_day_of
from redemption.cards.events import CardEvent, EventKind, tell
from redemption.cards.models import Card, CardBackground, CardState, CardTerm, HolderSession
from redemption.cards.rules import Refusal
from redemption.cards.transactions import write_transaction


@dataclass(frozen=True, slots=True)
class RenewWish:
    """What is asked again at renewal."""

    companions_max: int
    is_eligible: bool
    has_agreed: bool


def renew_card(card: Card, wish: RenewWish, *, now: datetime) -> CardTerm:
    """Give a card its next year; the bands of its background stay as they were fixed.

    Raises   Refused: CARD_CLOSED, RENEWED_ALREADY, CONSENT_MISSING, CHILDREN_TOO_MANY, AREA_NOT_OPEN.
    """
    said = rules.Attested(wish.companions_max, is_eligible=wish.is_eligible, has_agreed=wish.has_agreed)
    if reason := rules.issue_refusal(said, is_area_open=card.area.is_running):
        raise Refused(reason)
    with write_transaction():
        locked = Card.objects.select_for_update().select_related("area").get(pk=card.pk)
        if locked.state != CardState.ACTIVE:
            raise Refused(Refusal.CARD_CLOSED)
        last = locked.terms.order_by("-valid_until").select_related("background").first()
        start = rules.renewal_start(last.valid_until, today=day_of(now)) if last else day_of(now)
        if isinstance(start, Refusal):
            raise Refused(start)
        term = _next_term(locked, wish, start=start, now=now)
        _carry_background(last, term)
        tell(CardEvent(EventKind.RENEWED, locked, "worker", now))
    return term


def _next_term(card: Card, wish: RenewWish, *, start: date, now: datetime) -> CardTerm:
    return CardTerm.objects.create(
        card=card,
        valid_from=start,
        valid_until=rules.term_end(start, area_ends_on=last_day_of(card.area)),
        attested_at=now,
        companions_max=wish.companions_max,
    )


def _carry_background(last: CardTerm | None, term: CardTerm) -> None:
    background = getattr(last, "background", None)
    if background is not None:
        CardBackground.objects.create(
            term=term,
            age_band=background.age_band,
            municipality_id=background.municipality_id,
            has_children=term.companions_max > 0,
        )


def reset_pin(card: Card, *, now: datetime) -> str:
    """Draw a new PIN, end every sign-in of the card, and return the PIN for its slip.

    Raises   Refused(CARD_CLOSED) unless the card is active.
    """
    pin = pins.make_pin(vault.open_number(card.number_sealed))
    pin_hash = pins.hash_pin(pin, pepper=vault.pepper())
    with write_transaction():
        changed = Card.objects.filter(pk=card.pk, state=CardState.ACTIVE).update(
            pin_hash=pin_hash, pin_set_at=now, pin_fail_total=0, pin_delay_until=None
        )
        if not changed:
            raise Refused(Refusal.CARD_CLOSED)
        HolderSession.objects.filter(card=card).delete()
        tell(CardEvent(EventKind.PIN_RESET, card, "worker", now))
    return pin


def revoke_card(card: Card, *, actor: str, now: datetime) -> None:
    """Close a card for good: its places are given back and its sign-ins end, in one transaction (I13).

    Raises   Refused(CARD_CLOSED) if it is closed already.
    """
    with write_transaction():
        tell(CardEvent(EventKind.REVOKED, card, actor, now))  # first: dates are locked before cards
        changed = Card.objects.filter(pk=card.pk, state__in=[CardState.ACTIVE, CardState.SUSPENDED]).update(
            state=CardState.REVOKED, state_at=now, pin_hash=""
        )
        if not changed:
            raise Refused(Refusal.CARD_CLOSED)
        HolderSession.objects.filter(card=card).delete()
