"""The finder's address: what is read, what is left out and told, and what is written."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs

import pytest

from search.asking import Trouble, read
from search.types import Near, Sort

TODAY = date(2026, 11, 24)


def asked(query: str):
    return read(parse_qs(query, keep_blank_values=True), lang="fi", today=TODAY)


def test_every_parameter_is_read() -> None:
    question = asked(
        "q=jazz&kind=event,course&category=music&category=film&audience=children&accessibility=lift&language=sv&area=kainuu&municipality=205"
        "&date_from=2026-12-01&date_to=24.12.2026&free=1&places_left=1&bbox=24,60,26,61&sort=soonest&page=3&as_typed=1&view=map&near=60.169,24.938"
    )

    query = question.query
    assert question.problems == ()
    assert (query.text, query.kinds, query.categories, query.audiences) == ("jazz", ("event", "course"), ("music", "film"), ("children",))
    assert (query.date_from, query.date_to, query.free, query.places_left) == (date(2026, 12, 1), date(2026, 12, 24), True, True)
    assert (query.bbox, query.sort, query.page, query.is_literal, question.is_map) == ((24, 60, 26, 61), Sort.SOONEST, 3, True, True)
    assert query.near == Near(60.17, 24.94)  # rounded: about a kilometre


@pytest.mark.parametrize(
    ("query", "field", "trouble"),
    [
        ("q=" + "a" * 201, "q", Trouble.TEXT_TOO_LONG),
        ("q=" + "ä" * 1_000_000, "q", Trouble.TEXT_TOO_LONG),
        ("place=Atlantis", "place", Trouble.UNKNOWN_PLACE),
        ("place=00000", "place", Trouble.UNKNOWN_PLACE),
        ("near=abc", "near", Trouble.BAD_POINT),
        ("near=60.1", "near", Trouble.BAD_POINT),
        ("near=nan,inf", "near", Trouble.BAD_POINT),
        ("near=48.85,2.35", "near", Trouble.OUTSIDE_FINLAND),
        ("bbox=1,2,3", "bbox", Trouble.BAD_BOX),
        ("bbox=26,61,24,60", "bbox", Trouble.BAD_BOX),
        ("bbox=2,48,3,49", "bbox", Trouble.OUTSIDE_FINLAND),
        ("date_from=2026-13-01", "date_from", Trouble.BAD_DATE),
        ("date_from=31.2.2026", "date_from", Trouble.BAD_DATE),
        ("date_to=tomorrow", "date_to", Trouble.BAD_DATE),
        ("date_to=9999-12-31", "date_to", Trouble.BAD_DATE),
        ("date_from=2026-12-02&date_to=2026-12-01", "date_from", Trouble.DATES_TURNED),
        ("when=someday", "when", Trouble.BAD_CHOICE),
        ("kind=concert", "kind", Trouble.UNKNOWN_CODE),
        ("category=music,%27%20OR%201=1", "category", Trouble.UNKNOWN_CODE),
        ("municipality=999", "municipality", Trouble.UNKNOWN_CODE),
        ("area=%3Cscript%3E", "area", Trouble.UNKNOWN_CODE),
        ("venue=1", "venue", Trouble.UNKNOWN_CODE),
        ("free=maybe", "free", Trouble.BAD_CHOICE),
        ("sort=price", "sort", Trouble.BAD_CHOICE),
        ("page=abc", "page", Trouble.NO_SUCH_PAGE),
        ("page=0", "page", Trouble.NO_SUCH_PAGE),
        ("page=-1", "page", Trouble.NO_SUCH_PAGE),
        ("page=501", "page", Trouble.NO_SUCH_PAGE),
        ("page=%D9%A3", "page", Trouble.NO_SUCH_PAGE),
        ("page=99999999999999999999", "page", Trouble.NO_SUCH_PAGE),
        ("radius_km=-5", "radius_km", Trouble.BAD_NUMBER),
        ("radius_km=1e999", "radius_km", Trouble.BAD_NUMBER),
        ("radius_km=nan", "radius_km", Trouble.BAD_NUMBER),
    ],
)
def test_what_cannot_be_read_is_left_out_and_told(query: str, field: str, trouble: Trouble) -> None:
    problems = asked(query).problems

    assert [(problem.field, problem.trouble) for problem in problems] == [(field, trouble)]
    assert all(len(problem.value) <= 40 for problem in problems)


def test_the_good_part_of_a_bad_list_counts() -> None:
    question = asked("category=music,nonsense")

    assert question.query.categories == ("music",)
    assert question.address() == "?category=music"


@pytest.mark.parametrize("query", ["q=%00", "q=%20%20", "place=", "kind=", "free=", "page=", "unknown=1", "", "q=%ED%A0%80"])
def test_nothing_given_is_no_problem(query: str) -> None:
    assert asked(query).problems == ()


def test_turned_dates_are_turned_back() -> None:
    query = asked("date_from=2026-12-02&date_to=2026-12-01").query

    assert (query.date_from, query.date_to) == (date(2026, 12, 1), date(2026, 12, 2))


def test_a_place_comes_before_a_point() -> None:
    question = asked("place=Kajaanissa&near=60.17,24.94")

    assert (question.town.code, question.query.near) == ("205", None)


def test_one_search_has_one_address() -> None:
    first, second = asked("category=film&q=jazz&page=4&when=today&x=1"), asked("when=today&q=jazz&category=film")

    assert first.address() == second.address() == "?q=jazz&when=today&category=film"
    assert first.with_value("category", "music") == "?q=jazz&when=today&category=film&category=music"
    assert first.without_value("category", "film") == "?q=jazz&when=today"
    assert first.address(q=None, when=None, category=None) == "?"
    assert first.address(page="2") == "?q=jazz&when=today&category=film&page=2"
