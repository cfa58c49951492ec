"""Finding in the browser: in place with script, page by page without, by keyboard, near me, at both widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.harness import DESKTOP, PHONE, none_of, overflow, violations

FINDER = "/fi/tarjonta/"
Open = Callable[..., BrowserContext]


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def count(page: Page) -> int:
    """The number that the page says it found."""
    return int(re.sub(r"\D", "", page.locator("[data-part=status] strong").inner_text()))


def settle(page: Page) -> None:
    expect(page.locator("[data-finder]")).not_to_have_attribute("aria-busy", "true")


def test_a_filter_renews_the_page_in_place_and_back_undoes_it(open_browser: Open) -> None:
    page = open_browser(width=DESKTOP).new_page()
    page.goto(f"{FINDER}?place=Kajaani")
    before = count(page)
    page.evaluate("window.isSame = true")

    page.locator("[data-filters] > summary").click()
    page.locator("input[name=category][value=theatre]").check()
    page.wait_for_url("**category=theatre**")
    settle(page)

    assert page.evaluate("window.isSame")  # no page was loaded
    assert 0 < count(page) < before
    assert page.locator("[data-filters]").get_attribute("open") is not None
    assert page.evaluate("document.activeElement.value") == "theatre"
    expect(page.locator(".chip.on")).to_have_text(re.compile("Teatteri"))

    page.go_back()
    page.wait_for_url("**?place=Kajaani")
    settle(page)
    assert count(page) == before


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_the_same_question_finds_the_same_with_and_without_script(open_browser: Open, has_script: bool) -> None:
    page = open_browser(width=PHONE, java_script_enabled=has_script).new_page()
    page.goto(FINDER)

    page.locator("details.asked > summary").click()
    page.get_by_label("Mitä etsit?").fill("teatteria")
    page.get_by_label("Missä?").fill("Kajaanissa")
    page.get_by_role("button", name="Etsi").click()
    page.wait_for_url("**place=Kajaanissa**")
    page.locator("[data-filters] > summary").click()
    page.locator("input[name=audience][value=children]").check()
    page.get_by_role("button", name="Näytä lista").click()
    page.wait_for_url("**audience=children**")

    assert asked(page) == {"q": ["teatteria"], "place": ["Kajaanissa"], "audience": ["children"]}
    assert page.locator(".offer-row").count() == min(20, count(page)) > 0
    page.locator(".chip.on").first.click()
    page.wait_for_url(lambda url: "audience" not in url)
    assert asked(page) == {"q": ["teatteria"], "place": ["Kajaanissa"]}


def test_near_me_asks_on_a_tap_and_sends_a_kilometre(open_browser: Open) -> None:
    context = open_browser(width=PHONE, geolocation={"latitude": 64.227312, "longitude": 27.728519}, permissions=["geolocation"])
    page = context.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto(FINDER)
    page.locator("details.asked > summary").click()

    page.get_by_role("button", name="Lähellä minua").click()
    page.wait_for_url("**near=**")
    settle(page)

    assert asked(page)["near"] == ["64.23,27.73"]
    assert not any("64.227" in url for url in sent)
    expect(page.locator(".offer-row .where").first).to_contain_text("sinusta")


def test_a_refused_place_is_answered_in_words(open_browser: Open) -> None:
    page = open_browser(width=PHONE).new_page()
    page.goto(FINDER)
    page.locator("details.asked > summary").click()

    page.get_by_role("button", name="Lähellä minua").click()

    expect(page.locator("[data-near-status]")).to_contain_text("Kirjoita paikkakunta tai postinumero")


def test_the_map_stands_beside_the_list_and_searches_what_it_shows(open_browser: Open) -> None:
    page = open_browser(width=DESKTOP).new_page()
    page.goto(f"{FINDER}?q=teatteri")
    expect(page.locator("[data-map]")).to_have_attribute("data-map-state", "open")
    before = count(page)

    page.locator("[data-map]").evaluate(
        "box => box.dispatchEvent(new CustomEvent('map:search', {detail: {bbox: '27.0,63.9,28.5,64.6'}, bubbles: true, cancelable: true}))"
    )
    page.wait_for_url("**bbox=**")
    settle(page)

    assert 0 < count(page) < before
    expect(page.locator(".chip.on")).to_have_text(re.compile("Kartan alue"))


def test_finding_by_keyboard_alone(open_browser: Open) -> None:
    page = open_browser(width=DESKTOP).new_page()
    page.goto(FINDER)
    page.get_by_label("Mitä etsit?").focus()

    page.keyboard.type("konsertti")
    page.keyboard.press("Tab")
    page.keyboard.type("Kajaani")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=konsertti**")
    settle(page)
    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.offer-row') !== null"):
            break
    page.keyboard.press("Enter")

    page.wait_for_url(lambda url: "/tarjonta/" not in url)
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize(
    "query",
    ["q=konsertti&place=Kajaani", "q=nayttely", "q=qwxz&place=Atlantis&page=x", "view=map", "q=sirkus&category=film&audience=seniors&when=today"],
)
def test_no_state_of_the_page_bars_anyone(open_browser: Open, width: int, query: str) -> None:
    page = open_browser(width=width).new_page()
    page.goto(f"{FINDER}?{query}")
    page.locator("[data-filters] > summary").click()

    none_of(violations(page))
    assert overflow(page) == 0
