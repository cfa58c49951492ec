"""Asks the labelled questions as the finder's page does and judges the answers by the labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, cast

from common.time import day_of
from search import asking
from search.finding import Finding, find
from search.types import AnalysedQuery, Engine, SearchResults, Vocabulary
from tests.relevance.breaches import breaches
from tests.relevance.corpus import NOW, LabelledQuery, load_offers
from tests.relevance.figures import DEPTH, Answer, ndcg

SEEN = 100  # hits in which nothing forbidden may stand
GOOD = 2  # a first result worth this is a success


class Asked(Protocol):
    """What finding needs of an engine."""

    def search(self, q: AnalysedQuery) -> SearchResults: ...

    def vocabulary(self) -> Vocabulary: ...


@dataclass(frozen=True, slots=True)
class WithWords:
    """One engine's answers and the embedded engine's dictionary, as a site has them, but nothing steps in when the engine fails."""

    engine: Engine
    dictionary: Engine

    def search(self, q: AnalysedQuery) -> SearchResults:
        return self.engine.search(q)

    def vocabulary(self) -> Vocabulary:
        return self.dictionary.vocabulary()


def ask_all(queries: Iterable[LabelledQuery], *, engine: Asked, now: datetime = NOW) -> list[Answer]:
    """Ask as the finder's page does and judge each answer."""
    return [ask(query, engine=engine, now=now) for query in queries]


def ask(query: LabelledQuery, *, engine: Asked, now: datetime = NOW) -> Answer:
    """Ask one question as the finder's page does and judge the answer by the labels."""
    params = {"q": [query.q], **{name: [value] for name, value in query.filters.items()}}
    asked = asking.read(params, lang=query.lang, today=day_of(now))
    finding = find(replace(asked, query=replace(asked.query, page_size=SEEN, facets=())), now=now, engine=cast("Engine", engine))
    found = [str(hit.facts["source_id"]) for hit in finding.results.hits]
    return _judged(query, found, finding)


def _judged(query: LabelledQuery, found: list[str], finding: Finding) -> Answer:
    grades, offers = query.grades, load_offers()
    least = min(GOOD, max(grades.values()))
    wrong = [f"{key}: {name}" for key in found for name in breaches(offers[key], finding.question.query, NOW)]
    return Answer(
        q=query.q,
        lang=query.lang,
        kind=query.kind,
        first=tuple(found[:DEPTH]),
        ndcg=ndcg(found, grades),
        has_begun=bool(found) and grades.get(found[0], 0) >= least,
        forbidden=tuple(key for key in query.must_not if key in found),
        breaches=tuple(wrong),
        corrected=finding.results.corrected,
        understood=tuple(f"{one.kind}={one.value}" for one in finding.understanding.chips),
        engine=finding.results.engine,
    )
