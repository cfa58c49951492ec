"""What stands on the map: offers gathered by map cell, cells that would overlap joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from common.geo import BBox, lat_lon_of, world_xy

CELLS_DEEPER = 2  # a cell of 64 pixels: a quarter of a 256-pixel tile each way
TILE_PX = 256
CLOSE_PX = 50  # a pin is 49 pixels wide
CLUSTERS_MOST = 300  # features for one view, whatever its size
Point = tuple[float, float]


@dataclass(slots=True)
class Heap:
    """Offers of one or more neighbouring cells: sums in pixels of the whole map at a zoom."""

    key: str
    x: float
    y: float
    count: int
    west: float
    south: float
    east: float
    north: float
    a_point: Point

    def take(self, other: Heap) -> None:
        """Add another heap to this one; the larger gives the name."""
        self.x += other.x
        self.y += other.y
        self.count += other.count
        self.west, self.south = min(self.west, other.west), min(self.south, other.south)
        self.east, self.north = max(self.east, other.east), max(self.north, other.north)

    @property
    def middle(self) -> Point:
        """Return the centroid in pixels."""
        return self.x / self.count, self.y / self.count

    @property
    def bounds(self) -> BBox:
        """Return the box of its offers."""
        return BBox(self.west, self.south, self.east, self.north)


def clusters(counts: Mapping[Point, int], zoom: int) -> list[Heap]:
    """Return the heaps of a view, most offers first, at most 300.

    counts   offers found at each (lat, lon).
    zoom     the map's zoom, 0..18.
    """
    heaps = list(_cells(counts, zoom).values())
    heaps.sort(key=lambda heap: (-heap.count, heap.key))
    return _joined(heaps)[:CLUSTERS_MOST]


def position(heap: Heap, zoom: int) -> Point:
    """Return the (lat, lon) of a heap's centroid."""
    if heap.west == heap.east and heap.south == heap.north:
        return heap.south, heap.west
    x, y = heap.middle
    side = TILE_PX << zoom
    return lat_lon_of(x / side, y / side)


def _cells(counts: Mapping[Point, int], zoom: int) -> dict[str, Heap]:
    cells: dict[str, Heap] = {}
    cells_a_side, px_a_side = 1 << zoom + CELLS_DEEPER, TILE_PX << zoom
    for (lat, lon), count in counts.items():
        x, y = world_xy(lat, lon)
        column, row = int(x * cells_a_side), int(y * cells_a_side)
        key = f"{zoom + CELLS_DEEPER}/{column}/{row}"
        heap = Heap(key, x * px_a_side * count, y * px_a_side * count, count, lon, lat, lon, lat, (lat, lon))
        if key in cells:
            cells[key].take(heap)
        else:
            cells[key] = heap
    return cells


def _joined(heaps: Iterable[Heap]) -> list[Heap]:
    """Join heaps whose centroids lie closer than 50 pixels: pins must not cover each other."""
    kept: dict[tuple[int, int], list[Heap]] = {}
    found: list[Heap] = []
    for heap in heaps:
        x, y = heap.middle
        home = int(x // CLOSE_PX), int(y // CLOSE_PX)
        near = (other for dx in (-1, 0, 1) for dy in (-1, 0, 1) for other in kept.get((home[0] + dx, home[1] + dy), ()))
        close = next((other for other in near if _is_close(other, x, y)), None)
        if close:
            close.take(heap)
            continue
        kept.setdefault(home, []).append(heap)
        found.append(heap)
    return found


def _is_close(other: Heap, x: float, y: float) -> bool:
    other_x, other_y = other.middle
    return (other_x - x) ** 2 + (other_y - y) ** 2 < CLOSE_PX**2
