"""The figures by which relevance is judged."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from search.types import Near, SearchQuery
from tests.relevance.breaches import breaches
from tests.relevance.corpus import NOW, load_offers
from tests.relevance.figures import Answer, figures, ndcg, same_first

GRADES = {"a": 3, "b": 2, "c": 1}


@pytest.mark.parametrize(
    ("found", "gain"),
    [
        (["a", "b", "c"], 1.0),
        ([], 0.0),
        (["x"], 0.0),
        (["a"], 7 / 9.392789260714372),
        (["c", "b", "a"], 6.392789260714372 / 9.392789260714372),
        (["x"] * 10 + ["a"], 0.0),  # the eleventh is not looked at
    ],
)
def test_gain_is_measured_against_the_best_order(found: list[str], gain: float) -> None:
    assert ndcg(found, GRADES) == pytest.approx(gain)


def test_an_answer_is_not_asked_for_more_than_ten() -> None:
    many = {str(number): 3 for number in range(30)}

    assert ndcg([str(number) for number in range(10)], many) == 1.0


def _answer(*first: str, gain: float = 1.0) -> Answer:
    return Answer("q", "fi", "names", first, gain, bool(first), (), (), None, (), "sqlite")


def test_figures_are_means_and_counts() -> None:
    found = figures([_answer("a"), _answer(gain=0.0)])

    assert (found.queries, found.ndcg, found.first_right, found.empty) == (2, 0.5, 0.5, 1)


def test_engines_agree_where_the_first_results_do() -> None:
    assert same_first([_answer("a", "b"), _answer("a"), _answer()], [_answer("a"), _answer("b"), _answer()]) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("offer", "query", "outside"),
    [
        ("hki-messias", SearchQuery(), []),
        ("hki-messias", SearchQuery(categories=("film",), free=True), ["category"]),
        ("hki-messias", SearchQuery(accessibility=("step-free", "sign-language")), ["accessibility"]),  # one of the house, one missing
        ("hki-messias", SearchQuery(audiences=("children",)), ["audience"]),
        ("hki-malmi-jazz", SearchQuery(audiences=("adults",), how=("just-come",)), []),
        ("hki-joulukonsertti", SearchQuery(audiences=("children",)), []),  # for everyone
        ("hki-vesijumppa", SearchQuery(free=True), ["free"]),
        ("hki-messias", SearchQuery(places_left=True), ["places"]),
        ("hki-messias", SearchQuery(date_from=date(2026, 12, 12), date_to=date(2026, 12, 12)), []),
        ("hki-messias", SearchQuery(date_from=date(2026, 12, 13)), ["date"]),
        ("hki-schjerfbeck", SearchQuery(date_from=date(2027, 1, 31), date_to=date(2027, 2, 5)), []),  # the last day of a run
        ("esp-weegee", SearchQuery(date_from=date(2027, 1, 31)), []),  # always on
        ("hki-messias", SearchQuery(near=Near(60.17, 24.94, 10)), []),
        ("hki-messias", SearchQuery(near=Near(61.50, 23.76, 20)), ["near"]),
    ],
)
def test_an_offer_outside_a_filter_is_told_from_the_collection(offer: str, query: SearchQuery, outside: list[str]) -> None:
    assert breaches(load_offers()[offer], query, NOW) == outside


def test_a_date_that_is_over_lies_outside_every_question() -> None:
    assert breaches(load_offers()["hki-messias"], SearchQuery(), datetime.fromisoformat("2026-12-13T12:00+02:00")) == ["date"]
