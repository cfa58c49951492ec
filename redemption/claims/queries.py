"""Reads about claims: the facts that rules judge, and what holders see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from common.texts import pick, pick_path
from common.time import day_bounds, day_of
from offerings.models import Occurrence, Offer
from redemption.cards import keys
from redemption.cards.models import AreaPolicy, Card, CardClass, Overlap
from redemption.cards.queries import policy_of, term_on
from redemption.cards.rules import CardState
from redemption.claims import rules
from redemption.claims.codes import TicketCode, grouped_short_code, occurrence_tag, ticket_text
from redemption.claims.models import Channel, Claim, ClaimQuerySet, ClaimState, QuotaPool, Ticket, TicketState
from redemption.claims.rules import CardFacts, DateFacts, Held, Seats, Span

BOOKED_HERE = {"reserve-here"}
HOLDER_CHANNELS = (Channel.ONLINE.value, Channel.ANY.value)


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """Everything a claim is judged by, read together."""

    card: CardFacts
    date: DateFacts
    held: Held


def claim_facts(card: Card, occurrence: Occurrence, *, now: datetime) -> ClaimFacts:
    """Return the facts of a claim. Six queries; inside a claim the rows are locked by the caller.

    card         with its area and unit.
    occurrence   with its offer, the offer's venue and the venue's area.
    """
    when = Span(occurrence.starts_at, occurrence.ends_at)
    day = rules.day_of_use(when, now=now)
    policy = policy_of(card.area, day=day_of(now))
    return ClaimFacts(
        card=_card_facts(card, policy, day=day, now=now),
        date=_date_facts(occurrence, policy, now=now),
        held=_held(card, occurrence, policy, now=now),
    )


def card_facts(card: Card, *, day: date, now: datetime) -> CardFacts:
    """Return a card's own facts for a visit on `day`: for a door that knows no claim. Three queries."""
    return _card_facts(card, policy_of(card.area, day=day_of(now)), day=day, now=now)


def _card_facts(card: Card, policy: AreaPolicy, *, day: date, now: datetime) -> CardFacts:
    term = term_on(card, day=day)
    area = card.area
    return CardFacts(
        is_personal=card.card_class == CardClass.PERSONAL,
        state=CardState(card.state),
        is_attested=term is None or term.attested_at is not None,
        valid_from=term.valid_from if term else None,
        valid_until=term.valid_until if term else None,
        companions_max=term.companions_max if term else 0,
        area_code=area.code,
        is_local_only=area.is_local_only,
        area_opens_on=area.pilot_from,
        area_ends_on=area.pilot_until - timedelta(days=1) if area.pilot_until else None,
        is_unit_open=area.is_running,
        live_claims=_coming_claims(card, now=now),
        live_claims_max=policy.live_claims_max,
        course_places_max=policy.course_places_max,
        refuses_overlap=policy.overlap == Overlap.REFUSE,
    )


def _coming_claims(card: Card, *, now: datetime) -> int:
    """Return how many places are still to come; dates past no longer count, settled or not."""
    past = Claim.objects.of_card(card).filter(is_counted=True, occurrence__ends_at__lte=now).count()
    return card.active_claims - past


def _date_facts(occurrence: Occurrence, policy: AreaPolicy, *, now: datetime) -> DateFacts:
    offer, venue = occurrence.offer, occurrence.offer.venue
    opens = offer.claim_opens_days
    return DateFacts(
        when=Span(occurrence.starts_at, occurrence.ends_at),
        opens_at=occurrence.starts_at - timedelta(days=opens) if opens is not None else None,
        closes_at=claim_closes_at(occurrence),
        is_cancelled=occurrence.is_cancelled,
        is_closed=is_closed(occurrence, now=now),
        is_booked_here=offer.how_to_get in BOOKED_HERE,
        is_course=offer.kind == "course",
        area_code=venue.area.code,
        is_local_only=venue.area.is_local_only,
        children_welcome=offer.children_welcome,
        companions_max=offer.companions_max,
        places_left=occurrence.left,
        course_places_max=offer.course_limit,
        per_card_and_venue=policy.visits_per_venue,
    )


def claim_closes_at(occurrence: Occurrence) -> datetime:
    """Return the moment from which a date takes no more claims. What lasts for days is open to its end."""
    lasts_days = occurrence.ends_at - occurrence.starts_at > rules.OVERLAP_MAX and occurrence.offer.kind != "course"
    last = occurrence.ends_at if lasts_days else occurrence.starts_at
    return last - timedelta(minutes=occurrence.offer.claim_closes_minutes)


def is_closed(occurrence: Occurrence, *, now: datetime) -> bool:
    """Tell whether the date, its offer, its venue or its area is closed."""
    offer, venue = occurrence.offer, occurrence.offer.venue
    is_shut = any(fact.closed_at is not None for fact in (occurrence, offer, venue))
    return is_shut or not venue.area.is_running or not _is_shown(offer, now)


def _is_shown(offer: Offer, now: datetime) -> bool:
    return (offer.live_at is None or offer.live_at <= now) and (offer.expire_at is None or offer.expire_at > now)


