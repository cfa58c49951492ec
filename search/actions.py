"""Writing the whole index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from common import time
from common.models import OutboxRow
from offerings.models import Occurrence, Offer
from search import documents
from search.types import Engine, OfferDocument, RebuildReport, Replay

Progress = Callable[[Iterable[OfferDocument]], Iterable[OfferDocument]]
Found = TypeVar("Found")


def rebuild_index(engine: Engine, *, now: datetime, progress: Progress = lambda docs: docs) -> RebuildReport:
    """Build the index anew beside the old one and swap; what is published meanwhile is in it.

    progress   wraps the documents as they pass, for a bar.
    """
    last = OutboxRow.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return engine.rebuild(progress(documents.all_documents(now)), since_outbox=last, replay=_replay(timezone.now()))


def _replay(started_at: datetime) -> Replay:
    """Return what repeats the changes since a number of the outbox. A row may commit late with a low number: time counts too."""
    looked_at = started_at

    def replay(mark: int) -> tuple[int, list[OfferDocument], list[tuple[str, int]]]:
        nonlocal looked_at
        since, looked_at = looked_at, timezone.now()
        rows = list(OutboxRow.objects.filter(Q(id__gt=mark) | Q(done_at__gte=since) | Q(created_at__gte=since)).order_by("id"))
        made, gone = documents.documents_of(_offers(rows), time.now())
        return max([mark, *(row.pk for row in rows)]), made, gone

    return replay


def _offers(rows: list[OutboxRow]) -> Iterator[UUID]:
    """Yield the offers that outbox rows are about."""
    subjects = {kind: [row.subject for row in rows if row.kind == kind] for kind in ("offer", "venue", "area", "places")}
    yield from subjects["offer"]
    yield from Offer.objects.filter(Q(venue__uuid__in=subjects["venue"]) | Q(venue__area__uuid__in=subjects["area"])).values_list("uuid", flat=True)
    yield from Occurrence.objects.filter(uuid__in=subjects["places"]).values_list("offer__uuid", flat=True)
