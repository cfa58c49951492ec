"""Writing to the outbox, and draining it in order by whoever holds the lease."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from common.models import OutboxRow, WorkerLease

logger = logging.getLogger(__name__)

Handler = Callable[[str, list[UUID]], None]  # (kind, subjects): must be idempotent and re-read what it needs
LEASE = timedelta(seconds=60)
BATCH = 200
KEEP_DONE = timedelta(days=7)

_handlers: dict[str, list[Handler]] = {}
_wakers: list[Callable[[], None]] = []


def register(kind: str, handler: Handler) -> None:
    """Have `handler` called with the subjects of every change of this kind. Registering twice is once."""
    handlers = _handlers.setdefault(kind, [])
    if handler not in handlers:
        handlers.append(handler)


def on_commit_wake(waker: Callable[[], None]) -> None:
    if waker not in _wakers:
        _wakers.append(waker)


def write(kind: str, subjects: Iterable[UUID]) -> None:
    """Note that facts changed, in the caller's transaction; the worker is woken once it commits."""
    rows = [OutboxRow(kind=kind, subject=subject) for subject in dict.fromkeys(subjects)]
    OutboxRow.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    transaction.on_commit(_wake)


def _wake() -> None:
    for waker in _wakers:
        waker()


def drain(*, now: datetime | None = None) -> int:
    """Do what waits, in order, and return how many rows were done. Returns 0 at once when another holds the lease."""
    holder = uuid4()
    if not _take_lease(holder, now or timezone.now()):
        return 0
    done = 0
    try:
        while rows := list(OutboxRow.objects.filter(done_at=None).order_by("id")[:BATCH]):
            done += _do(rows)
            if any(row.last_error for row in rows) or not _take_lease(holder, timezone.now()):
                break
    finally:
        WorkerLease.objects.filter(name="outbox", holder=holder).update(until=timezone.now() - timedelta(seconds=1))
    return done


def _take_lease(holder: UUID, now: datetime) -> bool:
    until = now + LEASE
    lease = WorkerLease.objects.filter(name="outbox")
    free = lease.filter(until__lt=now) | lease.filter(holder=holder)
    if free.update(holder=holder, until=until):
        return True
    if lease.exists():
        return False
    return WorkerLease.objects.get_or_create(name="outbox", defaults={"holder": holder, "until": until})[0].holder == holder


def _do(rows: list[OutboxRow]) -> int:
    """Hand rows of one kind to their handlers; a failing kind waits for the next drain and holds up no other."""
    done = 0
    # Taken first, so that a change during the work makes a row of its own.
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows], tries=0).update(tries=1)
    for kind in dict.fromkeys(row.kind for row in rows):
        of_kind = [row for row in rows if row.kind == kind]
        subjects = list(dict.fromkeys(row.subject for row in of_kind))
        keys = [row.pk for row in of_kind]
        try:
            for handler in _handlers.get(kind, ()):
                handler(kind, subjects)
        except Exception as error:  # the edge of the worker: whatever failed is tried again
            logger.exception("an outbox handler failed")
            for row in of_kind:
                row.last_error = type(error).__name__
            OutboxRow.objects.filter(pk__in=keys).update(last_error=type(error).__name__, tries=of_kind[0].tries + 1)
            continue
        OutboxRow.objects.filter(pk__in=keys).update(done_at=timezone.now(), last_error="")
        done += len(keys)
    return done


def forget_done(now: datetime) -> None:
    """Delete what was done over a week ago. A round with nothing to delete looks at one row: the oldest that is done."""
    oldest = OutboxRow.objects.exclude(done_at=None).order_by("id").values_list("done_at", flat=True).first()
    if oldest and oldest < now - KEEP_DONE:
        OutboxRow.objects.filter(done_at__lt=now - KEEP_DONE).delete()


def waiting() -> int:
    return OutboxRow.objects.filter(done_at=None).count()
