"""The engine in use."""

from __future__ import annotations

import fcntl
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from search.engines.sqlite import SqliteEngine
from search.types import Engine

_made: dict[str, SqliteEngine] = {}
_lock = threading.Lock()


def folder() -> Path:
    """Return where the embedded engine keeps its files."""
    return Path(settings.VAR) / "search"


def current() -> Engine:
    """Return this process's engine, made when it is first asked for."""
    with _lock:
        if "sqlite" not in _made:
            _made["sqlite"] = SqliteEngine(folder())
        return _made["sqlite"]


@contextmanager
def rebuild_turn() -> Iterator[bool]:
    """Yield whether it is this process's turn to build the index anew: False while another on this machine does."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "rebuild.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def forget() -> None:
    """Throw the index away, if this process has opened it: between tests only."""
    with _lock:
        while _made:
            _made.popitem()[1].close()
            shutil.rmtree(folder(), ignore_errors=True)
