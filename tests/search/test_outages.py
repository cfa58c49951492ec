"""Outage O1: the server is down, hangs or answers nonsense. The embedded engine answers, in time, with the same offers.

Over real sockets, with the real client. Limits here are generous, for machines that do other things too; scripts/bench_outages.py
measures. SOAK=1 runs the counts of the promise: 10,000 searches through 20 cycles.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest

from search.engines.breaker import Breaker, State
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.paired import PairedEngine
from search.engines.patience import one_page
from search.engines.sqlite import SqliteEngine
from search.engines.wire import client
from tests.search.conftest import remove_indices
from tests.search.making import ask, document, names
from tests.search.stub_server import FAILURES, Mode, StubServer

CYCLES, SEARCHES = (20, 10_000) if os.environ.get("SOAK") else (4, 200)
FAST = 30  # the breakers' clock runs so much faster than ours: open for a second
TITLES = [f"{first} {second}" for first in ("Jazz", "Kuoro", "Sirkus", "Tanssi", "Runo") for second in ("valimossa", "rannalla", "kirjastossa")]


@dataclass
class Pair:
    engine: PairedEngine
    spare: SqliteEngine
    stub: StubServer
    unsent: list[str] = field(default_factory=list)


def paired_with(stub: StubServer, folder: Path, *, prefix: str = "none", speed: float = 1.0) -> Pair:
    spare, unsent = SqliteEngine(folder), list[str]()
    main = ElasticsearchEngine(client(stub.url), prefix=prefix, dictionary=spare)

    def clock() -> float:
        return time.monotonic() * speed

    return Pair(PairedEngine(main, spare, note_unsent=unsent.extend, reading=Breaker(clock=clock), writing=Breaker(clock=clock)), spare, stub, unsent)


@pytest.fixture
def failing(tmp_path: Path) -> Iterator[Pair]:
    """A pair whose server has nothing behind it, and an embedded index that is warm."""
    pair = paired_with(StubServer(), tmp_path)
    pair.spare.upsert([document(f"n{n}", fi=title) for n, title in enumerate(TITLES)])
    ask(pair.spare)
    yield pair
    pair.stub.close()
    pair.spare.close()


@pytest.mark.parametrize("mode", FAILURES)
def test_the_embedded_engine_answers_whatever_the_server_does(failing: Pair, mode: Mode) -> None:
    failing.stub.behave(mode)

    began = time.monotonic()
    results = ask(failing.engine, "jazz rannalla")
    seconds = time.monotonic() - began

    assert (results.is_fallback, results.engine) == (True, "sqlite")
    assert names(results) == names(ask(failing.spare, "jazz rannalla"))
    assert seconds < 3


@pytest.mark.parametrize("mode", FAILURES)
def test_all_the_questions_of_a_page_wait_once(failing: Pair, mode: Mode) -> None:
    failing.stub.behave(mode)

    with one_page():
        answers = [ask(failing.engine, title) for title in TITLES]

    assert all(answer.is_fallback for answer in answers)
    assert failing.stub.asked <= 1


@pytest.mark.parametrize("mode", FAILURES)
def test_an_open_breaker_asks_the_server_nothing(failing: Pair, mode: Mode) -> None:
    failing.stub.behave(mode)
    for _failure in range(3):
        failing.engine.reading.failed()
    asked = failing.stub.asked

    began = time.monotonic()
    for title in TITLES:
        ask(failing.engine, title)
    seconds = (time.monotonic() - began) / len(TITLES)

    assert failing.engine.reading.state is State.OPEN
    assert failing.stub.asked == asked
    assert seconds < 0.5


@pytest.mark.parametrize("mode", FAILURES)
def test_a_change_waits_and_is_found_embedded(failing: Pair, mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.elasticsearch.calls.WRITE_S", 0.5)
    failing.stub.behave(mode)
    pair = paired_with(failing.stub, failing.spare.files.folder)
    new = document("new", fi="Nukketeatteri")

    pair.engine.upsert([new])

    assert pair.unsent == [new.id]
    assert names(ask(pair.engine, "nukketeatteri")) == ["Nukketeatteri"]


@pytest.mark.parametrize("mode", FAILURES)
def test_health_tells_and_never_hangs(failing: Pair, mode: Mode) -> None:
    failing.stub.behave(mode)

    began = time.monotonic()
    health = failing.engine.main_health()

    assert not health.is_up
    assert failing.engine.health().is_up
    assert time.monotonic() - began < 3


@pytest.fixture
def cycling(tmp_path: Path) -> Iterator[Pair]:
    """A pair whose server is a real one behind a stub that can take it away; both hold the same offers."""
    real, prefix = os.environ["ELASTICSEARCH_URL"], f"test-{uuid4().hex[:12]}"
    docs = [document(f"n{n}", fi=title) for n, title in enumerate(TITLES)]
    with_index = ElasticsearchEngine(client(real).options(request_timeout=30), prefix=prefix, dictionary=SqliteEngine(tmp_path))
    with_index.rebuild(docs, 0)
    pair = paired_with(StubServer(real), tmp_path, prefix=prefix, speed=FAST)
    pair.spare.upsert(docs)
    yield pair
    pair.stub.close()
    pair.spare.close()
    remove_indices(client(real), prefix)


@pytest.mark.elasticsearch
def test_through_the_servers_ups_and_downs_every_search_is_answered(cycling: Pair) -> None:
    dice, answered_by, wrong = random.Random(1), set[str](), []
    each = SEARCHES // CYCLES // 2

    for cycle in range(CYCLES):
        cycling.stub.behave(FAILURES[cycle % len(FAILURES)])
        for up in (False, True):
            for _search in range(each):
                title = dice.choice(TITLES)
                results = ask(cycling.engine, title, is_literal=True)
                if names(results)[0] != title or results.total != len([one for one in TITLES if set(one.split()) & set(title.split())]):
                    wrong.append((cycle, up, title))
            if not up:
                cycling.stub.behave(Mode.WELL)
                _until_back(cycling)
                answered_by.add(ask(cycling.engine, TITLES[0]).engine)

    assert wrong == []
    assert answered_by == {"elasticsearch"}


def _until_back(pair: Pair) -> None:
    """Wait until the server answers again: a minute of the breakers' time, as promised."""
    until = time.monotonic() + 60 / FAST + 5
    while ask(pair.engine).is_fallback:
        assert time.monotonic() < until, "the server is not asked again"
        time.sleep(0.05)