def _held(card: Card, occurrence: Occurrence, policy: AreaPolicy, *, now: datetime) -> Held:
    mine = Claim.objects.of_card(card).standing()
    others = mine.exclude(occurrence=occurrence).filter(occurrence__ends_at__gt=now)
    return Held(
        has_this=mine.filter(occurrence=occurrence).exists(),
        others=tuple(Span(*times) for times in others.values_list("occurrence__starts_at", "occurrence__ends_at")),
        course_places=_course_places(card, occurrence) if occurrence.offer.kind == "course" else 0,
        at_venue=_visits(card, occurrence, policy) if policy.visits_per_venue is not None else 0,
    )


def _course_places(card: Card, occurrence: Occurrence) -> int:
    """R13: places in the same institute's courses that start in the same period."""
    first, last = rules.course_period(day_of(occurrence.starts_at), occurrence.offer.course_limit_period)
    return (
        Claim.objects.of_card(card)
        .standing()
        .filter(
            occurrence__offer__kind="course",
            occurrence__offer__venue=occurrence.offer.venue_id,
            occurrence__starts_at__gte=day_bounds(first)[0],
            occurrence__starts_at__lt=day_bounds(last)[1],
        )
        .count()
    )


def _visits(card: Card, occurrence: Occurrence, policy: AreaPolicy) -> int:
    """R11: this card's dates at this venue within the policy's days around the date."""
    days = timedelta(days=policy.visits_period_days)
    near = Q(occurrence__starts_at__gt=occurrence.starts_at - days, occurrence__starts_at__lt=occurrence.starts_at + days)
    return Claim.objects.of_card(card).standing().filter(near, occurrence__offer__venue=occurrence.offer.venue_id).count()


def holder_pool(occurrence: Occurrence) -> QuotaPool | None:
    """Return the pool that holders' claims draw from: *online* where there is one, else *any*."""
    pools = {pool.channel: pool for pool in occurrence.pools.filter(channel__in=HOLDER_CHANNELS)}
    return next((pools[channel] for channel in HOLDER_CHANNELS if channel in pools), None)


# --- what holders see ------------------------------------------------------------------------------------------------

SHOWN_DAYS = 30  # 4.3: what is not shown cannot be read over a shoulder
WITH_FACTS = ("offer__venue__area", "offer__venue__municipality")
WITH_TEXTS = ("offer__texts", "offer__venue__texts")


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A date in words of the reader's language; `lang` is set where the words are in another one."""

    key: UUID
    title: str
    lang: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    venue_lang: str
    town: str
    address: str
    nearest_stop: str
    way_home: str
    phone: str
    path: str
    is_course: bool
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """The page that takes places. `refusal` is what the rules say now; it promises nothing."""

    date: ShownDate
    places: int | None
    places_left: int | None
    children_max: int
    age_limit: int
    own_contribution_cents: int
    opens_at: datetime | None
    refusal: rules.Refusal | None
    claim_id: UUID | None  # of the ticket the card already has


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One of a holder's own tickets."""

    public_id: UUID
    date: ShownDate
    seats: Seats
    state: str
    ending: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class TicketPage:
    """A ticket to show. `code` is the signed text of its QR, "" when the ticket is no longer good."""

    row: TicketRow
    code: str
    short_code: str
    may_give_back: bool


def shown_date(occurrence: Occurrence, language: str) -> ShownDate:
    """Return a date in words. No query when its facts and texts were fetched with it."""
    offer, venue = occurrence.offer, occurrence.offer.venue
    words = pick(offer.texts.all(), language, source=offer.source_language)
    place = pick(venue.texts.all(), language, source=venue.source_language)
    return ShownDate(
        key=occurrence.uuid,
        title=words.title if words else "",
        lang=_foreign(words.language if words else language, language),
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        venue=place.name if place else "",
        venue_lang=_foreign(place.language if place else language, language),
        town=venue.municipality.name(language),
        address=venue.address,
        nearest_stop=place.nearest_stop if place else "",
        way_home=place.way_home if place else "",
        phone=offer.phone or venue.phone,
        path=pick_path(offer.paths, language, source=offer.source_language),
        is_course=offer.kind == "course",
        is_cancelled=occurrence.is_cancelled,
    )


def _foreign(language: str, reader: str) -> str:
    """Return the lang attribute of words that are not in the reader's language, else ""."""
    spoken = {"fi-simple": "fi"}
    return "" if spoken.get(language, language) == spoken.get(reader, reader) else spoken.get(language, language)


def claim_page(card: Card, occurrence: Occurrence, *, language: str, now: datetime) -> ClaimPage:
    """Return what the claim page shows: the date, what the rules say, how many may come. Nine queries."""
    facts = claim_facts(card, occurrence, now=now)
    mine = Claim.objects.of_card(card).standing().filter(occurrence=occurrence).values_list("public_id", flat=True).first()
    return ClaimPage(
        date=shown_date(occurrence, language),
        places=occurrence.places,
        places_left=occurrence.left,
        children_max=rules.children_allowed(facts.card, facts.date),
        age_limit=policy_of(card.area, day=day_of(now)).child_age_limit,
        own_contribution_cents=occurrence.offer.own_contribution_cents,
        opens_at=facts.date.opens_at,
        refusal=rules.claim_refusal(Seats(), card=facts.card, date_facts=facts.date, held=facts.held, now=now),
        claim_id=mine,
    )


