"""Where the names stand on the map. Pure; the same for every tile of a zoom, so that no name is cut at a tile's edge."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import ImageFont

from common.geo import world_xy
from search.tiles.store import DATA

TILE = 256
CELL = 128  # side of the squares, in pixels, by which placed names are found again
# From which weight (people) a town or place may be named at a zoom; below z4 nothing is.
SMALLEST_WEIGHT = {4: 180_000, 5: 60_000, 6: 25_000, 7: 7_000, 8: 1_500, 9: 500}
AIR = {4: 14, 5: 12, 6: 9, 7: 7}  # pixels kept free around a name; 5 at closer zooms
DOT_RADIUS = 3


@dataclass(frozen=True, slots=True)
class Label:
    """A row of data/labels.csv. kind: town, place, water, country or abroad."""

    kind: str
    name_fi: str
    name_sv: str
    lat: float
    lon: float
    weight: int
    first_zoom: int
    last_zoom: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with its place, in pixels of the whole map at one zoom; `dot` is the town's point, None for areas."""

    text: str
    kind: str
    font_size: int
    left: float
    top: float
    right: float
    bottom: float
    dot: tuple[float, float] | None


@cache
def font(kind: str, size: int) -> ImageFont.FreeTypeFont:
    """Return the face of a kind of name; waters are in italics."""
    return ImageFont.truetype(str(DATA / ("water.ttf" if kind == "water" else "label.ttf")), size)


@cache
def load_labels() -> tuple[Label, ...]:
    """Return the names, weightiest first."""
    with (DATA / "labels.csv").open(encoding="utf-8", newline="") as source:
        return tuple(_label(row) for row in csv.DictReader(source))


def labels_in(zoom: int, language: str, *, left: float, top: float, right: float, bottom: float) -> list[Placed]:
    """Return the names that reach into a box given in pixels of the whole map at that zoom."""
    found: dict[int, Placed] = {}
    grid = _layout(zoom, language)
    for cell in _cells(left, top, right, bottom):
        for placed in grid.get(cell, ()):
            if placed.left < right and placed.right > left and placed.top < bottom and placed.bottom > top:
                found[id(placed)] = placed
    return list(found.values())


@cache
def _layout(zoom: int, language: str) -> dict[tuple[int, int], list[Placed]]:
    """Place the names of a zoom one after the other, weightiest first; a name without free room is left out."""
    grid: dict[tuple[int, int], list[Placed]] = defaultdict(list)
    for label in load_labels():
        if not _is_shown(label, zoom):
            continue
        for placed in _positions(label, zoom, language):
            if _is_free(grid, placed, AIR.get(zoom, 5)):
                for cell in _cells(placed.left - CELL, placed.top - CELL, placed.right + CELL, placed.bottom + CELL):
                    grid[cell].append(placed)
                break
    return dict(grid)


def _label(row: dict[str, str]) -> Label:
    return Label(
        kind=row["kind"],
        name_fi=row["name_fi"],
        name_sv=row["name_sv"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        weight=int(row["weight"]),
        first_zoom=int(row["first_zoom"]),
        last_zoom=int(row["last_zoom"]),
    )


def _is_shown(label: Label, zoom: int) -> bool:
    if not label.first_zoom <= zoom <= label.last_zoom:
        return False
    return label.kind in {"water", "country", "abroad"} or label.weight >= SMALLEST_WEIGHT.get(zoom, 0)


def font_size(label: Label, zoom: int) -> int:
    """Return the height of a name in pixels: larger for larger towns and closer zooms."""
    closer = 1 if zoom >= 9 else 0
    if label.kind in {"water", "country", "place"}:
        return 14 + closer
    if label.weight >= 100_000:
        return 16 + 2 * closer
    return (15 if label.weight >= 20_000 else 14) + closer


def _positions(label: Label, zoom: int, language: str) -> Iterator[Placed]:
    """Yield the places that suit a name, best first: waters and countries on their point, towns beside their dot."""
    text = label.name_sv if language == "sv" else label.name_fi
    size = font_size(label, zoom)
    left, top, right, bottom = font(label.kind, size).getbbox(text, anchor="lt")
    width, height = right - left, bottom - top
    x, y = (place * TILE * 2**zoom for place in world_xy(label.lat, label.lon))
    has_dot = label.kind in {"town", "abroad"}
    gap = DOT_RADIUS + 4 if has_dot else 0
    if not has_dot:
        corners = [(x - width / 2, y - height / 2)]
    else:
        corners = [
            (x + gap, y - height / 2),
            (x - gap - width, y - height / 2),
            (x - width / 2, y - gap - height),
            (x - width / 2, y + gap),
        ]
    for corner_x, corner_y in corners:
        yield Placed(
            text=text,
            kind=label.kind,
            font_size=size,
            left=round(corner_x),
            top=round(corner_y),
            right=round(corner_x) + width,
            bottom=round(corner_y) + height,
            dot=(round(x), round(y)) if has_dot else None,
        )


def _is_free(grid: dict[tuple[int, int], list[Placed]], placed: Placed, air: int) -> bool:
    cell = int(placed.left // CELL), int(placed.top // CELL)
    cells = {cell, *_cells(placed.left, placed.top, placed.right, placed.bottom)}
    return not any(_touches(placed, other, air) for found in cells for other in grid.get(found, ()))


def _touches(one: Placed, other: Placed, air: int) -> bool:
    if one.left - air < other.right and one.right + air > other.left and one.top - air < other.bottom and one.bottom + air > other.top:
        return True
    return any(
        dot is not None
        and box.left - DOT_RADIUS - 2 < dot[0] < box.right + DOT_RADIUS + 2
        and box.top - DOT_RADIUS - 2 < dot[1] < box.bottom + DOT_RADIUS + 2
        for box, dot in ((one, other.dot), (other, one.dot))
    )


def _cells(left: float, top: float, right: float, bottom: float) -> Iterator[tuple[int, int]]:
    for x in range(int(left // CELL), int(right // CELL) + 1):
        for y in range(int(top // CELL), int(bottom // CELL) + 1):
            yield x, y
