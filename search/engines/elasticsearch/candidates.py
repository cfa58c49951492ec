"""What is told of an offer while its place in the order is sought: the few numbers of it that fit into one column of the index."""

from __future__ import annotations

import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isnan, nan
from typing import Any

from common.geo import haversine_m
from search.ranking import FAR, Candidate
from search.types import Near

_HEAD = struct.Struct("<Hdd")
_DATE = struct.Struct("<dd?")
Date = tuple[float, float, bool]  # starts, ends, has places
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a question measures by: its days (`since` inclusive, `until` exclusive, seconds since 1970) and its point."""

    since: float
    until: float
    near: Near | None


def packed(title_length: int, point: Point | None, dates: Iterable[Date]) -> str:
    """Return an offer's numbers as base64: 18 bytes and 17 a date."""
    head = _HEAD.pack(min(title_length, 0xFFFF), *(point or (nan, nan)))
    return b64encode(head + b"".join(_DATE.pack(*date) for date in dates)).decode()


def unpacked(text: str) -> tuple[int, Point | None, list[Date]]:
    """Return what `packed` was given."""
    data = b64decode(text)
    title_length, lat, lon = _HEAD.unpack_from(data)
    return title_length, None if isnan(lat) else (lat, lon), list(_DATE.iter_unpack(data[_HEAD.size :]))


def candidate(hit: Mapping[str, Any], frame: Frame) -> Candidate:
    """Return a found document as what the order asks of it."""
    columns = hit["fields"]
    title_length, point, dates = unpacked(columns["brief"][0])
    here = [date for date in dates if date[1] > frame.since and date[0] < frame.until]
    return Candidate(
        id=columns["id"][0],
        score=int(hit.get("_score") or 0),
        when=moment(here, frame.since),
        metres=haversine_m(frame.near.lat, frame.near.lon, *point) if frame.near and point else None,
        is_full=bool(here) and not any(has_places for _starts, _ends, has_places in here),
        title_length=title_length,
    )


def moment(dates: list[Date], since: float) -> float | None:
    """Return the moment that an offer stands by in the order of time: the rule of `search.engines.dates.moment_of`, over plain numbers."""
    usable = [date for date in dates if date[2]] or dates
    return min((ends if starts < since else starts for starts, ends, _has_places in usable), default=None)


def by_time(one: Candidate) -> tuple[float, float, str]:
    """Return the place in the order of time."""
    return _far(one.when), _far(one.metres), one.id


def by_distance(one: Candidate) -> tuple[float, float, str]:
    """Return the place in the order of distance."""
    return _far(one.metres), _far(one.when), one.id


def _far(value: float | None) -> float:
    return FAR if value is None else value
