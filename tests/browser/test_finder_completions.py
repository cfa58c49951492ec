"""Completions while one types: a combobox for keyboard and touch, places in the place's field."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.finding import FI, Open, asked, complete, field, settle
from tests.browser.harness import DESKTOP, PHONE, focused, none_of, violations


def test_completions_are_a_combobox_that_the_keyboard_rules(open_browser: Open) -> None:
    page = open_browser(width=DESKTOP).new_page()
    page.goto(FI)
    box = field(page)
    expect(box).to_have_attribute("role", "combobox")
    expect(box).to_have_attribute("aria-expanded", "false")

    complete(page, "kaj")
    expect(page.get_by_role("listbox", name="Ehdotukset")).to_be_visible()
    expect(page.locator("form[role=search] [role=status]").first).to_have_text(re.compile(r"\d+ ehdotus(ta)?\. Liiku nuolinäppäimillä\."))
    expect(page.get_by_role("group", name="Paikkakunnat").get_by_role("option", name="Kajaani")).to_be_visible()
    page.keyboard.press("ArrowDown")
    first = page.locator("[role=option]").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    assert focused(page)["name"] == "q"
    none_of(violations(page))
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None

    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert box.input_value() == "kaj"
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**place=Kajaani**")
    settle(page)

    assert asked(page) == {"place": ["Kajaani"]}
    expect(field(page, "place")).to_have_value("Kajaani")


@pytest.mark.parametrize(
    ("typed", "group", "param"),
    [("musiik", "Lajit", "category"), ("kaupunginteat", "Kulttuurikohteet", "venue"), ("kainu", "Alueet", "area")],
)
def test_choosing_a_completion_sets_its_filter(open_browser: Open, typed: str, group: str, param: str) -> None:
    page = open_browser(width=PHONE).new_page()
    page.goto(f"{FI}?when=week")
    page.locator("details.asked > summary").click()

    complete(page, typed)
    page.get_by_role("group", name=group).get_by_role("option").first.click()
    page.wait_for_url(f"**{param}=**")
    settle(page)

    assert set(asked(page)) == {"when", param}
    expect(page.locator(".chip.on")).to_have_count(2)


def test_choosing_a_title_opens_the_offer_and_enter_without_choice_searches(open_browser: Open, live_site) -> None:
    play = live_site.ask("play", language="fi")
    page = open_browser(width=DESKTOP).new_page()
    page.goto(FI)

    complete(page, "teat")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=teat")
    settle(page)
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    field(page).fill("")
    complete(page, play["title"][:30])
    page.get_by_role("group", name="Tarjonta").get_by_role("option", name=play["title"]).first.click()
    page.wait_for_url(lambda url: "/tarjonta/" not in url or "q=" in url)

    expect(page.locator("h1")).to_be_visible()


def test_a_place_field_is_completed_with_places_only(open_browser: Open) -> None:
    page = open_browser(width=DESKTOP).new_page()
    page.goto(FI)

    complete(page, "oul", "place")

    expect(page.get_by_role("listbox").locator("visible=true").get_by_role("group")).to_have_count(1)
