"""Reads about claims: the facts that rules judge, and what holders see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from common.time import day_bounds, day_of
from offerings.models import Occurrence, Offer
from redemption.cards.models import AreaPolicy, Card, CardClass, Overlap
from redemption.cards.queries import policy_of, term_on
from redemption.cards.rules import CardState
from redemption.claims import rules
from redemption.claims.models import Channel, Claim, QuotaPool
from redemption.claims.rules import CardFacts, DateFacts, Held, Span

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
