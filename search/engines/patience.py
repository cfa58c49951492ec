"""How long is waited for an engine that is not in this process: for one question, and for all the questions of one page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

PAGE_TIMES = 2  # all the questions of a page may take so many times what one may; the rest is asked of the embedded engine
HEALTH_S = 0.5  # whether it is well


@dataclass
class _Page:
    """The seconds that a page has waited so far."""

    waited: float = 0.0


_answer_by: ContextVar[float | None] = ContextVar("answer_by", default=None)
_page: ContextVar[_Page | None] = ContextVar("page", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Have everything that is asked in the block be answered by then, all together; connecting comes on top. Blocks may nest."""
    began, before = time.monotonic(), _answer_by.get()
    token = _answer_by.set(began + seconds if before is None else min(before, began + seconds))
    try:
        yield
    finally:
        _answer_by.reset(token)
        if page := _page.get():
            page.waited += time.monotonic() - began


def answer_by() -> float | None:
    """Return the moment, in `time.monotonic`'s seconds, by which the block wants its answer; None outside of one."""
    return _answer_by.get()


@contextmanager
def one_page() -> Iterator[None]:
    """Count the waiting of all the questions of the block together. An outer block counts. Also a decorator."""
    token = _page.set(_page.get() or _Page())
    try:
        yield
    finally:
        _page.reset(token)


def left_for(limit: float) -> float:
    """Return the seconds that the next question may take, 0..limit, of which a page has PAGE_TIMES as many; `limit` outside of one."""
    page = _page.get()
    return limit if page is None else max(0.0, min(limit, PAGE_TIMES * limit - page.waited))
