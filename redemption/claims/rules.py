"""Decisions about claims and tickets, R02 to R16 and R20 to R23 of redemption.md 2.6.

Facts in, the first reason to refuse out. The order is authenticity, state, place, time, party,
limits; of these the holder can act on the first one named. Facts are gathered under the lock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from common.time import day_of
from redemption.cards.rules import CardState

LIVE_CLAIMS = 5  # R10: launch value of the area's policy
COURSE_PLACES = 1  # R13
ASSISTANTS_MAX = 1  # R16
CHILDREN_CAP = 15  # R14: where the venue names no number, the card's own decides
ENTRY_OPENS_MINUTES = 60  # R23: from an hour before the doors
ENTRY_CLOSES_MINUTES = 60  # R23: to an hour after the end
OVERLAP_MAX = timedelta(hours=12)  # R20: longer than this is an exhibition, not an evening


class Refusal(StrEnum):
    """Why a claim, a ticket or a return is refused."""

    COMMUNITY_CARD = "community-card"  # R18
    CARD_NOT_ACTIVE = "card-not-active"  # R02
    CARD_SUSPENDED = "card-suspended"  # R02
    NOT_ATTESTED = "not-attested"  # R04
    AREA_NOT_OPEN = "card-area-not-open"  # R06
    CARD_NOT_VALID_THEN = "card-not-valid-then"  # R03
    OUT_OF_REACH = "out-of-reach"  # R05
    DATE_CANCELLED = "date-cancelled"  # R07
    OFFER_CLOSED = "offer-closed"  # R07
    NOT_OPEN_YET = "not-open-yet"  # R07
    TOO_LATE_TO_CLAIM = "too-late-to-claim"  # R07
    NOT_BOOKED_HERE = "not-booked-here"  # R07
    ALREADY_CLAIMED = "already-claimed"  # R09
    SEATS_UNREADABLE = "seats-unreadable"
    HOLDER_MISSING = "holder-missing"  # R15
    COURSE_IS_ONE_SEAT = "course-is-one-seat"  # R12
    TOO_MANY_CHILDREN = "too-many-children"  # R14, the card's number
    VENUE_TAKES_FEWER = "venue-takes-fewer"  # R14, the venue's number
    TOO_MANY_ASSISTANTS = "too-many-assistants"  # R16
    SEAT_NOT_FOR_CARD = "seat-not-for-card"  # R17
    TOO_MANY_CLAIMS = "too-many-claims"  # R10
    VENUE_LIMIT = "venue-limit"  # R11
    COURSE_LIMIT = "course-limit"  # R13
    OVERLAPS = "overlaps"  # R20
    FULL = "full"  # R08
    KEY_REUSED = "key-reused"  # I4
    ALREADY_GIVEN_BACK = "already-given-back"
    ALREADY_USED = "already-used"
    TOO_LATE_TO_GIVE_BACK = "too-late-to-give-back"  # R21, R22
    TOO_EARLY = "too-early"  # R23
    TOO_LATE = "too-late"  # R23
    BUSY = "busy"


class ClaimState(StrEnum):
    """Where a claim is in its life (redemption.md, 2.3)."""

    LIVE = "live"
    USED = "used"
    CANCELLED = "cancelled"
    NO_SHOW = "no-show"


@dataclass(frozen=True, slots=True)
class Seats:
    """Who comes, by class. Children and assistant come with the holder; workers and clients
    belong to community cards."""

    holder: int = 1
    children: int = 0
    assistants: int = 0
    workers: int = 0
    clients: int = 0

    @property
    def people(self) -> int:
        """Return how many walk through the door."""
        return self.holder + self.children + self.assistants + self.workers + self.clients

    @property
    def places(self) -> int:
        """Return how many places of the venue's number they take: an assistant takes none (R16)."""
        return self.people - self.assistants


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A card as the rules see it; days are inclusive, Helsinki."""

    is_personal: bool
    state: CardState
    is_attested: bool
    valid_from: date | None
    valid_until: date | None
    companions_max: int
    area_code: str
    is_local_only: bool
    area_opens_on: date | None
    area_ends_on: date | None
    is_unit_open: bool
    live_claims: int
    live_claims_max: int
    course_places_max: int
    refuses_overlap: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A time from `starts_at` up to but not at `ends_at`."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a moment."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class DateFacts:
    """An occurrence as the rules see it. `opens_at` None: open since it was published."""

    when: Span
    opens_at: datetime | None
    closes_at: datetime
    is_cancelled: bool
    is_closed: bool
    is_booked_here: bool
    is_course: bool
    area_code: str
    is_local_only: bool
    children_welcome: bool
    companions_max: int | None
    places_left: int | None
    course_places_max: int | None
    per_card_and_venue: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """What the card already holds."""

    has_this: bool
    others: tuple[Span, ...]
    course_places: int
    at_venue: int


def day_of_use(when: Span, *, now: datetime) -> date:
    """Return the Helsinki day a card must be valid on: the first one that can still come."""
    return day_of(max(when.starts_at, min(now, when.ends_at)))


def card_refusal(card: CardFacts, *, day: date) -> Refusal | None:
    """R02, R03, R04, R06 and R18: may this card be used on that day at all?"""
    if not card.is_personal:
        return Refusal.COMMUNITY_CARD
    if card.state is CardState.SUSPENDED:
        return Refusal.CARD_SUSPENDED
    if card.state is not CardState.ACTIVE:
        return Refusal.CARD_NOT_ACTIVE
    if not card.is_attested:
        return Refusal.NOT_ATTESTED
    if not card.is_unit_open or not _is_within(day, card.area_opens_on, card.area_ends_on):
        return Refusal.AREA_NOT_OPEN
    if card.valid_from is None or not _is_within(day, card.valid_from, card.valid_until):
        return Refusal.CARD_NOT_VALID_THEN
    return None


def _is_within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def reach_refusal(card: CardFacts, date_facts: DateFacts) -> Refusal | None:
    """R05, both ways: a local-only area's cards stay there and so do its offers (F7)."""
    is_wide = not card.is_local_only and not date_facts.is_local_only
    return None if is_wide or card.area_code == date_facts.area_code else Refusal.OUT_OF_REACH


