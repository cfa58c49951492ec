"""Giving places back: by the holder, by the venue, or because the card is closed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F

from common.refusals import Refused
from offerings.models import Occurrence
from redemption.cards.models import Card
from redemption.cards.transactions import Busy, write_transaction
from redemption.claims import ledger, rules
from redemption.claims.actions import pools
from redemption.claims.models import Actor, Claim, ClaimState, Ending, Ticket, TicketState
from redemption.claims.rules import Refusal, Span


def cancel_claim(public_id: UUID, *, card: Card, now: datetime) -> Claim:
    """Give a holder's places back. Never punished, possible until the end (R21, R22).

    Raises   Claim.DoesNotExist if it is not this card's; Refused: ALREADY_GIVEN_BACK, ALREADY_USED,
             TOO_LATE_TO_GIVE_BACK, BUSY.
    """
    try:
        with write_transaction():
            claim = Claim.objects.of_card(card).select_related("occurrence").get(public_id=public_id)
            occurrence = pools.lock_date(claim.occurrence.uuid)
            _lock_cards([card.pk])
            claim.refresh_from_db(fields=["state", "is_counted"])
            when = Span(occurrence.starts_at, occurrence.ends_at)
            if reason := rules.give_back_refusal(rules.ClaimState(claim.state), when, now=now):
                raise Refused(reason)
            _end(claim, occurrence, Ending.HOLDER, now, is_late=now >= occurrence.starts_at)
            pools.tell_places_left(occurrence)
    except Busy as error:
        raise Refused(Refusal.BUSY) from error
    return claim


def cancel_date(occurrence: UUID, now: datetime) -> None:
    """End all claims of a date that its venue cancelled; heard in the venue's own transaction."""
    with write_transaction():
        date = pools.lock_date(occurrence)
        claims = list(Claim.objects.filter(occurrence=date, state=ClaimState.LIVE).select_related("card__area").order_by("card_id"))
        _lock_cards([claim.card_id for claim in claims])
        for claim in claims:
            _end(claim, date, Ending.VENUE, now)
        pools.tell_places_left(date)


def free_card(card: Card, *, ending: Ending, now: datetime) -> None:
    """End all live claims of a card that is being closed, in the closing transaction (I13)."""
    live = Claim.objects.of_card(card).filter(state=ClaimState.LIVE, occurrence__ends_at__gt=now)
    keys = live.order_by("occurrence_id").values_list("occurrence__uuid", flat=True)
    dates = {key: pools.lock_date(key) for key in list(keys)}
    _lock_cards([card.pk])
    for claim in live.select_related("occurrence").order_by("occurrence_id"):
        date = dates.get(claim.occurrence.uuid) or pools.lock_date(claim.occurrence.uuid)
        _end(claim, date, ending, now)
        pools.tell_places_left(date)


def _lock_cards(cards: list[int]) -> None:
    list(Card.objects.select_for_update().filter(pk__in=cards).order_by("pk").values_list("pk"))


def _end(claim: Claim, occurrence: Occurrence, ending: Ending, now: datetime, *, is_late: bool = False) -> None:
    """Move one claim from LIVE to CANCELLED; whoever comes second is told so."""
    changed = Claim.objects.filter(pk=claim.pk, state=ClaimState.LIVE).update(
        state=ClaimState.CANCELLED, ended_at=now, ending=ending, is_counted=False
    )
    if not changed:
        raise Refused(Refusal.ALREADY_GIVEN_BACK)
    Ticket.objects.filter(claim=claim).exclude(state=TicketState.VOID).update(state=TicketState.VOID)
    if claim.is_counted:
        Card.objects.filter(pk=claim.card_id, active_claims__gt=0).update(active_claims=F("active_claims") - 1)
    pools.return_places(claim.pool_id, claim.places)
    ledger.write(
        ledger.Entry(
            ledger.Kind.CLAIM_CANCELLED,
            _ACTORS[ending],
            now,
            seats=claim.seats,
            claim=claim,
            occurrence=occurrence,
            card=claim.card,
            flags=("late",) if is_late else (),
            body={"reason": str(ending), "places": claim.places},
        )
    )


_ACTORS = {
    Ending.HOLDER: Actor.HOLDER,
    Ending.WORKER: Actor.WORKER,
    Ending.VENUE: Actor.VENUE,
    Ending.CARD_REVOKED: Actor.WORKER,
    Ending.RESCHEDULED: Actor.VENUE,
}
