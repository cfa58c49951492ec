"""The embedded engine: a file of its own, full text in SQLite, everything else counted in memory."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from search import analysis
from search.analysis.vocabulary import IndexVocabulary
from search.engines.sqlite import building, suggesting, writing
from search.engines.sqlite.answering import Answer
from search.engines.sqlite.files import IndexFiles
from search.engines.sqlite.found import Finds
from search.engines.sqlite.snapshot import Snapshot
from search.engines.sqlite.writing import BATCH
from search.types import AnalysedQuery, Check, EngineHealth, OfferDocument, PlacesUpdate, RebuildReport, Replay, SearchResults, Suggestion

LOOK_AGAIN_S = 0.2  # how old a snapshot may be when other processes write; our own writes are seen at once
WORDS_AGAIN_S = 20.0  # how old the list of words for corrections may be


class SqliteEngine:
    """Finds offers in `folder`. Safe for threads and processes; one writer at a time, any number of readers."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.files = IndexFiles(Path(folder), analysis.fingerprint())
        self._snapshot = Snapshot()
        self._looked_at = -LOOK_AGAIN_S
        self._writes = itertools.count(1)
        self._written, self._seen = 0, -1  # our own last write, and the last that the snapshot was read after
        self._lock = threading.Lock()
        self._finds = Finds()
        self._words: tuple[float, str, IndexVocabulary] = (0.0, "", IndexVocabulary({}))

    # reading

    def search(self, q: AnalysedQuery) -> SearchResults:
        """Return the answer to a question; a few milliseconds at 10,000 offers, see docs/benchmarks.md."""
        began = time.perf_counter()
        snapshot = self._fresh()
        connection = self.files.opened(snapshot.generation)  # the file that the snapshot was read from, even if a newer one stands
        found = self._finds.get(connection, snapshot, q)
        answer = Answer(connection, found, q)
        return SearchResults(
            total=found.total,
            hits=answer.hits(),
            facets=answer.facets(),
            clusters=answer.clusters(),
            bounds=found.bounds if q.query.page_size or q.query.cluster_zoom is not None else None,
            corrected=q.corrected,
            understood=q.understood,
            engine=self.name,
            took_ms=(time.perf_counter() - began) * 1000,
            index_generation=snapshot.generation,
            all_words=found.all_words,
        )

    def suggest(self, prefix: str, lang: str, limit: int) -> list[Suggestion]:
        """Return names that begin with, or hold a word that begins with, what was typed; at most `limit` of each kind."""
        return suggesting.suggest(self.files.current()[1], prefix, limit)

    def vocabulary(self) -> LiveVocabulary:
        """Return the words of the index as they are now."""
        return LiveVocabulary(self)

    def health(self) -> EngineHealth:
        """Return how the index is; never raises."""
        try:
            name, connection = self.files.current()
            found = connection.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()[0]
            documents = building.count(connection)
        except Exception as error:  # noqa: BLE001  (an edge: health answers whatever is broken)
            return EngineHealth(self.name, is_up=False, is_stale=True, documents=0, generation="", detail=f"{type(error).__name__}: {error}")
        return EngineHealth(self.name, is_up=True, is_stale=found != self.files.fingerprint, documents=documents, generation=name)

    def _fresh(self) -> Snapshot:
        """Return the snapshot with what was written since, looking at most five times a second for others' writes."""
        if self._is_fresh():
            return self._snapshot
        with self._lock:
            if self._is_fresh():  # another thread was first
                return self._snapshot
            written = self._written  # before reading: a write that comes meanwhile is read the next time
            name, connection = self.files.current()
            old = self._snapshot
            self._snapshot = old.renewed(connection) if old.generation == name else Snapshot.load(connection, name)
            self._looked_at, self._seen = time.monotonic(), written
            return self._snapshot

    def _is_fresh(self) -> bool:
        return self._seen == self._written and time.monotonic() - self._looked_at < LOOK_AGAIN_S

    # writing

    def upsert(self, docs: Iterable[OfferDocument]) -> None:
        """Put documents in, older versions excepted; each batch of 500 is one transaction."""
        pending = iter(docs)
        while batch := list(islice(pending, BATCH)):
            with self.files.writing() as connection:
                writing.put_documents(connection, batch)
        self._written = next(self._writes)

    def delete(self, ids: Iterable[tuple[str, int]]) -> None:
        """Take documents out; a newer version stays."""
        with self.files.writing() as connection:
            writing.remove_documents(connection, ids)
        self._written = next(self._writes)

    def set_places(self, updates: Iterable[PlacesUpdate]) -> None:
        """Renew the places of dates; no text is touched."""
        with self.files.writing() as connection:
            writing.put_places(connection, list(updates))
        self._written = next(self._writes)

    def rebuild(self, docs: Iterable[OfferDocument], since_outbox: int, replay: Replay | None = None, check: Check | None = None) -> RebuildReport:
        """Write a new index beside the old and swap; readers notice nothing.

        since_outbox   the change number from which `replay` repeats what was written meanwhile.
        replay         from a change number to (the next one, documents, deletions): asked until nothing comes, then once more
                       with the old file locked, so that no write falls between the two.
        check          told how many documents the new index holds just before the swap; what it raises stops that.
        """
        report = building.build(self.files, docs, since_outbox, replay, check)
        self._written = next(self._writes)
        return report

    def go_back(self, since_outbox: int, replay: Replay | None = None) -> str:
        """Take the index before this one into use again, with what `replay` repeats since `since_outbox`. Raises NoWayBack."""
        name = building.go_back(self.files, since_outbox, replay)
        self._written = next(self._writes)
        return name

    def stamp(self) -> str:
        """Return a text that every write changes, and every `move_stamp`, whichever process made it."""
        name, connection = self.files.current()
        rows = connection.execute("SELECT value FROM meta WHERE key IN ('seq', 'moved') ORDER BY key")
        return "/".join([name, *(str(value) for (value,) in rows)])

    def move_stamp(self) -> None:
        """Change the stamp although nothing was written here: another engine was."""
        with self.files.writing() as connection:
            connection.execute("INSERT INTO meta VALUES ('moved', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1")

    def forget_answers(self) -> None:
        """Forget the last questions' answers, but not the sets that they were made of: for measuring."""
        self._finds.forget()

    def forget_all(self) -> None:
        """Forget all that was worked out of the snapshot, as after a start: for measuring."""
        self._finds = Finds()

    def close(self) -> None:
        """Close this thread's connections."""
        self.files.close()

    # words

    def count_token(self, token: str) -> int:
        """Return how many documents hold a token, from the index itself."""
        row = self.files.current()[1].execute("SELECT doc FROM vocabulary WHERE term = ?", [token]).fetchone()
        return int(row[0]) if row else 0

    def count_documents(self) -> int:
        """Return how many documents the index holds."""
        return len(self._fresh().entries)

    def known_words(self) -> IndexVocabulary:
        """Return the words that corrections may choose from; at most 20 s old when the text has changed."""
        made_at, mark, known = self._words
        if time.monotonic() - made_at < WORDS_AGAIN_S and mark:
            return known
        name, connection = self.files.current()
        now_mark = f"{name}/{connection.execute('SELECT value FROM meta WHERE key = ?', ['text_seq']).fetchone()[0]}"
        if now_mark != mark:
            known = IndexVocabulary(dict(connection.execute("SELECT term, doc FROM vocabulary WHERE term >= 'w:' AND term < 'w;'")))
        self._words = (time.monotonic(), now_mark, known)
        return known


class LiveVocabulary:
    """The words of an index: counts from the index itself, corrections from a list that may be some seconds old."""

    def __init__(self, engine: SqliteEngine) -> None:
        self._engine = engine
        self._counts: dict[str, int] = {}

    def count(self, token: str) -> int:
        """Return how many documents hold a token."""
        if token not in self._counts:
            self._counts[token] = self._engine.count_token(token)
        return self._counts[token]

    def nearest(self, word: str) -> str | None:
        """Return the known word that a misspelt one most likely meant."""
        return self._engine.known_words().nearest(word)

    def nearest_base(self, word: str) -> str | None:
        """Return the known base form of which a word may be a misspelt inflected form."""
        return self._engine.known_words().nearest_base(word)

    @property
    def documents(self) -> int:
        """How many documents the index holds, those that are not found now among them."""
        return self._engine.count_documents()
