"""The admin's pages of the search at a phone's and a desktop's width, and one answer got by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.harness import DESKTOP, PHONE, none_of, violations
from tests.browser.walks import log_in

pytestmark = pytest.mark.browser
PAGES = (
    "/admin/search/synonyms/",
    "/admin/search/understood/",
    "/admin/search/pinned/",
    "/admin/search/missed/",
    "/admin/search/why/?name=konsertti",
)


def test_pages_of_the_search_fit_and_have_no_axe_violation(open_browser, live_site):
    where = live_site.ask("editors_of", area="kainuu")
    page = open_browser(width=DESKTOP).new_page()
    log_in(page, where["editor"])

    for address in (*PAGES, f"/admin/search/why/{where['offer_page']}/?q=konserttia+lapsille&place=Kajaani&when=week&lang=fi"):
        for width in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            none_of(f"{address} {width}: {fault}" for fault in violations(page))
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_an_answer_is_got_by_keyboard_alone(open_browser, live_site):
    where = live_site.ask("editors_of", area="kainuu")
    page = open_browser(width=PHONE).new_page()
    log_in(page, where["editor"])

    page.goto(f"/admin/search/why/{where['offer_page']}/")
    page.focus("main input[name=q]")
    page.keyboard.type("keppihevonen")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=keppihevonen**")

    expect(page.locator(".kaiku-readable [role=status]")).to_contain_text("löydy")
    expect(page.locator("main")).to_contain_text("”keppihevonen” ei ole siinä missään")
