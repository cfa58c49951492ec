"""What stands on the map: offers gathered by map cell, cells that would overlap joined. The same on every engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from common.geo import BBox, lat_lon_of, world_xy

CELLS_DEEPER = 2  # a cell of 64 pixels: a quarter of a 256-pixel tile each way
TILE_PX = 256
CLOSE_PX = 50  # a pin is 49 pixels wide
HEAPS_MOST = 300  # features for one view, whatever its size
JOINS_AWAY = 4  # joining seldom leaves fewer than a quarter of the cells
Point = tuple[float, float]
Cell = tuple[int, int, int]  # zoom, column, row of the web's square map


@dataclass(slots=True)
class Heap:
    """Offers of one or more neighbouring cells: sums of x and y, 0..1 on the square map.

    a_point   one of its points: the only one, when it holds one offer.
    """

    cell: Cell
    x: float
    y: float
    count: int
    west: float
    south: float
    east: float
    north: float
    a_point: Point

    @classmethod
    def of(cls, cell: Cell, middle: Point, count: int, box: BBox) -> Heap:
        """Return what an engine counted in a cell. middle: (lat, lon) of the centroid; box: around its offers."""
        x, y = world_xy(*middle)
        return cls(cell, x * count, y * count, count, *box, middle)

    def take(self, other: Heap) -> None:
        """Add another heap to this one, which keeps its cell."""
        self.x += other.x
        self.y += other.y
        self.count += other.count
        self.west, self.south = min(self.west, other.west), min(self.south, other.south)
        self.east, self.north = max(self.east, other.east), max(self.north, other.north)

    @property
    def key(self) -> str:
        """Return the name of the cell, `zoom/column/row`."""
        return "{}/{}/{}".format(*self.cell)

    @property
    def middle(self) -> Point:
        """Return the centroid on the square map."""
        return self.x / self.count, self.y / self.count

    @property
    def position(self) -> Point:
        """Return the (lat, lon) of the centroid."""
        return (self.south, self.west) if self.west == self.east and self.south == self.north else lat_lon_of(*self.middle)

    @property
    def bounds(self) -> BBox:
        """Return the box of its offers."""
        return BBox(self.west, self.south, self.east, self.north)


def cells(counts: Iterable[tuple[Point, float, float, int]], zoom: int) -> list[Heap]:
    """Return one heap a cell.

    counts   (lat, lon), its x and y on the square map, and the offers found there.
    zoom     the map's, 0..18.
    """
    found: dict[Cell, Heap] = {}
    side = 1 << zoom + CELLS_DEEPER
    for point, x, y, count in counts:
        lat, lon = point
        heap = Heap((zoom + CELLS_DEEPER, int(x * side), int(y * side)), x * count, y * count, count, lon, lat, lon, lat, point)
        if heap.cell in found:
            found[heap.cell].take(heap)
        else:
            found[heap.cell] = heap
    return list(found.values())


def heaps(cells: Iterable[Heap], zoom: int) -> list[Heap]:
    """Return what a map of this zoom shows of its cells: most offers first, none too close to another, at most 300.

    No offer is left out: where more would stand, cells of twice the width are made until they are few enough.
    """
    found = list(cells)
    while len(found) > HEAPS_MOST * JOINS_AWAY:
        found = _wider(found)
    while len(shown := _joined(found, zoom)) > HEAPS_MOST:
        found = _wider(found)
    return shown


def _wider(cells: Iterable[Heap]) -> list[Heap]:
    found: dict[Cell, Heap] = {}
    for heap in cells:
        zoom, column, row = heap.cell
        cell = zoom - 1, column >> 1, row >> 1
        if cell in found:
            found[cell].take(heap)
        else:
            found[cell] = replace(heap, cell=cell)
    return list(found.values())


def _joined(cells: Iterable[Heap], zoom: int) -> list[Heap]:
    """Join heaps whose centroids lie closer than 50 pixels, the smaller into the larger: pins must not cover each other."""
    close = CLOSE_PX / (TILE_PX << zoom)
    kept: dict[tuple[int, int], list[Heap]] = {}
    found: list[Heap] = []
    for heap in sorted(cells, key=lambda heap: (-heap.count, heap.cell)):
        x, y = heap.middle
        home = int(x // close), int(y // close)
        around = (other for dx in (-1, 0, 1) for dy in (-1, 0, 1) for other in kept.get((home[0] + dx, home[1] + dy), ()))
        larger = next((other for other in around if _is_close(other, x, y, close)), None)
        if larger:
            larger.take(heap)
            continue
        own = replace(heap)
        kept.setdefault(home, []).append(own)
        found.append(own)
    return sorted(found, key=lambda heap: (-heap.count, heap.cell))


def _is_close(other: Heap, x: float, y: float, close: float) -> bool:
    other_x, other_y = other.middle
    return (other_x - x) ** 2 + (other_y - y) ** 2 < close**2
