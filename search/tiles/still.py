"""A still picture of the map with pins, for pages without JavaScript. Pure; no Django.

Its address says everything: `bbox=w,s,e,n`, `w` and `h` in pixels, `dots=2` for twice as many dots, `pins=lat,lon[,count];…`, `lang`, `theme`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Self
from urllib.parse import urlencode

from PIL import Image, ImageDraw

from common.geo import BBox, OutsideFinland, parse_bbox, parse_point, world_xy
from search.tiles import labels, render
from search.tiles.reach import FIRST_ZOOM, LANGUAGES, LAST_ZOOM

SMALLEST_SIDE, LARGEST_SIDE = 120, 900
MOST_PINS = 60
LARGEST_COUNT = 99_999
PIN_HEIGHT = 36
PIN_COLOURS = {"many": ("#43308c", "#ffffff"), "one": ("#ffb547", "#1d1a2f")}  # as .pin in the site's CSS


class BadMap(StrEnum):
    """Why a still map cannot be drawn."""

    BOX = "map-box"
    SIZE = "map-size"
    PINS = "map-pins"
    LANGUAGE = "map-language"


class MapRefused(ValueError):
    """A still map that cannot be drawn, with its reason."""

    def __init__(self, reason: BadMap) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Pin:
    """A mark on the map: one thing in sun, more in violet with their number."""

    lat: float
    lon: float
    count: int = 1


@dataclass(frozen=True, slots=True)
class StillMap:
    """A picture to draw: every point of `box` is in it, at the closest zoom that allows that, 4..12.

    width, height  120..900 pixels
    pins           at most 60
    language       fi or sv, the language of the names
    scale          1, or 2 for screens with fine dots: the picture then has twice as many each way
    """

    box: BBox
    width: int = 640
    height: int = 400
    pins: tuple[Pin, ...] = ()
    language: str = "fi"
    theme: str = "light"
    scale: int = 1

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        """Read the parts of an address. Raises MapRefused."""
        language, theme = given.get("lang", "fi"), given.get("theme", "light")
        if language not in LANGUAGES or theme not in render.THEMES:
            raise MapRefused(BadMap.LANGUAGE)
        return cls(
            box=_read_box(given.get("bbox", "")),
            width=_read_side(given.get("w", "640")),
            height=_read_side(given.get("h", "400")),
            pins=_read_pins(given.get("pins", "")),
            language=language,
            theme=theme,
            scale=_read_scale(given.get("dots", "1")),
        )

    def query(self) -> str:
        """Return the address's query string; `read` turns it back."""
        parts = {"bbox": self.box.as_text(), "w": str(self.width), "h": str(self.height), "lang": self.language}
        if self.theme != "light":
            parts["theme"] = self.theme
        if self.scale != 1:
            parts["dots"] = str(self.scale)
        if self.pins:
            parts["pins"] = ";".join(f"{pin.lat:.4f},{pin.lon:.4f},{pin.count}" for pin in self.pins)
        return urlencode(parts, safe=",;")

    def place_of(self, lat: float, lon: float) -> tuple[int, int]:
        """Return where a point lies in the picture, in pixels at scale 1 from its left and top."""
        view = self._view()
        x, y = (place * (render.TILE << view.zoom) for place in world_xy(lat, lon))
        return round(x - view.left), round(y - view.top)

    def png(self) -> bytes:
        """Return the picture."""
        view = self._view()
        image = render.picture(view)
        for pin in sorted(self.pins, key=lambda pin: -pin.lat):
            self._draw_pin(image, pin)
        return render.png(image, self.theme, extra=tuple(colour for pair in PIN_COLOURS.values() for colour in pair))

    def _view(self) -> render.View:
        zoom = self.zoom
        side = render.TILE << zoom
        west, north = world_xy(self.box.north, self.box.west)
        east, south = world_xy(self.box.south, self.box.east)
        return render.View(
            left=round((west + east) / 2 * side - self.width / 2),
            top=round((north + south) / 2 * side - self.height / 2),
            width=self.width,
            height=self.height,
            zoom=zoom,
            language=self.language,
            theme=self.theme,
            scale=self.scale,
        )

    @property
    def zoom(self) -> int:
        """The closest zoom, 4..12, at which the whole box is in the picture."""
        west, north = world_xy(self.box.north, self.box.west)
        east, south = world_xy(self.box.south, self.box.east)
        room = min(self.width / max(east - west, 1e-9), self.height / max(south - north, 1e-9))
        return min(max(math.floor(math.log2(room / render.TILE)), FIRST_ZOOM), LAST_ZOOM)

    def _draw_pin(self, image: Image.Image, pin: Pin) -> None:
        x, y = self.place_of(pin.lat, pin.lon)
        mark = _mark(pin.count, self.scale)
        image.paste(mark, (x * self.scale - mark.width // 2, y * self.scale - mark.height // 2), mark)


def _read_box(text: str) -> BBox:
    try:
        return parse_bbox(text)
    except ValueError as error:
        raise MapRefused(BadMap.BOX) from error


def _read_side(text: str) -> int:
    if not (text.isascii() and text.isdigit() and SMALLEST_SIDE <= int(text[:6]) <= LARGEST_SIDE):
        raise MapRefused(BadMap.SIZE)
    return int(text)


def _read_scale(text: str) -> int:
    if text not in {"1", "2"}:
        raise MapRefused(BadMap.SIZE)
    return int(text)


def _read_pins(text: str) -> tuple[Pin, ...]:
    parts = text.split(";") if text else []
    if len(parts) > MOST_PINS:
        raise MapRefused(BadMap.PINS)
    try:
        return tuple(_read_pin(part) for part in parts)
    except (ValueError, OutsideFinland) as error:
        raise MapRefused(BadMap.PINS) from error


def _read_pin(text: str) -> Pin:
    lat, lon, *rest = text.split(",")
    count = int(rest[0]) if rest else 1
    if len(rest) > 1 or not 1 <= count <= LARGEST_COUNT:
        raise ValueError(text)
    return Pin(*parse_point(f"{lat},{lon}"), count)


@cache
def _mark(count: int, scale: int) -> Image.Image:
    """Return a pin's picture with soft edges: a pill with its number, white-edged."""
    factor = 4 * scale
    ground, ink = PIN_COLOURS["one" if count == 1 else "many"]
    face = labels.font("town", 15 * factor)
    text = str(count)
    width = max(PIN_HEIGHT * factor, int(face.getlength(text)) + 20 * factor)
    mark = Image.new("RGBA", (width, PIN_HEIGHT * factor))
    draw = ImageDraw.Draw(mark)
    draw.rounded_rectangle((0, 0, width - 1, mark.height - 1), radius=mark.height // 2, fill="#ffffff")
    edge = 2 * factor + factor // 2
    draw.rounded_rectangle((edge, edge, width - 1 - edge, mark.height - 1 - edge), radius=mark.height // 2, fill=ground)
    draw.text((width / 2, mark.height / 2), text, font=face, fill=ink, anchor="mm")
    return mark.resize((width // 4, PIN_HEIGHT * scale), Image.Resampling.LANCZOS)
