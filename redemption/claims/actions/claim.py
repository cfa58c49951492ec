"""Taking places: the one transaction everything else rests on (redemption.md, 2.7)."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from common.refusals import Refused
from offerings.models import Occurrence
from redemption.cards.models import Card
from redemption.cards.transactions import Busy, write_transaction
from redemption.claims import ledger, queries, rules
from redemption.claims.actions import pools
from redemption.claims.codes import make_short_code
from redemption.claims.models import Claim, IdemKey, MadeBy, QuotaPool, Ticket
from redemption.claims.rules import Refusal, Seats

PUBLIC_ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class ClaimWish:
    """What somebody asks for. `key` is one per form: the same key again gives the same answer."""

    occurrence: UUID
    seats: Seats
    key: str
    made_by: MadeBy = MadeBy.HOLDER

    def digest(self) -> str:
        """Return the SHA-256 of the wish without its key: what a repeat must not change."""
        wish = {"occurrence": str(self.occurrence), "made_by": str(self.made_by), **asdict(self.seats)}
        return hashlib.sha256(json.dumps(wish, sort_keys=True).encode()).hexdigest()


def claim_seats(wish: ClaimWish, *, card: Card, now: datetime) -> Claim:
    """Take places for a card, once, or raise Refused with the first reason. All of it or nothing.

    Order    date row, key, card row, rules, card counter, claim, ticket, ledger, pool, places left, outbox.
    Raises   Refused: any of `rules.Refusal`; KEY_REUSED when the key came with another wish; BUSY when a lock was
             not to be had in time (the key is free to be sent again).
    """
    _turn_away_early(wish, card)
    try:
        with write_transaction():
            occurrence = pools.lock_date(wish.occurrence)
            made_before, idem = _begin(wish, card, now)
            return made_before or _claim(wish, occurrence, card, idem, now)
    except Busy as error:
        raise Refused(Refusal.BUSY) from error


def _turn_away_early(wish: ClaimWish, card: Card) -> None:
    """Without a lock, most losers of a rush are told cheaply; a repeat of a won claim must get through."""
    known = IdemKey.objects.filter(scope=scope_of(card), key=wish.key).exists()
    left = Occurrence.objects.filter(uuid=wish.occurrence).values_list("places_left", flat=True).first()
    if not known and rules.room_refusal(wish.seats, places_left=left):
        raise Refused(Refusal.FULL)


def scope_of(card: Card) -> str:
    """Return whose keys a holder's forms are: another card's same key is another key."""
    return f"card:{card.pk}"


def _begin(wish: ClaimWish, card: Card, now: datetime) -> tuple[Claim | None, IdemKey]:
    """Note the key, or return what it brought the first time. A twin that runs now is waited for."""
    idem, is_new = IdemKey.objects.get_or_create(scope=scope_of(card), key=wish.key, defaults={"request_hash": wish.digest(), "made_at": now})
    if is_new:
        return None, idem
    if idem.request_hash != wish.digest():
        raise Refused(Refusal.KEY_REUSED)
    return Claim.objects.select_related("occurrence").get(public_id=idem.outcome["claim"]), idem


def _claim(wish: ClaimWish, occurrence: Occurrence, card: Card, idem: IdemKey, now: datetime) -> Claim:
    locked = _lock_card(card, now)
    facts = queries.claim_facts(locked, occurrence, now=now)
    if reason := rules.claim_refusal(wish.seats, card=facts.card, date_facts=facts.date, held=facts.held, now=now):
        raise Refused(reason)
    _count_claim(locked, facts.card.live_claims_max)
    pool = pools.pool_for(occurrence)
    claim = _write_claim(wish, occurrence, locked, pool, now)
    pools.take_places(pool, claim.places)  # the hot row, held for as little as can be
    pools.tell_places_left(occurrence)
    IdemKey.objects.filter(pk=idem.pk).update(outcome={"claim": str(claim.public_id)})
    return claim


def _lock_card(card: Card, now: datetime) -> Card:
    """Return the card as it is now, its row locked, its counter freed of dates that are over."""
    locked = Card.objects.select_for_update(of=("self",)).select_related("area", "unit").get(pk=card.pk)
    past = Claim.objects.of_card(locked).filter(is_counted=True, occurrence__ends_at__lte=now)
    if freed := past.update(is_counted=False):
        Card.objects.filter(pk=locked.pk).update(active_claims=F("active_claims") - freed)
        locked.active_claims -= freed
    return locked


def _count_claim(card: Card, most: int) -> None:
    """R10 on the row itself, for whatever the rules could not see."""
    if not Card.objects.filter(pk=card.pk, active_claims__lt=most).update(active_claims=F("active_claims") + 1):
        raise Refused(Refusal.TOO_MANY_CLAIMS)


def _write_claim(wish: ClaimWish, occurrence: Occurrence, card: Card, pool: QuotaPool, now: datetime) -> Claim:
    seats = wish.seats
    claim = Claim.objects.create(card=card, occurrence=occurrence, pool=pool, places=seats.places, made_by=wish.made_by, made_at=now, **asdict(seats))
    write_ticket(claim, now=now)
    ledger.write(
        ledger.Entry(
            ledger.Kind.CLAIM_MADE,
            str(wish.made_by),
            now,
            seats=seats,
            claim=claim,
            card=card,
            body={"places": seats.places, "channel": pool.channel},
        )
    )
    return claim


def write_ticket(claim: Claim, *, now: datetime) -> Ticket:
    """Give a claim its ticket. The codes are drawn until free: ten live among a hundred million collide almost never."""
    while Ticket.objects.filter(short_code=(short_code := make_short_code())).exists():
        pass
    return Ticket.objects.create(
        claim=claim,
        public_id=secrets.token_hex(PUBLIC_ID_BYTES),
        short_code=short_code,
        seats=claim.seats.people,
        made_at=now,
    )
