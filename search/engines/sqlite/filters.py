"""The filters of a question as sets of documents, each by its facet, so that a facet can leave its own out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import and_, or_

from common.geo import BBox, haversine_m
from search.engines.bits import bits_of
from search.engines.sqlite.snapshot import Snapshot
from search.engines.sqlite.windows import Window
from search.types import Near, SearchQuery

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question leaves.

    window     the offers of the asked days (the date filter itself).
    always     what holds whichever facet is counted: the box and the circle.
    by_facet   one set for each facet that is filtered by.
    """

    window: Window
    always: int
    by_facet: Mapping[str, int]

    def base(self, *, but: str = "") -> int:
        """Return what is left with every filter but one facet's own (the days are the facet `when`, handled by its caller)."""
        return reduce(and_, (bits for facet, bits in self.by_facet.items() if facet != but), self.always)


def filters(snapshot: Snapshot, q: SearchQuery, view: Window, *, full: int, circle: int | None) -> Filters:
    """Return the sets of a question's filters.

    full     the documents without places in the window.
    circle   the documents near enough, None when no radius is asked.
    """
    found: dict[str, int] = {}
    for facet, values in _chosen(q):
        sets = (snapshot.facets.get(facet, {}).get(value, 0) for value in values)
        found[facet] = reduce(and_ if facet == "accessibility" else or_, sets)
    if q.free is not None:
        found["free"] = snapshot.free if q.free else snapshot.alive & ~snapshot.free
    if q.places_left:
        found["places_left"] = snapshot.alive & ~full
    always = snapshot.alive
    if q.bbox:
        always &= in_box(snapshot, q.bbox)
    return Filters(view, always if circle is None else always & circle, found)


def _chosen(q: SearchQuery) -> Iterable[tuple[str, tuple[str, ...]]]:
    pairs = (
        ("kind", q.kinds),
        ("category", q.categories),
        ("audience", q.audiences),
        ("accessibility", q.accessibility),
        ("language", q.languages),
        ("how", q.how),
        ("municipality", q.municipalities),
        ("area", q.areas),
        ("venue", q.venues),
    )
    return [(facet, values) for facet, values in pairs if values]


def in_box(snapshot: Snapshot, box: BBox) -> int:
    """Return the documents inside a box, its edges included."""
    inside = (n for (lat, lon), n in snapshot.points.items() if box.contains(lat, lon))
    return bits_of(chain.from_iterable(inside), snapshot.size)


def distances(snapshot: Snapshot, near: Near) -> dict[Point, float]:
    """Return the distance in metres of each point; with a radius, only of those inside it."""
    if near.radius_km is None:
        return {point: haversine_m(near.lat, near.lon, *point) for point in snapshot.points}
    box = BBox.around(near.lat, near.lon, near.radius_km * 1000)
    close = (point for point in snapshot.points if box.contains(*point))
    most = near.radius_km * 1000
    measured = ((point, haversine_m(near.lat, near.lon, *point)) for point in close)
    return {point: metres for point, metres in measured if metres <= most}


def at_points(snapshot: Snapshot, points: Iterable[Point]) -> int:
    """Return the documents that stand at these points."""
    return bits_of(chain.from_iterable(snapshot.points[point] for point in points), snapshot.size)
