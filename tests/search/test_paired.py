"""Two engines as one: who answers, what is counted as a failure, and that no change is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from search.engines.breaker import Breaker, State
from search.engines.down import EngineDown, Why
from search.engines.paired import PairedEngine
from search.engines.patience import one_page
from search.engines.sqlite import SqliteEngine
from search.types import AnalysedQuery, PlacesUpdate, SearchResults
from tests.search.doubles import Switched
from tests.search.making import ask, date_at, document, id_of, names


class Clock:
    seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Pair:
    """Both engines, what was noted as unsent, and the clock of the breakers."""

    engine: PairedEngine
    main: Switched
    spare: SqliteEngine
    clock: Clock
    unsent: list[str] = field(default_factory=list)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    main, spare, clock, unsent = Switched(tmp_path / "main"), SqliteEngine(tmp_path / "spare"), Clock(), list[str]()
    engine = PairedEngine(main, spare, note_unsent=unsent.extend, reading=Breaker(clock=clock), writing=Breaker(clock=clock))
    yield Pair(engine, main, spare, clock, unsent)
    main.close()
    spare.close()


def join(name: str) -> None:
    """Wait for the threads of this name."""
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join()


def test_the_main_engine_answers_while_it_can(pair: Pair) -> None:
    pair.engine.upsert([document("a", fi="Jazz")])

    results = ask(pair.engine, "jazz")

    assert (results.engine, results.is_fallback, results.total) == ("elasticsearch", False, 1)


@pytest.mark.parametrize("trouble", [*(EngineDown(why) for why in Why), ValueError("a bug of ours"), KeyError("hits")], ids=str)
def test_whatever_the_main_engine_raises_the_embedded_one_answers(pair: Pair, trouble: Exception) -> None:
    pair.engine.upsert([document("a", fi="Jazz")])
    pair.main.trouble = trouble

    results = ask(pair.engine, "jazz")

    assert (results.engine, results.is_fallback, names(results)) == ("sqlite", True, ["Jazz"])


def test_one_failure_spares_the_next_second_the_wait(pair: Pair) -> None:
    pair.main.down(Why.SLOW)

    for _question in range(5):
        ask(pair.engine)

    assert pair.main.asked == 1


def test_three_failures_open_the_breaker_and_one_answer_closes_it(pair: Pair) -> None:
    pair.main.down()
    for _second in range(3):
        ask(pair.engine)
        pair.clock.seconds += 1
    assert pair.engine.reading.state is State.OPEN

    pair.main.up()
    assert ask(pair.engine).is_fallback
    assert pair.main.asked == 3
    pair.clock.seconds += 30

    assert ask(pair.engine).is_fallback  # it is tried beside: nobody waits for it
    join("try-again")
    assert not ask(pair.engine).is_fallback
    assert pair.engine.reading.state is State.CLOSED


def test_a_server_that_is_back_and_still_slow_is_warmed_up_first(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    for _failure in range(3):
        pair.engine.reading.failed()
    pair.clock.seconds += 30
    search, slow = pair.main.search, [0.2, 0.2, 0.2]

    def warming(q: AnalysedQuery) -> SearchResults:
        time.sleep(slow.pop() if slow else 0)
        return search(q)

    monkeypatch.setattr(pair.main, "search", warming)
    ask(pair.engine)
    join("try-again")

    assert (slow, pair.main.asked) == ([], 4)
    assert pair.engine.reading.state is State.CLOSED


def test_a_server_that_stays_slow_is_left_alone(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    for _failure in range(3):
        pair.engine.reading.failed()
    pair.clock.seconds += 30
    monkeypatch.setattr("search.engines.paired.TRIES", 3)
    pair.engine._warmed_at = time.monotonic()  # the warming beside measures how many offers there are, and sets the limit by that
    pair.engine._limit_s = 1e-9

    ask(pair.engine)
    join("try-again")

    assert (pair.main.asked, pair.engine.reading.state) == (3, State.OPEN)


def test_a_page_that_waited_long_enough_asks_the_embedded_engine(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.patience.PAGE_TIMES", 0)

    with one_page():
        results = ask(pair.engine)

    assert results.is_fallback
    assert (pair.main.asked, pair.engine.reading.state) == (0, State.CLOSED)


def test_words_and_completions_are_the_embedded_engines(pair: Pair) -> None:
    pair.engine.upsert([document("a", fi="Näyttely avautuu")])
    pair.main.down()

    assert [one.label for one in pair.engine.suggest("näyt", "fi", 5)] == ["Näyttely avautuu"]
    assert ask(pair.engine, "nyttely").corrected == "näyttely"


def test_a_change_reaches_both(pair: Pair) -> None:
    pair.engine.upsert([document("a", dates=[date_at("d", 1, places=5)]), document("b")])
    pair.engine.delete([(id_of("b"), 2)])
    pair.engine.set_places([PlacesUpdate(id_of("a"), id_of("d"), 5, 0)])

    def shown(results: SearchResults) -> list[tuple[str, int | None]]:
        return [(hit.offer_id, hit.next.places_left if hit.next else None) for hit in results.hits]

    assert shown(ask(pair.main)) == shown(ask(pair.spare)) == [(id_of("a"), 0)]
    assert pair.unsent == []


def test_what_the_main_engine_did_not_take_is_noted_and_found_embedded(pair: Pair) -> None:
    pair.engine.upsert([document("a", dates=[date_at("d", 1, places=5)]), document("b")])
    pair.main.down(Why.READ_ONLY)

    pair.engine.upsert([document("c", fi="Jazz")])
    pair.engine.delete([(id_of("b"), 2)])
    pair.engine.set_places([PlacesUpdate(id_of("a"), id_of("d"), 5, 0)])

    assert pair.unsent == [id_of("c"), id_of("b"), id_of("a")]
    assert ask(pair.spare).total == 2


def test_a_full_disk_does_not_stop_the_reading(pair: Pair) -> None:
    pair.engine.writing.failed()
    pair.engine.writing.failed()
    pair.engine.writing.failed()

    assert not ask(pair.engine).is_fallback
    assert not pair.engine.takes_writes()


def test_the_embedded_engine_is_kept_warm_beside_the_questions(pair: Pair) -> None:
    pair.spare.upsert([document(f"n{n}") for n in range(3)])

    ask(pair.engine)

    join("warm-spare")
    assert pair.spare._snapshot.alive.bit_count() == 3