def window_refusal(date_facts: DateFacts, *, now: datetime) -> Refusal | None:
    """R07: `opens_at <= now < closes_at`, the date stands and is booked on this site."""
    if date_facts.is_cancelled:
        return Refusal.DATE_CANCELLED
    if date_facts.is_closed:
        return Refusal.OFFER_CLOSED
    if not date_facts.is_booked_here:
        return Refusal.NOT_BOOKED_HERE
    if now >= date_facts.closes_at:
        return Refusal.TOO_LATE_TO_CLAIM
    if date_facts.opens_at is not None and now < date_facts.opens_at:
        return Refusal.NOT_OPEN_YET
    return None


def children_allowed(card: CardFacts, date_facts: DateFacts) -> int:
    """R12 and R14: how many children may come along, 0 on courses."""
    if date_facts.is_course or not date_facts.children_welcome:
        return 0
    cap = CHILDREN_CAP if date_facts.companions_max is None else date_facts.companions_max
    return min(card.companions_max, cap)


def party_refusal(seats: Seats, card: CardFacts, date_facts: DateFacts) -> Refusal | None:
    """R12, R14, R15, R16 and R17: do these people fit this card and this date?"""
    if min(seats.holder, seats.children, seats.assistants, seats.workers, seats.clients) < 0:
        return Refusal.SEATS_UNREADABLE
    if seats.workers or seats.clients or seats.holder > 1:
        return Refusal.SEAT_NOT_FOR_CARD
    if seats.holder != 1:
        return Refusal.HOLDER_MISSING
    if seats.assistants > ASSISTANTS_MAX:
        return Refusal.TOO_MANY_ASSISTANTS
    if date_facts.is_course and seats.children:
        return Refusal.COURSE_IS_ONE_SEAT
    if seats.children > card.companions_max:
        return Refusal.TOO_MANY_CHILDREN
    return Refusal.VENUE_TAKES_FEWER if seats.children > children_allowed(card, date_facts) else None


