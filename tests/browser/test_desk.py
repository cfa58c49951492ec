"""The desk and the figures: every answer accessible and valid, a wedge scanner that needs no hand, and undoing by one tap."""

from __future__ import annotations

import pytest

from tests.browser import walks
from tests.browser.harness import DESKTOP, PHONE, markup_faults, none_of, overflow, violations
from tests.moment import NOW

REFUSALS_ARE_EXPECTED = ("422: ",)


@pytest.fixture
def evening(open_browser, live_site):
    """A play half an hour before it begins, and the ticket's code of somebody with a child."""
    live_site.turn_clock(NOW)
    play = live_site.ask("play", language="fi")
    holder = open_browser().new_page()
    holder.goto(play["paths"]["fi"])
    walks.book(holder, play, live_site.ask("hand_over_card", area=play["area"]))
    live_site.turn_clock(walks.doors_open(play))
    return {"play": play, "code": holder.locator("article.ticket .short").inner_text()}


@pytest.fixture
def paired(open_browser, live_site, evening):
    """Return a maker of desks of the play's venue, at any width."""

    def make(width: int = PHONE):
        desk = open_browser(width=width, expected=REFUSALS_ARE_EXPECTED).new_page()
        walks.pair_desk(desk, live_site.ask("invite_desk", venue=evening["play"]["venue"]), language="fi")
        return desk

    return make


def faults(page, what: str) -> list[str]:
    found = [*violations(page), *markup_faults(page.content()), *(f"{wider} px too wide" for wider in [overflow(page)] if wider)]
    return [f"{what}: {fault}" for fault in found]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_every_answer_of_the_desk_is_accessible(live_site, evening, paired, width):
    desk, play = paired(width), evening["play"]
    found = faults(desk, "start")

    for what, code in {
        "unknown": "000 000 000",
        "let in": evening["code"],
        "let in before": evening["code"],
        "a card": live_site.ask("hand_over_card", area=play["area"])["number"],
    }.items():
        walks.check_in(desk, play, code, language="fi")
        found += faults(desk, what)

    none_of(found)


def test_a_wedge_scanner_needs_no_hand(evening, paired):
    desk = paired()
    desk.goto(f"{walks.DESK['fi']}?event=d-{evening['play']['occurrence']}")

    with desk.expect_navigation():
        desk.keyboard.type(evening["code"].replace(" ", ""))
        desk.keyboard.press("Enter")

    assert desk.locator("[data-answer]").get_attribute("data-answer") == "ok"


def test_a_visit_is_undone_by_one_tap(evening, paired):
    desk = paired()
    walks.check_in(desk, evening["play"], evening["code"], language="fi")

    with desk.expect_navigation():
        desk.locator("[data-undo-seconds]").click()
    walks.check_in(desk, evening["play"], evening["code"], language="fi")

    assert desk.locator("[data-answer]").get_attribute("data-answer") == "ok"


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_figures_are_accessible(open_browser, live_site, width):
    area = live_site.ask("play", language="fi")["area"]
    context = open_browser(width=width)
    context.add_cookies([live_site.ask("coordinator_session", area=area) | {"url": live_site.url}])
    page = context.new_page()

    page.goto(walks.FIGURES["fi"])

    none_of(faults(page, "figures"))
