"""The breaker of outage O1: three failures, thirty seconds, one try."""

from __future__ import annotations

import pytest

from search.engines.breaker import Breaker, State


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def broken(clock: Clock) -> Breaker:
    """A breaker that has just opened."""
    breaker = Breaker(clock=clock)
    for _turn in range(3):
        breaker.failed()
    return breaker


def test_what_works_is_always_asked(clock: Clock) -> None:
    breaker = Breaker(clock=clock)
    breaker.worked()

    assert breaker.lets_through()
    assert breaker.state is State.CLOSED


@pytest.mark.parametrize(("seconds", "is_asked"), [(0.0, False), (0.9, False), (1.0, True)])
def test_one_failure_rests_for_a_second(clock: Clock, seconds: float, is_asked: bool) -> None:
    breaker = Breaker(clock=clock)
    breaker.failed()
    clock.seconds += seconds

    assert breaker.lets_through() is is_asked
    assert breaker.state is State.CLOSED


@pytest.mark.parametrize(("seconds", "is_asked", "state"), [(1.0, False, State.OPEN), (29.9, False, State.OPEN), (30.0, True, State.AJAR)])
def test_three_failures_open_it_for_thirty_seconds(clock: Clock, seconds: float, is_asked: bool, state: State) -> None:
    breaker = broken(clock)
    clock.seconds += seconds

    assert breaker.state is state
    assert breaker.lets_through() is is_asked


def test_a_success_between_failures_starts_the_count_anew(clock: Clock) -> None:
    breaker = Breaker(clock=clock)
    for _turn in range(5):
        breaker.failed()
        breaker.worked()

    assert breaker.lets_through()


def test_ajar_it_lets_one_through(clock: Clock) -> None:
    breaker = broken(clock)
    clock.seconds += 30

    assert [breaker.lets_through() for _asker in range(3)] == [True, False, False]


def test_the_one_that_works_closes_it(clock: Clock) -> None:
    breaker = broken(clock)
    clock.seconds += 30
    breaker.lets_through()
    breaker.worked()

    assert [breaker.lets_through() for _asker in range(3)] == [True, True, True]


def test_the_one_that_fails_opens_it_again(clock: Clock) -> None:
    breaker = broken(clock)
    clock.seconds += 30
    breaker.lets_through()
    breaker.failed()
    clock.seconds += 29.9
    assert not breaker.lets_through()

    clock.seconds += 0.1
    assert breaker.lets_through()


def test_the_one_that_never_comes_back_does_not_keep_it_shut(clock: Clock) -> None:
    breaker = broken(clock)
    clock.seconds += 30
    breaker.lets_through()
    clock.seconds += 30

    assert breaker.lets_through()
