"""The whole chain: found, booked, shown, let in, counted. In Finnish and in Swedish; the holder's half without JavaScript too."""

from __future__ import annotations

import shutil
from datetime import datetime

import pytest

from tests.browser import walks
from tests.moment import NOW

needs_zbar = pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg is not on this machine")


def visits_shown(open_browser, live_site, area: str, *, language: str) -> int:
    """Return the year's visits as the area's coordinator reads them from the page of figures."""
    live_site.ask("let_the_worker_work")
    context = open_browser(width=1280)
    context.add_cookies([live_site.ask("coordinator_session", area=area) | {"url": live_site.url}])
    page = context.new_page()
    page.goto(walks.FIGURES[language])
    return int(page.locator("main table tr").last.locator("td").last.inner_text())


@needs_zbar
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_play_is_found_booked_shown_let_in_and_counted(open_browser, live_site, tmp_path, language):
    live_site.turn_clock(NOW)
    play = live_site.ask("play", language=language)
    card = live_site.ask("hand_over_card", area=play["area"])
    counted = visits_shown(open_browser, live_site, play["area"], language=language)

    holder = open_browser().new_page()
    walks.find_play(holder, play, language=language)
    walks.book(holder, play, card, children=1)
    assert live_site.ask("places_left", occurrence=play["occurrence"]) == play["places_left"] - 2
    code = walks.read_code(holder, tmp_path / "ticket.png")

    live_site.turn_clock(walks.doors_open(play))
    desk = open_browser().new_page()
    walks.pair_desk(desk, live_site.ask("invite_desk", venue=play["venue"]), language=language)
    walks.check_in(desk, play, code, language=language)
    assert desk.locator("[data-answer=ok] .count").inner_text().strip().startswith("2")

    assert visits_shown(open_browser, live_site, play["area"], language=language) == counted + 2


@needs_zbar
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_holder_without_javascript_finds_books_shows_and_gives_back(open_browser, live_site, tmp_path, language):
    live_site.turn_clock(NOW)
    play = live_site.ask("play", language=language)
    holder = open_browser(java_script_enabled=False).new_page()

    walks.find_play(holder, play, language=language)
    walks.book(holder, play, live_site.ask("hand_over_card", area=play["area"]), children=1)

    assert walks.read_code(holder, tmp_path / "ticket.png")
    assert live_site.ask("places_left", occurrence=play["occurrence"]) == play["places_left"] - 2
    give_back(holder)
    assert live_site.ask("places_left", occurrence=play["occurrence"]) == play["places_left"]


def give_back(page) -> None:
    """Follow the link under the ticket and confirm."""
    with page.expect_navigation():
        page.locator("main section.apart a").last.click()
    with page.expect_navigation():
        page.locator("main form button").first.click()


@needs_zbar
def test_a_used_ticket_is_refused_the_second_time(open_browser, live_site, tmp_path):
    live_site.turn_clock(NOW)
    play = live_site.ask("play", language="fi")
    holder = open_browser().new_page()
    holder.goto(play["paths"]["fi"])
    walks.book(holder, play, live_site.ask("hand_over_card", area=play["area"]), children=0)
    code = walks.read_code(holder, tmp_path / "ticket.png")
    live_site.turn_clock(walks.doors_open(play))
    desk = open_browser(expected=("422: ",)).new_page()
    walks.pair_desk(desk, live_site.ask("invite_desk", venue=play["venue"]), language="fi")

    walks.check_in(desk, play, code, language="fi")
    first = desk.locator("[data-answer]").get_attribute("data-answer")
    walks.check_in(desk, play, code, language="fi")

    assert first == "ok"
    assert desk.locator("[data-answer]").get_attribute("data-answer") == "no"


def test_the_clock_of_the_site_can_be_turned(live_site):
    live_site.turn_clock(NOW)

    assert abs((datetime.fromisoformat(live_site.ask("now")) - NOW).total_seconds()) < 10
