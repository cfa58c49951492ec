"""Cutting the basemap's shapes down to what a picture shows. Pure; grid coordinates of `store`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple, Self

from search.tiles.store import GRID_BITS, Point, Shape, layer

CUT_ZOOMS = (10, 8, 6, 4)  # tiles whose cut shapes are kept, finest first, so that a picture cuts only its neighbourhood
MARGIN = 0.125  # a kept tile reaches this share of its side past its edges: lines are drawn over them
AREAS = frozenset({"home", "land", "lakes", "islands"})


class Window(NamedTuple):
    """A box on the grid."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of_tile(cls, x: int, y: int, zoom: int) -> Self:
        """Return a tile's box without margin."""
        side = 1 << (GRID_BITS - zoom)
        return cls(x * side, y * side, (x + 1) * side, (y + 1) * side)

    def grown(self, steps: float) -> Window:
        """Return the box larger by so many grid steps on every side."""
        return Window(self.left - steps, self.top - steps, self.right + steps, self.bottom + steps)

    def meets(self, other: Window) -> bool:
        """True if the boxes share at least a point."""
        return self.left <= other.right and self.right >= other.left and self.top <= other.bottom and self.bottom >= other.top

    def holds(self, other: Window) -> bool:
        """True if the other box lies wholly inside."""
        return self.left <= other.left and self.right >= other.right and self.top <= other.top and self.bottom >= other.bottom


class Outline(NamedTuple):
    """A ring or a line with the box around it."""

    box: Window
    points: Shape

    @property
    def extent(self) -> float:
        """The longer side of the box, in grid steps."""
        return max(self.box.right - self.box.left, self.box.bottom - self.box.top)


def shapes_in(name: str, window: Window, grade: str) -> tuple[Outline, ...]:
    """Return what a layer has in a window: rings cut to it, or the pieces of lines that meet it, in the file's order."""
    return tuple(_cut(name, _nearest(name, window, grade), window))


def _nearest(name: str, window: Window, grade: str) -> tuple[Outline, ...]:
    """Return the shapes of the smallest kept tile that holds the window; the whole layer if none does."""
    for zoom in CUT_ZOOMS:
        steps = GRID_BITS - zoom
        x, y = int(window.left + window.right) >> (steps + 1), int(window.top + window.bottom) >> (steps + 1)
        if _kept_window(x, y, zoom).holds(window):
            return _kept(name, grade, x, y, zoom)
    return _whole(name, grade)


@lru_cache(maxsize=600)
def _kept(name: str, grade: str, x: int, y: int, zoom: int) -> tuple[Outline, ...]:
    coarser = zoom - 2
    above = _kept(name, grade, x >> 2, y >> 2, coarser) if coarser in CUT_ZOOMS else _whole(name, grade)
    return tuple(_cut(name, above, _kept_window(x, y, zoom)))


def _kept_window(x: int, y: int, zoom: int) -> Window:
    return Window.of_tile(x, y, zoom).grown((1 << (GRID_BITS - zoom)) * MARGIN)


@cache
def _whole(name: str, grade: str) -> tuple[Outline, ...]:
    return tuple(_outline(shape) for shape in layer(name, grade))


def _outline(points: Shape) -> Outline:
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return Outline(Window(min(xs), min(ys), max(xs), max(ys)), points)


def _cut(name: str, outlines: Iterable[Outline], window: Window) -> Iterator[Outline]:
    pieces = _ring_pieces if name in AREAS else _line_pieces
    for outline in outlines:
        if window.holds(outline.box):
            yield outline
        elif window.meets(outline.box):
            yield from (_outline(piece) for piece in pieces(outline.points, window))


def _line_pieces(line: Shape, window: Window) -> Iterator[Shape]:
    """Yield runs of segments whose boxes meet the window; they may reach past it."""
    run: list[Point] = []
    for start, end in pairwise(line):
        if _outline((start, end)).box.meets(window):
            run = run or [start]
            run.append(end)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _ring_pieces(ring: Shape, window: Window) -> Iterator[Shape]:
    """Yield the ring cut by the four edges (Sutherland and Hodgman, 1974), if anything is left."""
    points = list(ring)
    for axis, limit, sign in ((0, window.left, 1), (0, window.right, -1), (1, window.top, 1), (1, window.bottom, -1)):
        points = _cut_by_edge(points, axis, round(limit), sign)
        if len(points) < 3:
            return
    yield tuple(points)


def _cut_by_edge(points: list[Point], axis: int, limit: int, sign: int) -> list[Point]:
    out: list[Point] = []
    last = points[-1]
    was_in = (last[axis] - limit) * sign >= 0
    for point in points:
        is_in = (point[axis] - limit) * sign >= 0
        if is_in != was_in:
            out.append(_crossing(last, point, axis, limit))
        if is_in:
            out.append(point)
        last, was_in = point, is_in
    return out


def _crossing(start: Point, end: Point, axis: int, limit: int) -> Point:
    share = (limit - start[axis]) / (end[axis] - start[axis])
    across = round(start[1 - axis] + (end[1 - axis] - start[1 - axis]) * share)
    return (limit, across) if axis == 0 else (across, limit)
