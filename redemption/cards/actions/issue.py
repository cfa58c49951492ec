"""Handing a card over."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError

from areas.models import Area, Municipality
from common.refusals import Refused
from common.time import day_of
from redemption.cards import pins, rules, vault
from redemption.cards.events import CardEvent, EventKind, tell
from redemption.cards.models import (
    Card,
    CardBackground,
    CardBatch,
    CardState,
    CardTerm,
    DistributorUnit,
    DistributorWorker,
)
from redemption.cards.numbers import make_number, read_number
from redemption.cards.rules import Attested, Refusal
from redemption.cards.transactions import write_transaction

QR_ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class IssueWish:
    """What the worker says of the new holder. Nothing here names a person.

    number   a pre-printed card's number as typed or scanned, or "" to draw a new one.
    key      one per form: sending the form twice makes one card.
    """

    key: UUID
    number: str
    age_band: str
    municipality: str
    companions_max: int
    is_eligible: bool
    has_agreed: bool


@dataclass(frozen=True, slots=True)
class Issued:
    """A card just handed over. The PIN exists here and on the slip, nowhere else."""

    card: Card
    term: CardTerm
    number: str
    pin: str


def issue_card(wish: IssueWish, *, worker: DistributorWorker, now: datetime) -> Issued | Card:
    """Activate a card for a year and draw its PIN.

    Result   what the slip needs; or the card alone if this form was sent before: its PIN is gone.
    Raises   Refused: NUMBER_MISTYPED, CARD_NOT_FREE, CARD_NOT_YOURS, CONSENT_MISSING, CHILDREN_TOO_MANY, AREA_NOT_OPEN.
    """
    area = worker.unit.distributor.area
    said = Attested(wish.companions_max, is_eligible=wish.is_eligible, has_agreed=wish.has_agreed)
    if reason := rules.issue_refusal(said, is_area_open=area.is_running and worker.unit.closed_at is None):
        raise Refused(reason)
    number = _free_number(wish.number, area)
    pin = pins.make_pin(number)
    pin_hash = pins.hash_pin(pin, pepper=vault.pepper())  # 23 ms, before the write lock
    try:
        with write_transaction():
            if (before := Card.objects.filter(public_id=wish.key, unit=worker.unit).first()) is not None:
                return before
            card = _taken_card(number, wish, worker) if wish.number else _new_card(number, key=wish.key, area=area, now=now)
            _activate(card, worker=worker, pin_hash=pin_hash, now=now)
            term = _write_term(card, wish, area=area, now=now)
            tell(CardEvent(EventKind.ISSUED, card, "worker", now, {"unit_kind": worker.unit.distributor.kind}))
    except IntegrityError:  # the same form, sent twice in the same moment
        return Card.objects.get(public_id=wish.key, unit=worker.unit)
    return Issued(card=card, term=term, number=number, pin=pin)


def _free_number(typed: str, area: Area) -> str:
    """Return the number that was typed, or a new one that no card has."""
    if typed:
        number = read_number(typed)
        if number is None:
            raise Refused(Refusal.NUMBER_MISTYPED)
        return number
    while True:
        drawn = make_number(area.code)
        if not Card.objects.filter(number_index=vault.number_index(drawn)).exists():
            return drawn


def _taken_card(number: str, wish: IssueWish, worker: DistributorWorker) -> Card:
    """Return the pre-printed card, if it lies in this unit's box. The form's key becomes its own."""
    card = Card.objects.select_for_update().filter(number_index=vault.number_index(number)).first()
    if card is None or (card.unit_id not in {None, worker.unit_id}) or card.area_id != worker.unit.distributor.area_id:
        raise Refused(Refusal.CARD_NOT_YOURS)
    if reason := rules.state_refusal(rules.CardState(card.state), rules.CardState.ACTIVE):
        raise Refused(reason)
    if card.issued_at is not None:  # suspended: given back to its holder by another act
        raise Refused(Refusal.CARD_NOT_FREE)
    card.public_id = wish.key
    return card


def _new_card(number: str, *, key: UUID, area: Area, now: datetime) -> Card:
    return Card(
        public_id=key,
        number_sealed=vault.seal_number(number),
        number_index=vault.number_index(number),
        qr_id=secrets.token_hex(QR_ID_BYTES),
        area=area,
        state_at=now,
    )


def _activate(card: Card, *, worker: DistributorWorker, pin_hash: str, now: datetime) -> None:
    card.state = CardState.ACTIVE
    card.unit = worker.unit
    card.issued_by = worker
    card.issued_at = card.state_at = card.pin_set_at = now
    card.pin_hash = pin_hash
    card.save()


def _write_term(card: Card, wish: IssueWish, *, area: Area, now: datetime) -> CardTerm:
    first = day_of(now)
    term = CardTerm.objects.create(
        card=card,
        valid_from=first,
        valid_until=rules.term_end(first, area_ends_on=last_day_of(area)),
        attested_at=now,
        companions_max=wish.companions_max,
    )
    CardBackground.objects.create(
        term=term,
        age_band=wish.age_band,
        municipality=Municipality.objects.get(code=wish.municipality),
        has_children=wish.companions_max > 0,
    )
    return term


def last_day_of(area: Area) -> date | None:
    """Return the last day of an area's pilot, or None. The fact's own end is exclusive."""
    return area.pilot_until - timedelta(days=1) if area.pilot_until else None


def stock_cards(*, unit: DistributorUnit, count: int, now: datetime) -> list[str]:
    """Make a box of pre-printed cards for a unit and return their numbers, in shuffled order.

    count   1..500.
    """
    area = unit.distributor.area
    batch = CardBatch.objects.create(area=area, unit=unit, count=count, state="allotted", made_at=now)
    numbers = sorted({make_number(area.code) for _ in range(count)}, key=lambda _: secrets.randbits(32))
    cards = [_new_card(number, key=UUID(bytes=secrets.token_bytes(16), version=4), area=area, now=now) for number in numbers]
    for card in cards:
        card.state, card.unit, card.batch = CardState.STOCKED, unit, batch
    with write_transaction():
        Card.objects.bulk_create(cards)
    return numbers
