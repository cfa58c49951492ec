"""The first of what was found, in order, when there is too much of it to look at each.

The server orders by what a field holds; when one can next go, and whether everything is full, no field holds. So parts of the found
are asked for that a field can order, cut off at what is late or far, and put together here. If too few are left, the cut moves out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from search.engines.elasticsearch.calls import Body, Calls
from search.engines.elasticsearch.candidates import by_distance, by_time, candidate
from search.engines.elasticsearch.mapping import PAGE_WINDOW
from search.engines.elasticsearch.requests import ALWAYS_ON, HAS_PLACE, NO_PLACE, Clause, Question, all_of, has_places, none_of
from search.ranking import FAR, Candidate

SORTED_MOST = 2_000  # so few the server puts in order without a cut
SPREAD_S = 100 * 86_400.0  # over how much time offers are taken to lie, for a first guess
SPREAD_M2 = 3.4e11  # and over what area: Finland's
HOPED_FOR, HOPED_FOR_SCORED = 5, 50  # times as many as are needed should be left by the first cut; of one score there are fewer
LATER, FARTHER = 8, 4  # times, when too few were
LAST_S, LAST_M = 400 * 86_400.0, 400_000  # there is no cut beyond
AWRY_M = 2.0  # the server's distances are right to less than a metre
SPARE = 100  # more than are needed are asked for where the server's order is only nearly ours


@dataclass(frozen=True)
class Line:
    """The found in an order that does not ask for the words' worth.

    among        how many they are, or more.
    least_score  only those that score exactly so much, of which `above` score more; 0 when all count.
    """

    calls: Calls
    question: Question
    needed: int
    among: int
    least_score: int = 0
    above: int = 0
    more: tuple[Clause, ...] = ()

    def first(self, most: int) -> list[Candidate]:
        """Return the first, by distance when a point is known, else by time."""
        return self.nearest(most) if self.question.query.near else self.soonest(most)

    # time

    def soonest(self, most: int) -> list[Candidate]:
        """Return the first in the order of time; what is always on comes last."""
        since = self.question.frame.since
        for seconds in self._cuts(SPREAD_S * self._share(most), LATER, LAST_S):
            limit = FAR if seconds is None else since + seconds
            found = [one for hits in self._asked(self._by_time(limit, most + self.above)) for one in hits]
            once = sorted({one.id: one for one in found}.values(), key=by_time)  # whatever is found before the cut stands before it
            if len(once) >= most or seconds is None:
                return once[:most]
        return []

    def _by_time(self, limit: float, size: int) -> list[Body]:
        """Return the searches for what is coming and what runs, with places left and entirely full, and for what is always on."""
        since, until = self.question.frame.since, self.question.frame.until
        coming = {"range": {"dates.starts": {"gte": since, "lt": min(until, limit)}}}
        running = all_of([{"range": {"dates.starts": {"lt": since}}}, {"range": {"dates.ends": {"gt": since, "lt": limit}}}])
        is_open: Clause = {"term": {"dates.is_open": True}}
        full = none_of(has_places(since, until))
        bodies = []
        if since < min(until, limit):
            bodies = [
                self._dated("dates.starts", all_of([coming, is_open]), [], size),
                self._dated("dates.ends", all_of([running, is_open]), [], size),
                self._dated("dates.starts", coming, [full], size),
                self._dated("dates.ends", running, [full], size),
            ]
        return bodies if limit < FAR else [*bodies, self._body([ALWAYS_ON], [], size)]

    def _dated(self, field: str, dates: Clause, more: Sequence[Clause], size: int) -> Body:
        sort = {field: {"order": "asc", "mode": "min", "nested": {"path": "dates", "filter": dates}}}
        return self._body([{"nested": {"path": "dates", "query": dates, "score_mode": "none"}}, *more], [sort], size)

    # distance

    def nearest(self, most: int) -> list[Candidate]:
        """Return the first in the order of distance; what stands nowhere comes last."""
        found = self._placed(most)
        near = self.question.query.near
        if len(found) < most and near and near.radius_km is None:
            found += replace(self, more=(*self.more, NO_PLACE)).soonest(most - len(found))
        return found

    def _placed(self, most: int) -> list[Candidate]:
        for radius in self._cuts(math.sqrt(SPREAD_M2 / math.pi * self._share(most)), FARTHER, LAST_M):
            found, is_all = self._within(radius, most)
            if len(found) >= most or (radius is None and is_all):
                return found[:most]
        return []

    def _within(self, radius: float | None, most: int) -> tuple[list[Candidate], bool]:
        """Return those within a distance that are surely the first, at least `most` if there are as many, and whether they are all."""
        place = HAS_PLACE if radius is None else self.question.circle(radius)
        size = min(most + self.above + SPARE, PAGE_WINDOW)
        while True:
            (found,) = self._asked([self._body([place], [], size)], keep_above=True)
            is_all = len(found) < size or size == PAGE_WINDOW
            limits = [FAR if radius is None else radius, FAR if is_all else _metres(found[-1])]
            sure = [one for one in found if (is_all and radius is None) or _metres(one) < min(limits) - AWRY_M]
            kept = sorted((one for one in sure if self._counts(one)), key=by_distance)
            if is_all or len(kept) >= most:
                return kept, is_all
            size = min(size * 4, PAGE_WINDOW)

    # both

    def _share(self, most: int) -> float:
        """Return how much of the found a first cut should leave."""
        return (HOPED_FOR_SCORED if self.least_score else HOPED_FOR) * most / self.among

    def _cuts(self, first: float, times: float, last: float) -> Iterator[float | None]:
        """Yield ever wider cuts, at the end None: no cut."""
        cut = first if self.among > SORTED_MOST else last
        while cut < last:
            yield cut
            cut *= times
        yield None

    def _body(self, more: Sequence[Clause], sort: Sequence[object], size: int) -> Body:
        point = self.question.point
        distance = [{"_geo_distance": {"location": point, "order": "asc", "unit": "m", "distance_type": "arc"}}] if point else []
        spare = SPARE if point else 0
        return self.question.candidates(
            self.needed, [*self.more, *more], [*sort, *distance, "id"], min(size + spare, PAGE_WINDOW), least_score=self.least_score
        )

    def _asked(self, bodies: Sequence[Body], *, keep_above: bool = False) -> list[list[Candidate]]:
        if not bodies:
            return []
        answers = self.calls.search(bodies)
        found = [[candidate(hit, self.question.frame) for hit in answer["hits"]["hits"]] for answer in answers]
        return found if keep_above else [list(filter(self._counts, hits)) for hits in found]

    def _counts(self, one: Candidate) -> bool:
        return not self.least_score or one.score == self.least_score


def _metres(one: Candidate) -> float:
    return FAR if one.metres is None else one.metres
