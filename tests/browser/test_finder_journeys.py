"""Whole journeys of finding: by keyboard alone, without script, at 400 % zoom, without tiles; map and list together."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.finding import FI, Open, asked, complete, field, settle
from tests.browser.harness import DESKTOP, PHONE, focused, none_of, overflow, tab_to, violations, weigh
from tests.browser.walks import FINDER

AT_400_PERCENT = 320
LONG_WORD = "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"


# --- the big questions and the list ----------------------------------------------------------------------------------


def test_the_big_questions_answer_in_place_and_keep_the_keyboard(open_browser: Open) -> None:
    page = open_browser(width=PHONE).new_page()
    page.goto(FI)
    expect(page.locator("[data-question=when]")).to_have_attribute("open", "")

    page.get_by_text("Kenen kanssa?").first.click()
    page.locator('[data-answer="audience:children"]').click()
    page.wait_for_url("**audience=children")
    settle(page)

    assert page.locator("[data-question][open]").get_attribute("data-question") == "with"
    assert page.evaluate("document.activeElement.dataset.answer") == "audience:children"
    assert focused(page)["words"].startswith("Lasten kanssa")


def test_the_first_hit_is_seen_on_a_small_phone(open_browser: Open) -> None:
    page = open_browser(width=PHONE).new_page()
    page.set_viewport_size({"width": 360, "height": 640})
    for query, line in (("", ".when"), ("?q=teatteri&place=Kajaani", ".title")):
        page.goto(FI + query)

        seen = page.locator(f".offer-row {line}").first.bounding_box()
        assert seen["y"] + seen["height"] <= page.locator(".tabs").bounding_box()["y"], query


FULL_QUESTIONS = {
    "fi": "/fi/tarjonta/?q=lasten+konserti+viikonloppuna&place=Kajaani",
    "fi-simple": "/fi-simple/tarjonta/?q=lasten+konsertti+viikonloppuna&place=Kajaani",
    "sv": "/sv/utbud/?q=barnkonsert+i+helgen&place=Kajana",
    "en": "/en/whats-on/?q=concert+for+children+this+weekend&place=Kajaani",
}


@pytest.mark.parametrize("address", FULL_QUESTIONS.values(), ids=FULL_QUESTIONS)
def test_a_question_of_many_words_leaves_room_for_its_first_row(open_browser: Open, address: str) -> None:
    """Filters stay in one line, the count stands beside what acts, and neither covers the other; all is wide enough for a thumb."""
    page = open_browser(width=PHONE).new_page()
    page.set_viewport_size({"width": 360, "height": 760})
    page.goto(address)

    title = page.locator(".offer-row .title").first.bounding_box()
    assert title["y"] + title["height"] <= page.locator(".tabs").bounding_box()["y"]
    acts = [page.locator(part).bounding_box() for part in ("[data-filters] > summary", ".view-switch")]
    count = page.locator("[data-part=status] strong").bounding_box()
    assert count["x"] + count["width"] <= acts[0]["x"]
    assert acts[0]["x"] + acts[0]["width"] <= acts[1]["x"]
    assert min(box["height"] for box in acts) >= 44
    assert len({page.locator(".chip.on").nth(at).bounding_box()["y"] for at in range(page.locator(".chip.on").count())}) == 1


def test_the_filters_open_below_their_button_which_stays_where_it_is(open_browser: Open) -> None:
    page = open_browser(width=PHONE).new_page()
    page.goto(f"{FI}?place=Kajaani")
    button = page.locator("[data-filters] > summary")
    before = button.bounding_box()

    button.click()

    assert button.bounding_box() == before
    sheet = page.locator(".sheet-of-filters").bounding_box()
    assert sheet["y"] >= before["y"] + before["height"]
    assert sheet["width"] > 300


def test_finding_by_keyboard_alone_from_the_question_to_the_offer(open_browser: Open) -> None:
    page = open_browser(width=DESKTOP).new_page()
    page.goto(FI)

    tab_to(page, lambda here: here["name"] == "q")
    page.keyboard.type("teatteri")
    tab_to(page, lambda here: here["name"] == "place", most=2)
    page.keyboard.type("Kajaani")
    page.keyboard.press("Enter")
    page.wait_for_url("**place=Kajaani**")
    settle(page)
    assert focused(page)["name"] == "q"
    tab_to(page, lambda here: here["words"].startswith("Kenen kanssa?"))
    page.keyboard.press("Enter")
    tab_to(page, lambda here: here["words"].startswith("Lasten kanssa"), most=3)
    page.keyboard.press("Enter")
    page.wait_for_url("**audience=children**")
    settle(page)
    assert focused(page)["ring"] == "true"
    tab_to(page, lambda here: here["words"] == "Rajaa")
    page.keyboard.press("Space")
    page.wait_for_selector("[data-filters][open]")
    page.keyboard.press("Space")
    row = tab_to(page, lambda here: bool(re.match(r"/fi/.+/.+/$", here["href"])) and "/tarjonta/" not in here["href"])
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{row['href']}")

    expect(page.locator("h1")).to_be_visible()


def test_finding_without_script_from_the_question_to_the_offer(open_browser: Open) -> None:
    page = open_browser(width=PHONE, java_script_enabled=False).new_page()
    page.goto(FI)

    page.locator("details.asked > summary").click()
    field(page).fill("teatteri")
    field(page, "place").fill("Kajaani")
    page.get_by_role("button", name="Etsi").click()
    page.locator("[data-question=with] > summary").click()
    page.locator('[data-answer="audience:children"]').click()
    page.locator("[data-question=there] > summary").click()
    page.locator('[data-answer="radius_km:100"]').click()
    assert asked(page) == {"q": ["teatteri"], "place": ["Kajaani"], "radius_km": ["100"], "audience": ["children"]}
    page.locator(".view-switch").click()
    expect(page.locator(".still-picture a").first).to_be_visible()
    page.locator(".view-switch").click()
    page.locator(".offer-row .title a").first.click()

    expect(page.locator("h1")).to_be_visible()
    assert "/tarjonta/" not in page.url


def test_days_of_ones_own_can_be_asked_for(open_browser: Open) -> None:
    page = open_browser(width=PHONE).new_page()
    page.goto(FI)

    page.get_by_text("Muu päivä").click()
    page.get_by_label("Alkaen").fill("2026-11-28")
    page.get_by_label("Asti").fill("2026-11-29")
    page.get_by_role("button", name="Näytä nämä päivät").click()
    page.wait_for_url("**date_from=2026-11-28&date_to=2026-11-29")
    settle(page)

    expect(page.locator(".chip.on")).to_have_text(re.compile(r"28\.11\.–29\.11\."))


def test_every_state_is_in_the_address_and_back_undoes_each(open_browser: Open) -> None:
    page = open_browser(width=DESKTOP).new_page()
    page.goto(FI)
    states = [page.locator("[data-part=status]").inner_text()]

    for step in ('[data-answer="when:weekend"]', ".roomy .chip >> nth=0"):
        page.locator(step).click()
        page.wait_for_url(lambda url, before=page.url: url != before)
        settle(page)
        states.append(page.locator("[data-part=status]").inner_text())
        with page.context.new_page() as fresh:
            fresh.goto(page.url)
            assert fresh.locator("[data-part=status]").inner_text() == states[-1]
    for expected in reversed(states[:-1]):
        page.go_back()
        expect(page.locator("[data-part=status]")).to_have_text(re.compile(re.escape(expected.split("\n")[0])))


# --- map and list ----------------------------------------------------------------------------------------------------


def test_list_and_map_light_up_together_and_the_map_follows_the_question(open_browser: Open) -> None:
    page = open_browser(width=DESKTOP).new_page()
    page.goto(f"{FI}?q=teatteri&place=Kajaani")
    expect(page.locator("[data-map]")).to_have_attribute("data-map-state", "open")
    page.locator(".pin").first.wait_for()

    page.locator(".offer-row .title a").first.focus()
    expect(page.locator(".pin.lit")).to_have_count(1)
    page.locator(".pin").first.focus()
    expect(page.locator(".offer-row.lit").first).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "after-map"

    field(page, "place").fill("Oulu")
    with page.expect_response(re.compile(r"/api/v1/search.*place=Oulu")):
        field(page, "place").press("Enter")
    expect(page.locator(".pin").first).to_have_attribute("aria-label", re.compile("Oul"))


def test_searching_what_the_map_shows_is_asked_for_and_can_be_undone(open_browser: Open) -> None:
    page = open_browser(width=DESKTOP).new_page()
    page.goto(f"{FI}?q=teatteri")
    page.locator(".pin").first.wait_for()
    before = page.locator("[data-part=status] strong").inner_text()
    again = page.get_by_role("button", name="Hae tältä alueelta")
    expect(again).to_be_hidden()

    page.get_by_role("button", name="Lähennä").click()
    again.wait_for()
    assert page.locator("[data-part=status] strong").inner_text() == before  # never under the finger
    again.click()
    page.wait_for_url("**bbox=**")
    settle(page)
    expect(page.locator("[data-part=status] strong")).not_to_have_text(before)

    page.go_back()
    page.wait_for_url(lambda url: "bbox" not in url)
    expect(page.locator("[data-part=status] strong")).to_have_text(before)


def test_with_the_tiles_blocked_everything_but_the_ground_is_there(open_browser: Open) -> None:
    context = open_browser(width=DESKTOP, expected=("tiles",))
    context.route("**/tiles/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{FI}?q=teatteri&place=Kajaani")

    page.locator(".pin").first.wait_for()
    expect(page.locator(".map-count")).to_contain_text("kartalla")
    assert page.locator(".offer-row").count() > 0
    none_of(violations(page))


def test_the_map_waits_until_the_page_is_there(open_browser: Open) -> None:
    page = open_browser(width=DESKTOP).new_page()
    order: list[str] = []
    page.on("load", lambda _page: order.append("load"))
    page.on("request", lambda request: order.append("map") if re.search(r"leaflet|map/map|/tiles/|/api/", request.url) else None)
    page.goto(FI)
    page.locator(".pin").first.wait_for()

    assert order[0] == "load"
    assert "map" in order


def test_on_a_thin_line_the_map_waits_to_be_asked(open_browser: Open) -> None:
    context = open_browser(width=DESKTOP)
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page = context.new_page()
    page.goto(FI, wait_until="networkidle")
    expect(page.locator("[data-map]")).not_to_have_attribute("data-map-state", re.compile("open"))

    page.locator("[data-map-open]").click()

    expect(page.locator("[data-map]")).to_have_attribute("data-map-state", "open")


# --- for everyone ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", f"?q={LONG_WORD}&place=Kajaani", "?q=teatteri&place=Oulu&when=week", "?view=map"])
def test_at_400_percent_nothing_is_lost_sideways(open_browser: Open, query: str) -> None:
    page = open_browser(width=AT_400_PERCENT).new_page()
    page.goto(FI + query)
    for summary in page.locator("[data-finder] summary").all():
        if summary.is_visible():
            summary.click()
            assert overflow(page) == 0, summary.inner_text()

    none_of(violations(page))


def test_at_400_percent_completions_stay_in_the_window(open_browser: Open) -> None:
    page = open_browser(width=AT_400_PERCENT).new_page()
    page.goto(FI)
    page.locator("details.asked > summary").click()
    complete(page, "kon")

    assert overflow(page) == 0
    box = page.get_by_role("listbox").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= AT_400_PERCENT


STATES: dict[str, Callable[[Page], object]] = {
    "list": lambda page: None,
    "questions": lambda page: page.locator("[data-question=there] > summary").click(),
    "filters": lambda page: page.locator("[data-filters] > summary").click(),
    "suggestions": lambda page: (page.locator("details.asked > summary").click(), complete(page, "ka")),
}


@pytest.mark.parametrize("language", FINDER)
def test_every_state_is_accessible_in_every_language(open_browser: Open, language: str) -> None:
    page = open_browser(width=PHONE).new_page()
    faults = []
    for name, open_state in STATES.items():
        page.goto(f"{FINDER[language]}?place=Kajaani")
        open_state(page)
        faults += [f"{name}: {fault}" for fault in violations(page)]
    for name, query in (("empty", "q=qwxz&category=film&when=today&as_typed=1"), ("corrected", "q=nyttely"), ("map", "view=map")):
        page.goto(f"{FINDER[language]}?{query}")
        if name == "map":
            page.locator(".pin").first.wait_for()
        faults += [f"{name}: {fault}" for fault in violations(page)]

    none_of(faults)


def test_on_paper_there_is_the_list_with_addresses_and_nothing_to_press(open_browser: Open) -> None:
    page = open_browser(width=DESKTOP).new_page()
    page.goto(f"{FI}?q=teatteri&place=Kajaani")
    page.emulate_media(media="print")

    assert [button for button in page.locator("main button, main summary, main input, main .chip").all() if button.is_visible()] == []
    expect(page.locator(".offer-row .where").first).to_have_text(re.compile(r", Kajaani, \w+ \d+"))
    expect(page.locator("[data-part=paper]")).to_have_text("teatteri, Kajaani")


def test_the_list_is_within_its_weight_at_both_widths(open_browser: Open) -> None:
    faults = []
    for width, most_requests in ((PHONE, 12), (DESKTOP, 60)):
        context = open_browser(width=width)
        context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
        weight = weigh(context, f"{FI}?q=teatteri&place=Kajaani")
        faults += [f"{width}: {weight}"] if weight.html > 18 or weight.css > 12 or weight.js > 25 or weight.requests > most_requests else []

    none_of(faults)


def test_the_open_map_is_within_its_weight(open_browser: Open) -> None:
    weight = weigh(open_browser(width=DESKTOP), f"{FI}?q=teatteri&place=Kajaani")

    assert weight.js > 40, "the map has opened by itself"
    assert (weight.js <= 25 + 60, weight.css <= 12 + 4, weight.html <= 18) == (True, True, True), weight
