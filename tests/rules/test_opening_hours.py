"""Opening hours as people say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import translation

from areas.hours import day_spans, exception_rows, open_state, week_rows, weekly_words
from common.time import HELSINKI

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=HELSINKI)  # a Tuesday
OFFICE = [{"weekday": day, "opens": "09:00", "closes": "15:30"} for day in range(5)]


def on(*weekdays: int, opens: str = "10:00", closes: str = "14:00") -> list[dict]:
    return [{"weekday": day, "opens": opens, "closes": closes} for day in weekdays]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ([], ""),
        (OFFICE, "ma–pe 9–15.30"),
        (on(1, 3), "ti, to 10–14"),
        ([*on(0, 1, 2), *on(5, opens="11:00", closes="13:00")], "ma–ke 10–14, la 11–13"),
        ([*on(0), *on(0, opens="16:00", closes="18:00")], "ma 10–14, 16–18"),
    ],
)
def test_days_with_the_same_hours_are_said_together(hours, words):
    assert weekly_words(hours) == words


@pytest.mark.parametrize(("language", "words"), [("sv", "mån–fre 9–15.30"), ("en", "Mon–Fri 09:00–15:30"), ("fi-simple", "ma–pe 9–15.30")])
def test_hours_are_said_in_the_reader_s_language(language, words):
    with translation.override(language):
        assert weekly_words(OFFICE) == words


@pytest.mark.parametrize(("minutes", "is_open"), [(-181, False), (-180, True), (209, True), (210, False)])
def test_a_place_is_open_from_its_first_minute_to_before_its_last(minutes, is_open):
    state = open_state(OFFICE, (), now=NOON + timedelta(minutes=minutes))

    assert state.is_open is is_open


def test_nothing_is_said_of_a_place_whose_hours_are_unknown():
    assert open_state([], [], now=NOON) is None
    assert week_rows([], now=NOON) == []


def test_an_exception_takes_the_place_of_the_weekday():
    closed = [{"date": "2026-11-24", "closed": True}]
    shorter = [{"date": "2026-11-24", "closed": False, "opens": "09:00", "closes": "11:00"}]

    assert day_spans(NOON.date(), OFFICE, closed) == ()
    assert not open_state(OFFICE, closed, now=NOON).is_open
    assert not open_state(OFFICE, shorter, now=NOON).is_open


def test_a_place_that_stays_closed_for_long_names_no_next_opening():
    weeks = [{"date": (NOON.date() + timedelta(days=day)).isoformat(), "closed": True} for day in range(40)]

    assert open_state(OFFICE, weeks, now=NOON).words == "Nyt kiinni"


@pytest.mark.parametrize(("day", "is_told"), [(-1, False), (0, True), (60, True), (61, False)])
def test_days_that_differ_are_told_from_today_on_for_sixty_days(day, is_told):
    exceptions = [{"date": (NOON.date() + timedelta(days=day)).isoformat(), "closed": True}]

    assert bool(exception_rows(exceptions, now=NOON)) is is_told


def test_today_is_marked_in_the_week():
    rows = week_rows(OFFICE, now=NOON)

    assert [row.is_today for row in rows] == [False, True, False, False, False, False, False]
    assert rows[6].hours == ""
    assert date(2026, 11, 24).weekday() == 1
