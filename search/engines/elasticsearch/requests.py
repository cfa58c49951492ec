"""From a question to what the server is asked. Pure: no request is made here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from common.geo import FINLAND, MAX_ZOOM, BBox, world_xy
from common.time import day_of
from search.codes import FIELD_OF
from search.days import named_days
from search.engines.dates import WHEN_VALUES, minute_of, span_of
from search.engines.elasticsearch.candidates import Frame
from search.engines.elasticsearch.mapping import CODES, GUARD
from search.engines.heaps import CELLS_DEEPER
from search.ranking import FAR
from search.scoring import WORD, Tier, tiers
from search.types import AnalysedQuery, Group, SearchQuery

Clause = dict[str, Any]
Body = dict[str, Any]
OPTIONS_MOST = 1_000  # there are 308 municipalities; of venues only the largest are counted
_BRIEF: Body = {"stored_fields": "_none_", "docvalue_fields": ["id", "brief"]}  # columns alone: no document is read
CELLS_MOST = 30_000  # of a view, if every one held something
ALWAYS = "always"
ALWAYS_ON: Clause = {"term": {"is_always_on": True}}
NOTHING: Clause = {"match_none": {}}
HAS_PLACE: Clause = {"exists": {"field": "lat"}}
_GUARD: Clause = {"nested": {"path": GUARD, "query": {"range": {f"{GUARD}.starts": {"lt": -FAR}}}}}  # nothing, or an error
NO_PLACE: Clause = {"bool": {"must_not": HAS_PLACE}}


# words


def words_clause(groups: Sequence[Group], needed: int) -> Clause:
    """Return what holds at least `needed` of the words, 1..all; its score is `search.scoring.score`."""
    clauses = [_word(group) for group in groups]
    if needed >= len(clauses):
        return {"bool": {"must": clauses}}
    return {"bool": {"should": clauses, "minimum_should_match": needed}}


def _word(group: Group) -> Clause:
    """A word is worth its best tier; float32 holds the sum of twelve exactly."""
    from_tiers = [{"constant_score": {"filter": _tier(tier), "boost": float(WORD + tier.worth)}} for tier in tiers(group)]
    return {"dis_max": {"queries": from_tiers}} if from_tiers else NOTHING


def _tier(tier: Tier) -> Clause:
    """Single tokens are asked for in the tier's last field only: in the ones before they are worth more, by a tier of their own."""
    single = [token for token in tier.tokens if " " not in token]
    ways: list[Clause] = [{"terms": {tier.fields[-1]: single}}] if single else []
    ways += [all_of([any_of([{"term": {name: part}} for name in tier.fields]) for part in token.split(" ")]) for token in tier.tokens if " " in token]
    return any_of(ways)


# clauses


def all_of(clauses: Sequence[Clause]) -> Clause:
    """Return what all of some clauses hold for."""
    return clauses[0] if len(clauses) == 1 else {"bool": {"filter": list(clauses)}}


def any_of(clauses: Sequence[Clause]) -> Clause:
    """Return what at least one of some clauses holds for."""
    return clauses[0] if len(clauses) == 1 else {"bool": {"should": list(clauses)}}


def none_of(*clauses: Clause) -> Clause:
    """Return what none of some clauses holds for."""
    return {"bool": {"must_not": list(clauses)}}


def takes_place(since: float, until: float) -> Clause:
    """Return what has a date in a stretch of time, and what is always on."""
    return _within("occurs", "ends", since, until)


def has_places(since: float, until: float) -> Clause:
    """Return what has a date with places left in a stretch of time, and what is always on."""
    return _within("open", "open_ends", since, until)


def _within(stretches: str, last: str, since: float, until: float) -> Clause:
    if since >= until:
        return ALWAYS_ON
    if until >= FAR:
        return {"range": {last: {"gt": since}}}
    return any_of([_meets(stretches, since, until), ALWAYS_ON])


def _meets(stretches: str, since: float, until: float) -> Clause:
    return {"range": {stretches: {"gte": since, "lt": until}}}


