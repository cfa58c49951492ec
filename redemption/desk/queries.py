"""Reads of the desk: what is on today, and what a scanned or typed text names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from common.texts import pick
from common.time import day_bounds, day_of
from offerings.codes import OfferKind
from offerings.models import Occurrence, Offer, Venue
from redemption.cards.codes import CardCode, CodeRefusal
from redemption.cards.keys import verify_keys
from redemption.cards.models import Card, CardState
from redemption.cards.numbers import read_number
from redemption.cards.queries import card_by_number, term_on
from redemption.claims.codes import read_code
from redemption.claims.models import ClaimState, Ticket, TicketState, Use
from redemption.claims.rules import CHILDREN_CAP, Seats, Span, entry_window
from redemption.desk.models import DeskDevice
from redemption.desk.rules import Refusal, TicketFacts

CODE_REFUSALS = {
    CodeRefusal.EMPTY: Refusal.NO_CODE,
    CodeRefusal.FOREIGN: Refusal.FOREIGN_CODE,
    CodeRefusal.TYPE_UNKNOWN: Refusal.FOREIGN_CODE,
    CodeRefusal.VERSION_UNKNOWN: Refusal.DAMAGED_CODE,
    CodeRefusal.DAMAGED: Refusal.DAMAGED_CODE,
    CodeRefusal.KEY_UNKNOWN: Refusal.FORGED_CODE,
    CodeRefusal.FORGED: Refusal.FORGED_CODE,
}
NINE_DIGITS = re.compile(r"\d{9}", re.ASCII)
SEPARATORS = re.compile(r"[\s\-–.]")
TICKETS = ("claim__card__area", "claim__occurrence__offer__venue__area", "claim__pool")


@dataclass(frozen=True, slots=True)
class Target:
    """What a visit is for: a date, a standing offer, or the venue as such. `key` is its name in a form."""

    key: str
    title: str
    starts_at: datetime | None = None
    is_now: bool = False
    places_left: int | None = None
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class DeskDay:
    """What a desk may choose from today, the one starting now first among equals."""

    dates: tuple[Target, ...]
    standing: tuple[Target, ...]
    chosen: Target | None


def desk_day(venue: Venue, *, language: str, now: datetime, chosen: str = "") -> DeskDay:
    """Return today's dates and the standing offers of a venue. Four queries.

    chosen   the key that the desk chose last; without it, the date whose doors are open, else a single standing offer.
    """
    starts, ends = day_bounds(day_of(now))
    dates = Occurrence.objects.filter(offer__venue=venue, closed_at=None, starts_at__lt=ends, ends_at__gt=starts - timedelta(hours=2))
    rows = list(dates.select_related("offer").prefetch_related("offer__texts").order_by("starts_at", "pk"))
    dated = tuple(_date_target(row, language=language, now=now) for row in rows)
    offers = Offer.objects.open(now).filter(venue=venue, kind=OfferKind.STANDING).prefetch_related("texts").order_by("pk")
    standing = tuple(Target(f"o-{offer.uuid}", _title(offer, language)) for offer in offers)
    return DeskDay(dated, standing, _chosen((*dated, *standing), chosen) or _first(dated, standing))


def _chosen(targets: Iterable[Target], key: str) -> Target | None:
    return next((target for target in targets if target.key == key), None)


def _first(dated: tuple[Target, ...], standing: tuple[Target, ...]) -> Target | None:
    open_now = [target for target in dated if target.is_now and not target.is_cancelled]
    return next(iter(open_now or (standing if len(standing) == 1 and not dated else ())), None)


def _date_target(row: Occurrence, *, language: str, now: datetime) -> Target:
    window = entry_window(Span(row.starts_at, row.ends_at))
    return Target(
        key=f"d-{row.uuid}",
        title=_title(row.offer, language),
        starts_at=row.starts_at,
        is_now=window.starts_at <= now < window.ends_at,
        places_left=row.left,
        is_cancelled=row.is_cancelled,
    )


def _title(offer: Offer, language: str) -> str:
    text = pick(offer.texts.all(), language, source=offer.source_language)
    return text.title if text else ""


def venue_name(venue: Venue, language: str) -> str:
    text = pick(venue.texts.all(), language, source=venue.source_language)
    return text.name if text else ""


def target_of(venue: Venue, key: str) -> Occurrence | Offer | None:
    """Return the date or the standing offer that a form names, if it is this venue's own; None for the venue as such."""
    kind, _, text = key.partition("-")
    try:
        uuid = UUID(text)
    except ValueError:
        return None
    if kind == "d":
        return Occurrence.objects.select_related("offer__venue__area").filter(uuid=uuid, offer__venue=venue).first()
    return Offer.objects.select_related("venue__area").filter(uuid=uuid, venue=venue).first()


