"""One write transaction of the gated wing, fair under a rush.

SQLite has one writer and lets the others poll, so that one may starve for seconds (redemption.md, 3.4): a lock
on a file beside the database makes them queue. PostgreSQL waits three seconds for a row at most.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import OperationalError, connection, transaction

LOCK_SECONDS = 3  # 3.3: under a tenfold rush, better a clear "busy" than a long wait


class Busy(Exception):
    """The database was not free in time. Nothing was written; the same request may simply be sent again."""


@contextmanager
def write_transaction() -> Iterator[None]:
    """Run a block as one transaction that takes the write lock first. Inside another one it is a savepoint.

    Raises   Busy if a lock was not to be had in time.
    """
    try:
        with _gate(), transaction.atomic():
            _limit_waiting()
            yield
    except OperationalError as error:
        if _is_about_locks(error):
            raise Busy from error
        raise


def _limit_waiting() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")


@contextmanager
def _gate() -> Iterator[None]:
    path = _gate_path()
    if path is None or connection.in_atomic_block:
        yield
        return
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _gate_path() -> Path | None:
    """Return the gate's file, or None where the database does its own queueing or lies in memory."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or "memory" in name:
        return None
    return Path(f"{name}.gate")


def _is_about_locks(error: OperationalError) -> bool:
    state = getattr(error.__cause__, "sqlstate", None)
    return state in {"55P03", "40P01", "40001"} or "database is locked" in str(error)
