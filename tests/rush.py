"""Many acts from one starting line, each in a thread with its own connection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from common.refusals import Refused


def at_once(acts: list[Callable[[], object]]) -> Counter[str]:
    """Do all acts in threads of their own, each with its own connection, from one starting line; count the outcomes."""
    line = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            connection.ensure_connection()
            line.wait(timeout=60)
            act()
        except Refused as refused:
            return str(refused.reason)
        except Exception as error:  # noqa: BLE001  (an error is an outcome here)
            return type(error).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(max_workers=len(acts)) as threads:
        return Counter(threads.map(run, acts))


def until_not_busy(act: Callable[[], object]) -> Callable[[], object]:
    """A holder presses the button again when told to."""

    def again() -> object:
        while True:
            try:
                return act()
            except Refused as refused:
                if refused.reason.value != "busy":
                    raise

    return again
