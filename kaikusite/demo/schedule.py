"""When things are: days and hours that make sense for a kind of occasion, within half a year of the seeding."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from common.time import HELSINKI

HORIZON_DAYS = 182  # half a year
QUIET_DAYS = {(12, 24), (12, 25), (12, 26), (12, 31), (1, 1), (1, 6), (5, 1)}  # nothing starts on these
HOLIDAY_WEEKS = ((12, 19), (1, 6))  # courses pause from, until


@dataclass(frozen=True, slots=True)
class Pattern:
    """Weekdays (0 Monday), hours at which it starts, and how long it lasts."""

    weekdays: tuple[int, ...]
    starts: tuple[str, ...]
    minutes: tuple[int, ...]


PATTERNS = {
    "evening": Pattern((1, 2, 3, 4, 5), ("18:00", "18:30", "18:30", "19:00", "19:00"), (75, 90, 120, 150)),
    "night": Pattern((3, 4, 5), ("19:00", "20:00", "20:30"), (120, 150, 180)),
    "matinee": Pattern((5, 6), ("13:00", "14:00", "15:00", "16:00"), (90, 120)),
    "family": Pattern((5, 6, 5, 6, 2), ("10:30", "11:00", "13:00", "14:00", "17:00"), (45, 60, 90)),
    "morning": Pattern((1, 2, 3, 4), ("09:30", "10:00", "10:30"), (45, 60)),
    "noon": Pattern((0, 1, 2, 3, 4), ("12:00", "12:30", "13:00", "14:00"), (45, 60, 90)),
    "day": Pattern((4, 5, 6), ("11:00", "12:00", "13:00"), (120, 150, 180)),
    "festival-day": Pattern((4, 5, 6), ("10:00", "11:00", "12:00"), (360, 420, 480)),
    "course-evening": Pattern((0, 1, 2, 3), ("17:00", "17:30", "18:00", "18:30"), (90, 120)),
    "course-day": Pattern((0, 1, 2, 3, 4), ("10:00", "12:00", "13:00"), (60, 75, 90)),
}
FAR = ((6, 0, 0), (12, 1, 4), (24, 5, 14), (34, 15, 50), (24, 51, HORIZON_DAYS - 20))  # of a hundred, days from, days until


@dataclass(frozen=True, slots=True)
class Course:
    """A course: its first session's start, its last one's end, and what a sentence says of it."""

    starts_at: datetime
    ends_at: datetime
    weekday: int
    opens: str
    closes: str
    times: int


def event_dates(when: str, luck: random.Random, *, today: date, months: tuple[int, ...], minutes: int = 0) -> list[tuple[datetime, datetime]]:
    """Return one to five dates, the first mostly near; none if the season (`months`) lies outside the half-year.

    minutes   how long it lasts; 0 = as the kind of occasion usually does.
    """
    pattern = PATTERNS[when]
    clock, lasts = luck.choice(pattern.starts), minutes or luck.choice(pattern.minutes)
    # Schools and work fill the weekday before 16: family things on Wednesday start at 17.
    days = list(_days(pattern, luck, today=today, months=months))
    return [_span(day, "17:00" if when == "family" and day.weekday() == 2 else clock, lasts) for day in days]


def _days(pattern: Pattern, luck: random.Random, *, today: date, months: tuple[int, ...]) -> Iterator[date]:
    first = _first_day(pattern, luck, today=today, months=months)
    if first is None:
        return
    yield first
    wanted, step = luck.choices((1, 2, 3, 4, 5), (34, 18, 18, 14, 16))[0] - 1, luck.choice((1, 2, 7, 7))
    day, last = first, today + timedelta(days=HORIZON_DAYS)
    while wanted and day + timedelta(days=step) <= last:
        day += timedelta(days=step)
        if day.weekday() in pattern.weekdays and _is_open(day, months):
            wanted -= 1
            yield day


def _first_day(pattern: Pattern, luck: random.Random, *, today: date, months: tuple[int, ...]) -> date | None:
    _, nearest, farthest = FAR[luck.choices(range(len(FAR)), [share for share, _, _ in FAR])[0]]
    wanted = luck.randint(nearest, farthest)
    right = [day for day in _half_year(today) if _is_open(day, months)]
    fitting = [day for day in right if day.weekday() in pattern.weekdays]
    if wanted == 0 and today in right and (today in fitting or len(pattern.starts) > 3):
        return today
    later = [day for day in fitting if (day - today).days >= wanted]
    return later[0] if later else (fitting[-1] if fitting else None)


def _half_year(today: date) -> list[date]:
    return [today + timedelta(days=number) for number in range(HORIZON_DAYS - 9)]


def _is_open(day: date, months: tuple[int, ...]) -> bool:
    return (not months or day.month in months) and (day.month, day.day) not in QUIET_DAYS


def course(when: str, luck: random.Random, *, today: date, months: tuple[int, ...]) -> Course | None:
    """Return a course of 6 to 12 weekly sessions that begins within three months, mostly after the holidays."""
    pattern = PATTERNS[when]
    clock, minutes, times = luck.choice(pattern.starts), luck.choice(pattern.minutes), luck.choice((6, 8, 10, 12))
    weekday, ahead = luck.choice(pattern.weekdays), luck.choice((2, 6, 12, 30, 48, 55, 62, 70, 84))
    right = [day for day in _half_year(today) if day.weekday() == weekday and _is_open(day, months)]
    sessions = [day for day in right if (day - today).days >= ahead and not _in_holidays(day)][:times]
    if len(sessions) < 4:
        return None
    starts, ends = _span(sessions[0], clock, minutes)
    return Course(starts, _span(sessions[-1], clock, minutes)[1], weekday, f"{starts:%H:%M}", f"{ends:%H:%M}", len(sessions))


def _in_holidays(day: date) -> bool:
    (month, first), (until_month, until) = HOLIDAY_WEEKS
    return (day.month == month and day.day >= first) or (day.month == until_month and day.day <= until)


def _span(day: date, clock: str, minutes: int) -> tuple[datetime, datetime]:
    starts = datetime.combine(day, time.fromisoformat(clock), tzinfo=HELSINKI)
    return starts, starts + timedelta(minutes=minutes)


def season(months: tuple[int, ...]) -> tuple[int, ...]:
    """Return every month from the first to the last one named, over New Year too: (11, 2) is 11, 12, 1, 2."""
    if len(months) < 2:
        return months
    first, last = months
    return tuple((first - 1 + number) % 12 + 1 for number in range((last - first) % 12 + 1))
