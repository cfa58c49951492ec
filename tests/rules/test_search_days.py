"""Days as people say them, by table: names, feasts, weekdays, months, numbers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.days import NAMED, YEARLY, easter, named_days
from search.said_days import said_days, span_of

TUESDAY = date(2026, 11, 24)


def days(text: str, today: date = TUESDAY) -> str:
    """The first and last day that a phrase says, as `24.11.–30.11.26`; nothing if it says none."""
    value = said_days(text.lower().rstrip(".").replace(".", " ").replace("–", " ").split(), text.lower(), today)
    if not value:
        return ""
    first, last = span_of(value, today)
    return f"{first:%d.%m.}–{last:%d.%m.%y}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tänään", "24.11.–24.11.26"), ("tanaan", "24.11.–24.11.26"), ("i kväll", "24.11.–24.11.26"), ("tonight", "24.11.–24.11.26"),
        ("huomisiltana", "25.11.–25.11.26"), ("i morgon kväll", "25.11.–25.11.26"), ("tomorrow evening", "25.11.–25.11.26"),
        ("ylihuomenna", "26.11.–26.11.26"), ("i övermorgon", "26.11.–26.11.26"), ("ensi viikonloppuna", "28.11.–29.11.26"),
        ("i helgen", "28.11.–29.11.26"), ("at the weekend", "28.11.–29.11.26"), ("viikolla", "24.11.–30.11.26"),
        ("ensi viikolla", "30.11.–06.12.26"), ("nästa vecka", "30.11.–06.12.26"), ("loppuviikosta", "26.11.–29.11.26"),
        ("tässä kuussa", "24.11.–30.11.26"), ("ensi kuussa", "01.12.–31.12.26"), ("next month", "01.12.–31.12.26"),
        ("nästa år", "01.01.–31.12.27"), ("viikolla 48", "24.11.–29.11.26"), ("vecka 2", "11.01.–17.01.27"), ("viikolla 54", ""),
    ],
)  # fmt: skip
def test_days_that_are_near(text: str, said: str) -> None:
    assert days(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("perjantaina", "27.11.–27.11.26"), ("på fredag", ""), ("fredag", "27.11.–27.11.26"), ("nästa fredag", "27.11.–27.11.26"),
        ("this friday", "27.11.–27.11.26"), ("tiistaina", "24.11.–24.11.26"), ("ensi tiistaina", "01.12.–01.12.26"),
        ("next tuesday", "01.12.–01.12.26"), ("lauantai-iltana", "28.11.–28.11.26"), ("lauantaina illalla", "28.11.–28.11.26"),
        ("illalla lauantaina", "28.11.–28.11.26"), ("lördagskväll", "28.11.–28.11.26"), ("saturday night", "28.11.–28.11.26"),
        ("lauantaina ja sunnuntaina", "28.11.–29.11.26"), ("sunnuntaina tai maanantaina", "29.11.–30.11.26"), ("ma", ""), ("illalla", ""),
        ("kväll", ""),
    ],
)  # fmt: skip
def test_days_are_said_by_their_weekday(text: str, said: str) -> None:
    assert days(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("28.11.", "28.11.–28.11.26"), ("28.11.2026", "28.11.–28.11.26"), ("28.11.26", "28.11.–28.11.26"), ("23.11.", "23.11.–23.11.27"),
        ("24.11.", "24.11.–24.11.26"), ("28.–30.11.", "28.11.–30.11.26"), ("28.11.–1.12.", "28.11.–01.12.26"), ("pe 28.11.", "28.11.–28.11.26"),
        ("31.2.", ""), ("30.13.", ""), ("28. marraskuuta", "28.11.–28.11.26"), ("den 28 november", "28.11.–28.11.26"),
        ("28:e november", "28.11.–28.11.26"), ("november 28th", "28.11.–28.11.26"), ("28th of november", "28.11.–28.11.26"),
        ("5 may", "05.05.–05.05.27"), ("1 januari 2027", "01.01.–01.01.27"), ("2026-12-24", "24.12.–24.12.26"), ("29.2.", ""),
        ("29.2.2028", "29.02.–29.02.28"), ("28", ""), ("1917", ""),
    ],
)  # fmt: skip
def test_days_by_number(text: str, said: str) -> None:
    assert days(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("marraskuussa", "24.11.–30.11.26"), ("joulukuun", "01.12.–31.12.26"), ("in january", "01.01.–31.01.27"), ("i mars", "01.03.–31.03.27"),
        ("helmikuussa 2027", "01.02.–28.02.27"), ("in may", "01.05.–31.05.27"), ("may", ""), ("march", ""), ("lokakuussa", "01.10.–31.10.27"),
        ("marraskuun lopussa", "24.11.–30.11.26"), ("joulukuun alussa", "01.12.–10.12.26"), ("i slutet av november", "24.11.–30.11.26"),
        ("mid december", "10.12.–20.12.26"), ("end of january", "20.01.–31.01.27"), ("kuun lopussa", "24.11.–30.11.26"),
        ("ensi kuun alussa", "01.12.–10.12.26"), ("marraskuun alussa", "01.11.–10.11.27"), ("ensi vuoden helmikuussa", "01.02.–28.02.27"),
    ],
)  # fmt: skip
def test_days_are_said_by_their_month(text: str, said: str) -> None:
    assert days(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("joulun aikaan", "20.12.–01.01.27"), ("i jul", "20.12.–01.01.27"), ("at christmas", "20.12.–01.01.27"),
        ("jouluaattona", "24.12.–24.12.26"), ("ennen joulua", "01.12.–23.12.26"), ("joululomalla", "20.12.–07.01.27"),
        ("uutenavuotena", "31.12.–01.01.27"), ("på nyårsafton", "31.12.–01.01.27"), ("hiihtolomalla", "22.02.–14.03.27"),
        ("på sportlovet", "22.02.–14.03.27"), ("pääsiäisenä", "20.03.–29.03.27"), ("pitkäperjantaina", "26.03.–26.03.27"),
        ("i påsk", "20.03.–29.03.27"), ("vappuna", "30.04.–01.05.27"), ("äitienpäivänä", "09.05.–09.05.27"),
        ("helatorstaina", "06.05.–06.05.27"), ("juhannuksena", "25.06.–27.06.27"), ("at midsummer", "25.06.–27.06.27"),
        ("isänpäivänä", "14.11.–14.11.27"), ("pyhäinpäivänä", "06.11.–06.11.27"), ("itsenäisyyspäivänä", "06.12.–06.12.26"),
        ("adventtina", "29.11.–24.12.26"), ("kesällä", "01.06.–31.08.27"), ("this summer", "01.06.–31.08.27"), ("syksyllä", "24.11.–30.11.26"),
        ("i vinter", "01.12.–28.02.27"), ("syyslomalla", "18.10.–31.10.27"), ("ystävänpäivänä", "14.02.–14.02.27"), ("joulu", ""), ("kesä", ""),
        ("pääsiäinen", ""), ("christmas", ""), ("jul", ""),
    ],
)  # fmt: skip
def test_feasts_and_seasons(text: str, said: str) -> None:
    assert days(text) == said


@pytest.mark.parametrize(("year", "day"), [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25))])
def test_easter_falls_on_its_sunday(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@given(st.sampled_from(NAMED), st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_named_days_are_never_over_and_end_within_two_years(name: str, today: date) -> None:
    first, last = named_days(name, today)

    assert today <= first <= last <= today + timedelta(days=2 * 366)


@given(st.sampled_from(tuple(YEARLY)), st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_the_next_feast_comes_within_a_year(name: str, today: date) -> None:
    assert named_days(name, today)[0] <= today + timedelta(days=372)


@given(st.text(alphabet="0123456789. -–ei:måndagkuun", max_size=24))
def test_no_text_is_too_strange(text: str) -> None:
    value = said_days(text.split() or [""], text, TUESDAY)

    assert not value or span_of(value, TUESDAY)[0] <= span_of(value, TUESDAY)[1]
