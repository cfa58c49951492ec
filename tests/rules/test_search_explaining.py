"""Why an offer is found and why it stands where it does: told from its document alone, the same for every engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from common.geo import BBox
from common.time import day_of
from search.explaining import Ahead, DateState, Form, explain, order_of, why_ahead
from search.types import AnalysedQuery, Group, Near, OfferDocument, SearchQuery, Sort
from tests.moment import NOW
from tests.search.making import KAJAANI, OULU, date_at, document

TODAY = day_of(NOW)
CONCERT = Group("konsertti", (("fi:konsertti", 1.0), ("sv:konsert", 0.7), ("cat:music", 0.8)))
CHOIR = Group("kuoro", (("fi:kuoro", 1.0),))


def asked(*groups: Group, **more: object) -> AnalysedQuery:
    return AnalysedQuery(SearchQuery(**more), groups, NOW)  # type: ignore[arg-type]


# --- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offer", "field", "token", "form"),
    [
        (document("a", fi="Konsertti puistossa"), "title", "fi:konsertti", Form.ITSELF),
        (document("a", fi="Ilta", place="Konsertti"), "place", "fi:konsertti", Form.ITSELF),
        (document("a", fi="Joulukonsertti"), "parts", "fi:konsertti", Form.ITSELF),
        (document("a", fi="Ilta", body="Tule konserttiin"), "body", "fi:konsertti", Form.ITSELF),
        (document("a", sv="Konsert i parken"), "title", "sv:konsert", Form.MEANING),
        (document("a", fi="Ilta", categories=["music"]), "place", "cat:music", Form.CODE),
        (document("a", fi="Ilta"), "", "", None),
    ],
)
def test_it_is_told_where_and_how_a_word_stands(offer: OfferDocument, field: str, token: str, form: Form | None) -> None:
    held = explain(offer, asked(CONCERT)).words[0]

    assert (held.word, held.field, held.token, held.form) == ("konsertti", field, token, form)


def test_a_compound_stands_there_by_its_parts() -> None:
    compound = Group("joulukonsertti", (("fi:joulukonsertti", 1.0), ("fi:joulu fi:konsertti", 0.5)))

    held = explain(document("a", fi="Konsertti ennen joulua"), asked(compound)).words[0]

    assert (held.token, held.form) == ("fi:joulu fi:konsertti", Form.PARTS)


def test_held_words_are_counted() -> None:
    told = explain(document("a", fi="Konsertti"), asked(CONCERT, CHOIR))

    assert (told.held, told.needed) == (1, 2)


# --- filters and days --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "has", "is_passed"),
    [
        ({"audiences": ("children",)}, {"audiences": ("children", "young")}, True),
        ({"audiences": ("children", "seniors")}, {"audiences": ("seniors",)}, True),
        ({"audiences": ("children",)}, {"audiences": ("seniors",)}, False),
        ({"accessibility": ("step-free", "lift")}, {"accessibility": ("step-free",)}, False),
        ({"accessibility": ("step-free", "lift")}, {"accessibility": ("lift", "step-free")}, True),
        ({"categories": ("film",)}, {"categories": ("music",)}, False),
        ({"kinds": ("course",)}, {"kind": "event"}, False),
        ({"languages": ("sv",)}, {"languages": ("fi", "sv")}, True),
        ({"how": ("phone",)}, {"how_to_get": "just-come"}, False),
        ({"municipalities": ("205",)}, {"municipality": "205"}, True),
        ({"areas": ("lappi",)}, {"area": "kainuu"}, False),
        ({"free": True}, {"is_free": False}, False),
        ({"free": False}, {"is_free": False}, True),
        ({"bbox": BBox(27.0, 64.0, 28.0, 65.0)}, {}, True),
        ({"bbox": BBox(20.0, 60.0, 21.0, 61.0)}, {}, False),
    ],
)
def test_each_filter_is_told(filters: dict, has: dict, is_passed: bool) -> None:
    told = explain(document("a", **has), asked(**filters))

    assert [one.is_passed for one in told.filters] == [is_passed]
    assert told.passes is is_passed


def test_the_circle_is_a_filter_only_when_one_was_drawn() -> None:
    offer = document("a", at=OULU)

    assert explain(offer, asked(near=Near(*KAJAANI))).filters == ()
    assert [one.is_passed for one in explain(offer, asked(near=Near(*KAJAANI, 100))).filters] == [False]
    assert [one.is_passed for one in explain(offer, asked(near=Near(*KAJAANI, 200))).filters] == [True]
    nowhere = explain(document("a", at=None), asked(near=Near(*KAJAANI, 200)))
    assert (nowhere.metres, nowhere.passes) == (None, False)


@pytest.mark.parametrize(
    ("dates", "query", "expected"),
    [
        ([date_at("d", 1)], {}, DateState.HAS_PLACES),
        ([date_at("d", 1, places=10, left=1)], {}, DateState.HAS_PLACES),
        ([date_at("d", 1, places=10, left=0)], {}, DateState.FULL),
        ([date_at("d", 1)], {"date_from": TODAY, "date_to": TODAY}, DateState.OTHER_DAYS),
        ([date_at("d", 1)], {"date_from": TODAY + timedelta(days=1), "date_to": TODAY + timedelta(days=1)}, DateState.HAS_PLACES),
        ([date_at("d", -0.1)], {}, DateState.OVER),
        ([date_at("d", 1, cancelled=True)], {}, DateState.CANCELLED),
        ([date_at("d", 1, cancelled=True), date_at("e", 9)], {}, DateState.HAS_PLACES),
        ((), {"date_from": TODAY, "date_to": TODAY}, DateState.ALWAYS_ON),
    ],
)
def test_the_days_are_told(dates, query, expected) -> None:
    assert explain(document("a", dates=dates), asked(**query)).dates is expected


def test_what_has_no_dates_and_is_not_always_on_is_told() -> None:
    assert explain(replace(document("a", dates=()), is_always_on=False), asked()).dates is DateState.NONE


@pytest.mark.parametrize(
    ("times", "is_live"),
    [
        ({"live_at": NOW}, True),
        ({"live_at": NOW + timedelta(seconds=1)}, False),
        ({"expire_at": NOW}, False),
        ({"expire_at": NOW + timedelta(seconds=1)}, True),
    ],
)
def test_the_time_of_being_shown_is_told(times, is_live) -> None:
    assert explain(document("a", **times), asked()).is_live is is_live


# --- order -------------------------------------------------------------------------------------------------------------


def ahead(mine: OfferDocument, other: OfferDocument, question: AnalysedQuery) -> tuple[Ahead, ...]:
    return why_ahead(explain(mine, question).candidate, explain(other, question).candidate, question)


WEEK = {"date_from": TODAY, "date_to": TODAY + timedelta(days=6)}


@pytest.mark.parametrize(
    ("mine", "other", "question", "reason"),
    [
        ({"fi": "Konsertti"}, {"fi": "Kuoron konsertti"}, asked(CONCERT, CHOIR), Ahead.MORE_WORDS),
        ({"fi": "Ilta", "body": "konsertti"}, {"fi": "Konsertti"}, asked(CONCERT), Ahead.BETTER_WORDS),
        ({"fi": "Konsertti ja muuta", "title_length": 3}, {"fi": "Konsertti", "title_length": 1}, asked(CONCERT), Ahead.SHORTER_TITLE),
        ({"fi": "Konsertti", "dates": [date_at("d", 9)]}, {"fi": "Konsertti", "dates": [date_at("d", 1)]}, asked(CONCERT), Ahead.SOONER),
        ({"fi": "Konsertti", "at": OULU}, {"fi": "Konsertti", "at": KAJAANI}, asked(CONCERT, near=Near(*KAJAANI)), Ahead.NEARER),
        ({"fi": "Konsertti", "dates": [date_at("d", 1, places=1, left=0)]}, {"fi": "Konsertti"}, asked(CONCERT), Ahead.PLACES_LEFT),
        ({"fi": "Konsertti", "dates": ()}, {"fi": "Konsertti"}, asked(CONCERT, **WEEK), Ahead.DATED),
        ({"fi": "Konsertti"}, {"fi": "Konsertti"}, asked(CONCERT), Ahead.CHANCE),
        ({"fi": "A", "dates": [date_at("d", 9)]}, {"fi": "B"}, asked(), Ahead.SOONER),
        ({"fi": "A", "dates": ()}, {"fi": "B"}, asked(), Ahead.DATED),
        ({"fi": "A", "at": OULU}, {"fi": "B"}, asked(near=Near(*KAJAANI)), Ahead.NEARER),
        ({"fi": "A", "dates": (), "at": KAJAANI}, {"fi": "B", "at": OULU}, asked(near=Near(*KAJAANI), **WEEK), Ahead.DATED),
        ({"fi": "A"}, {"fi": "B"}, asked(), Ahead.CHANCE),
    ],
)
def test_it_is_told_what_puts_another_before_it(mine, other, question, reason) -> None:
    assert ahead(document("a", **mine), document("b", **other), question)[0] is reason


@pytest.mark.parametrize(
    ("question", "order"),
    [
        (asked(CONCERT), Sort.RELEVANCE),
        (asked(CONCERT, sort=Sort.SOONEST), Sort.SOONEST),
        (asked(near=Near(*KAJAANI)), Sort.NEAR),
        (asked(), Sort.SOONEST),
        (asked(sort=Sort.NEAR), Sort.SOONEST),
    ],
)
def test_the_order_is_the_one_of_the_engines(question: AnalysedQuery, order: Sort) -> None:
    assert order_of(question) is order
