"""Still maps on pages: the picture from our own server, and over it the pins as links of the page (templates/site/search/map.html)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from common.geo import BBox
from search.tiles.source import still_url, tile_language
from search.tiles.still import MOST_PINS, StillMap

PIN_HEIGHT, DIGIT_WIDTH, ENDS_WIDTH, PLACE_SIZE = 40, 10, 20, 26
FINE = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A place or a heap of things on a map; `label` says it to a screen reader, `url` may be empty, `count` None = a place alone."""

    lat: float
    lon: float
    count: int | None
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class StillPin:
    """A mark with its place in the picture: the corner and size of its pill, the middle of its number or dot."""

    x: int
    y: int
    width: int
    height: int
    middle_x: int
    middle_y: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class StillPicture:
    """Addresses of the picture in light and dark, its size in CSS pixels, and the pins over it, southern ones last."""

    light: str
    dark: str
    width: int
    height: int
    pins: tuple[StillPin, ...]


def still_picture(box: BBox, marks: Iterable[Mark], *, width: int, height: int, language: str) -> StillPicture:
    """Return the still map of a box with at most 60 pins; size 120..900 CSS pixels, drawn for fine screens."""
    still = StillMap(box, width, height, language=tile_language(language), scale=FINE)
    shown = sorted(list(marks)[:MOST_PINS], key=lambda mark: -mark.lat)
    return StillPicture(
        light=still_url(still),
        dark=still_url(replace(still, theme="dark")),
        width=width,
        height=height,
        pins=tuple(_pin(still, mark) for mark in shown),
    )


def _pin(still: StillMap, mark: Mark) -> StillPin:
    x, y = still.place_of(mark.lat, mark.lon)
    if mark.count is None:
        return StillPin(x - PLACE_SIZE // 2, y - PLACE_SIZE // 2, PLACE_SIZE, PLACE_SIZE, x, y, mark)
    width = max(PIN_HEIGHT, ENDS_WIDTH + DIGIT_WIDTH * len(str(mark.count)))
    return StillPin(x - width // 2, y - PIN_HEIGHT // 2, width, PIN_HEIGHT, x, y, mark)