@dataclass(frozen=True)
class Question:
    """The clauses of a question: each filter by its facet, so that a facet can leave its own out."""

    asked: AnalysedQuery

    @cached_property
    def query(self) -> SearchQuery:
        """What was asked, analysed."""
        return self.asked.query

    @cached_property
    def frame(self) -> Frame:
        """The asked days and the asked point."""
        return Frame(*span_of(self.asked.now, self.query.date_from, self.query.date_to), self.query.near)

    @cached_property
    def is_dated(self) -> bool:
        """Days were asked for."""
        return bool(self.query.date_from or self.query.date_to)

    @cached_property
    def by_facet(self) -> Mapping[str, Clause]:
        """Return the filter of each facet that is filtered by. `when`: the days, if any were asked for."""
        q, found = self.query, dict[str, Clause]()
        for facet, field in FIELD_OF.items():
            values: tuple[str, ...] = getattr(q, field)
            if values and facet == "accessibility":
                found[facet] = all_of([{"term": {facet: value}} for value in values])
            elif values:
                found[facet] = {"terms": {facet: list(values)}}
        if q.free is not None:
            found["free"] = {"term": {"is_free": q.free}}
        if q.places_left:
            found["places_left"] = has_places(self.frame.since, self.frame.until)
        if self.is_dated:
            found["when"] = takes_place(self.frame.since, self.frame.until)
        return found

    @cached_property
    def always(self) -> list[Clause]:
        """Return what holds whichever facet is counted."""
        q, now = self.query, minute_of(self.asked.now)
        found = [none_of({"range": {"hidden": {"gte": now, "lte": now}}}, _GUARD)]
        if not self.is_dated:
            found.append(takes_place(self.frame.since, self.frame.until))
        if q.bbox:
            found.append({"range": {"lat": {"gte": q.bbox.south, "lte": q.bbox.north}}})
            found.append({"range": {"lon": {"gte": q.bbox.west, "lte": q.bbox.east}}})
        if q.near and q.near.radius_km is not None:
            found.append(self.circle(q.near.radius_km * 1000))
        return found

    def circle(self, radius_m: float) -> Clause:
        """Return what stands within a distance of the asked point."""
        return {"geo_distance": {"distance": f"{radius_m}m", "location": self.point}}

    @cached_property
    def point(self) -> dict[str, float]:
        """The asked point, as the server reads it."""
        near = self.query.near
        return {"lat": near.lat, "lon": near.lon} if near else {}

    @cached_property
    def own(self) -> frozenset[str]:
        """Return the facets that are counted without a filter of their own, and what must be left to them to apply."""
        # An option of a list where all must hold can only be added to what is chosen.
        found = {facet for facet in self.query.facets if facet in self.by_facet and facet != "accessibility"}
        # Whether all of the asked days are full says nothing of other days, which `when` counts.
        return frozenset(found | ({"places_left"} & self.by_facet.keys() if "when" in found else set()))

    @cached_property
    def filters(self) -> list[Clause]:
        """Return every filter."""
        return [*self.always, *self.by_facet.values()]

    def main(self, *, needed: int, size: int) -> Body:
        """Return the search that counts everything and brings the first `size` candidates, best by their words."""
        shared = [clause for facet, clause in self.by_facet.items() if facet not in self.own]
        body = self._body(needed, [*self.always, *shared], size)
        if self.own:
            body["post_filter"] = all_of([self.by_facet[facet] for facet in sorted(self.own)])
        aggregations = self._aggregations()
        return body | ({"aggs": aggregations} if aggregations else {})

    def _body(self, needed: int, filters: Sequence[Clause], size: int) -> Body:
        must = self._words(needed)
        return {
            "query": {"bool": {"must": must, "filter": list(filters)}},
            "size": size,
            "sort": ["_score" if must else "_doc"],
            "track_total_hits": True,
            **(_BRIEF if size else {}),
        }

    def candidates(self, needed: int, more: Sequence[Clause], sort: Sequence[object], size: int, *, least_score: int = 0) -> Body:
        """Return the search that brings the first candidates of a part of the found, in an order of the server's.

        least_score   only what scores as much; the scores are told then, as they are not otherwise.
        """
        words, filters = self._words(needed), [*self.filters, *more]
        query = {"must": words, "filter": filters} if least_score else {"filter": [*words, *filters]}
        scored = {"min_score": least_score - 0.5, "track_scores": True} if least_score else {}
        return {
            "query": {"bool": query},
            "size": size,
            "sort": list(sort),
            "track_total_hits": False,
            **_BRIEF,
            **scored,
        }

    def rows(self, needed: int, ids: Sequence[str]) -> Body:
        """Return the search that brings what is shown of some of the found, and their scores."""
        must = self._words(needed)
        query = {"bool": {"must": must, "filter": [{"ids": {"values": list(ids)}}]}}
        return {"query": query, "size": len(ids), "track_total_hits": False, "_source": ["shown"]}

    def standing_at(self, needed: int, xs: Sequence[float]) -> Body:
        """Return the search that brings what is shown of the found with one of these x on the square map."""
        query = {"bool": {"filter": [*self._words(needed), *self.filters, {"terms": {"x": list(xs)}}]}}
        return {"query": query, "size": 10 * len(xs), "track_total_hits": False, "sort": ["_doc"], "_source": ["shown", "x", "y", "lat", "lon"]}

    def only_cells(self, needed: int, precision: int) -> Body:
        """Return the search that gathers the found by map cell and does nothing else."""
        query = {"bool": {"filter": [*self._words(needed), *self.filters]}}
        return {"query": query, "size": 0, "track_total_hits": False, "aggs": {"cells": cells(precision)}}

    def _words(self, needed: int) -> list[Clause]:
        return [words_clause(self.asked.groups, needed)] if needed else []

    def levels(self, below: int) -> Body:
        """Return the search that counts what holds at least so many of the words, from one less than `below` down to 2."""
        counted = {str(least): words_clause(self.asked.groups, least) for least in range(below - 1, 1, -1)}
        return {
            "query": {"bool": {"filter": [words_clause(self.asked.groups, 2), *self.filters]}},
            "size": 0,
            "track_total_hits": False,
            "aggs": {"levels": {"filters": {"filters": counted}}},
        }

    # counts

    def _aggregations(self) -> Body:
        shared = {facet: self.facet(facet) for facet in self.query.facets if facet not in self.own}
        if self.query.page_size or self.query.cluster_zoom is not None:
            shared |= {"lat": {"stats": {"field": "lat"}}, "lon": {"stats": {"field": "lon"}}}
        if self.query.cluster_zoom is not None:
            shared["cells"] = cells(first_precision(self.query.bbox, self.query.cluster_zoom))
        if not self.own:
            return shared
        found = {facet: _filtered(self._but(facet), {facet: self.facet(facet)}) for facet in self.query.facets if facet in self.own}
        return found | ({"shared": _filtered([self.by_facet[facet] for facet in sorted(self.own)], shared)} if shared else {})

    def _but(self, own: str) -> list[Clause]:
        """Return what the main query left out, but for one facet's own filter."""
        found = {facet: self.by_facet[facet] for facet in sorted(self.own) if facet != own}
        if own == "when":
            found.pop("places_left", None)  # each of its options looks at the places of its own days
        return list(found.values())

    def facet(self, name: str) -> Body:
        """Return the aggregation that counts a facet's options."""
        if name == "when":
            stretches = "open" if self.query.places_left else "occurs"
            dated = {value: _meets(stretches, *self._named(value)) for value in WHEN_VALUES}
            return {"filters": {"filters": {**dated, ALWAYS: ALWAYS_ON}}}  # which is counted once, and added to each
        if name == "free":
            return {"filter": {"term": {"is_free": True}}}
        if name == "places_left":
            return {"filter": has_places(self.frame.since, self.frame.until)}
        if name in CODES:
            return {"terms": {"field": name, "size": OPTIONS_MOST}}
        return {"filter": NOTHING}

    def _named(self, value: str) -> tuple[float, float]:
        now: datetime = self.asked.now
        days: tuple[date, date] = named_days(value, day_of(now))
        return span_of(now, *days)


def _filtered(clauses: Sequence[Clause], aggregations: Body) -> Body:
    return {"filter": {"bool": {"filter": list(clauses)}}, "aggs": aggregations}


# the map


def cells(precision: int) -> Body:
    """Return the aggregation that gathers offers by map cell. precision: the zoom of which the cells are the tiles, 0..20."""
    sums = {"x": {"stats": {"field": "x"}}, "y": {"stats": {"field": "y"}}}
    return {"histogram": {"field": "cell", "interval": 4 ** (MAX_ZOOM - precision), "min_doc_count": 1}, "aggs": sums}


def first_precision(box: BBox | None, zoom: int) -> int:
    """Return how fine the cells are that are asked for first: a map's own, or coarser where a view could hold too many of them."""
    west, south, east, north = box or FINLAND
    (left, top), (right, bottom) = world_xy(north, west), world_xy(south, east)
    wanted = zoom + CELLS_DEEPER
    return next((one for one in range(wanted, 0, -1) if (right - left) * (bottom - top) * 4**one <= CELLS_MOST), 0)
