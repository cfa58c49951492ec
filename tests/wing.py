"""Makers of the gated wing's facts: units, workers, cards, claims. Only for tests that import `redemption`."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.utils import timezone

from areas.models import Area
from common.time import day_of
from redemption.cards import pins, vault
from redemption.cards.models import (
    AgeBand,
    Card,
    CardBackground,
    CardState,
    CardTerm,
    DistributorUnit,
    DistributorWorker,
)
from redemption.cards.numbers import check_digits
from redemption.claims.actions import ClaimWish, claim_seats
from redemption.claims.models import Claim
from redemption.claims.rules import Seats
from tests.factories import AreaFactory, DistributorFactory, OccurrenceFactory

PIN = "493021"
_running = count(1)
_pin_hashes: dict[tuple[str, bytes], str] = {}


def area(code: str = "KA", **given: Any) -> Area:
    """Return the area with this code of the card alphabet, made if it is not there."""
    return Area.objects.filter(code=code).first() or AreaFactory(code=code, **given)


def unit(of: Area | None = None) -> DistributorUnit:
    return DistributorUnit.objects.create(distributor=DistributorFactory(area=of or area()))


def worker(of: DistributorUnit | None = None, *, name: str = "") -> DistributorWorker:
    """Return a worker with a staff user, of a new unit unless told."""
    name = name or f"tyontekija-{next(_running)}"
    user = get_user_model().objects.create_user(username=name, email=f"{name}@example.org", password="kaiku-kaiku-kaiku")
    return DistributorWorker.objects.create(user=user, unit=of or unit())


def number_for(code: str = "KA") -> str:
    body = f"{code}{next(_running) * 7919 % 10**8:08d}"
    return body + check_digits(body)


def card(of: DistributorUnit | None = None, *, number: str = "", children: int = 2, until: date | None = None, pin: str = PIN, **given: Any) -> Card:
    """Return an active personal card with a term around today; `number_of` reads its number."""
    home = of or unit()
    number = number or number_for(home.distributor.area.code)
    now = timezone.now()
    fields = {
        "number_sealed": vault.seal_number(number),
        "number_index": vault.number_index(number),
        "qr_id": secrets.token_hex(8),
        "state": CardState.ACTIVE,
        "area": home.distributor.area,
        "unit": home,
        "issued_at": now,
        "state_at": now,
        "pin_hash": _pin_hash(pin),
    }
    made = Card.objects.create(**(fields | given))
    today = day_of(now)
    term = CardTerm.objects.create(
        card=made, valid_from=today - timedelta(days=30), valid_until=until or today + timedelta(days=300), attested_at=now, companions_max=children
    )
    CardBackground.objects.create(term=term, age_band=AgeBand.TO_64, municipality_id="205", has_children=children > 0)
    return made


def _pin_hash(pin: str) -> str:
    """Hash each PIN once a run and pepper: 23 ms each."""
    key = (pin, vault.pepper())
    if pin and key not in _pin_hashes:
        _pin_hashes[key] = pins.hash_pin(pin, pepper=vault.pepper())
    return _pin_hashes.get(key, "")


def number_of(of: Card) -> str:
    return vault.open_number(of.number_sealed)


def claim(of: Card | None = None, *, occurrence: Any = None, seats: Seats | None = None, now: datetime | None = None) -> Claim:
    """Return a claim made through the action, with its ticket and ledger row."""
    wish = ClaimWish(occurrence=(occurrence or OccurrenceFactory()).uuid, seats=seats or Seats(), key=str(uuid4()))
    return claim_seats(wish, card=of or card(), now=now or timezone.now())


def device(venue: Any, *, name: str = "Lippukassa", now: datetime | None = None) -> tuple[Any, str]:
    """Return a paired desk device of a venue and its token."""
    from redemption.desk.actions import invite_device, pair_device

    moment = now or timezone.now()
    return pair_device(code=invite_device(venue=venue, name=name, now=moment).code, now=moment)
