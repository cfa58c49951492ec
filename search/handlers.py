"""What the worker does for finding: changes to the index as they come, a new index where none is or an old chain made it, and what an
engine did not take when it came."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from common import outbox, time, worker
from offerings.models import Offer
from search import actions, documents, engines, misses
from search.engines.breaker import State
from search.engines.down import EngineDown
from search.engines.patience import HEALTH_S, within
from search.types import Engine, OfferDocument

DRAIN_EVERY = 500  # documents of a rebuild

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


def ensure_indices(now: datetime) -> None:
    """Build the index of an engine anew when another analysis or schema made it, or when it is empty and there are offers."""
    for name, engine in engines.each().items():
        if _needs_rebuild(engine):
            with engines.rebuild_turn(name) as is_ours:
                if is_ours and _needs_rebuild(engine):
                    _rebuild(name, engine, now)


def _needs_rebuild(engine: Engine) -> bool:
    """Tell whether an index is due. Of a server that does not answer nothing is known; a broken file of ours is replaced."""
    with within(HEALTH_S):
        health = engine.health()
    return health.is_stale or (health.is_up and health.documents == 0 and documents.findable_offers().exists())


def _rebuild(name: str, engine: Engine, now: datetime) -> None:
    report = actions.rebuild_index(engine, now=now, progress=_while_changes_go_on)
    engines.forget_other_shapes()
    logger.info("index of %s built: %s documents in %.1f s", name, report.documents, report.seconds)


def _while_changes_go_on(docs: Iterable[OfferDocument]) -> Iterator[OfferDocument]:
    """Pass documents on; in between the outbox is drained, so that a long building holds up no change."""
    for number, doc in enumerate(docs, 1):
        yield doc
        if number % DRAIN_EVERY == 0:
            outbox.drain()


def send_unsent(now: datetime) -> None:
    """Once the main engine is back, send it what it did not take: 500 offers a round, and the next round at once."""
    pair = engines.pair()
    if pair and actions.has_unsent() and pair.takes_writes():
        actions.send_unsent_again()


def forget_before(now: datetime) -> None:
    """Remove the server's index of before once the way back is over."""
    pair = engines.pair()
    if pair and pair.reading.state is State.CLOSED:
        with within(HEALTH_S), suppress(EngineDown):
            pair.main.forget_before(now)


def register() -> None:
    """Listen to the outbox and to the clock."""
    outbox.register("offer", offers_changed)
    outbox.register("venue", venues_changed)
    outbox.register("area", areas_changed)
    outbox.register("places", places_changed)
    engines.note_unsent_with(actions.note_unsent)
    worker.every_round(ensure_indices)
    worker.every_round(send_unsent)
    worker.every_round(forget_before)
    worker.every_round(misses.write)
