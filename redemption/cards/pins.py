"""PINs of cards: six digits that the system draws and only the holder reads.

Stored as Argon2id over HMAC(pepper, PIN); the pepper lives outside the database, so that a
stolen dump of six-digit secrets is worth nothing (ASVS 6.5.2; redemption.md, 2.9).
"""

import hashlib
import hmac
import itertools
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LENGTH = 6
FREE_FAILURES = 5  # 2.9 (a): the first five cost nothing
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(minutes=15)
FAILURES_MAX = 50  # NIST SP 800-63B allows 100
HASHES_AT_ONCE = 4  # a process; 23 ms each, so sign-in cannot starve the site
HASH_WAIT_SECONDS = 2.0

_SHAPE = re.compile(r"[0-9]{6}")
_OFTEN_CHOSEN = {"102030", "112233", "123321", "147258", "159753", "159357", "258456", "789456", "147852"}
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP: 19 MiB, t=2
_slots = BoundedSemaphore(HASHES_AT_ONCE)


class HashingBusy(Exception):
    """All hashing places stayed taken for two seconds: answer 503, ask to try again."""


def read_pin(typed: str) -> str | None:
    """Return six ASCII digits, or None. Nothing longer is ever hashed."""
    pin = typed.strip() if len(typed) <= 2 * LENGTH else ""
    return pin if _SHAPE.fullmatch(pin) else None


def is_guessable(pin: str, *, number: str) -> bool:
    """Tell whether a PIN is one of the first that a stranger would try.

    pin      six digits.
    number   the card's stored number; six of its digits in a row are refused too.
    """
    return pin in _OFTEN_CHOSEN or _is_run(pin) or _is_repeat(pin) or pin in number


def _is_run(pin: str) -> bool:
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)}
    return steps <= {0} or steps <= {1} or steps <= {9}


def _is_repeat(pin: str) -> bool:
    """121212, 123123 and 111222."""
    return pin == pin[:2] * 3 or pin == pin[:3] * 2 or (len(set(pin[:3])) == 1 and len(set(pin[3:])) == 1)


def make_pin(number: str, *, randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """Draw a PIN for a card, never a guessable one."""
    while is_guessable(pin := f"{randbelow(10**LENGTH):0{LENGTH}d}", number=number):
        pass
    return pin


def delay_after(failures: int) -> timedelta:
    """Return how long the card's next try waits after so many failures in a row.

    Nothing to the fifth, then 30 s doubling to 15 min. Never a lock-out: the paper still works.
    """
    doublings = failures - FREE_FAILURES - 1
    if doublings < 0:
        return timedelta(0)
    return min(FIRST_DELAY * 2 ** min(doublings, 10), LONGEST_DELAY)


def hash_pin(pin: str, *, pepper: bytes) -> str:
    """Return the stored form. Raises HashingBusy when four hashes already run."""
    with _slot():
        return _hasher.hash(_peppered(pin, pepper))


def is_right_pin(pin: str, *, stored: str, pepper: bytes) -> bool:
    """Tell whether the PIN fits; with nothing stored, take as long and say no.

    Raises   HashingBusy when four hashes already run.
    """
    with _slot():
        try:
            _hasher.verify(stored or _nobodys_hash(), _peppered(pin, pepper))
        except (VerificationError, InvalidHashError):
            return False
        return bool(stored)


def _peppered(pin: str, pepper: bytes) -> bytes:
    return hmac.digest(pepper, pin.encode(), hashlib.sha256)


@cache
def _nobodys_hash() -> str:
    """A hash that no PIN opens, so that an unknown card costs the same time as a known one."""
    return _hasher.hash(secrets.token_bytes(32))


@contextmanager
def _slot() -> Iterator[None]:
    if not _slots.acquire(timeout=HASH_WAIT_SECONDS):
        raise HashingBusy
    try:
        yield
    finally:
        _slots.release()
