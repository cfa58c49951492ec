"""The filters of a question as sets of documents, each by its facet, so that a facet can leave its own out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from search.engines.bits import less
from search.engines.sqlite.snapshot import Snapshot
from search.types import SearchQuery


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question leaves.

    always     what holds whichever facet is counted: the box and the circle.
    by_facet   one set for each facet that is filtered by.
    """

    always: int
    by_facet: Mapping[str, int]

    def base(self, *, but: str = "") -> int:
        """Return what is left with every filter but one facet's own (the days are the facet `when`, handled by its caller)."""
        return reduce(and_, (bits for facet, bits in self.by_facet.items() if facet != but), self.always)


def filters(snapshot: Snapshot, q: SearchQuery, *, full: int) -> Filters:
    """Return the sets of a question's filters. full: the documents without places in the asked days."""
    found: dict[str, int] = {}
    for facet, values in _chosen(q):
        sets = (snapshot.of_option(facet, value) for value in values)
        found[facet] = reduce(and_ if facet == "accessibility" else or_, sets)
    if q.free is not None:
        found["free"] = snapshot.free if q.free else less(snapshot.alive, snapshot.free)
    if q.places_left:
        found["places_left"] = less(snapshot.alive, full)
    always = snapshot.alive
    if q.bbox:
        always &= snapshot.grid.in_box(q.bbox, snapshot.size)
    if q.near and q.near.radius_km is not None:
        always &= snapshot.grid.in_circle(q.near.lat, q.near.lon, q.near.radius_km * 1000, snapshot.size)
    return Filters(always, found)


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