def _of_holder(card: Card) -> ClaimQuerySet:
    claims = Claim.objects.of_card(card).select_related(*(f"occurrence__{path}" for path in WITH_FACTS))
    return claims.prefetch_related(*(f"occurrence__{path}" for path in WITH_TEXTS))


def ticket_rows(card: Card, *, language: str, now: datetime) -> tuple[list[TicketRow], list[TicketRow]]:
    """Return a card's coming tickets, soonest first, and those of the last thirty days. Three queries."""
    since = now - timedelta(days=SHOWN_DAYS)
    claims = _of_holder(card).filter(occurrence__ends_at__gt=since).order_by("occurrence__starts_at")
    rows = [_row(claim, language, now) for claim in claims]
    coming = [row for row in rows if row.state == ClaimState.LIVE and not row.is_over]
    return coming, [row for row in reversed(rows) if row not in coming]


def _row(claim: Claim, language: str, now: datetime) -> TicketRow:
    return TicketRow(
        public_id=claim.public_id,
        date=shown_date(claim.occurrence, language),
        seats=claim.seats,
        state=claim.state,
        ending=claim.ending,
        is_over=claim.occurrence.ends_at <= now,
    )


def ticket_page(card: Card, public_id: UUID, *, language: str, now: datetime) -> TicketPage:
    """Return one of the card's own tickets. Five queries. Raises Claim.DoesNotExist for another's."""
    claim = _of_holder(card).get(public_id=public_id)
    ticket = claim.tickets.exclude(state=TicketState.VOID).first()
    row = _row(claim, language, now)
    when = Span(claim.occurrence.starts_at, claim.occurrence.ends_at)
    return TicketPage(
        row=row,
        code=signed_code(ticket, claim, now=now) if ticket else "",
        short_code=grouped_short_code(ticket.short_code) if ticket else "",
        may_give_back=rules.give_back_refusal(rules.ClaimState(claim.state), when, now=now) is None,
    )


def signed_code(ticket: Ticket, claim: Claim, *, now: datetime) -> str:
    """Return the signed text of a ticket's QR, good for the date as it stands now (R23)."""
    window = rules.entry_window(Span(claim.occurrence.starts_at, claim.occurrence.ends_at))
    pair = keys.current_pair(now=now)
    code = TicketCode(
        key_id=pair.key_id,
        public_id=ticket.public_id,
        occurrence_tag=occurrence_tag(claim.occurrence.uuid),
        adults=claim.holder + claim.workers,
        children=claim.children + claim.clients,
        assistants=claim.assistants,
        opens_at=window.starts_at,
        closes_at=window.ends_at,
    )
    return ticket_text(code, private_pair=pair)


@dataclass(frozen=True, slots=True)
class ClaimableDate:
    """A date on an offer's page: what can be done with it now. `state`: open, full, closed, cancelled, not-open."""

    key: UUID
    starts_at: datetime
    ends_at: datetime
    state: str
    places: int | None
    places_left: int | None
    opens_at: datetime | None


def coming_dates(offer: Any, *, now: datetime) -> list[UUID]:
    """Return the keys of an offer's coming dates. `offer` has a `key` or `uuid`, or is None."""
    key = getattr(offer, "key", None) or getattr(offer, "uuid", None)
    return list(Occurrence.objects.upcoming(now).filter(offer__uuid=key).values_list("uuid", flat=True)) if key else []


def claimable_dates(keys_of_dates: Iterable[UUID], *, now: datetime) -> list[ClaimableDate]:
    """Return the dates that are booked here, in their order, each with its state. One query."""
    rows = Occurrence.objects.filter(uuid__in=list(keys_of_dates), offer__how_to_get__in=BOOKED_HERE, ends_at__gt=now)
    return [_claimable(row, now) for row in rows.select_related("offer__venue__area").order_by("starts_at", "pk")]


def _claimable(occurrence: Occurrence, now: datetime) -> ClaimableDate:
    opens = occurrence.offer.claim_opens_days
    opens_at = occurrence.starts_at - timedelta(days=opens) if opens is not None else None
    return ClaimableDate(
        key=occurrence.uuid,
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        state=_state(occurrence, opens_at, now),
        places=occurrence.places,
        places_left=occurrence.left,
        opens_at=opens_at,
    )


def _state(occurrence: Occurrence, opens_at: datetime | None, now: datetime) -> str:
    if occurrence.is_cancelled:
        return "cancelled"
    if is_closed(occurrence, now=now) or now >= claim_closes_at(occurrence):
        return "closed"
    if opens_at is not None and now < opens_at:
        return "not-open"
    return "full" if occurrence.left == 0 else "open"
