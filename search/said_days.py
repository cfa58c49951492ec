"""Days said by their weekday, month or number: *ensi perjantaina*, *marraskuun lopussa*, *28.11.*, *28 november*. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from search.analysis.words import folded
from search.days import Span, month_days, named_days
from search.wording import (
    AFTER_TODAY,
    BETWEEN,
    COMING,
    DAYS,
    IN_WORDS,
    LOOSE_MONTHS,
    MONTH_PARTS,
    MONTHS,
    ORDINAL_JOINTS,
    PARTS_OF_DAY,
    SHORT_WEEKDAYS,
    WEEK_WORDS,
    WEEKDAYS,
)

_NUMBERS = re.compile(r"(\d{1,2})\.(\d{1,2})\.?(20\d\d|\d\d)?")
_SPAN = re.compile(r"(\d{1,2})\.(?:(\d{1,2})\.(20\d\d)?)?\s?[-–—]\s?(\d{1,2}\.\d{1,2}\.?(?:20\d\d)?)")
_ISO = re.compile(r"20\d\d-\d\d-\d\d")
_DAY_NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th|:?e|:?a|\.)?")
YEAR_SPAN = (2000, 2100)


def said_days(phrase: Sequence[str], raw: str, today: date) -> str:
    """Return the days that a whole phrase says, or nothing: a name of `search.days`, or `YYYY-MM-DD..YYYY-MM-DD`.

    phrase   words in lower case; `raw` the same stretch as typed, where *28.11.* is still one.
    """
    said = [folded(word) for word in phrase]
    named = DAYS.get(" ".join(said))
    if named:
        return named
    readers = (_of_numbers(raw, today), _of_weekday(said, today), _of_two(said, today), _of_month(said, today), _of_date(said, today))
    span = next((span for span in (*readers, _of_week(said, today)) if span), None)
    if span:
        return f"{span[0]}..{span[1]}"
    return _with_part_of_day(phrase, said, raw, today)


def span_of(value: str, today: date) -> Span:
    """Return the first and last day of what `said_days` returned."""
    if ".." in value:
        first, last = value.split("..")
        return date.fromisoformat(first), date.fromisoformat(last)
    return named_days(value, today)


def _with_part_of_day(phrase: Sequence[str], said: list[str], raw: str, today: date) -> str:
    """A part of a day beside a day says no more than the day: *lauantaina illalla*, *tomorrow evening*, *pe 28.11.*."""
    if len(said) < 2:
        return ""
    if said[0] in SHORT_WEEKDAYS:
        return _numbers_only(phrase[1:], raw, today)
    for inner in (_trimmed(said), _trimmed(said[::-1])[::-1]):
        if inner and inner != said:
            return said_days(inner, " ".join(inner), today)
    return ""


def _trimmed(said: list[str]) -> list[str]:
    """Return the words without a part of the day at their end, and without the small word before it."""
    if said[-1] not in PARTS_OF_DAY:
        return said
    rest = said[:-1]
    return rest[:-1] if len(rest) > 1 and rest[-1] in {"pa", "in", "the", "i"} else rest


def _numbers_only(phrase: Sequence[str], raw: str, today: date) -> str:
    rest = raw.split(" ", 1)[-1]
    span = _of_numbers(rest, today)
    return f"{span[0]}..{span[1]}" if span and all(word.isdigit() for word in phrase) else ""


def _of_numbers(raw: str, today: date) -> Span | None:
    text = raw.strip(" .,;") if not raw.rstrip(" ,;").endswith(".") else raw.strip(" ,;")
    if _ISO.fullmatch(text):
        return _one_day(text[:4], text[5:7], text[8:], today)
    both = _SPAN.fullmatch(text)
    if both:
        last = _NUMBERS.fullmatch(both[4])
        end = _one_day(last[3] or both[3] or "", last[2], last[1], today) if last else None
        begin = _one_day(both[3] or (last[3] if last else "") or "", both[2] or (last[2] if last else ""), both[1], today)
        return (begin[0], end[0]) if begin and end and begin[0] <= end[0] else None
    one = _NUMBERS.fullmatch(text)
    return _one_day(one[3] or "", one[2], one[1], today) if one else None


def _one_day(year: str, month: str, day: str, today: date) -> Span | None:
    """Return a day as a stretch; without a year the one that comes next."""
    try:
        if year:
            found = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        else:
            found = date(today.year, int(month), int(day))
            found = found if found >= today else date(today.year + 1, int(month), int(day))
    except ValueError:
        return None
    return (found, found) if YEAR_SPAN[0] <= found.year <= YEAR_SPAN[1] else None


def _of_weekday(said: list[str], today: date) -> Span | None:
    first = next((at for at, word in enumerate(said) if word not in COMING), len(said))
    if first != len(said) - 1 or said[-1] not in WEEKDAYS or said[-1] in SHORT_WEEKDAYS or said[0] in {"pa", "on"}:
        return None
    away = (WEEKDAYS[said[-1]] - today.weekday()) % 7
    if not away and AFTER_TODAY & set(said):
        away = 7
    day = today + timedelta(days=away)
    return day, day


def _of_two(said: list[str], today: date) -> Span | None:
    """*lauantaina ja sunnuntaina*: from the one to the other."""
    if len(said) < 3 or said[-2] not in BETWEEN:
        return None
    first, last = _of_weekday(said[:-2], today), _of_weekday(said[-1:], today)
    if not first or not last:
        return None
    end = last[0] if last[0] >= first[0] else last[0] + timedelta(days=7)
    return first[0], end


def _of_month(said: list[str], today: date) -> Span | None:
    """*marraskuussa*, *in January 2027*, *marraskuun lopussa*, *i slutet av november*, *ensi kuun alussa*."""
    text = " ".join(said)
    for words, (first, last) in MONTH_PARTS.items():
        rest = text.removesuffix(f" {words}") if text.endswith(f" {words}") else text.removeprefix(f"{words} ")
        span = _whole_month(rest.split(), today, is_sure=True) if rest != text else None
        if span:
            start = span[1].replace(day=first)
            return _not_before(start, min(span[1], start.replace(day=1) + timedelta(days=last - 1)), today)
    return _whole_month(said, today, is_sure=False)


def _whole_month(said: list[str], today: date, *, is_sure: bool) -> Span | None:
    text = " ".join(said)
    if DAYS.get(text) in {"this-month", "next-month"}:
        return named_days(DAYS[text], today)
    if text == "kuun":
        return named_days("this-month", today)
    year = int(said[-1]) if said and re.fullmatch(r"20\d\d", said[-1]) else None
    said = said[:-1] if year else said
    next_year = DAYS.get(" ".join(said[:2])) == "next-year" and len(said) == 3
    word = said[-1] if said and (len(said) == 1 or next_year or (len(said) == 2 and said[0] in IN_WORDS | COMING)) else ""
    month = MONTHS.get(word) or (LOOSE_MONTHS.get(word) if is_sure or year or said[0] in IN_WORDS else None)
    if not month:
        return None
    first, last = month_days(year or today.year + (next_year or month < today.month), month)
    return _not_before(first, last, today)


def _not_before(first: date, last: date, today: date) -> Span | None:
    """Return the days from today on; what is over this year is meant of the next."""
    if last < today and first.year == today.year:
        return first.replace(year=first.year + 1), month_days(first.year + 1, last.month)[1] if last.day > 27 else last.replace(year=last.year + 1)
    return (max(first, today), last) if last >= today else (first, last)


def _of_date(said: list[str], today: date) -> Span | None:
    """*28 marraskuuta*, *den 28 november 2026*, *November 28th*, *28th of November*."""
    words = [word for word in said if word not in ORDINAL_JOINTS]
    year = words.pop() if len(words) == 3 and re.fullmatch(r"20\d\d", words[-1]) else ""
    if len(words) != 2:
        return None
    for number, word in (words, words[::-1]):
        day, month = _DAY_NUMBER.fullmatch(number), MONTHS.get(word) or LOOSE_MONTHS.get(word)
        if day and month:
            return _one_day(year, str(month), day[1], today)
    return None


def _of_week(said: list[str], today: date) -> Span | None:
    """*viikolla 48*, *vecka 48*."""
    if len(said) != 2 or said[0] not in WEEK_WORDS or not said[1].isdigit() or not 1 <= int(said[1]) <= 53:
        return None
    try:
        first = date.fromisocalendar(today.year, int(said[1]), 1)
        first = first if first + timedelta(days=6) >= today else date.fromisocalendar(today.year + 1, int(said[1]), 1)
    except ValueError:
        return None
    return max(first, today), first + timedelta(days=6)
