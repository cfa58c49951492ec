"""The order of what words found, pair by pair; and which dates it goes by."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.dates import is_full, moment_of, shown, span_of
from search.ranking import ENOUGH, FAR, Candidate, ranked, value, words_needed
from search.scoring import STEP, WORD
from search.types import NextOccurrence

SINCE = 1_800_000_000.0
DAY = 86_400.0


def one(
    name: str, *, words: int = 1, worth: int = 600, in_title: int = 0, days: float | None = 1, metres: float | None = None, **more: object
) -> Candidate:
    when = None if days is None else SINCE + days * DAY
    return Candidate(name, words * WORD + worth * STEP + in_title, when, metres, **more)  # type: ignore[arg-type]


def test_what_is_at_the_asked_place_comes_first_of_those_with_as_many_words() -> None:
    found = [one("far", worth=1_200, metres=3_001), one("two", words=2, worth=1, metres=90_000), one("here", worth=1, metres=3_000), one("nowhere")]

    assert [each.id for each in ranked(found, since=SINCE, is_dated=False, home_m=3_000)] == ["two", "here", "far", "nowhere"]
    assert [each.id for each in ranked(found, since=SINCE, is_dated=False)] == ["two", "far", "nowhere", "here"]


def order(*candidates: Candidate, is_dated: bool = False) -> list[str]:
    return [found.id for found in ranked(candidates, since=SINCE, is_dated=is_dated)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (one("b", words=2, worth=10, days=None, is_full=True), one("a", words=1, worth=1_200, days=0, metres=0)),  # every word before all else
        (one("b", worth=700), one("a", worth=600)),
        (one("b", in_title=1, title_length=1), one("a", in_title=1, title_length=6)),  # a title that is the word itself
        (one("b", in_title=2, words=2, title_length=3), one("a", in_title=1, words=2, title_length=3)),
        (one("b", days=0), one("a", days=1)),
        (one("b", days=40), one("a", days=None)),
        (one("b", metres=500), one("a", metres=50_000)),
        (one("b", metres=500_000), one("a", metres=None)),  # far is still somewhere
        (one("b", days=20), one("a", days=1, is_full=True)),
    ],
)
def test_what_comes_first(first: Candidate, second: Candidate) -> None:
    assert order(second, first) == ["b", "a"]


@pytest.mark.parametrize(
    ("undated_worth", "is_dated", "expected"),
    [(600, False, ["dated", "always"]), (700, False, ["always", "dated"]), (700, True, ["dated", "always"]), (1_200, True, ["always", "dated"])],
)
def test_what_is_always_on_comes_below_what_has_a_date_when_days_were_asked_for(undated_worth: int, is_dated: bool, expected: list[str]) -> None:
    assert order(one("dated", worth=650, days=1), one("always", worth=undated_worth, days=None), is_dated=is_dated) == expected


def test_circumstances_never_outweigh_words_that_say_it_twice_as_well() -> None:
    poor = one("a", worth=300, in_title=1, title_length=1, days=0, metres=0)
    good = one("b", worth=600, days=50, metres=400_000)
    assert value(good, since=SINCE, is_dated=False) > value(poor, since=SINCE, is_dated=False)


def test_equals_stand_by_time_and_then_by_name() -> None:
    assert order(one("c", days=-1), one("b", days=0), one("a", days=0)) == ["c", "a", "b"]  # what runs already is as soon as now
    assert order(one("b", days=None), one("a", days=None)) == ["a", "b"]


candidates = st.builds(
    one,
    st.uuids().map(str),
    words=st.integers(1, 12),
    worth=st.integers(1, 14_400),
    in_title=st.integers(0, 12),
    days=st.none() | st.floats(-400, 400),
    metres=st.none() | st.floats(0, 1.5e6),
    is_full=st.booleans(),
    title_length=st.integers(0, 30),
)


@given(st.lists(candidates, max_size=30), st.booleans(), st.randoms())
def test_the_order_does_not_depend_on_the_order_before(found: list[Candidate], is_dated: bool, dice: object) -> None:
    turned = list(found)
    dice.shuffle(turned)  # type: ignore[attr-defined]
    assert ranked(found, since=SINCE, is_dated=is_dated) == ranked(turned, since=SINCE, is_dated=is_dated)


@pytest.mark.parametrize(
    ("words", "holding", "needed"),
    [
        (0, {}, 0),
        (1, {}, 1),
        (2, {2: ENOUGH}, 2),
        (2, {2: ENOUGH - 1}, 1),
        (3, {3: 4, 2: 5}, 2),
        (3, {3: 4, 2: 4}, 1),
        (3, {3: 5, 2: 9}, 3),
    ],
)
def test_every_word_is_needed_unless_that_leaves_few(words: int, holding: dict[int, int], needed: int) -> None:
    assert words_needed(words, holding.__getitem__) == needed


# dates

NOW = datetime(2026, 11, 24, 10, 0, 42, tzinfo=UTC)


def runs(name: str, start_h: float, end_h: float, left: int | None = None) -> NextOccurrence:
    return NextOccurrence(name, NOW + timedelta(hours=start_h), NOW + timedelta(hours=end_h), False, left)


@pytest.mark.parametrize(
    ("dates", "hours"),
    [
        ([], None),
        ([runs("a", 5, 7)], 5),
        ([runs("a", 9, 10), runs("b", 5, 7)], 5),
        ([runs("a", -20, 30)], 30),  # runs already: the last chance
        ([runs("a", -20, 30), runs("b", 8, 9)], 8),
        ([runs("a", -20, 3), runs("b", 8, 9)], 3),
        ([runs("a", 5, 7, 0), runs("b", 50, 52, 1)], 50),  # the first is full
        ([runs("a", 5, 7, 0), runs("b", 50, 52, 0)], 5),  # all are
        ([runs("a", 0, 2)], 0),
    ],
)
def test_an_offer_stands_by_the_first_date_that_one_can_go_to(dates: list[NextOccurrence], hours: float | None) -> None:
    found = moment_of(dates, NOW.timestamp())
    assert found == (None if hours is None else (NOW + timedelta(hours=hours)).timestamp())


@pytest.mark.parametrize(
    ("dates", "name", "more"),
    [
        ([], None, 0),
        ([runs("b", 9, 10), runs("a", 5, 7)], "a", 1),
        ([runs("a", 5, 7, 0), runs("b", 9, 10, 1), runs("c", 20, 21)], "b", 2),
        ([runs("b", 5, 7, 0), runs("a", 5, 7, 0)], "a", 1),
    ],
)
def test_a_row_shows_the_first_date_with_places(dates: list[NextOccurrence], name: str | None, more: int) -> None:
    first, others = shown(dates)
    assert (first.id if first else None, others) == (name, more)


def test_full_is_what_has_dates_and_no_places() -> None:
    assert [is_full([]), is_full([runs("a", 1, 2, 0)]), is_full([runs("a", 1, 2, 0), runs("b", 1, 2, 1)]), is_full([runs("a", 1, 2)])] == [
        False,
        True,
        False,
        False,
    ]


def test_the_asked_stretch_begins_with_the_running_minute_and_ends_with_a_helsinki_day() -> None:
    minute = datetime(2026, 11, 24, 10, 0, tzinfo=UTC).timestamp()
    assert span_of(NOW, None, None) == (minute, FAR)
    assert span_of(NOW, date(2026, 11, 20), date(2026, 11, 24)) == (minute, datetime(2026, 11, 24, 22, tzinfo=UTC).timestamp())
    assert span_of(NOW, date(2026, 11, 28), None) == (datetime(2026, 11, 27, 22, tzinfo=UTC).timestamp(), FAR)
