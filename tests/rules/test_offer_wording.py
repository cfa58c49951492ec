"""Three steps, who may come along, what it costs: sentences that are true for this offer."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from common.texts import LANGUAGES
from common.time import HELSINKI
from offerings.codes import HowToGet, OfferKind
from offerings.steps import Ways, steps_of, way_open
from offerings.wording import Costs, Moment, companions, costs, course_limit, is_evening, listed, page_when, ready_sentence, row_when

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI)
ENGLISH = {"come", "book", "show", "card", "your", "ticket", "the"}


def at(hour: int, minute: int = 0, *, days: int = 0, lasts: timedelta = timedelta(hours=2)) -> Moment:
    start = NOW.replace(hour=hour, minute=minute) + timedelta(days=days)
    return Moment(start, start + lasts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", OfferKind.values)
@pytest.mark.parametrize("how", HowToGet.values)
def test_every_way_and_kind_has_three_steps_in_every_language(how, kind, language):
    with translation.override(language):
        said = [(str(step.title), str(step.text)) for step in steps_of(kind, how, Ways(phone="1", email="a@example.org"))]

    assert len(said) == 3
    assert all(title and text for title, text in said)
    if language != "en":
        words = {word.strip(".,").lower() for title, text in said for word in f"{title} {text}".split()}
        assert not words & ENGLISH


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (Ways(phone="08 1", email="a@example.org", can_book_here=False), HowToGet.PHONE),
        (Ways(email="a@example.org", can_book_here=False), HowToGet.E_MAIL),
        (Ways(can_book_here=False), HowToGet.AT_THE_DESK),
        (Ways(phone="08 1"), HowToGet.RESERVE_HERE),
    ],
)
def test_where_this_site_cannot_book_the_nearest_person_is_named(ways, expected):
    assert way_open(HowToGet.RESERVE_HERE, ways) == expected


def test_other_ways_stay_as_they_are_without_booking():
    assert way_open(HowToGet.JUST_COME, Ways(can_book_here=False)) == HowToGet.JUST_COME


def test_enrolling_leads_to_the_organiser_s_page():
    first = steps_of(OfferKind.COURSE, HowToGet.ENROL_THEN_CODE, Ways(booking_url="https://example.org/kurssi"))[0]

    assert first.href == "https://example.org/kurssi"
    assert first.link


@pytest.mark.parametrize(("hour", "minute", "evening"), [(16, 59, False), (17, 0, True), (21, 0, True), (9, 0, False)])
def test_the_way_home_is_told_from_five_o_clock_on(hour, minute, evening):
    assert is_evening(at(hour, minute)) is evening


def test_what_lasts_for_weeks_has_no_evening():
    assert not is_evening(at(18, lasts=timedelta(days=20)))


def test_children_never_come_along_to_a_course():
    words = companions(kind=OfferKind.COURSE, children_welcome=True, companions_max=None, child_age_limit=18, needs_ticket=True)

    assert "18" not in words
    assert "vain sinulle" in words


@pytest.mark.parametrize("age", [16, 18])
def test_the_age_of_children_is_the_area_s(age):
    words = companions(kind=OfferKind.EVENT, children_welcome=True, companions_max=None, child_age_limit=age, needs_ticket=False)

    assert f"Alle {age}-vuotiaat" in words


@pytest.mark.parametrize(("most", "words"), [(1, "Enintään 1 lapsi"), (3, "Enintään 3 lasta")])
def test_a_limit_of_the_offer_takes_the_place_of_the_card_s(most, words):
    said = companions(kind=OfferKind.EVENT, children_welcome=True, companions_max=most, child_age_limit=18, needs_ticket=False)

    assert words in said
    assert "korttiin merkitty" not in said


def test_what_costs_nothing_says_so():
    assert costs(Costs("event", True, 0, None, "")) == "Tämä ei maksa sinulle mitään."


@pytest.mark.parametrize(
    ("values", "part"),
    [
        (Costs("course", True, 500, None, ""), "Maksat itse 5 €"),
        (Costs("course", True, 0, 2500, ""), "enintään 25 €"),
        (Costs("event", True, 0, None, "Narikka 2 €."), "Narikka 2 €."),
        (Costs("event", False, 0, None, ""), "ei ilmainen"),
    ],
)
def test_what_still_costs_money_is_said(values, part):
    assert part in costs(values)
    assert "ei maksa sinulle mitään" not in costs(values)


@pytest.mark.parametrize(
    ("limit", "period", "part"), [(None, "term", ""), (1, "term", "1 kurssipaikan lukukaudessa"), (2, "year", "2 kurssipaikkaa vuodessa")]
)
def test_course_limits_are_said_in_their_right_form(limit, period, part):
    assert part in course_limit(limit, period)


@pytest.mark.parametrize(
    ("moment", "row", "page"),
    [
        (at(18, 30), "Tänään klo 18.30", "Tänään tiistaina 24.11. klo 18.30–20.30"),
        (at(12, days=1), "Huomenna klo 12", "Huomenna keskiviikkona 25.11. klo 12–14"),
        (at(22, days=4, lasts=timedelta(hours=6)), "Lauantaina 28.11. klo 22", "Lauantaina 28.11. klo 22–4"),
        (at(0, days=-3, lasts=timedelta(days=10)), "30.11. asti", "30.11. asti"),
        (at(0, days=3, lasts=timedelta(days=4)), "27.11.–30.11.", "27.11.–30.11."),
    ],
)
def test_times_are_said_as_people_say_them(moment, row, page):
    said = (row_when(moment, NOW), page_when(moment, NOW))

    assert tuple(words.replace("\xa0", " ") for words in said) == (row, page)


def test_the_ready_sentence_names_the_thing_and_the_day():
    words = ready_sentence(kind=OfferKind.EVENT, title="Kesäyön uni", when="tänään klo 18.30")

    assert "Kaikukortti" in words
    assert "Kesäyön uni, tänään klo 18.30" in words


@pytest.mark.parametrize(("labels", "words"), [([], ""), (["Hissi"], "Hissi"), (["Hissi", "Tekstitys", "Lift"], "Hissi, tekstitys ja lift")])
def test_labels_become_one_sentence(labels, words):
    assert listed(labels) == words


@pytest.mark.parametrize(
    ("days", "lasts", "words"),
    [(76, 49, "8.2.–28.3.2027"), (35, 10, "29.12.–7.1.2027")],
)
def test_a_year_is_said_once_where_both_days_lie_in_it(days, lasts, words):
    assert row_when(at(10, days=days, lasts=timedelta(days=lasts - 1, hours=2)), NOW) == words
