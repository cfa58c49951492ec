"""The network as a picture: a dot for each municipality. Pure geometry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

NORTH, WEST = 70.1, 19.3  # degrees: the picture's upper left corner
MIDDLE = 64.5  # the latitude whose east-west scale the picture keeps
SCALE = 10  # units of the picture in a degree of latitude
WIDTH, HEIGHT = 58, 106

Point = tuple[float, float]  # lat, lon


@dataclass(frozen=True, slots=True)
class NetworkPicture:
    """Path data of two sets of dots (a line of no length each, drawn with round ends), and what it shows in words."""

    width: int
    height: int
    inside: str
    outside: str
    label: str


def dots(points: Iterable[Point]) -> str:
    """Return path data with one dot a point, north up, to a tenth of a unit."""
    places = (((lon - WEST) * cos(radians(MIDDLE)) * SCALE, (NORTH - lat) * SCALE) for lat, lon in points)
    return "".join(f"M{x:.1f} {y:.1f}h0" for x, y in sorted(places))


def network(inside: Iterable[Point], outside: Iterable[Point], *, label: str) -> NetworkPicture:
    return NetworkPicture(WIDTH, HEIGHT, dots(inside), dots(outside), label)
