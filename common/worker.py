"""The embedded worker: one daemon thread in each web process, a lease taken for each drain (W44)."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import connections

from common import outbox, time

logger = logging.getLogger(__name__)

WAIT_SECONDS = 30
Chore = Callable[[datetime], None]

_chores: list[Chore] = []  # what the clock brings: go-live, expiry, retention
_wake = threading.Event()
_started: dict[str, int] = {}  # "pid" -> the process whose thread runs
_lock = threading.Lock()


def every_round(chore: Chore) -> None:
    """Have `chore(now)` run every 30 s in one process at a time; it must be quick when there is nothing to do."""
    if chore not in _chores:
        _chores.append(chore)


def ensure() -> None:
    """Start this process's thread if it has none yet; called from the first request and from the server's hooks."""
    with _lock:
        if _started.get("pid") == os.getpid():
            return
        _started["pid"] = os.getpid()
    outbox.on_commit_wake(_wake.set)
    threading.Thread(target=_loop, name="outbox", daemon=True).start()


def work_once(now: datetime | None = None) -> int:
    """Run the chores and drain the outbox once, in this thread; return how many rows were done."""
    for chore in _chores:
        try:
            chore(now or time.now())
        except Exception:  # the edge of the worker: one failing chore holds up no other
            logger.exception("a chore of the worker failed")
    return outbox.drain()


def _loop() -> None:
    while True:
        try:
            work_once()
        except Exception:  # the edge of the thread: log, and try again in a second
            logger.exception("the worker failed")
            _wake.wait(1)
        finally:
            connections.close_all()
        _wake.wait(WAIT_SECONDS)
        _wake.clear()
