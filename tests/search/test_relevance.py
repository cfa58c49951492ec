"""The labelled questions, asked of each engine: floors a little under what was measured, so that no change makes finding worse unseen.

`make relevance` measures and shows by kind what these floors only hold; docs/relevance.md keeps the last of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction

from search import actions
from search.engines import wire
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.sqlite import SqliteEngine
from search.types import Engine
from tests.relevance.corpus import COLLECTION, KINDS, NOW, PARTS, load_queries
from tests.relevance.figures import Answer, figures, same_first
from tests.relevance.measuring import WithWords, ask_all
from tests.search.conftest import remove_indices

OVERALL = {"tuned": 0.91, "held_out": 0.895}  # nDCG@10; measured 0.923 and 0.907
LEAST_OF_A_KIND = 0.76  # measured 0.767
FORBIDDEN_MOST = {"tuned": 0, "held_out": 2}  # as measured; wanted: none
SAME_FIRST_LEAST = 0.90  # of the questions: the goal of the issue, not what was measured


@dataclass(frozen=True, slots=True)
class Run:
    """Every labelled question's answer on one engine, and on the embedded one beside it."""

    answers: dict[str, list[Answer]] = field(repr=False)  # by part
    embedded: dict[str, list[Answer]] = field(repr=False)

    def of(self, part: str, kind: str = "") -> list[Answer]:
        return [answer for answer in self.answers[part] if not kind or answer.kind == kind]


@pytest.fixture(scope="module", params=["sqlite", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def run(request: pytest.FixtureRequest, django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The collection imported, indexed and asked, once for all tests of an engine; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_offers", COLLECTION, source="json", create_venues=True, create_areas=True, facts_only=True, verbosity=0)
        cache.clear()  # the areas' names
        with _embedded(tmp_path_factory.mktemp("index")) as embedded:
            beside = _asked(embedded, embedded)
            if request.param == "sqlite":
                found = Run(beside, beside)
            else:
                with _server(embedded) as engine:
                    found = Run(_asked(engine, embedded), beside)
        transaction.set_rollback(True)
    cache.clear()
    return found


def _asked(engine: Engine, dictionary: Engine) -> dict[str, list[Answer]]:
    actions.rebuild_index(engine, now=NOW)
    return {part: ask_all(load_queries(part), engine=WithWords(engine, dictionary)) for part in PARTS}


@contextmanager
def _embedded(folder: Path) -> Iterator[Engine]:
    engine = SqliteEngine(folder)
    yield engine
    engine.close()


@contextmanager
def _server(dictionary: Engine) -> Iterator[Engine]:
    """Yield the engine on the server, in no hurry, and take its indices away afterwards."""
    client = wire.client(os.environ["ELASTICSEARCH_URL"]).options(request_timeout=30)
    prefix = f"test-{uuid4().hex[:12]}"
    yield ElasticsearchEngine(client, prefix=prefix, dictionary=dictionary)
    remove_indices(client, prefix)


@pytest.mark.parametrize("part", PARTS)
def test_the_first_ten_are_as_good_as_they_were(run: Run, part: str) -> None:
    assert figures(run.of(part)).ndcg >= OVERALL[part]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_question_falls_behind(run: Run, part: str, kind: str) -> None:
    assert figures(run.of(part, kind)).ndcg >= LEAST_OF_A_KIND


@pytest.mark.parametrize("part", PARTS)
def test_nothing_stands_outside_a_filter_that_was_understood(run: Run, part: str) -> None:
    assert figures(run.of(part)).breaches == 0  # which: bench_relevance.py --tuned; the other part is not looked at


@pytest.mark.parametrize("part", PARTS)
def test_words_that_only_look_alike_are_not_found(run: Run, part: str) -> None:
    assert figures(run.of(part)).forbidden <= FORBIDDEN_MOST[part]


@pytest.mark.parametrize("part", PARTS)
def test_a_good_word_beside_nonsense_never_gives_an_empty_page(run: Run, part: str) -> None:
    assert figures(run.of(part, "nonsense-beside-good")).empty == 0


def test_both_engines_begin_with_the_same_offer(run: Run) -> None:
    ours, embedded = ([answer for part in PARTS for answer in answers[part]] for answers in (run.answers, run.embedded))

    assert same_first(ours, embedded) >= SAME_FIRST_LEAST
