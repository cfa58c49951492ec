"""Points in the order of the map's cells, so that what stands in any cell, at any zoom, stands together in the lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress, groupby
from operator import mul

from common.geo import MAX_ZOOM, cell_of, morton_xy, world_xy
from search.engines.bits import flags_of, numbers_of
from search.engines.heaps import CELLS_DEEPER, Cell, Heap, Point, cells

FEW = 500  # up to so many points are gathered one by one
SPARSE_SHARE = 20  # up to one document in so many, counting document by document is the quicker way


@dataclass(frozen=True)
class Atlas:
    """Every point of an index in the order of its Morton number, and where in it each document stands.

    places   document → index of its point; -1 for what stands nowhere.
    """

    points: Sequence[Point] = ()
    places: Sequence[int] = ()
    _runs: dict[int, list[tuple[Cell, int, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, points: Mapping[Point, Iterable[int]], size: int) -> Atlas:
        """Return the atlas of points with their documents, whose numbers are below `size`."""
        in_order = sorted(points, key=lambda point: (cell_of(point[0], point[1], MAX_ZOOM), point))
        places = [-1] * size
        for at, point in enumerate(in_order):
            for number in points[point]:
                places[number] = at
        return cls(in_order, places)

    def moved(self, places: Mapping[int, int], size: int) -> Atlas:
        """Return the atlas with some documents at other of its points, -1 for nowhere."""
        found = [*self.places, *([-1] * (size - len(self.places)))]
        for number, at in places.items():
            found[number] = at
        return replace(self, places=found)

    @cached_property
    def index_of(self) -> dict[Point, int]:
        """Return where each point stands."""
        return {point: at for at, point in enumerate(self.points)}

    @cached_property
    def _xy(self) -> tuple[list[float], list[float]]:
        pairs = [world_xy(*point) for point in self.points]
        return [x for x, _y in pairs], [y for _x, y in pairs]

    @cached_property
    def _codes(self) -> list[int]:
        return [cell_of(lat, lon, MAX_ZOOM) for lat, lon in self.points]

    def cells(self, bits: int, zoom: int) -> list[Heap]:
        """Return what a set of documents comes to in each cell of a map of this zoom."""
        counts = self._counts(bits)
        if len(counts) <= FEW:
            xs, ys = self._xy
            return cells(((self.points[at], xs[at], ys[at], count) for at, count in counts.items()), zoom)
        return list(self._gathered([counts[at] for at in range(len(self.points))], zoom))

    def _counts(self, bits: int) -> Counter[int]:
        """Return index of a point → how many of the documents stand there."""
        if bits.bit_count() * SPARSE_SHARE < bits.bit_length():
            counts = Counter(self.places[number] for number in numbers_of(bits))
        else:
            counts = Counter(compress(self.places, flags_of(bits)))
        del counts[-1]
        return counts

    def _gathered(self, counts: Sequence[int], zoom: int) -> Iterator[Heap]:
        xs, ys = self._xy
        lats, lons = zip(*self.points, strict=True)
        for cell, first, last in self._runs_of(zoom):
            here = counts[first:last]
            if count := sum(here):
                north_south, west_east = list(compress(lats[first:last], here)), list(compress(lons[first:last], here))
                x, y = sum(map(mul, xs[first:last], here)), sum(map(mul, ys[first:last], here))
                box = min(west_east), min(north_south), max(west_east), max(north_south)
                yield Heap(cell, x, y, count, *box, (north_south[0], west_east[0]))

    def _runs_of(self, zoom: int) -> list[tuple[Cell, int, int]]:
        """Return each cell of a map of this zoom that has points, and its stretch of the list."""
        if zoom not in self._runs:
            found, at, steps = [], 0, 2 * (MAX_ZOOM - zoom - CELLS_DEEPER)
            for code, run in groupby(self._codes, key=lambda code: code >> steps):
                first, at = at, at + sum(1 for _code in run)
                found.append(((zoom + CELLS_DEEPER, *morton_xy(code)), first, at))
            self._runs[zoom] = found
        return self._runs[zoom]