def limit_refusal(card: CardFacts, date_facts: DateFacts, held: Held) -> Refusal | None:
    """R10, R11, R13 and R20: does the card hold too much already?"""
    if card.live_claims >= card.live_claims_max:
        return Refusal.TOO_MANY_CLAIMS
    if date_facts.per_card_and_venue is not None and held.at_venue >= date_facts.per_card_and_venue:
        return Refusal.VENUE_LIMIT
    if date_facts.is_course and held.course_places >= course_limit(card, date_facts):
        return Refusal.COURSE_LIMIT
    if card.refuses_overlap and _overlaps_any(date_facts.when, held.others):
        return Refusal.OVERLAPS
    return None


def course_limit(card: CardFacts, date_facts: DateFacts) -> int:
    """Return how many course places of one institute and period a card may hold at once."""
    if date_facts.course_places_max is None:
        return card.course_places_max
    return date_facts.course_places_max


def _overlaps_any(when: Span, others: Iterable[Span]) -> bool:
    return any(when.overlaps(other) for other in others if _is_an_evening(other)) and _is_an_evening(when)


def _is_an_evening(when: Span) -> bool:
    """An exhibition open for a month clashes with nothing."""
    return when.ends_at - when.starts_at <= OVERLAP_MAX


def claim_refusal(seats: Seats, *, card: CardFacts, date_facts: DateFacts, held: Held, now: datetime) -> Refusal | None:
    """Return the first reason not to give these seats, or None. The pool itself decides last (R08)."""
    reason = (
        card_refusal(card, day=day_of_use(date_facts.when, now=now))
        or reach_refusal(card, date_facts)
        or window_refusal(date_facts, now=now)
        or (Refusal.ALREADY_CLAIMED if held.has_this else None)
        or party_refusal(seats, card, date_facts)
        or limit_refusal(card, date_facts, held)
    )
    return reason or room_refusal(seats, places_left=date_facts.places_left)


def room_refusal(seats: Seats, *, places_left: int | None) -> Refusal | None:
    """R08 without a lock: turns most losers away cheaply; the pool's UPDATE decides."""
    return Refusal.FULL if places_left is not None and places_left < seats.places else None


def give_back_refusal(state: ClaimState, when: Span, *, now: datetime) -> Refusal | None:
    """R21 and R22: a place can always be given back until the end, and is never punished."""
    if state is ClaimState.CANCELLED:
        return Refusal.ALREADY_GIVEN_BACK
    if state is ClaimState.USED:
        return Refusal.ALREADY_USED
    gone = state is ClaimState.NO_SHOW or now >= when.ends_at
    return Refusal.TOO_LATE_TO_GIVE_BACK if gone else None


def entry_window(when: Span) -> Span:
    """R23: from an hour before the start to an hour after the end."""
    return Span(
        when.starts_at - timedelta(minutes=ENTRY_OPENS_MINUTES),
        when.ends_at + timedelta(minutes=ENTRY_CLOSES_MINUTES),
    )


def entry_refusal(when: Span, *, now: datetime) -> Refusal | None:
    """Return why the door is closed at `now`, or None."""
    window = entry_window(when)
    if now < window.starts_at:
        return Refusal.TOO_EARLY
    return Refusal.TOO_LATE if now >= window.ends_at else None


def course_period(day: date, period: str) -> tuple[date, date]:
    """Return the first and last day of the term ("term": spring to July, autumn from August) or year."""
    if period == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if day.month <= 7:
        return date(day.year, 1, 1), date(day.year, 7, 31)
    return date(day.year, 8, 1), date(day.year, 12, 31)


def read_count(text: str, *, most: int) -> int | None:
    """Return a whole number 0..most written in ASCII digits, or None ("1 ", "1e3", "NaN", "-1")."""
    if not (1 <= len(text) <= 3 and text.isascii() and text.isdecimal()):
        return None
    count = int(text)
    return count if count <= most else None
