"""The engine in use."""

from __future__ import annotations

import shutil
import threading
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


def forget() -> None:
    """Throw the index away, if this process has opened it: between tests only."""
    with _lock:
        while _made:
            _made.popitem()[1].close()
            shutil.rmtree(folder(), ignore_errors=True)
