"""An editor writes an offer, a publisher approves it, and the public page is there: in the browser, with both steps of log-in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import DESKTOP
from tests.browser.walks import log_in

pytestmark = pytest.mark.browser

TITLE = "Kokeilu lavalla"


def more_actions(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()


def test_an_offer_is_written_approved_and_public(open_browser, live_site):
    where = live_site.ask("editors_of", area="kainuu")
    editor = open_browser(width=DESKTOP).new_page()
    log_in(editor, where["editor"])

    editor.goto(f"/admin/pages/add/offerings/offerpage/{where['venue_page']}/")
    editor.fill("#id_title", TITLE)
    editor.fill("#id_summary", "Lyhyt esitys kaikille.")
    for number, day in enumerate(("1.12.2026", "2.12.2026")):
        editor.click("#id_dates-ADD")
        editor.fill(f"#id_dates-{number}-starts_at", f"{day} 18.00")
        editor.fill(f"#id_dates-{number}-ends_at", f"{day} 20.00")
        editor.keyboard.press("Escape")
    editor.fill("#id_places", "20")
    editor.check("input[name=categories][value=theatre]")
    more_actions(editor)
    editor.locator("footer button:has-text('Lähetä')").first.click()
    editor.wait_for_url(f"**/admin/pages/{where['venue_page']}/")
    assert live_site.ask("offer_named", title=TITLE) is None

    publisher = open_browser(width=DESKTOP).new_page()
    log_in(publisher, where["publisher"])
    publisher.locator(f"main a:has-text('{TITLE}')").first.click()
    more_actions(publisher)
    publisher.locator("footer button:has-text('Hyväksy ja julkaise')").click()
    publisher.wait_for_url(f"**/admin/pages/{where['venue_page']}/")

    offer = live_site.ask("offer_named", title=TITLE)
    assert (len(offer["dates"]), offer["places_left"]) == (2, [20, 20])
    publisher.goto("/admin/offers/?q=kokeilu")
    expect(publisher.locator("main table")).to_contain_text(TITLE)
    visitor = open_browser().new_page()
    visitor.goto(offer["path"])
    expect(visitor.locator("h1")).to_have_text(TITLE)


def test_a_preview_shows_the_page_under_its_strict_policy(open_browser, live_site):
    where = live_site.ask("editors_of", area="kainuu")
    editor = open_browser(width=DESKTOP).new_page()
    log_in(editor, where["editor"])

    editor.goto(f"/admin/pages/{where['offer_page']}/edit/")
    editor.locator("[data-side-panel-toggle=preview]").click()

    expect(editor.frame_locator("iframe[data-w-preview-target], [data-side-panel=preview] iframe").first.locator("h1")).to_be_visible()
