"""What the gated wing needs in a demonstration: places taken, cards to try, people at the counter and the door, a year of visits.

Only for a site with `KAIKU_REDEMPTION` on: imports `redemption`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import User

from areas.models import Area, Distributor
from common.time import day_of
from kaikusite.demo import people
from kaikusite.demo.things import key
from kaikusite.demo.visits import AREAS, CARDS, write_visits
from offerings.codes import HowToGet
from offerings.models import Occurrence, Venue
from redemption.cards import pins, vault
from redemption.cards.actions import IssueWish, issue_card
from redemption.cards.models import AgeBand, Card, CardState, DistributorUnit, DistributorWorker
from redemption.cards.numbers import check_digits, grouped
from redemption.claims.models import Channel, QuotaPool
from redemption.desk.models import VenueContact
from redemption.figures.actions import count_year

VISITS = CARDS * AREAS  # steps of progress
COUNTER = "distributor/kainuu/outreach"
DOOR = "venue/kainuu/kajaanin-kaupunginteatteri"
PIN = "493021"


@dataclass(frozen=True, slots=True)
class DemoCard:
    """A card whose number and PIN everybody knows. `body`: area letters and eight digits; `children`: how many may come along."""

    body: str
    children: int

    @property
    def number(self) -> str:
        return self.body + check_digits(self.body)

    @property
    def printed(self) -> str:
        return grouped(self.number)


TRY_CARDS = (DemoCard("KA12003400", 2), DemoCard("KA56007800", 0))


def take_places(taken: Mapping[UUID, int]) -> None:
    """Give dates the counters that a booking would have left: occurrence's key -> places taken."""
    rows = (row for row in Occurrence.objects.filter(offer__how_to_get=HowToGet.RESERVE_HERE).exclude(places=None) if row.uuid in taken)
    pools = [QuotaPool(occurrence=row, channel=Channel.ANY, size=row.places, taken=taken[row.uuid]) for row in rows]
    QuotaPool.objects.bulk_create(pools, ignore_conflicts=True)


def write_wing(users: Mapping[str, User], *, now: datetime) -> None:
    """Give the demo's people their work and issue the cards to try. Called again, it adds nothing."""
    unit, _ = DistributorUnit.objects.get_or_create(distributor=Distributor.objects.get(uuid=key(COUNTER)))
    worker, _ = DistributorWorker.objects.get_or_create(user=users[people.DISTRIBUTOR.name], unit=unit)
    VenueContact.objects.get_or_create(user=users[people.DESK.name], venue=Venue.objects.get(uuid=key(DOOR)))
    for card in TRY_CARDS:
        _issue(card, worker, now)


def _issue(card: DemoCard, worker: DistributorWorker, now: datetime) -> None:
    """Issue a pre-printed card by the act that the counter uses, then give it the PIN that everybody knows."""
    number = card.number
    if Card.objects.filter(number_index=vault.number_index(number)).exists():
        return
    area = worker.unit.distributor.area
    Card.objects.create(
        public_id=key(f"box/{number}"), number_sealed=vault.seal_number(number), number_index=vault.number_index(number),
        qr_id=key(f"card/{number}").hex[:16], area=area, unit=worker.unit, state=CardState.STOCKED, state_at=now,
    )  # fmt: skip
    wish = IssueWish(
        key=key(f"card/{number}"), number=number, age_band=AgeBand.TO_64, municipality="205", companions_max=card.children,
        is_eligible=True, has_agreed=True,
    )  # fmt: skip
    issue_card(wish, worker=worker, now=now)
    Card.objects.filter(public_id=key(f"card/{number}")).update(pin_hash=pins.hash_pin(PIN, pepper=vault.pepper()))


def write_year(*, now: datetime) -> None:
    """Record a year of visits in a few areas and count them for the figures."""
    write_visits(now=now)
    for area in Area.objects.filter(distributors__unit__workers__isnull=False).distinct():
        count_year(area, year=day_of(now).year, now=now)
