"""Reads about cards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import cos, radians
from typing import TypeVar

from django.db.models import Q, QuerySet

from areas.models import Area, Municipality
from common.geo import haversine_m
from common.texts import pick
from common.time import day_of
from offerings.codes import OfferKind
from offerings.models import Occurrence, Offer, Venue
from offerings.queries.rows import OfferRow, row_of
from redemption.cards import codes, keys
from redemption.cards.models import AreaPolicy, Card, CardClass, CardTerm, DistributorUnit
from redemption.cards.numbers import grouped, masked, read_number
from redemption.cards.vault import number_index, open_number


def policy_of(area: Area, *, day: date) -> AreaPolicy:
    """Return the area's rules on a day; before any row, the launch values and the area's own age line."""
    row = AreaPolicy.objects.filter(area=area, valid_from__lte=day).order_by("-valid_from").first()
    return row or AreaPolicy(area=area, valid_from=day, child_age_limit=area.child_age_limit)


def card_by_number(typed: str) -> Card | None:
    """Return the card whose number was typed, or None. The number may be written in any usual way."""
    number = read_number(typed)
    if number is None:
        return None
    return Card.objects.select_related("area", "unit").filter(number_index=number_index(number)).first()


def term_on(card: Card, *, day: date) -> CardTerm | None:
    """Return the term that covers a day, else the nearest later one, else the last one."""
    terms = list(card.terms.all())
    covering = [term for term in terms if term.valid_from <= day <= term.valid_until]
    later = [term for term in terms if term.valid_from > day]
    return next(iter(covering or later or terms[-1:]), None)


def unit_name(unit: DistributorUnit, language: str) -> str:
    """Return the unit's name as the reader should see it."""
    text = pick(unit.distributor.texts.all(), language, source=unit.distributor.source_language)
    return text.name if text else ""


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A card in its unit's list: enough to find it again, nothing of its use."""

    public_id: str
    masked_number: str
    state: str
    issued_on: date | None
    valid_until: date | None
    companions_max: int


@dataclass(frozen=True, slots=True)
class CardPass:
    """A card as its holder sees it. `code` is the signed text of its QR."""

    number: str
    letters: str
    code: str
    area_name: str
    valid_until: date | None
    is_over: bool
    companions_max: int
    age_limit: int


def card_pass(card: Card, *, language: str, now: datetime) -> CardPass:
    """Return what a holder's own card page shows. Three queries."""
    today = day_of(now)
    term = term_on(card, day=today)
    number = open_number(card.number_sealed)
    until = term.valid_until if term else None
    card_class = codes.CardClass.COMMUNITY if card.card_class == CardClass.COMMUNITY else codes.CardClass.PERSONAL
    return CardPass(
        number=grouped(number),
        letters=" ".join(number),
        code=codes.card_text(
            qr_id=card.qr_id, card_class=card_class, area_code=card.area.code, valid_until=until or today, pair=keys.current_pair(now=now)
        ),
        area_name=card.area.name(language),
        valid_until=until,
        is_over=until is None or until < today,
        companions_max=term.companions_max if term else 0,
        age_limit=policy_of(card.area, day=today).child_age_limit,
    )


def unit_cards(unit: DistributorUnit, *, limit: int = 200) -> list[UnitCard]:
    """Return a unit's cards, latest first. Two queries."""
    cards = Card.objects.of_unit(unit).exclude(issued_at=None).prefetch_related("terms").order_by("-issued_at")[:limit]
    return [unit_card(card) for card in cards]


def unit_card(card: Card) -> UnitCard:
    """Return one card of a unit as its workers see it."""
    terms = list(card.terms.all())
    return UnitCard(
        public_id=str(card.public_id),
        masked_number=masked(open_number(card.number_sealed)),
        state=card.state,
        issued_on=day_of(card.issued_at) if card.issued_at else None,
        valid_until=terms[-1].valid_until if terms else None,
        companions_max=terms[-1].companions_max if terms else 0,
    )


NEAR_KM = 30  # a bus ride
NEAR_DAYS = 7
LOOKED_AT = 200  # dates that are sorted in memory
TO_JUST_COME = ("just-come", "reserve-here", "at-the-desk")
KM_PER_DEGREE = 111.2  # of latitude


def near_home(town: Municipality, *, area: Area, language: str, now: datetime, limit: int = 3) -> list[OfferRow]:
    """Return real things near a town's centre, each venue once: this week's dates, nearest first, then what is always on. Six queries.

    area   of the card: a local-only area's card and offers stay together (R05).
    """
    dates = _nearest(town, _dates_near(town, area=area, now=now), lambda date: date.offer.venue)
    always = _nearest(town, _always_near(town, area=area, now=now), lambda offer: offer.venue)
    rows = {date.offer.venue_id: row_of(date.offer, date, language=language, now=now) for date in dates[:limit]}
    for offer in always[:limit]:
        rows.setdefault(offer.venue_id, row_of(offer, None, language=language, now=now))
    return list(rows.values())[:limit]


Thing = TypeVar("Thing", Occurrence, Offer)


def _nearest(town: Municipality, things: list[Thing], venue_of: Callable[[Thing], Venue]) -> list[Thing]:
    """Return each venue's first thing within a bus ride, nearest first in steps of 5 km; else in the order given."""
    found: dict[int, tuple[float, Thing]] = {}
    for thing in things:
        venue = venue_of(thing)
        metres = haversine_m(town.lat, town.lon, venue.lat, venue.lon)
        if metres <= NEAR_KM * 1000:
            found.setdefault(venue.pk, (metres // 5000, thing))
    return [thing for _, thing in sorted(found.values(), key=lambda pair: pair[0])]


def _reachable(town: Municipality, *, area: Area, now: datetime) -> QuerySet[Offer]:
    """Return free offers in a box round the town that this area's cards open and that ask for no phone call."""
    high = NEAR_KM / KM_PER_DEGREE
    wide = high / max(0.2, cos(radians(town.lat)))
    reach = Q(venue__area=area) if area.is_local_only else Q(venue__area=area) | Q(venue__area__is_local_only=False)
    return Offer.objects.open(now).filter(
        reach,
        how_to_get__in=TO_JUST_COME,
        is_free=True,
        venue__lat__range=(town.lat - high, town.lat + high),
        venue__lon__range=(town.lon - wide, town.lon + wide),
    )


def _dates_near(town: Municipality, *, area: Area, now: datetime) -> list[Occurrence]:
    dates = Occurrence.objects.upcoming(now).filter(
        Q(places_left=None) | Q(places_left__gt=0),
        offer__in=_reachable(town, area=area, now=now),
        starts_at__lt=now + timedelta(days=NEAR_DAYS),
        starts_at__gt=now,
        is_sold_out=False,
    )
    return list(dates.select_related("offer__venue__municipality").prefetch_related("offer__texts", "offer__venue__texts")[:LOOKED_AT])


def _always_near(town: Municipality, *, area: Area, now: datetime) -> list[Offer]:
    offers = _reachable(town, area=area, now=now).filter(kind=OfferKind.STANDING).order_by("pk")
    return list(offers.select_related("venue__municipality").prefetch_related("texts", "venue__texts")[:LOOKED_AT])
