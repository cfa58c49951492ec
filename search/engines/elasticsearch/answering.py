"""One question to one answer: counts and best candidates first, then order, then what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from common.geo import MAX_ZOOM, BBox, lat_lon_of, morton_xy
from search.engines.dates import WHEN_VALUES, shown
from search.engines.elasticsearch.calls import Body, Calls
from search.engines.elasticsearch.candidates import by_distance, by_time, candidate
from search.engines.elasticsearch.ordering import ALWAYS_ON, Line
from search.engines.elasticsearch.requests import ALWAYS, Question, first_precision, none_of
from search.engines.elasticsearch.writing import next_occurrence
from search.engines.heaps import CELLS_DEEPER, HEAPS_MOST, JOINS_AWAY, Heap, heaps
from search.ranking import ENOUGH, RANKED_MOST, Candidate, ranked, words_needed
from search.types import AnalysedQuery, Cluster, FacetValue, Hit, Sort

LOOKED_AT = 100  # without words to rank by: if no more are found, all are known at once
STEP_DEEPER = 2  # zooms at once, when the first cells were too coarse


@dataclass
class Answer:
    """The working out of one question."""

    calls: Calls
    asked: AnalysedQuery

    @cached_property
    def question(self) -> Question:
        """The question's clauses."""
        return Question(self.asked)

    @cached_property
    def sort(self) -> Sort:
        """The order that is asked for: relevance, soonest or near."""
        sort, near = self.question.query.sort, self.question.query.near
        if sort in {Sort.AUTO, Sort.RELEVANCE}:
            if self.asked.groups:
                return Sort.RELEVANCE
            sort = Sort.NEAR if near and sort is Sort.AUTO else Sort.SOONEST
        return sort if near else Sort.SOONEST

    @cached_property
    def most(self) -> int:
        """How many are needed, up to the end of the asked page."""
        return self.question.query.page * self.question.query.page_size

    @cached_property
    def _size(self) -> int:
        if not self.most:
            return 0
        return max(RANKED_MOST, self.most) if self.sort is Sort.RELEVANCE else LOOKED_AT

    @cached_property
    def _counted(self) -> tuple[Body, int, int]:
        """The main answer, how many words it asked for, and how many offers hold all of them."""
        words = len(self.asked.groups)
        (every,) = self.calls.search([self.question.main(needed=words, size=self._size)])
        total = int(every["hits"]["total"]["value"])
        if words < 2 or total >= ENOUGH:
            return every, words, total
        levels = self._levels(words) if words > 2 else {}
        needed = words_needed(words, lambda least: total if least == words else levels[str(least)]["doc_count"])
        (some,) = self.calls.search([self.question.main(needed=needed, size=self._size)])
        return some, needed, total

    def _levels(self, words: int) -> Body:
        (answer,) = self.calls.search([self.question.levels(words)])
        found: Body = answer["aggregations"]["levels"]["buckets"]
        return found

    @cached_property
    def main(self) -> Body:
        """The answer that the counts are read from."""
        return self._counted[0]

    @property
    def needed(self) -> int:
        """How many words an offer must hold."""
        return self._counted[1]

    @property
    def all_words(self) -> int:
        """How many of the found hold every word."""
        return self._counted[2]

    @cached_property
    def total(self) -> int:
        """How many were found."""
        return int(self.main["hits"]["total"]["value"])

    @cached_property
    def generation(self) -> str:
        """The name of the index that answered; empty when nothing was looked at."""
        return next((str(hit["_index"]) for hit in self.main["hits"]["hits"]), "")

    # order

    def page(self) -> list[Candidate]:
        """Return the asked page, in order."""
        if not self.most or self.total <= self.most - self.question.query.page_size:
            return []
        return self._ordered()[self.most - self.question.query.page_size : self.most]

    def _ordered(self) -> list[Candidate]:
        hits = self.main["hits"]["hits"]
        is_all = self.total <= len(hits)
        if self.sort is Sort.RELEVANCE:
            return self._by_words(self._candidates(hits) if is_all else self._best(hits))
        if is_all:
            return sorted(self._candidates(hits), key=self._place)
        line = Line(self.calls, self.question, self.needed, self.total)
        if self.sort is not Sort.NEAR:
            return line.soonest(self.most)
        return self._nearest_dated_first(line) if self.asked.puts_dated_first else line.nearest(self.most)

    def _candidates(self, hits: Iterable[Body]) -> list[Candidate]:
        return [candidate(hit, self.question.frame) for hit in hits]

    def _place(self, one: Candidate) -> tuple[bool, float, float, str]:
        is_below = self.asked.puts_dated_first and one.when is None
        return is_below, *(by_distance(one) if self.sort is Sort.NEAR else by_time(one))

    def _nearest_dated_first(self, line: Line) -> list[Candidate]:
        found = replace(line, more=(none_of(ALWAYS_ON),)).nearest(self.most)
        return found + replace(line, more=(ALWAYS_ON,)).nearest(self.most - len(found)) if len(found) < self.most else found

    def _best(self, hits: Sequence[Body]) -> list[Candidate]:
        """Of those that share the lowest score, the server gave any: ask which of them come first."""
        lowest = hits[-1]["_score"]
        above = self._candidates(hit for hit in hits if hit["_score"] > lowest)
        line = Line(self.calls, self.question, self.needed, self.total, least_score=int(lowest), above=len(above))
        return above + line.first(len(hits) - len(above))

    def _by_words(self, found: Iterable[Candidate]) -> list[Candidate]:
        near = self.question.query.near
        plain = by_distance if near else by_time
        in_order = sorted(found, key=lambda one: (-one.score, *plain(one)))
        since, is_dated = self.question.frame.since, self.question.is_dated
        best = ranked(in_order[:RANKED_MOST], since=since, is_dated=is_dated, home_m=near.home_m if near else None)
        return [*best, *in_order[RANKED_MOST:]]

    # counts

    @cached_property
    def _aggregations(self) -> Body:
        return self.main.get("aggregations", {})

    @cached_property
    def _shared(self) -> Body:
        return self._aggregations.get("shared", {}) if self.question.own else self._aggregations

    def facets(self) -> dict[str, tuple[FacetValue, ...]]:
        """Return the count of every option that would give something, most first."""
        return {facet: _values(self._options(facet)) for facet in self.question.query.facets}

    def _options(self, facet: str) -> Iterable[tuple[str, int]]:
        counted = self._aggregations[facet][facet] if facet in self.question.own else self._shared[facet]
        if "buckets" not in counted:
            return [("1", counted["doc_count"])]
        buckets = counted["buckets"]
        if isinstance(buckets, Mapping):
            return [(value, buckets[value]["doc_count"] + buckets[ALWAYS]["doc_count"]) for value in WHEN_VALUES]
        return [(bucket["key"], bucket["doc_count"]) for bucket in buckets]

    # map

    def bounds(self) -> BBox | None:
        """Return the box of everything found."""
        lat, lon = self._shared["lat"], self._shared["lon"]
        return BBox(lon["min"], lat["min"], lon["max"], lat["max"]) if lat["count"] else None

    def heaps(self) -> list[Heap]:
        """Return what stands on the map."""
        zoom = self.question.query.cluster_zoom
        if zoom is None:
            return []
        precision, wanted = first_precision(self.question.query.bbox, zoom), zoom + CELLS_DEEPER
        buckets = self._shared["cells"]["buckets"]
        while precision < wanted and len(buckets) <= HEAPS_MOST * JOINS_AWAY:
            precision = min(precision + STEP_DEEPER, wanted)
            (answer,) = self.calls.search([self.question.only_cells(self.needed, precision)])
            buckets = answer["aggregations"]["cells"]["buckets"]
        return heaps([_heap(bucket, precision) for bucket in buckets], zoom)

    # what is shown

    def shown(self) -> tuple[tuple[Hit, ...], tuple[Cluster, ...]]:
        """Return the rows of the page and the pins of the map: one request for what is shown of both."""
        page, pins = self.page(), self.heaps()
        singles = [heap for heap in pins if heap.count == 1]
        rows = [self.question.rows(self.needed, [one.id for one in page])] if page else []
        alone = [self.question.standing_at(self.needed, sorted({heap.x for heap in singles}))] if singles else []
        answers = iter(self.calls.search([*rows, *alone]) if rows or alone else [])
        hits = self._hits(page, next(answers)) if rows else ()
        return hits, _clusters(pins, next(answers) if alone else None)

    def _hits(self, page: Sequence[Candidate], answer: Body) -> tuple[Hit, ...]:
        docs = {doc["_id"]: doc for doc in answer["hits"]["hits"]}
        return tuple(self._hit(one, docs[one.id]) for one in page if one.id in docs)

    def _hit(self, one: Candidate, doc: Body) -> Hit:
        frame, kept = self.question.frame, doc["_source"]["shown"]
        rows = [row for row in kept["occurrences"] if row[2] > frame.since and row[1] < frame.until and not row[6]]
        first, more = shown([next_occurrence(row) for row in rows])
        return Hit(
            offer_id=one.id,
            score=float(doc["_score"]) if self.asked.groups else 0.0,
            distance_m=None if one.metres is None else round(one.metres),
            next=first,
            more_dates=more,
            display=kept["display"],
            facts=kept["facts"],
        )


