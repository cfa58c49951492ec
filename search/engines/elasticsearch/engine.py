"""The engine that asks an Elasticsearch. Whatever goes wrong there, or on the way, is raised as EngineDown; nothing is tried twice."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from elasticsearch import Elasticsearch

from search.engines.down import EngineDown, Why
from search.engines.elasticsearch.answering import Answer
from search.engines.elasticsearch.building import Indices, fingerprint, made_with
from search.engines.elasticsearch.calls import Calls, told_as_down
from search.engines.elasticsearch.space import lift_block
from search.engines.elasticsearch.writing import gone_lines, places_lines, put_lines
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

BATCH = 500
REPLAYS_MOST = 5  # what is written without a pause is left to the last one, after the swap
PLACES_ROUNDS = 3  # two writers may renew two dates of one offer at once: each looks again whether its own is there


class ElasticsearchEngine:
    """Finds offers on a server. Threads and processes may share it; it keeps no state but the name of the last index seen.

    client      one attempt, with deadlines of its own: `search.engines.wire`.
    prefix      keeps sites apart that share a server.
    dictionary  the engine that words are corrected by and names completed by: the embedded one, which holds the same offers.
    """

    name = "elasticsearch"

    def __init__(self, client: Elasticsearch, *, prefix: str, dictionary: Engine) -> None:
        self._calls = Calls(client, f"{prefix}-offers")
        self._indices = Indices(self._calls)
        self._dictionary = dictionary
        self._generation = ""

    # reading

    def search(self, q: AnalysedQuery) -> SearchResults:
        """Return the answer to a question: two requests as a rule, see docs/decisions/0053."""
        began = time.perf_counter()
        with told_as_down():
            answer = Answer(self._calls, q)
            if not answer.total:
                self._indices.must_be_ours()
            hits, clusters = answer.shown()
            query = q.query
            return SearchResults(
                total=answer.total,
                hits=hits,
                facets=answer.facets(),
                clusters=clusters,
                bounds=answer.bounds() if query.page_size or query.cluster_zoom is not None else None,
                corrected=q.corrected,
                understood=q.understood,
                engine=self.name,
                took_ms=(time.perf_counter() - began) * 1000,
                index_generation=self._seen(answer.generation),
                all_words=answer.all_words,
            )

    def _seen(self, generation: str) -> str:
        """Return the name of the index that answered. An answer without a hit does not tell: the last one that was seen, then."""
        if generation:
            self._generation = generation
        elif not self._generation:
            self._generation = self._indices.current()[0]
        return self._generation

    def suggest(self, prefix: str, lang: str, limit: int) -> list[Suggestion]:
        """Return the dictionary's completions."""
        return self._dictionary.suggest(prefix, lang, limit)

    def vocabulary(self) -> Vocabulary:
        """Return the dictionary's words."""
        return self._dictionary.vocabulary()

    def health(self) -> EngineHealth:
        """Return how the index is; never raises. An index of another shape, or made by hand, is stale."""
        try:
            name, made = self._indices.current()
            with told_as_down():
                is_stale = made_with(made) != fingerprint()
                is_read_only = made["settings"]["index"].get("blocks", {}).get("read_only_allow_delete") == "true"
            found = self._indices.count(name)
            return EngineHealth(self.name, is_up=True, is_stale=is_stale, documents=found, generation=name, is_read_only=is_read_only)
        except EngineDown as down:
            return EngineHealth(self.name, is_up=False, is_stale=down.why is Why.NO_INDEX, documents=0, generation="", detail=str(down))

    def lift_block(self) -> None:
        """Let the index take changes again after its disk was full, if there is room now."""
        lift_block(self._calls)

    # writing

    def upsert(self, docs: Iterable[OfferDocument]) -> None:
        """Put documents in, older versions excepted. They are found when this returns."""
        self._put(docs, self._calls.alias)
        self._calls.refresh(self._calls.alias)

    def delete(self, ids: Iterable[tuple[str, int]]) -> None:
        """Take documents out; a newer version stays."""
        self._take(ids, self._calls.alias)
        self._calls.refresh(self._calls.alias)

    def set_places(self, updates: Iterable[PlacesUpdate]) -> None:
        """Renew the places of dates; no text is analysed."""
        pending = iter(updates)
        while batch := list(islice(pending, BATCH)):
            for _round in range(PLACES_ROUNDS):
                if not self._renew(batch):
                    break
        self._calls.refresh(self._calls.alias)

    def _renew(self, updates: Sequence[PlacesUpdate]) -> bool:
        """Renew what is not as the updates say, and return whether there was any."""
        docs = self._calls.sources(list(dict.fromkeys(update.offer_id for update in updates)))
        with told_as_down():
            lines = list(places_lines(docs, updates))
        if lines:
            self._calls.bulk(lines, self._calls.alias)
        return bool(lines)

    def _put(self, docs: Iterable[OfferDocument], index: str) -> int:
        pending, count = iter(docs), 0
        while batch := list(islice(pending, BATCH)):
            self._calls.bulk(list(put_lines(batch)), index)
            count += len(batch)
        return count

    def _take(self, ids: Iterable[tuple[str, int]], index: str) -> int:
        pending, count = iter(ids), 0
        while batch := list(islice(pending, BATCH)):
            self._calls.bulk(list(gone_lines(batch)), index)
            count += len(batch)
        return count

    # rebuilding

    def rebuild(self, docs: Iterable[OfferDocument], since_outbox: int, replay: Replay | None = None, check: Check | None = None) -> RebuildReport:
        """Write a new index beside the old and let it take over the name in one step; questions are answered all the while.

        since_outbox   the change number from which `replay` repeats what was written meanwhile.
        replay         from a change number to (the next one, documents, deletions): asked until nothing comes, and once more after
                       the swap, for what was still written to the old index at that moment.
        check          told how many documents the new index holds just before the swap; what it raises stops that.
        One rebuild of a site at a time, see `engines.rebuild_turn`: it removes what one that was killed has left.
        """
        began = time.monotonic()
        self._indices.remove_leftovers()
        name = self._indices.make()
        try:
            documents = self._put(docs, name)
            replayed, mark = self._caught_up(name, replay, since_outbox)
            found = self._indices.finish(name)
            if check:
                check(found)
            replayed += self._swap(name, replay, mark)
        except BaseException:
            self._indices.discard(name)
            raise
        return RebuildReport(documents, replayed, time.monotonic() - began, name)

    def go_back(self, since_outbox: int, replay: Replay | None = None) -> str:
        """Let the index before take over again, with what was written since repeated into it, and return its name.

        Raises NoWayBack when there is none. Called twice, it goes forward again.
        """
        name = self._indices.previous()
        _replayed, mark = self._caught_up(name, replay, since_outbox)
        self._indices.finish(name)
        self._swap(name, replay, mark)
        return name

    def forget_before(self, now: datetime) -> None:
        """Remove the index before, once the one in use is a day old."""
        self._indices.forget_before(now)

    def _caught_up(self, name: str, replay: Replay | None, mark: int) -> tuple[int, int]:
        """Replay into an index until nothing new comes, five times at most; return how many changes that were, and the mark."""
        total = 0
        for _round in range(REPLAYS_MOST):
            mark, changes = self._replay(name, replay, mark)
            total += changes
            if not changes:
                break
        return total, mark

    def _swap(self, name: str, replay: Replay | None, mark: int) -> int:
        self._indices.take_over(name)
        _mark, count = self._replay(name, replay, mark)
        self._calls.refresh(name)
        self._generation = name
        return count

    def _replay(self, name: str, replay: Replay | None, mark: int) -> tuple[int, int]:
        if not replay:
            return mark, 0
        mark, docs, gone = replay(mark)
        return mark, self._put(docs, name) + self._take(gone, name)

    def close(self) -> None:
        """Close the connections."""
        self._calls.client.close()
