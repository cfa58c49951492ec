"""Days on which the clock is turned: a day of 25 or of 23 hours is still one day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from common.time import HELSINKI
from search.types import Engine, OccurrenceEntry, OfferDocument
from tests.search.making import ask, document, id_of, names


def around_midnight(day: date, title: str, *, minutes: int) -> OfferDocument:
    """An offer that starts so many minutes after the midnight at the end of `day`, before it when negative; half an hour long."""
    next_day = day + timedelta(days=1)
    midnight = datetime(next_day.year, next_day.month, next_day.day, tzinfo=HELSINKI).timestamp()
    starts = datetime.fromtimestamp(midnight + minutes * 60, tz=HELSINKI)
    ends = datetime.fromtimestamp(midnight + (minutes + 30) * 60, tz=HELSINKI)
    return document(title, dates=[OccurrenceEntry(id_of(f"{title} date"), starts, ends)])


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 3, 28)], ids=["25 hours", "23 hours"])
def test_a_day_ends_at_its_own_midnight_when_the_clock_is_turned(engine: Engine, day: date) -> None:
    engine.upsert([around_midnight(day, "Illalla", minutes=-40), around_midnight(day, "Seuraavana", minutes=10)])
    morning = datetime(day.year, day.month, day.day, 0, 5, tzinfo=HELSINKI)

    found = ask(engine, now=morning, date_from=day, date_to=day)

    assert names(found) == ["Illalla"]
    assert {one.value: one.count for one in found.facets["when"]}["today"] == 1


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 3, 28)], ids=["25 hours", "23 hours"])
def test_tomorrow_begins_at_midnight_when_the_clock_is_turned_today(engine: Engine, day: date) -> None:
    engine.upsert([around_midnight(day, "Illalla", minutes=-40), around_midnight(day, "Seuraavana", minutes=10)])
    tomorrow = day + timedelta(days=1)

    found = ask(engine, now=datetime(day.year, day.month, day.day, 12, tzinfo=HELSINKI), date_from=tomorrow, date_to=tomorrow)

    assert names(found) == ["Seuraavana"]
