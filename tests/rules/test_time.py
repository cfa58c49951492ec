"""Days are Helsinki's: 23 hours long in March, 25 in October, and *tomorrow* is the next of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from common import time
from common.time import HELSINKI, day_bounds, day_of, midnight, seconds_to_midnight
from common.words import day_words, short_day_words, when_words

AUTUMN, SPRING = date(2026, 10, 25), date(2027, 3, 28)  # the Sundays on which the clock is turned


@pytest.mark.parametrize(("day", "hours"), [(AUTUMN, 25), (SPRING, 23), (date(2026, 11, 24), 24)])
def test_a_day_is_as_long_as_the_clock_makes_it(day, hours):
    first, following = day_bounds(day)

    assert (following.astimezone(UTC) - first.astimezone(UTC)) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 10, 24, 20, 59, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 24, 21, 0, tzinfo=UTC), AUTUMN),
        (datetime(2026, 10, 25, 21, 59, tzinfo=UTC), AUTUMN),  # two hours behind from that night on
        (datetime(2026, 10, 25, 22, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_a_moment_falls_on_its_helsinki_day(moment, day):
    assert day_of(moment) == day


@pytest.mark.parametrize(("day", "hours"), [(AUTUMN, 25), (SPRING, 23)])
def test_today_stays_true_until_midnight_on_the_day_the_clock_is_turned(day, hours):
    assert seconds_to_midnight(midnight(day).astimezone(UTC)) == hours * 3600


def test_the_last_second_of_a_day_is_still_kept():
    assert seconds_to_midnight(midnight(AUTUMN) - timedelta(milliseconds=1)) == 1


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 10, 24, 23, 59, tzinfo=HELSINKI), "huomenna"),
        (datetime(2026, 10, 25, 0, 0, tzinfo=HELSINKI), "tänään"),
        (datetime(2026, 10, 25, 23, 59, tzinfo=HELSINKI), "tänään"),
        (datetime(2026, 10, 23, 23, 59, tzinfo=HELSINKI), "sunnuntaina 25.10."),
    ],
)
def test_near_days_have_names(now, expected):
    assert short_day_words(AUTUMN, now) == expected


def test_a_near_day_says_its_weekday_too():
    assert day_words(AUTUMN, datetime(2026, 10, 24, 12, 0, tzinfo=HELSINKI)) == "huomenna sunnuntaina 25.10."


def test_what_ends_at_midnight_is_of_one_day():
    starts = datetime(2026, 11, 27, 20, 0, tzinfo=HELSINKI)

    words = when_words(starts, midnight(date(2026, 11, 28)), datetime(2026, 11, 24, 12, 0, tzinfo=HELSINKI))

    assert words.startswith("perjantaina 27.11.")


def test_the_clock_stands_where_a_repeatable_run_puts_it(settings):
    settings.KAIKU_NOW = datetime(2027, 1, 6, 12, 0, tzinfo=HELSINKI)

    assert time.now() == time.now() == datetime(2027, 1, 6, 10, 0, tzinfo=UTC)


def test_the_clock_runs_without_it(now):
    assert timedelta(0) <= time.now() - now < timedelta(minutes=1)
