"""How long is waited for an engine that is not in this process: for one question, and for all the questions of one page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PAGE_S = 0.6  # all the questions of a page together; what is left over is asked of the embedded engine
HEALTH_S = 0.5  # whether it is well

_answer_by: ContextVar[float | None] = ContextVar("answer_by", default=None)
_page_until: ContextVar[float | None] = ContextVar("page_until", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Have everything that is asked in the block be answered by then, all together; connecting comes on top. Blocks may nest."""
    before, until = _answer_by.get(), time.monotonic() + seconds
    token = _answer_by.set(until if before is None else min(before, until))
    try:
        yield
    finally:
        _answer_by.reset(token)


def answer_by() -> float | None:
    """Return the moment, in `time.monotonic`'s seconds, by which the block wants its answer; None outside of one."""
    return _answer_by.get()


@contextmanager
def one_page() -> Iterator[None]:
    """Have the questions of the block wait PAGE_S at most, all together. An outer block counts. Also a decorator."""
    until = _page_until.get()
    token = _page_until.set(time.monotonic() + PAGE_S if until is None else until)
    try:
        yield
    finally:
        _page_until.reset(token)


def left_for_page() -> float:
    """Return the seconds that this page may still wait, 0 or more; PAGE_S outside of one."""
    until = _page_until.get()
    return PAGE_S if until is None else max(0.0, until - time.monotonic())
