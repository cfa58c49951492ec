"""Index files and the pointer that names the one in use.

A rebuild writes a file of a new name; then the pointer's row names it. A file in use is never replaced in place: connections
that have it open would keep the old pages and new ones fail.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.sqlite import suggesting
from search.engines.sqlite.schema import SCHEMA_VERSION, TABLES

BUSY_MS = 10_000
POINTER = "pointer.sqlite3"
YOUNG_S = 60


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open an index file in autocommit; transactions are begun by hand. mode: `rw` for one that exists, `rwc` to make it."""
    connection = sqlite3.connect(f"file:{path}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False, cached_statements=256)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA mmap_size = 268435456")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Hold the file's only write lock: all of the block's changes, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


class IndexFiles:
    """The folder of index files. One connection for each thread, process and file.

    fingerprint   what the tokens depend on; written into every new file and compared with the one in use.
    """

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self.folder = folder
        self.fingerprint = f"{SCHEMA_VERSION}/{fingerprint}"
        self._local = threading.local()
        folder.mkdir(parents=True, exist_ok=True)
        self._ensure_pointer()

    def _ensure_pointer(self) -> None:
        pointer = connect(self.folder / POINTER, "rwc")
        with transaction(pointer):
            pointer.execute("CREATE TABLE IF NOT EXISTS pointer (one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT, previous TEXT)")
            if not pointer.execute("SELECT 1 FROM pointer").fetchone():
                name = "offers-0.sqlite3"
                self.make(name).close()
                pointer.execute("INSERT INTO pointer VALUES (1, ?, NULL)", [name])
        pointer.close()

    def make(self, name: str) -> sqlite3.Connection:
        """Make an empty index file and return a connection to it."""
        self.remove(name)
        connection = connect(self.folder / name, "rwc")
        connection.executescript(TABLES + suggesting.TABLES)
        rows = [("fingerprint", self.fingerprint), ("seq", "0"), ("text_seq", "0")]
        connection.executemany("INSERT INTO meta VALUES (?, ?)", rows)
        return connection

    def remove(self, name: str) -> None:
        """Remove an index file that is not in use."""
        for suffix in ("", "-wal", "-shm"):
            (self.folder / (name + suffix)).unlink(missing_ok=True)

    def pointer(self) -> sqlite3.Connection:
        """Return this thread's connection to the pointer file."""
        if getattr(self._local, "pid", None) != os.getpid():  # a fork must not share connections
            self._local.pid, self._local.pointer, self._local.open = os.getpid(), connect(self.folder / POINTER), (None, None)
        connection: sqlite3.Connection = self._local.pointer
        return connection

    def current_name(self) -> str:
        """Return the name of the file in use."""
        return str(self.pointer().execute("SELECT name FROM pointer").fetchone()[0])

    def previous_name(self) -> str:
        """Return the name of the file that was in use before; empty for the first."""
        return str(self.pointer().execute("SELECT previous FROM pointer").fetchone()[0] or "")

    def current(self) -> tuple[str, sqlite3.Connection]:
        """Return the name of the file in use and this thread's connection to it."""
        name = self.current_name()
        return name, self.opened(name)

    def opened(self, name: str) -> sqlite3.Connection:
        """Return this thread's connection to an index file; it must exist."""
        self.pointer()  # forgets the connections of the process we were forked from
        opened, connection = self._local.open
        if opened != name or connection is None:
            if connection is not None:
                connection.close()
            connection = connect(self.folder / name)
            self._local.open = (name, connection)
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock of the file in use, even if a rebuild swaps it while we wait for the lock."""
        while True:
            name, connection = self.current()
            with transaction(connection):
                if self.current_name() == name:
                    yield connection
                    return

    def point_to(self, name: str) -> None:
        """Name another file as the one in use; call it with the old file's write lock held."""
        self.pointer().execute("UPDATE pointer SET previous = name, name = ?", [name])

    def forget_old(self) -> None:
        """Remove index files but the one in use, the one before it, and what was written within the last minute.

        A reader between reading the pointer and opening the file must still find it.
        """
        name, previous = self.pointer().execute("SELECT name, previous FROM pointer").fetchone()
        for path in self.folder.glob("offers-*.sqlite3*"):
            if not path.name.startswith((str(name), str(previous))) and time.time() - path.stat().st_mtime > YOUNG_S:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close this thread's connections."""
        if getattr(self._local, "pid", None) == os.getpid():
            self._local.pointer.close()
            if self._local.open[1] is not None:
                self._local.open[1].close()
            self._local.pid = None
