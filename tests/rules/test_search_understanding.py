"""What is understood of a question, and what stays text."""

from __future__ import annotations

from datetime import date

import pytest

from search.types import SearchQuery
from search.understanding import understand

TUESDAY = date(2026, 11, 24)
AREAS = {"kainuu": ("Kainuu", "Kajanaland"), "pohjanmaa": ("Pohjanmaa", "Österbotten", "Ostrobothnia")}


def read(text: str, *, today: date = TUESDAY, has_place: bool = False, **more):
    return understand(SearchQuery(text=text, **more), today=today, areas=AREAS, has_place=has_place)


@pytest.mark.parametrize(
    ("text", "rest", "chips"),
    [
        ("konsertti Oulussa", "konsertti", [("place", "564")]),
        ("konsertti oulussa", "konsertti", [("place", "564")]),
        ("Turkuun teatteriin", "teatteriin", [("place", "853")]),
        ("konsert i Åbo", "konsert", [("place", "853")]),
        ("concert in Helsinki", "concert", [("place", "091")]),
        ("barnteater i Vasa", "barnteater", [("place", "905")]),
        ("teatteri Kajaanin lähellä", "teatteri", [("place", "205")]),
        ("87100", "", [("place", "205")]),
        ("sirkus mänttä-vilppulassa", "sirkus", [("place", "508")]),
        ("Lahdessa", "", [("place", "398")]),
        ("museot Kainuussa", "museot", [("area", "kainuu")]),
        ("konst i Österbotten", "konst", [("area", "pohjanmaa")]),
        ("teatteria tänään", "teatteria", [("date", "today")]),
        ("i kväll dans", "dans", [("date", "today")]),
        ("what's on this weekend", "", [("date", "weekend")]),
        ("viikonloppuna lasten teatteria", "lasten teatteria", [("date", "weekend"), ("audience", "children")]),
        ("lauantaina jazzia", "jazzia", [("date", "2026-11-28..2026-11-28")]),
        ("tiistaina", "", [("date", "2026-11-24..2026-11-24")]),
        ("concerts in January", "concerts", [("date", "2027-01-01..2027-01-31")]),
        ("joulukuussa kuoro", "kuoro", [("date", "2026-12-01..2026-12-31")]),
        ("marraskuussa", "", [("date", "2026-11-24..2026-11-30")]),
        ("ensi viikolla", "", [("date", "next-week")]),
        ("ilmaisia konsertteja", "konsertteja", [("free", "1")]),
        ("gratis för barn", "barn", [("free", "1"), ("audience", "children")]),
        ("eläkeläisten tanssit", "eläkeläisten tanssit", [("audience", "seniors")]),
        ("kids theatre", "kids theatre", [("audience", "children")]),
        ("pyörätuolilla museoon", "museoon", [("accessibility", "step-free")]),
        ("sign language tour", "tour", [("accessibility", "sign-language")]),
        ("paikkoja jäljellä teatteri", "teatteri", [("places", "1")]),
    ],
)
def test_words_become_filters(text: str, rest: str, chips: list[tuple[str, str]]) -> None:
    understood = read(text)

    assert understood.query.text == rest
    assert [(chip.kind, chip.value) for chip in understood.chips] == chips


@pytest.mark.parametrize(
    "text",
    [
        "lastenteatteri",
        "elokuva",
        "kuoro",
        "koira metsässä",
        "art",
        "museum",
        "film",
        "barnteater",
        "joulukonsertti",
        "kesä",
        "ilta",
        "may",
        "konsertti",
        "1917",
    ],
)
def test_ordinary_words_stay_words(text: str) -> None:
    assert read(text).chips == ()


def test_removing_a_chip_takes_only_its_words() -> None:
    place, when = read("konsertti i Åbo på lördag").chips

    assert (place.words, place.rest) == ("åbo", "konsertti lördag")
    assert (when.words, when.rest) == ("lördag", "konsertti i åbo")


def test_a_place_or_days_given_beside_the_text_come_first() -> None:
    assert read("konsertti Oulussa", has_place=True).query.text == "konsertti oulussa" or read("konsertti Oulussa", has_place=True).chips == ()
    assert read("tänään", date_from=TUESDAY).chips == ()


def test_nothing_is_understood_of_words_taken_as_typed() -> None:
    assert read("konsertti Oulussa tänään", is_literal=True).query.text == "konsertti Oulussa tänään"


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 23), date(2026, 11, 28), date(2026, 11, 29)),
        (date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)),
        (date(2026, 11, 28), date(2026, 11, 28), date(2026, 11, 29)),
        (date(2026, 11, 29), date(2026, 11, 29), date(2026, 11, 29)),
    ],
)
def test_the_weekend_is_the_one_that_goes_on_or_comes(today: date, first: date, last: date) -> None:
    query = read("viikonloppuna", today=today).query

    assert (query.date_from, query.date_to) == (first, last)
