"""When something that may be down is worth asking: closed while it works, open after failures, ajar to try again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import StrEnum

FAILURES = 3  # O1: it opens after three failures in a row …
OPEN_S = 30.0  # … for thirty seconds
REST_S = 1.0  # after a single failure: the other questions of the same page do not wait again


class State(StrEnum):
    CLOSED = "closed"  # every question goes through
    OPEN = "open"  # none does
    AJAR = "ajar"  # one may try


class Breaker:
    """Counts failures in a row. Threads may share it; each process has its own.

    clock   seconds that only grow.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until = float("-inf")

    @property
    def state(self) -> State:
        """Return how it stands now; asking changes nothing."""
        if self._failures < FAILURES:
            return State.CLOSED
        return State.OPEN if self.is_resting else State.AJAR

    @property
    def is_resting(self) -> bool:
        """Tell whether nothing would be let through now; asking changes nothing."""
        return self._clock() < self._rests_until

    def lets_through(self) -> bool:
        """Tell whether to ask now. Ajar it lets one through, and the next when that one has not come back within 30 s."""
        with self._lock:
            if self.is_resting:
                return False
            if self._failures >= FAILURES:
                self._rests_until = self._clock() + OPEN_S
            return True

    def worked(self) -> None:
        """Close it."""
        with self._lock:
            self._failures, self._rests_until = 0, float("-inf")

    def failed(self) -> None:
        """Count a failure: a second's rest, from the third in a row on thirty."""
        with self._lock:
            self._failures += 1
            self._rests_until = self._clock() + (OPEN_S if self._failures >= FAILURES else REST_S)
