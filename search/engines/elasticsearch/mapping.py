"""The shape of an index. A change here raises SCHEMA_VERSION, and a rebuild is due.

Moments are seconds since 1970 as doubles, exactly what the embedded engine keeps; stretches of time hold their start and not their end.
What is always on has no dates; `ends` and `open_ends` of it are later than any.
"""

from __future__ import annotations

from typing import Any

SCHEMA_VERSION = 3
PAGE_WINDOW = 60_000  # how deep a list can be read, whatever the size of its pages
GUARD = "dates"  # a nested field: asking for it fails on an index of another shape, where any other field would silently be empty
CODES = ("kind", "category", "audience", "accessibility", "language", "how", "municipality", "area", "venue")

_TOKENS = {"type": "keyword", "doc_values": False, "ignore_above": 255}  # postings alone: every score is constant
_CODE = {"type": "keyword"}
_FLAG = {"type": "boolean"}
_MOMENTS = {"type": "double_range", "doc_values": False}  # with them, counts look at each offer's stretches: ten times slower
_NUMBER = {"type": "double"}
_ASKED_ONLY = {"type": "double", "doc_values": False}
_COUNTED_ONLY = {"type": "double", "index": False}

PROPERTIES: dict[str, Any] = {
    "id": _CODE,
    "is_gone": _FLAG,  # deleted: kept with its version alone, so that a late older one cannot bring it back
    "title": _TOKENS,
    "place": _TOKENS,
    "parts": _TOKENS,
    "body": _TOKENS,
    **dict.fromkeys(CODES, _CODE),
    "is_free": _FLAG,
    "is_always_on": _FLAG,
    "occurs": _MOMENTS,  # every date that is not cancelled
    "open": _MOMENTS,  # of those, the ones with places left
    "ends": _ASKED_ONLY,  # of the last in `occurs`: what is not over needs no look at each date
    "open_ends": _ASKED_ONLY,
    "hidden": _MOMENTS,  # before it goes live and after it expires
    "dates": {"type": "nested", "properties": {"starts": _NUMBER, "ends": _NUMBER, "is_open": _FLAG}},  # `occurs` again, to order by
    "lat": _NUMBER,
    "lon": _NUMBER,
    "location": {"type": "geo_point"},
    "cell": {"type": "long", "index": False},  # Morton number of the map's finest cell: any other is it divided by a power of four
    "x": _NUMBER,  # on the square map, 0..1
    "y": _COUNTED_ONLY,
    "brief": {"type": "binary", "doc_values": True},  # see candidates.py
    "title_length": {"type": "integer", "index": False, "doc_values": False},
    "shown": {"type": "object", "enabled": False},  # display, facts, occurrences
}


def body(fingerprint: str) -> dict[str, Any]:
    """Return what an index is made with. fingerprint: what its tokens depend on."""
    settings = {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "-1",
        "max_result_window": PAGE_WINDOW,
    }
    return {"settings": settings, "mappings": {"dynamic": "strict", "_meta": {"fingerprint": fingerprint}, "properties": PROPERTIES}}