@dataclass(frozen=True, slots=True)
class Found:
    """What a text names: a ticket, or a card without one."""

    ticket: Ticket | None = None
    card: Card | None = None


def find(text: str, *, venue: Venue) -> Found | Refusal:
    """Return what was scanned or typed, or why it is nothing of ours. Never raises, whatever the text.

    Nine digits are a ticket's short code and count at its own venue only; a number is looked up whole, never by its beginning.
    """
    typed = SEPARATORS.sub("", text[:300])
    if not typed:
        return Refusal.NO_CODE
    if NINE_DIGITS.fullmatch(typed):
        ticket = _tickets().filter(short_code=typed, claim__occurrence__offer__venue=venue).first()
        return Found(ticket=ticket) if ticket else Refusal.TICKET_UNKNOWN
    if read_number(text[:300]):
        card = card_by_number(text)
        return Found(card=card) if card else Refusal.CARD_UNKNOWN
    return _find_signed(text)


def _find_signed(text: str) -> Found | Refusal:
    code = read_code(text, keys=verify_keys())
    if isinstance(code, CodeRefusal):
        return CODE_REFUSALS[code]
    if isinstance(code, CardCode):
        card = Card.objects.select_related("area", "unit").filter(qr_id=code.qr_id).first()
        return Found(card=card) if card else Refusal.CARD_UNKNOWN
    ticket = _tickets().filter(public_id=code.public_id).first()
    return Found(ticket=ticket) if ticket else Refusal.TICKET_UNKNOWN


def _tickets() -> QuerySet[Ticket]:
    return Ticket.objects.select_related(*TICKETS)


def ticket_of(card: Card, occurrence: Occurrence) -> Ticket | None:
    """Return the good ticket that a card holds for a date, if any."""
    return _tickets().filter(claim__card=card, claim__occurrence=occurrence).exclude(state=TicketState.VOID).first()


def ticket_facts(ticket: Ticket) -> TicketFacts:
    claim = ticket.claim
    occurrence = claim.occurrence
    return TicketFacts(
        is_void=ticket.state == TicketState.VOID or claim.state not in {ClaimState.LIVE, ClaimState.USED},
        is_card_on_hold=claim.card.state == CardState.SUSPENDED,
        is_date_cancelled=occurrence.is_cancelled,
        venue=occurrence.offer.venue.uuid,
        occurrence=occurrence.uuid,
        when=Span(occurrence.starts_at, occurrence.ends_at),
        left=ticket.seats - ticket.used,
    )


def seats_left(ticket: Ticket) -> Seats:
    """Return who of a ticket's party is still outside: the holder first, then assistant, then children (R15)."""
    inside = [use.seats for use in ticket.uses.filter(undone_at=None)]
    claim = ticket.claim.seats
    return Seats(
        holder=claim.holder - sum(seats.holder for seats in inside),
        children=claim.children - sum(seats.children for seats in inside),
        assistants=claim.assistants - sum(seats.assistants for seats in inside),
    )


def children_at_door(card: Card, target: Occurrence | Offer | None, *, now: datetime) -> int:
    """Return how many children a card may bring along without a ticket: none to a course (R12, R14)."""
    term = term_on(card, day=day_of(now))
    offer = target.offer if isinstance(target, Occurrence) else target
    if term is None or (offer is not None and (offer.kind == OfferKind.COURSE or not offer.children_welcome)):
        return 0
    cap = offer.companions_max if offer is not None and offer.companions_max is not None else CHILDREN_CAP
    return min(term.companions_max, cap)


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device in its venue's list."""

    public_id: UUID
    name: str
    venue_name: str
    is_paired: bool
    code_until: datetime | None
    paired_at: datetime | None
    last_use_at: datetime | None


def device_rows(venues: Iterable[Venue], *, language: str) -> list[DeviceRow]:
    """Return the devices of some venues that are invited or paired, by venue and name. Three queries."""
    names = {venue.pk: venue_name(venue, language) for venue in venues}
    devices = list(DeskDevice.objects.filter(venue__in=list(names), revoked_at=None).order_by("venue", "name"))
    keys = [device.public_id for device in devices]
    last = dict(Use.objects.filter(device_id__in=keys).order_by("recorded_at").values_list("device_id", "recorded_at"))
    return [
        DeviceRow(d.public_id, d.name, names[d.venue_id], d.paired_at is not None, d.code_until, d.paired_at, last.get(d.public_id)) for d in devices
    ]


def visits_today(device: DeskDevice, *, now: datetime) -> int:
    """Return how many people this device let in today: the venue's own number, nothing of any card."""
    starts, ends = day_bounds(day_of(now))
    uses = Use.objects.filter(device_id=device.public_id, undone_at=None, occurred_at__gte=starts, occurred_at__lt=ends)
    return sum(use.seats.people for use in uses)
