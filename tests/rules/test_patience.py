"""How long the questions of one page may wait for a server, one by one and together."""

from __future__ import annotations

import pytest

from search.engines import patience
from search.engines.patience import answer_by, left_for, one_page, within


class Clock:
    """Stands until it is shifted."""

    seconds = 1_000.0

    def monotonic(self) -> float:
        return self.seconds

    def shift(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(patience, "time", clock)
    return clock


def test_outside_of_a_page_each_question_has_its_limit(clock) -> None:
    with within(0.3):
        clock.shift(5)

    assert left_for(0.3) == 0.3


def test_the_questions_of_a_page_share_twice_the_limit(clock) -> None:
    left = []
    with one_page():
        for _question in range(4):
            left.append(left_for(0.3))
            with within(left[-1]):
                clock.shift(0.2)

    assert left == pytest.approx([0.3, 0.3, 0.2, 0.0])


def test_only_waiting_counts(clock) -> None:
    with one_page():
        clock.shift(9)  # a cold dictionary is no outage

        assert left_for(0.3) == 0.3


def test_a_page_inside_a_page_is_the_same_page(clock) -> None:
    with one_page():
        with one_page(), within(0.3):
            clock.shift(0.5)

        assert left_for(0.3) == pytest.approx(0.1)


def test_the_nearer_of_two_deadlines_holds(clock) -> None:
    with within(0.3), within(5):
        assert answer_by() == pytest.approx(clock.seconds + 0.3)
    assert answer_by() is None
