"""Opening hours as people say them. Pure: lists of hours in, words out, in the active language.

hours        [{"weekday": 0, "opens": "10:00", "closes": "18:00"}], Monday 0; a day may have several
exceptions   [{"date": "2026-12-24", "closed": true}] or with "opens" and "closes"
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from common.hours import WEEKDAYS
from common.time import HELSINKI, day_of
from common.words import ON_WEEKDAY, capital, clock, date_words, short_day_words, speech, time_words

Hours = Sequence[Mapping[str, Any]]
Span = tuple[str, str]  # "10:00", "18:00"
DAYS_AHEAD = 14  # how far the next opening is looked for
EXCEPTION_DAYS = 60  # how far ahead days that differ are told
SHORT = {
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
    "sv": ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


@dataclass(frozen=True, slots=True)
class DayRow:
    """One row of the table of hours; `hours` is "" when closed."""

    label: str
    hours: str
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class OpenState:
    is_open: bool
    words: str  # "Open now, until 18"


def _moment(day: date, value: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(value), tzinfo=HELSINKI)


def _said(day: date, span: Span) -> str:
    return "–".join(clock(_moment(day, value)) for value in span)


def _of_weekday(hours: Hours, weekday: int) -> tuple[Span, ...]:
    return tuple(sorted((row["opens"], row["closes"]) for row in hours if row["weekday"] == weekday))


def day_spans(day: date, hours: Hours, exceptions: Hours = ()) -> tuple[Span, ...]:
    """Return the openings of one day, soonest first: those of the exception when the day is one."""
    differing = [row for row in exceptions if row["date"] == day.isoformat()]
    if differing:
        return tuple(sorted((row["opens"], row["closes"]) for row in differing if not row.get("closed")))
    return _of_weekday(hours, day.weekday())


def weekly_words(hours: Hours) -> str:
    """ma–pe 9–15, la 10–14 · ti, to 10–14: days with the same hours together, or "" when none are known."""
    any_monday = date(2026, 1, 5)
    days: dict[str, list[int]] = {}
    for weekday in range(7):
        said = ", ".join(_said(any_monday, span) for span in _of_weekday(hours, weekday))
        if said:
            days.setdefault(said, []).append(weekday)
    return ", ".join(f"{_runs(weekdays)} {said}" for said, weekdays in days.items())


def _runs(weekdays: Iterable[int]) -> str:
    """Return [0, 1, 2, 4] as ma–ke, pe."""
    names = SHORT[speech()]
    runs: list[list[int]] = []
    for weekday in weekdays:
        if runs and runs[-1][-1] == weekday - 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    return ", ".join(names[run[0]] if len(run) == 1 else f"{names[run[0]]}–{names[run[-1]]}" for run in runs)


def week_rows(hours: Hours, *, now: datetime) -> list[DayRow]:
    """Return Monday to Sunday for the table of hours, or nothing when no hours are known."""
    if not hours:
        return []
    today = day_of(now)
    return [
        DayRow(capital(str(label)), ", ".join(_said(today, span) for span in _of_weekday(hours, weekday)), weekday == today.weekday())
        for weekday, label in WEEKDAYS
    ]


def exception_rows(exceptions: Hours, *, now: datetime) -> list[DayRow]:
    """Return the days that differ, from today on, soonest first."""
    today = day_of(now)
    days = sorted({date.fromisoformat(row["date"]) for row in exceptions})
    near = [day for day in days if today <= day <= today + timedelta(days=EXCEPTION_DAYS)]
    return [DayRow(_day_label(day), ", ".join(_said(day, span) for span in day_spans(day, (), exceptions)), day == today) for day in near]


def _day_label(day: date) -> str:
    return capital(f"{ON_WEEKDAY[speech()][day.weekday()]} {date_words(day)}")


def open_state(hours: Hours, exceptions: Hours, *, now: datetime) -> OpenState | None:
    """Return whether a place is open now and until or from when; None when its hours are not known."""
    if not hours:
        return None
    today = day_of(now)
    for opens, closes in day_spans(today, hours, exceptions):
        if _moment(today, opens) <= now < _moment(today, closes):
            return OpenState(is_open=True, words=_("Open now, until %(time)s") % {"time": clock(_moment(today, closes))})
    opening = _next_opening(hours, exceptions, now)
    if opening is None:
        return OpenState(is_open=False, words=_("Closed now"))
    return OpenState(is_open=False, words=_("Closed now. Opens %(when)s.") % {"when": f"{short_day_words(opening, now)} {time_words(opening)}"})


def _next_opening(hours: Hours, exceptions: Hours, now: datetime) -> datetime | None:
    days = (day_of(now) + timedelta(days=ahead) for ahead in range(DAYS_AHEAD))
    openings = (_moment(day, opens) for day in days for opens, _closes in day_spans(day, hours, exceptions))
    return next((opening for opening in openings if opening > now), None)
