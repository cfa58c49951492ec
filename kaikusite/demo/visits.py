"""A year of visits for the figures of the demo, made by the acts that real ones are made by. Needs the gated wing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth.models import User

from areas.models import Area, Distributor
from common.time import HELSINKI, day_of
from offerings.models import Offer, Venue
from redemption.cards.actions import IssueWish, issue_card
from redemption.cards.models import AgeBand, Card, DistributorUnit, DistributorWorker
from redemption.claims.models import UseMode
from redemption.claims.rules import Seats
from redemption.desk.actions import Scan, check_in_card, invite_device, pair_device
from redemption.desk.models import DeskDevice

AREAS = 3  # areas with a past
CARDS = 16  # in each: more than the ten that a figure needs
VENUES = 4
VISITS = 9  # of a card in the year
BANDS = (AgeBand.TO_29, AgeBand.TO_64, AgeBand.TO_64, AgeBand.FROM_65)


def write_visits(*, now: datetime, progress: Callable[[int], None] = lambda count: None) -> int:
    """Issue cards and record their visits since January; return how many. Called again, it adds nothing.

    progress   called with 1 for each card that is done; `CARDS` x `AREAS` in all.
    """
    areas = Area.objects.running().filter(venues__closed_at=None, distributors__is_live=True).distinct().order_by("name_fi")[:AREAS]
    return sum(_write_area(area, now=now, progress=progress) for area in areas)


def _write_area(area: Area, *, now: datetime, progress: Callable[[int], None]) -> int:
    start = max(now - timedelta(days=300), datetime(day_of(now).year, 1, 7, 12, tzinfo=HELSINKI))
    worker = _worker(area)
    venues = list(Venue.objects.filter(area=area, closed_at=None).order_by("pk")[:VENUES])
    desks = [(_device(venue, now), Offer.objects.filter(venue=venue, kind="standing").first()) for venue in venues]
    count = 0
    for number in range(CARDS):
        card = _card(area, number, worker, start)
        count += sum(1 for visit in _visits(card, number, start, now) if _record(card, visit, desks))
        progress(1)
    return count


def _worker(area: Area) -> DistributorWorker:
    distributor = Distributor.objects.filter(area=area, is_live=True).order_by("pk").first()
    unit, _ = DistributorUnit.objects.get_or_create(distributor=distributor)
    user, _ = User.objects.get_or_create(username=f"demo-{area.slug}-jakaja", defaults={"is_active": False})
    return DistributorWorker.objects.get_or_create(user=user, unit=unit)[0]


def _key(*parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, "demo/" + "/".join(map(str, parts)))


def _card(area: Area, number: int, worker: DistributorWorker, start: datetime) -> Card:
    municipality = area.municipalities.order_by("pk").first()
    wish = IssueWish(
        key=_key(area.code, "card", number),
        number="",
        age_band=BANDS[number % len(BANDS)],
        municipality=municipality.pk if municipality else "",
        companions_max=number % 3,
        is_eligible=True,
        has_agreed=True,
    )
    issued = issue_card(wish, worker=worker, now=start)
    return issued if isinstance(issued, Card) else issued.card


def _device(venue: Venue, now: datetime) -> DeskDevice:
    known = DeskDevice.objects.paired().filter(venue=venue, name="Demo").first()
    return known or pair_device(code=invite_device(venue=venue, name="Demo", now=now).code, now=now)[0]


def _visits(card: Card, number: int, start: datetime, now: datetime) -> Iterator[tuple[int, datetime]]:
    """Yield (which desk, when) of a card's visits, spread over the year, more of them in autumn."""
    days = (now - start).days
    for visit in range(VISITS):
        spread = (visit + 1 + number / CARDS) / (VISITS + 1.5)
        yield (visit * 5 + number) % VENUES, start + timedelta(days=int(days * spread**0.8))


def _record(card: Card, visit: tuple[int, datetime], desks: list[tuple[DeskDevice, Offer | None]]) -> bool:
    """Record one visit afterwards, once; a desk that the area lacks records none."""
    desk, when = visit
    if desk >= len(desks):
        return False
    device, standing = desks[desk]
    children = 0 if standing is not None and not standing.children_welcome else card.terms.all()[0].companions_max
    scan = Scan(device, _key(card.public_id, when), when, mode=UseMode.LATE, occurred_at=when)
    return check_in_card(scan, card, target=standing, seats=Seats(children=min(children, 1))) is not None
