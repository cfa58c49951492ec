"""Points of documents by map cell, so that a box or a circle looks at what is near it and not at the country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from common.geo import BBox, haversine_m, tile_of
from search.engines.bits import Members, bits_of
from search.engines.heaps import Point
from search.engines.sqlite.atlas import Atlas

ZOOM = 8  # cells about 75 km wide in the middle of Finland


@dataclass(frozen=True)
class Cell:
    """The documents of one cell, by point."""

    points: Mapping[Point, tuple[int, ...]]

    @cached_property
    def bounds(self) -> BBox:
        """Return the box of the points."""
        found = BBox.of_points(self.points)
        if found is None:
            raise ValueError("a cell without points")
        return found

    @cached_property
    def bits(self) -> int:
        """Return the documents as a set."""
        numbers = list(chain.from_iterable(self.points.values()))
        return bits_of(numbers, max(numbers) + 1)

    def farthest_m(self, lat: float, lon: float) -> float:
        """Return the metres to the farthest corner of the bounds: no point is farther."""
        west, south, east, north = self.bounds
        return max(haversine_m(lat, lon, *corner) for corner in ((south, west), (south, east), (north, west), (north, east)))


@dataclass(frozen=True)
class Grid:
    """All points of an index.

    size    document numbers are below it.
    older   an atlas that still holds.
    """

    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    size: int = 0
    older: Atlas | None = None

    def renewed(self, old: Mapping[int, Point], new: Mapping[int, Point], size: int) -> Grid:
        """Return the grid without the old documents at their points, and with the new; only their cells are made anew."""
        lost, won = _by_cell(old), _by_cell(new)
        cells = dict(self.cells)
        for cell in {*lost, *won}:
            points = dict(cells[cell].points) if cell in cells else {}
            for point, numbers in lost.get(cell, {}).items():
                points[point] = tuple(number for number in points[point] if number not in numbers)
            for point, numbers in won.get(cell, {}).items():
                points[point] = points.get(point, ()) + tuple(numbers)
            points = {point: numbers for point, numbers in points.items() if numbers}
            if points:
                cells[cell] = Cell(points)
            else:
                cells.pop(cell, None)
        return Grid(cells, size, self._mended_atlas(old, new, size))

    def _mended_atlas(self, old: Mapping[int, Point], new: Mapping[int, Point], size: int) -> Atlas | None:
        """Return the atlas with some documents moved, if one was made and every point is in it; points without documents do no harm."""
        atlas = self.__dict__.get("atlas")
        if atlas is None or any(point not in atlas.index_of for point in new.values()):
            return None
        return atlas.moved({**dict.fromkeys(old, -1), **{number: atlas.index_of[point] for number, point in new.items()}}, size)

    def in_box(self, box: BBox, size: int) -> int:
        """Return the documents inside a box, its edges included."""
        whole, single = 0, list[int]()
        for cell in self._meeting(box):
            if box.contains(cell.bounds.south, cell.bounds.west) and box.contains(cell.bounds.north, cell.bounds.east):
                whole |= cell.bits
            else:
                single += chain.from_iterable(numbers for point, numbers in cell.points.items() if box.contains(*point))
        return whole | bits_of(single, size)

    def in_circle(self, lat: float, lon: float, radius_m: float, size: int) -> int:
        """Return the documents within a radius."""
        box, whole, single = BBox.around(lat, lon, radius_m), 0, list[int]()
        for cell in self._meeting(box):
            if cell.farthest_m(lat, lon) <= radius_m:
                whole |= cell.bits
            else:
                single += chain.from_iterable(cell.points[point] for _metres, point in _within(cell, box, lat, lon, radius_m))
        return whole | bits_of(single, size)

    def nearest(self, lat: float, lon: float, radius_m: float) -> list[tuple[float, Point, Sequence[int]]]:
        """Return (metres, point, its documents) within a radius, nearest first."""
        box = BBox.around(lat, lon, radius_m)
        found = ((metres, point, cell.points[point]) for cell in self._meeting(box) for metres, point in _within(cell, box, lat, lon, radius_m))
        return sorted(found, key=lambda row: row[:2])

    def bounds(self, bits: int) -> BBox | None:
        """Return the box of all documents of a set, None when none of them stands anywhere."""
        box, held = None, Members(bits)
        for cell in self.cells.values():
            if (box and _holds(box, cell.bounds)) or not cell.bits & bits:
                continue
            outside = (point for point, numbers in cell.points.items() if not (box and box.contains(*point)) and held.holds_any(numbers))
            box = _around(box, BBox.of_points(outside))
        return box

    @cached_property
    def atlas(self) -> Atlas:
        """Return the points in the order of the map's cells."""
        return self.older or Atlas.of(dict(chain.from_iterable(cell.points.items() for cell in self.cells.values())), self.size)

    def at(self, point: Point) -> Sequence[int]:
        """Return the documents at a point."""
        return self.cells[tile_of(*point, ZOOM)].points[point]

    def _meeting(self, box: BBox) -> Iterator[Cell]:
        return (cell for cell in self.cells.values() if box.meets(cell.bounds))


def _by_cell(points: Mapping[int, Point]) -> dict[tuple[int, int], dict[Point, list[int]]]:
    found: dict[tuple[int, int], dict[Point, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, point in points.items():
        found[tile_of(*point, ZOOM)][point].append(number)
    return found


def _within(cell: Cell, box: BBox, lat: float, lon: float, radius_m: float) -> Iterator[tuple[float, Point]]:
    for point in cell.points:
        if box.contains(*point) and (metres := haversine_m(lat, lon, *point)) <= radius_m:
            yield metres, point


def _holds(box: BBox, other: BBox) -> bool:
    return box.contains(other.south, other.west) and box.contains(other.north, other.east)


def _around(box: BBox | None, other: BBox | None) -> BBox | None:
    if box is None or other is None:
        return box or other
    return BBox(min(box.west, other.west), min(box.south, other.south), max(box.east, other.east), max(box.north, other.north))
