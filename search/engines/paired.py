"""Two engines as one: the main one answers while it can, the embedded one is the dictionary and steps in when it cannot.

Writes go to the embedded engine first, then to the main one; what that one did not take is noted and sent again later, so a
change is never lost and never waits. Reading and writing have a breaker each: a full disk takes no writes and still answers.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from search.engines.breaker import Breaker, State
from search.engines.down import EngineDown, Why
from search.engines.patience import HEALTH_S, left_for, within
from search.engines.sqlite import SqliteEngine
from search.types import (
    AnalysedQuery,
    Check,
    Engine,
    EngineHealth,
    OfferDocument,
    PlacesUpdate,
    RebuildReport,
    Replay,
    SearchResults,
    Suggestion,
    Vocabulary,
)

READ_S, READ_LARGE_S, LARGE = 0.3, 0.5, 300_000  # O1: 300 ms for an answer, 500 where there are more offers than that
WARM_AGAIN_S = 60.0
TRY_S, TRIES = 3.0, 30  # how long a server that was down may take to answer when nobody waits, and how often it is asked

logger = logging.getLogger(__name__)

NoteUnsent = Callable[[list[str]], None]  # the offers whose change the main engine did not take


class Server(Engine, Protocol):
    """An engine that may be down: every call but `health` may raise EngineDown."""

    def lift_block(self) -> None: ...

    def forget_before(self, now: datetime) -> None: ...


class PairedEngine:
    """Answers like `main`, or like `spare` when `main` is down. Threads may share it."""

    def __init__(
        self, main: Server, spare: SqliteEngine, *, note_unsent: NoteUnsent, reading: Breaker | None = None, writing: Breaker | None = None
    ) -> None:
        self.name = main.name
        self.main, self.spare, self.note_unsent = main, spare, note_unsent
        self.reading, self.writing = reading or Breaker(), writing or Breaker()
        self.last_trouble: EngineDown | None = None
        self._limit_s = READ_S
        self._warmed_at = float("-inf")

    # reading

    def search(self, q: AnalysedQuery) -> SearchResults:
        """Return the main engine's answer, or within half a second the embedded one's, marked as such. Never raises for `main`."""
        self._keep_warm(q)
        seconds = left_for(self._limit_s)
        was_open = self.reading.state is not State.CLOSED
        found = None
        if seconds > 0 and self.reading.lets_through():
            if was_open:
                self._try_beside(q)
            else:
                found = self._asked(q, seconds)
        return found or replace(self.spare.search(q), is_fallback=True)

    def _asked(self, q: AnalysedQuery, seconds: float) -> SearchResults | None:
        try:
            with within(seconds):
                found = self.main.search(q)
        except Exception as error:  # noqa: BLE001  (an edge: whatever it answers, the page stands)
            self._reading_failed(_as_down(error), was_hurried=seconds < self._limit_s)
            return None
        self.reading.worked()
        return found

    def _reading_failed(self, down: EngineDown, *, was_hurried: bool) -> None:
        """Count a failure, unless it only had what the page's earlier questions left it."""
        if was_hurried and down.why is Why.SLOW:
            return
        self.reading.failed()
        self.last_trouble = down
        logger.warning("search falls back to the embedded engine: %s", self.last_trouble)

    def _try_beside(self, q: AnalysedQuery) -> None:
        """Have a thread try the server after an outage: no reader waits for that, and a server that has just started gets warm."""
        threading.Thread(target=self._try_again, args=(q,), name="try-again", daemon=True).start()

    def _try_again(self, q: AnalysedQuery) -> None:
        """Ask the same until an answer is as quick as a reader needs it, and close the breaker then."""
        for _time in range(TRIES):
            began = time.monotonic()
            try:
                with within(TRY_S):
                    self.main.search(q)
            except Exception as error:  # noqa: BLE001  (an edge: a thread of our own)
                self._reading_failed(_as_down(error), was_hurried=False)
                return
            if time.monotonic() - began <= self._limit_s / 2:
                self.reading.worked()
                return
        self._reading_failed(EngineDown(Why.SLOW, "still too slow"), was_hurried=False)

    def _keep_warm(self, q: AnalysedQuery) -> None:
        """Once a minute have the embedded engine read what was written, beside the question: a cold one would be slow when needed."""
        if time.monotonic() - self._warmed_at >= WARM_AGAIN_S:
            self._warmed_at = time.monotonic()
            threading.Thread(target=self._warm, args=(q,), name="warm-spare", daemon=True).start()

    def _warm(self, q: AnalysedQuery) -> None:
        try:
            total = self.spare.search(replace(q.but(text="", page_size=0, facets=(), cluster_zoom=None), groups=())).total
            self._limit_s = READ_LARGE_S if total > LARGE else READ_S
        finally:
            self.spare.close()  # this thread's connections

    def suggest(self, prefix: str, lang: str, limit: int) -> list[Suggestion]:
        """Return the embedded engine's completions."""
        return self.spare.suggest(prefix, lang, limit)

    def vocabulary(self) -> Vocabulary:
        """Return the embedded engine's words."""
        return self.spare.vocabulary()

    def health(self) -> EngineHealth:
        """Return how the engine is that answers whatever happens: the embedded one. `main_health` tells of the other."""
        return self.spare.health()

    def main_health(self) -> EngineHealth:
        """Return how the main engine is, asked for half a second at most."""
        with within(HEALTH_S):
            return self.main.health()

    # writing

    def upsert(self, docs: Iterable[OfferDocument]) -> None:
        """Put documents into both."""
        known = list(docs)
        self.spare.upsert(known)
        self._send(lambda: self.main.upsert(known), [doc.id for doc in known])

    def delete(self, ids: Iterable[tuple[str, int]]) -> None:
        """Take documents out of both."""
        known = list(ids)
        self.spare.delete(known)
        self._send(lambda: self.main.delete(known), [offer for offer, _version in known])

    def set_places(self, updates: Iterable[PlacesUpdate]) -> None:
        """Renew the places of dates in both."""
        known = list(updates)
        self.spare.set_places(known)
        self._send(lambda: self.main.set_places(known), [update.offer_id for update in known])

    def _send(self, write: Callable[[], None], offers: list[str]) -> None:
        """Write to the main engine, or note whose change it did not take."""
        if not offers:
            return
        if self.writing.lets_through():
            try:
                write()
            except Exception as error:  # noqa: BLE001  (an edge: the outbox goes on, whatever the main engine says)
                self.writing.failed()
                self.last_trouble = _as_down(error)
                logger.warning("search writes wait for the main engine: %s", self.last_trouble)
            else:
                self.writing.worked()
                self.spare.move_stamp()
                return
        self.note_unsent(offers)

    def takes_writes(self) -> bool:
        """Tell whether the main engine would take a change now; a disk that has room again is put to use. Nobody should wait for this."""
        if self.writing.is_resting:
            return False
        health = self.main_health()
        if health.is_read_only:
            self._lift_block()
            health = self.main_health()
        return health.is_up and not health.is_stale and not health.is_read_only

    def _lift_block(self) -> None:
        try:
            with within(HEALTH_S):
                self.main.lift_block()
        except EngineDown as down:
            logger.warning("the server's index stays read-only: %s", down)

    def rebuild(self, docs: Iterable[OfferDocument], since_outbox: int, replay: Replay | None = None, check: Check | None = None) -> RebuildReport:
        """Build the main engine's index anew; the embedded one's is built by itself (`engines.each`)."""
        return self.main.rebuild(docs, since_outbox, replay, check)

    def go_back(self, since_outbox: int, replay: Replay | None = None) -> str:
        """Take the main engine's earlier index into use again."""
        return self.main.go_back(since_outbox, replay)

    def close(self) -> None:
        """Close this thread's connections."""
        self.spare.close()


def _as_down(error: Exception) -> EngineDown:
    if isinstance(error, EngineDown):
        return error
    logger.error("an engine failed in an unknown way", exc_info=error)
    return EngineDown(Why.GARBAGE, type(error).__name__)
