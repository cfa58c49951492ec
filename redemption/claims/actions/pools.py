"""The counter of a date's places. `taken` changes by conditional UPDATEs only (W21)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from common.refusals import Refused
from offerings.actions import set_places_left
from offerings.models import Occurrence
from redemption.claims import ledger, queries
from redemption.claims.models import Actor, Channel, QuotaPool
from redemption.claims.rules import Refusal

CHUNK = 500  # dates asked for at a time


def lock_date(occurrence: UUID) -> Occurrence:
    """Return a date with all that is judged, its row locked: first in the order of locks."""
    return Occurrence.objects.select_for_update(of=("self",)).select_related("offer__venue__area", "offer__venue__municipality").get(uuid=occurrence)


def pool_for(occurrence: Occurrence) -> QuotaPool:
    """Return the pool holders draw from, made from the page's number when the first claim comes.

    What an importer said is taken elsewhere is not given again.
    """
    pool = queries.holder_pool(occurrence)
    if pool is None:
        gone = 0 if occurrence.places is None or occurrence.places_left is None else occurrence.places - occurrence.places_left
        size = {"size": occurrence.places, "taken": gone}
        pool, _ = QuotaPool.objects.get_or_create(occurrence=occurrence, channel=Channel.ANY, defaults=size)
    return pool


def take_places(pool: QuotaPool, count: int) -> None:
    """Take places or raise Refused(FULL); safe under contention on every database."""
    has_room = Q(size=None) | Q(taken__lte=F("size") - count)
    if not QuotaPool.objects.filter(has_room, pk=pool.pk).update(taken=F("taken") + count):
        raise Refused(Refusal.FULL)


def return_places(pool_id: int, count: int) -> None:
    """Give places back to the pool they came from."""
    QuotaPool.objects.filter(pk=pool_id, taken__gte=count).update(taken=F("taken") - count)


def tell_places_left(occurrence: Occurrence) -> None:
    """Write what holders can still take where pages and search read it, with its outbox row."""
    pool = queries.holder_pool(occurrence)
    if pool is not None:
        set_places_left(occurrence.uuid, None if pool.size is None else pool.size - pool.taken)


def follow_places(occurrences: Iterable[UUID], now: datetime) -> None:
    """Follow what pages promise, in their transaction: the size becomes max(new, taken) and the rest is told.

    What a smaller promise leaves over stands in the ledger: the coordinator must be told what to cancel (R28).
    Dates without a pool cost nothing: it is made from the page's number when the first claim comes.
    """
    wanted = list(occurrences)
    for start in range(0, len(wanted), CHUNK):
        pools = QuotaPool.objects.select_for_update(of=("self",)).filter(channel=Channel.ANY, occurrence__uuid__in=wanted[start : start + CHUNK])
        for pool in pools.select_related("occurrence__offer__venue__area").order_by("occurrence_id"):
            _follow(pool.occurrence, pool, now)


def _follow(occurrence: Occurrence, pool: QuotaPool, now: datetime) -> None:
    promised = occurrence.places
    size = None if promised is None else max(promised, pool.taken)
    if size != pool.size:
        over = 0 if promised is None else max(0, pool.taken - promised)
        QuotaPool.objects.filter(pk=pool.pk).update(size=size)
        body: dict[str, str | int] = {"channel": pool.channel, "size_before": _told(pool.size), "size_after": _told(size), "over": over}
        ledger.write(ledger.Entry(ledger.Kind.POOL_RESIZED, Actor.VENUE, now, occurrence=occurrence, body=body))
    left = None if size is None else size - pool.taken
    if occurrence.places_left != left:
        tell_places_left(occurrence)


def _told(size: int | None) -> int:
    """A size in the ledger; -1 stands for no limit."""
    return -1 if size is None else size
