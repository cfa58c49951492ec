"""Days as people say them, in Helsinki: today, the weekend, a week, Easter, the skiing holiday."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
Span = tuple[date, date]


def named_days(name: str, today: date) -> Span:
    """Return the first and the last day of a named stretch, both included: the one that goes on or comes next.

    The weekend: Saturday and Sunday, on a Friday evening too; on Sunday only Sunday. A week is seven days and a month thirty-one,
    beginning today; `this-week` ends on Sunday, `next-week` is the one after. A feast or season that goes on begins today.
    Raises   KeyError if no stretch has this name.
    """
    if name in _NEAR:
        return _NEAR[name](today)
    return _coming(YEARLY[name], today)


def _coming(of_year: Callable[[int], Span], today: date) -> Span:
    spans = (of_year(year) for year in (today.year - 1, today.year, today.year + 1))
    first, last = next(span for span in spans if span[1] >= today)
    return max(first, today), last


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _day(today: date, after: int, more: int = 0) -> Span:
    first = today + timedelta(days=after)
    return first, first + timedelta(days=more)


def _of_week(today: date, first: int, last: int) -> Span:
    """Return days of the week that goes on, by their number from Monday 0, none before today."""
    monday = _monday(today)
    return max(today, monday + timedelta(days=first)), monday + timedelta(days=last)


def month_days(year: int, month: int) -> Span:
    """Return a month's first and last day; months beyond 12 belong to the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def easter(year: int) -> date:
    """Return Easter Sunday. Source: the Gregorian computus in its anonymous form (Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _nth_sunday(year: int, month: int, nth: int) -> date:
    return _on_or_after(date(year, month, 1), SUNDAY) + timedelta(days=7 * (nth - 1))


def _on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _fixed(month: int, day: int, to_month: int = 0, to_day: int = 0) -> Callable[[int], Span]:
    """Return the stretch between two days of a year; one that ends before it begins ends in the next year."""

    def of_year(year: int) -> Span:
        to_year = year + ((to_month or month) < month)
        return date(year, month, day), date(to_year, to_month or month, to_day or day)

    return of_year


def _from_easter(first: int, last: int) -> Callable[[int], Span]:
    return lambda year: (easter(year) + timedelta(days=first), easter(year) + timedelta(days=last))


def _weeks(first: int, last: int) -> Callable[[int], Span]:
    return lambda year: (date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7))


def _single(day_of: Callable[[int], date]) -> Callable[[int], Span]:
    return lambda year: (day_of(year), day_of(year))


def _advent(year: int) -> Span:
    return _on_or_after(date(year, 11, 27), SUNDAY), date(year, 12, 24)


def _midsummer(year: int) -> Span:
    friday = _on_or_after(date(year, 6, 19), FRIDAY)
    return friday, friday + timedelta(days=2)


def _end_of_february(year: int) -> Span:
    return date(year, 12, 1), month_days(year + 1, 2)[1]


_NEAR: Mapping[str, Callable[[date], Span]] = {
    "today": lambda today: _day(today, 0),
    "tomorrow": lambda today: _day(today, 1),
    "day-after-tomorrow": lambda today: _day(today, 2),
    "weekend": lambda today: _of_week(today, SATURDAY, SUNDAY),
    "week": lambda today: _day(today, 0, 6),
    "two-weeks": lambda today: _day(today, 0, 13),
    "this-week": lambda today: _of_week(today, 0, SUNDAY),
    "late-week": lambda today: _of_week(today, 3, SUNDAY),
    "next-week": lambda today: (_monday(today) + timedelta(days=7), _monday(today) + timedelta(days=13)),
    "week-after-next": lambda today: (_monday(today) + timedelta(days=14), _monday(today) + timedelta(days=20)),
    "month": lambda today: _day(today, 0, 30),
    "this-month": lambda today: (today, month_days(today.year, today.month)[1]),
    "next-month": lambda today: month_days(today.year, today.month + 1),
    "this-year": lambda today: (today, date(today.year, 12, 31)),
    "next-year": lambda today: (date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)),
}
# School holidays differ by town: the stretch takes in all of them. Source: term dates of Finnish towns, 2024 to 2026.
YEARLY: Mapping[str, Callable[[int], Span]] = {
    "spring": _fixed(3, 1, 5, 31),
    "summer": _fixed(6, 1, 8, 31),
    "autumn": _fixed(9, 1, 11, 30),
    "winter": _end_of_february,
    "before-christmas": _fixed(12, 1, 12, 23),
    "christmas": _fixed(12, 20, 1, 1),
    "christmas-eve": _fixed(12, 24),
    "christmas-day": _fixed(12, 25),
    "boxing-day": _fixed(12, 26),
    "christmas-holiday": _fixed(12, 20, 1, 7),
    "new-year": _fixed(12, 31, 1, 1),
    "epiphany": _fixed(1, 6),
    "valentine": _fixed(2, 14),
    "winter-holiday": _weeks(8, 10),
    "shrovetide": _from_easter(-49, -47),
    "good-friday": _from_easter(-2, -2),
    "easter": _from_easter(-8, 1),
    "may-day": _fixed(4, 30, 5, 1),
    "mothers-day": _single(lambda year: _nth_sunday(year, 5, 2)),
    "ascension": _from_easter(39, 39),
    "midsummer": _midsummer,
    "summer-holiday": _fixed(6, 1, 8, 15),
    "autumn-holiday": _weeks(42, 43),
    "halloween": _fixed(10, 31),
    "all-saints": _single(lambda year: _on_or_after(date(year, 10, 31), SATURDAY)),
    "fathers-day": _single(lambda year: _nth_sunday(year, 11, 2)),
    "advent": _advent,
    "independence": _fixed(12, 6),
    "lucia": _fixed(12, 13),
}
NAMED = (*_NEAR, *YEARLY)
