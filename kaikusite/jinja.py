"""Filters of the log-in pages and mails."""

from __future__ import annotations

from datetime import datetime

import jinja2

from common.time import day_of
from common.words import date_words, time_words


def spaced(key: str) -> str:
    """ABCD EFGH …: a key in groups of four, to be typed by hand."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def long_when(moment: datetime) -> str:
    """24.11. klo 10.30: for a mail, which is read on another day."""
    return f"{date_words(day_of(moment))} {time_words(moment)}"


def extend(environment: jinja2.Environment) -> None:
    environment.filters.update(spaced=spaced, long_when=long_when)
