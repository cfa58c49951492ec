"""What the worker does for finding: changes to the index as they come, and a new index where none is or an old chain made it."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from common import outbox, time, worker
from offerings.models import Offer
from search import actions, documents, engines, misses

logger = logging.getLogger(__name__)


def offers_changed(kind: str, offers: list[UUID]) -> None:
    """Bring offers up to date: those that may be found in, all others out."""
    made, gone = documents.documents_of(offers, time.now())
    engine = engines.current()
    if made:
        engine.upsert(made)
    if gone:
        engine.delete(gone)


def venues_changed(kind: str, venues: list[UUID]) -> None:
    """Bring every offer of these venues up to date."""
    offers_changed(kind, list(Offer.objects.filter(venue__uuid__in=venues).values_list("uuid", flat=True)))


def areas_changed(kind: str, areas: list[UUID]) -> None:
    """Bring every offer of these areas up to date: a paused area's offers are not found."""
    offers_changed(kind, list(Offer.objects.filter(venue__area__uuid__in=areas).values_list("uuid", flat=True)))


def places_changed(kind: str, occurrences: list[UUID]) -> None:
    """Bring the places of dates up to date, without their texts."""
    engines.current().set_places(documents.places_of(occurrences))


def ensure_index(now: datetime) -> None:
    """Build the index anew when another analysis or schema made it, or when it is empty and there are offers."""
    if not _needs_rebuild():
        return
    with engines.rebuild_turn() as is_ours:
        if is_ours and _needs_rebuild():
            report = actions.rebuild_index(engines.current(), now=now)
            logger.info("search index built: %s documents in %.1f s", report.documents, report.seconds)


def _needs_rebuild() -> bool:
    health = engines.current().health()
    return health.is_stale or (health.documents == 0 and documents.findable_offers().exists())


def register() -> None:
    """Listen to the outbox and to the clock."""
    outbox.register("offer", offers_changed)
    outbox.register("venue", venues_changed)
    outbox.register("area", areas_changed)
    outbox.register("places", places_changed)
    worker.every_round(ensure_index)
    worker.every_round(misses.write)
