"""Narrowing the finder's list: big questions, filters with their counts and reasons, the circle, and the ways out of an empty page."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from search.words import count_words, short_count
from tests.finder_pages import FINDER, offer, page, titles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "ei yhtään juuri nyt"),
        ("when=tomorrow", "ei yhtään huomenna"),
        ("when=weekend", "ei yhtään viikonloppuna"),
        ("place=Kajaani&radius_km=10", "ei yhtään alle 10 km:n päässä"),
        ("audience=adults", "ei yhtään muilla valinnoillasi"),
        ("q=jazz+huomenna", "ei yhtään muilla valinnoillasi"),
    ],
)
def test_options_that_would_give_nothing_are_shown_disabled_with_the_reason(client, query: str, reason: str) -> None:
    offer("Jazz", categories=["music"])

    html = page(client, f"{FINDER}?{query}")

    assert re.search(rf'name="category" value="circus" disabled><span class="chip off">.*?Sirkus <span class="why">{reason}</span>', html)
    assert re.search(r'<span class="answer off">.*?Viittomakieli <span class="why">', html, re.DOTALL)


def test_the_four_big_questions_stand_on_the_first_view(client) -> None:
    offer("Jazz", days=1, audiences=["children"], languages=["none"])

    first, later = page(client), page(client, f"{FINDER}?when=tomorrow")

    assert re.findall(r'<span class="asks">([^<]+)</span>', first) == ["Milloin?", "Kenen kanssa?", "Perille?", "Kieli?"]
    assert 'data-question="when" open' in first
    assert 'data-question="when" open' not in later
    assert re.search(r'<span class="answered">.*?<span>Huomenna</span></span>', later)
    assert re.search(r'<a class="answer" href="\?when=tomorrow" data-answer="when:tomorrow">', first)
    assert re.search(r'<a class="answer on" href="\?" data-answer="when:tomorrow" aria-current="true">', later)


def test_what_was_understood_is_an_answer_that_can_be_taken_back(client) -> None:
    offer("Jazz", days=1, audiences=["children"])

    html = page(client, f"{FINDER}?q=jazz+huomenna+lapsille")

    assert re.findall(r'<span class="answered">.*?<span>([^<]+)</span></span>', html) == ["Huomenna", "Lasten kanssa"]
    assert re.search(r'<a class="answer on" href="\?q=jazz\+lapsille" data-answer="when:tomorrow" aria-current="true">', html)


def test_a_search_can_be_kept_as_a_calendar_and_as_news(client) -> None:
    html = page(client, f"{FINDER}?q=jazz&place=Kajaani&view=map&page=2")

    assert re.findall(r'<a class="chip" href="(/fi/tarjonta/[^"?]+\?[^"]+)">', html) == [
        "/fi/tarjonta/haku.ics?q=jazz&amp;place=Kajaani",
        "/fi/tarjonta/haku.rss?q=jazz&amp;place=Kajaani",
    ]


def test_around_a_place_the_circle_is_a_row_of_buttons(client) -> None:
    offer("Jazz")

    assert 'data-answer="radius_km:' not in page(client)
    near = page(client, f"{FINDER}?place=Kajaani&radius_km=30")
    assert re.findall(r'data-answer="radius_km:(\d+)"', near) == ["5", "10", "30", "100", "1500"]
    assert re.search(r'<a class="chip on" href="\?place=Kajaani">Enintään 30 km', near)


def test_counts_ignore_their_own_filter(client) -> None:
    offer("Jazz", categories=["music"])
    offer("Sirkus", categories=["circus"])

    html = page(client, f"{FINDER}?category=music")

    assert titles(html) == ["Jazz"]
    assert re.search(r'name="category" value="circus"><span class="chip"><span class="tick">.*?Sirkus <span class="count">1</span>', html)


def test_the_filter_form_keeps_the_question(client) -> None:
    offer("Jazz")

    form = re.search(r"<form[^>]*data-filter-form>.*?</form>", page(client, f"{FINDER}?q=jazz&place=Kajaani&kind=event&view=map"), re.DOTALL)[0]

    for name, value in (("q", "jazz"), ("place", "Kajaani"), ("view", "map")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in form
    assert 'name="kind" value="event" checked' in form


@pytest.mark.parametrize(
    ("query", "ways"),
    [
        ("q=jazz&category=circus&place=Oulu", ["Katso, mitä on tänään", "Jätä pois: Sirkus (2)"]),
        ("q=jazz&bbox=25,64.9,26,65.2", ["Hae koko Suomesta", "Jätä pois: Kartan alue, ”jazz” (2)"]),
        ("place=Oulu&radius_km=5", ["Hae kauempaa", "Jätä pois: ”Oulu” (2)"]),
        ("when=today&q=jazz&category=circus", ["Katso, mitä on tänään", "Jätä pois: Sirkus (1)"]),
        ("date_from=2027-03-01&q=jazz", ["Katso, mitä on tänään", "Jätä pois: 1.3.2027 alkaen (2)"]),
        ("when=tomorrow", ["Hae viikon sisältä", "Jätä pois: Huomenna (2)"]),
        ("q=qwxz&as_typed=1", ["Katso, mitä on tänään", "Jätä pois: ”qwxz” (2)"]),
        ("q=jazz&category=circus&audience=seniors", ["Katso, mitä on tänään", "Jätä pois: Senioreiden kanssa, Sirkus (2)"]),
    ],
)
def test_an_empty_page_has_two_ways_on_that_lead_somewhere(client, query: str, ways: list[str]) -> None:
    offer("Jazz tänään", days=0, categories=["music"])
    offer("Jazz", categories=["music"])

    html = page(client, f"{FINDER}?{query}")
    buttons = re.findall(r'<a class="button[^"]*" href="([^"]*)">([^<]*)</a>', re.search(r'<div class="empty">.*?</div>', html, re.DOTALL)[0])

    assert "Ei löytynyt mitään" in html
    assert [label for _href, label in buttons] == ways
    assert len({href for href, _label in buttons}) == 2
    assert all(titles(page(client, FINDER + href.replace("&amp;", "&"))) for href, _label in buttons)


def test_a_site_without_offers_offers_to_start_again(client) -> None:
    assert "Aloita alusta" in page(client)


def test_counts_beyond_a_thousand_are_said_as_such() -> None:
    with translation.override("fi"):
        assert [count_words(number) for number in (1, 1000, 1001)] == ["1 vaihtoehto", "1\xa0000 vaihtoehtoa", "yli 1\xa0000 vaihtoehtoa"]
        assert [short_count(number) for number in (0, 1000, 100_000)] == ["0", "1\xa0000", "yli 1\xa0000"]
