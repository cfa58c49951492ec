"""A new index file beside the one in use, and the way back to the one before."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from uuid import uuid4

from search.engines.sqlite import writing
from search.engines.sqlite.files import IndexFiles, connect, transaction
from search.engines.sqlite.writing import BATCH
from search.types import Check, NoWayBack, OfferDocument, RebuildReport, Replay

ROUNDS = 5  # of replaying before the file in use is locked for the last one


def build(files: IndexFiles, docs: Iterable[OfferDocument], since_outbox: int, replay: Replay | None, check: Check | None) -> RebuildReport:
    """Write a new file, swap, and return what was done. When anything fails the file in use stays; what is half made is removed."""
    began = time.monotonic()
    name = f"offers-{datetime.now(UTC):%Y%m%d%H%M%S}-{uuid4().hex[:8]}.sqlite3"
    new = files.make(name)
    try:
        new.execute("PRAGMA synchronous = OFF")
        new.execute("PRAGMA mmap_size = 0")  # what is only written need not be held in memory
        documents = _fill(new, docs)
        replayed, mark = _caught_up(new, replay, since_outbox)
        with files.writing():
            replayed += _replay(new, replay, mark)[1]
            if check:
                check(count(new))
            new.execute("INSERT INTO fts(fts) VALUES ('optimize')")
            new.execute("PRAGMA synchronous = FULL")
            new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            new.close()
            files.point_to(name)
    except BaseException:
        new.close()
        files.remove(name)
        raise
    files.forget_old()
    return RebuildReport(documents, replayed, time.monotonic() - began, name)


def go_back(files: IndexFiles, since_outbox: int, replay: Replay | None) -> str:
    """Bring the file before the present one up to date, take it into use, and return its name. Raises NoWayBack without one."""
    name = files.previous_name()
    if not name or not (files.folder / name).exists():
        raise NoWayBack
    old = connect(files.folder / name)
    try:
        _replayed, mark = _caught_up(old, replay, since_outbox)
        with files.writing():
            _replay(old, replay, mark)
            files.point_to(name)
    finally:
        old.close()
    return name


def count(connection: sqlite3.Connection) -> int:
    """Return how many offers a file holds."""
    return int(connection.execute("SELECT count(*) FROM doc WHERE NOT is_gone").fetchone()[0])


def _fill(new: sqlite3.Connection, docs: Iterable[OfferDocument]) -> int:
    pending, filled = iter(docs), 0
    while batch := list(islice(pending, BATCH)):
        with transaction(new) as connection:
            filled += writing.put_documents(connection, batch)
    return filled


def _caught_up(connection: sqlite3.Connection, replay: Replay | None, mark: int) -> tuple[int, int]:
    """Replay until nothing new comes, five times at most; return how many changes that were, and the mark."""
    total = 0
    for _round in range(ROUNDS):
        mark, changes = _replay(connection, replay, mark)
        total += changes
        if not changes:
            break
    return total, mark


def _replay(connection: sqlite3.Connection, replay: Replay | None, mark: int) -> tuple[int, int]:
    if not replay:
        return mark, 0
    mark, docs, gone = replay(mark)
    with transaction(connection):
        writing.put_documents(connection, docs)
        writing.remove_documents(connection, gone)
    return mark, len(docs) + len(gone)