def _values(pairs: Iterable[tuple[str, int]]) -> tuple[FacetValue, ...]:
    counted = [FacetValue(value, count) for value, count in pairs if count]
    return tuple(sorted(counted, key=lambda option: (-option.count, option.value)))


def _heap(bucket: Body, precision: int) -> Heap:
    count, x, y = bucket["doc_count"], bucket["x"], bucket["y"]
    column, row = morton_xy(int(bucket["key"]) >> 2 * (MAX_ZOOM - precision))
    (north, west), (south, east) = lat_lon_of(x["min"], y["min"]), lat_lon_of(x["max"], y["max"])
    return Heap((precision, column, row), x["sum"], y["sum"], count, west, south, east, north, (south, west))


def _clusters(pins: Sequence[Heap], alone: Body | None) -> tuple[Cluster, ...]:
    docs: dict[tuple[float, float], Any] = {(doc["_source"]["x"], doc["_source"]["y"]): doc for doc in alone["hits"]["hits"]} if alone else {}
    return tuple(_cluster(heap, docs.get((heap.x, heap.y)) if heap.count == 1 else None) for heap in pins)


def _cluster(heap: Heap, doc: Any) -> Cluster:
    if doc is None:
        return Cluster(heap.key, *heap.position, heap.count, heap.bounds)
    lat, lon, kept = doc["_source"]["lat"], doc["_source"]["lon"], doc["_source"]["shown"]
    return Cluster(heap.key, lat, lon, 1, BBox(lon, lat, lon, lat), doc["_id"], kept["display"], kept["facts"])
