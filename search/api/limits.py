"""How often one client may ask in a minute. Nothing of the client is kept: a count lies under a keyed hash whose key is thrown away each day.

The counts lie in the cache. Where the cache belongs to one process, each process counts for itself; where it is down, nobody is refused.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache

from common.time import day_of

logger = logging.getLogger(__name__)

DAY_S = int(timedelta(days=1).total_seconds())
SUGGEST, SEARCH = "suggest", "search"


def limit_of(bucket: str) -> int:
    """Return how many questions a minute one client may ask: of completions more, for every letter typed is one."""
    return int(settings.API_SUGGEST_A_MINUTE if bucket == SUGGEST else settings.API_SEARCH_A_MINUTE)


def seconds_to_wait(client: str, bucket: str, *, now: datetime) -> int:
    """Count a question; return 0 if it may be answered, else in how many seconds the next one may."""
    try:
        asked = _count(f"api-{bucket}-{now:%H%M}-{_hashed(client, now)}")
    except Exception:  # the cache is down: finding goes on
        logger.exception("questions could not be counted")
        return 0
    return 0 if asked <= limit_of(bucket) else max(1, 60 - now.second)


def _count(key: str) -> int:
    if cache.add(key, 1, 120):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between the two
        cache.set(key, 1, 120)
        return 1


def _hashed(client: str, now: datetime) -> str:
    day = day_of(now)
    key = cache.get_or_set(f"api-key-{day:%Y%m%d}", lambda: secrets.token_hex(32), DAY_S)
    return hashlib.blake2b(client.encode(errors="replace"), key=bytes.fromhex(str(key)), digest_size=12).hexdigest()
