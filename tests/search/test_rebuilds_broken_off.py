"""Outage O2: what builds an index is killed in the middle. What stood goes on, the next building works and leaves nothing behind."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from common import outbox, worker
from offerings.models import Offer
from search import actions, engines
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.building import Indices
from search.engines.sqlite import SqliteEngine
from search.engines.sqlite.files import IndexFiles
from search.types import Engine, OfferDocument
from tests.conftest import NOW
from tests.factories import OccurrenceFactory, OfferFactory, VenueFactory
from tests.search.making import ask, document, id_of

DOCUMENTS = 600  # more than one batch
PUBLISHED = 500 if os.environ.get("SOAK") else 40


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_child(work: Callable[[], object]) -> None:
    """Run something in a process of its own that is killed before it ends."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)  # it should have died before: the parent looks
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it was not killed where it should have been"


def docs(*, killed_at: int | None = None) -> Iterator[OfferDocument]:
    for number in range(DOCUMENTS):
        if number == killed_at:
            die()
        yield document(f"n{number}", version=2)
    if killed_at == DOCUMENTS:
        die()


def killed_while_replaying(mark: int) -> tuple[int, list[OfferDocument], list[tuple[str, int]]]:
    die()
    return mark, [], []


def killed_at(point: str, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    """Return a building that dies at a point."""
    if point == "after the swap":
        monkeypatch.setattr(IndexFiles, "forget_old", lambda _files: die())
        monkeypatch.setattr(Indices, "take_over", _then_dead(Indices.take_over))
    buildings: dict[str, Callable[[], object]] = {
        "before the first document": lambda: engine.rebuild(docs(killed_at=0), 0),
        "between two batches": lambda: engine.rebuild(docs(killed_at=550), 0),
        "after the last document": lambda: engine.rebuild(docs(killed_at=DOCUMENTS), 0),
        "while replaying": lambda: engine.rebuild(docs(), 0, killed_while_replaying),
        "before the swap": lambda: engine.rebuild(docs(), 0, None, lambda _found: die()),
        "after the swap": lambda: engine.rebuild(docs(), 0),
    }
    return buildings[point]


def _then_dead(work: Callable) -> Callable:
    def worked(*args: object) -> None:
        work(*args)
        die()

    return worked


POINTS = ["before the first document", "between two batches", "after the last document", "while replaying", "before the swap", "after the swap"]


@pytest.mark.parametrize("point", POINTS)
def test_a_building_that_is_killed_costs_nothing(engine: Engine, point: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.upsert([document("n0"), document("kept")])
    before = engine.health().generation

    with monkeypatch.context() as patch:
        in_child(killed_at(point, engine, patch))

    if point == "after the swap":
        assert ask(engine).total == DOCUMENTS
    else:
        assert (ask(engine).total, engine.health().generation) == (2, before)
    engine.upsert([document("meanwhile", version=3)])
    report = engine.rebuild([*docs(), document("meanwhile", version=3)], 0)
    assert ask(engine).total == DOCUMENTS + 1
    assert engine.health().generation == report.generation


def test_the_next_building_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    engine = SqliteEngine(tmp_path)
    in_child(lambda: engine.rebuild(docs(killed_at=550), 0))
    left = {path for path in tmp_path.glob("offers-*") if not path.name.startswith("offers-0")}
    assert left
    for path in left:
        os.utime(path, (0, 0))

    engine.rebuild([document("a")], 0)

    assert not any(path.exists() for path in left)


@pytest.mark.elasticsearch
def test_the_next_building_removes_what_a_killed_one_left_on_a_server(elasticsearch: ElasticsearchEngine) -> None:
    in_child(lambda: elasticsearch.rebuild(docs(killed_at=550), 0))
    indices = elasticsearch._calls.builder.indices
    alias = elasticsearch._calls.alias
    assert len(indices.get(index=f"{alias}-*", expand_wildcards="all")) == 2

    generation = elasticsearch.rebuild([document("a")], 0).generation

    assert set(indices.get(index=f"{alias}-*", expand_wildcards="all")) <= {generation, elasticsearch._indices.previous()}


def test_a_change_meanwhile_is_in_the_new_index(engine: Engine) -> None:
    """A change that comes while an index is built is in both: the one in use, and by replaying the new one."""
    engine.upsert([document("n0")])
    changes: list[OfferDocument] = []

    def meanwhile() -> Iterator[OfferDocument]:
        yield from docs()
        changes.append(document("n0", fi="Uutta", version=9))
        engine.upsert(changes)
        engine.delete([(id_of("n1"), 9)])

    engine.rebuild(meanwhile(), 0, lambda mark: (1, changes if not mark else [], [(id_of("n1"), 9)] if not mark else []))

    assert ask(engine).total == DOCUMENTS - 1


@pytest.mark.django_db
def test_what_is_published_while_the_worker_is_down_is_all_found_after(site: str) -> None:
    """Publishing waits for nobody; the outbox row stands in the same transaction."""
    venue = VenueFactory()
    offers = [OccurrenceFactory(offer=OfferFactory(venue=venue)).offer for _number in range(PUBLISHED)]
    outbox.write("offer", [offer.uuid for offer in offers])

    worker.work_once(NOW)

    assert ask(engines.current(), now=NOW).total == PUBLISHED
    assert (outbox.waiting(), actions.has_unsent()) == (0, False)


@pytest.mark.django_db
def test_what_was_taken_down_while_the_worker_was_down_is_gone_everywhere(site: str) -> None:
    offers = [OccurrenceFactory().offer for _number in range(3)]
    outbox.write("offer", [offer.uuid for offer in offers])
    worker.work_once(NOW)
    Offer.objects.filter(pk=offers[0].pk).update(closed_at=NOW, version=offers[0].version + 1)
    outbox.write("offer", [offers[0].uuid])

    worker.work_once(NOW)

    for engine in engines.each().values():
        assert ask(engine, now=NOW).total == 2
