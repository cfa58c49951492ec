"""The holder's and the counter's pages in Chromium: accessible, valid, quiet on a shared computer, there without network on an own phone."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Error, Page

from tests.browser import walks
from tests.browser.harness import DESKTOP, PHONE, markup_faults, none_of, overflow, violations
from tests.moment import NOW

LANGUAGES = ("fi", "sv", "en", "fi-simple") if os.environ.get("SOAK") else ("fi",)
MM = 96 / 25.4  # CSS pixels


@pytest.fixture
def booked(open_browser, live_site):
    """Return a maker of a browser in which a card has just booked the play; the page shows the ticket."""

    def make(*, language: str = "fi", own: bool = False, **options) -> Page:
        live_site.turn_clock(NOW)
        play = live_site.ask("play", language=language)
        card = live_site.ask("hand_over_card", area=play["area"])
        page = open_browser(**options).new_page()
        page.goto(play["paths"][language])
        if own:
            sign_in_on_own_phone(page, play, card)
        else:
            walks.book(page, play, card)
        return page

    return make


def sign_in_on_own_phone(page: Page, play: dict, card: dict) -> None:
    with page.expect_navigation():
        page.locator(f'main a[href$="/{play["occurrence"]}/"]').first.click()
    form = walks.form(page, "pin")
    form.locator("[name=number]").fill(card["number"])
    form.locator("[name=pin]").fill(card["pin"])
    form.locator("[name=own]").check()
    walks.send(page, "pin")
    walks.send(page, "children")
    page.locator("article.ticket").wait_for()


def ticket_of(page: Page) -> str:
    return page.url.partition("?")[0]


def follow(page: Page, selector: str, *, first: bool = False) -> None:
    """Press what the selector finds, the last of it unless told, and wait for the next page."""
    found = page.locator(selector).locator("visible=true")
    with page.expect_navigation():
        (found.first if first else found.last).click()


def judged(page: Page) -> None:
    none_of(violations(page))
    none_of(markup_faults(page.content()))
    assert overflow(page) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_holder_is_accessible_and_valid(booked, language, width, scheme):
    page = booked(language=language, width=width, color_scheme=scheme)
    ticket = ticket_of(page)
    judged(page)

    for link in ("main p > a.button", "main section.apart a"):
        page.goto(ticket)
        follow(page, link)
        judged(page)
    page.goto(ticket)
    follow(page, "main > div > p > a")  # my tickets
    judged(page)
    follow(page, "main section.panel a")  # my card
    judged(page)
    follow(page, ".holder-bar button")
    page.goto(ticket)  # sign in, and come back
    judged(page)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language in walks.ISSUING])
def test_the_counter_and_its_slip_are_accessible_and_valid(open_browser, live_site, language, width):
    play = live_site.ask("play", language=language)
    context = open_browser(width=width)
    context.add_cookies([live_site.ask("distributor_session", area=play["area"]) | {"url": live_site.url}])
    page = context.new_page()
    page.goto(walks.ISSUING[language])
    judged(page)

    page.locator("[name=age_band]").nth(2).check(force=True)
    page.locator("[name=municipality]").first.check(force=True)
    page.locator("[name=is_eligible]").check()
    page.locator("[name=has_agreed]").check()
    walks.send(page, "age_band")
    assert len(page.locator(".pin-code").inner_text()) == 6
    judged(page)

    follow(page, ".counter-bar nav a, .top nav.menu a")
    judged(page)
    follow(page, ".tiles a", first=True)
    judged(page)


def test_a_ticket_on_an_own_phone_opens_without_network(booked):
    page = booked(own=True)
    page.wait_for_function("caches.open('holder').then(store => store.keys()).then(kept => kept.some(one => one.url.includes('/lippu/')))")

    page.context.set_offline(True)
    page.goto(ticket_of(page))

    assert page.locator("article.ticket svg.qr").is_visible()
    assert "paikka" not in page.title()
    page.context.set_offline(False)
    follow(page, ".holder-bar button")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_a_shared_computer_keeps_nothing(booked):
    page = booked()
    ticket = ticket_of(page)

    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.context.set_offline(True)
    with pytest.raises(Error):
        page.goto(ticket)
    page.context.set_offline(False)
    page.goto(ticket)
    follow(page, ".holder-bar button")
    page.go_back()
    page.wait_for_load_state()
    assert page.locator("article.ticket").count() == 0


def test_the_paper_ticket_is_one_a6_page_with_a_code_of_over_thirty_millimetres(booked):
    page = booked()
    follow(page, "main p > a.button")
    page.emulate_media(media="print")

    code = page.locator(".paper-ticket svg.qr").bounding_box()
    sheet = page.pdf(prefer_css_page_size=True)

    assert code["width"] * 41 / 49 >= 30 * MM  # without the quiet zone
    assert sheet.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 297" in sheet or b"/MediaBox [0 0 298" in sheet  # 105 mm in points
