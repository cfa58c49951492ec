"""Words that stay true on paper."""

from datetime import datetime, timedelta

from common.words import when_words


def lasting_when_words(starts: datetime, ends: datetime | None = None) -> str:
    """Return when it is, for paper and offline pages: no *today*, no *tomorrow*."""
    return when_words(starts, ends, starts - timedelta(days=7))
