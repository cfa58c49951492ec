"""Every page type: accessible, valid, never scrolling sideways, and within its weight. All four languages with SOAK=1."""

from __future__ import annotations

import os

import pytest

from tests.browser.harness import DESKTOP, PHONE, Weight, markup_faults, none_of, overflow, violations, weigh

LANGUAGES = ("fi", "sv", "en", "fi-simple") if os.environ.get("SOAK") else ("fi",)
AT_400_PERCENT = 320  # a window of 1,280 pixels zoomed to 400 %


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_accessible_and_fits_its_window(open_browser, live_site, language, width):
    page = open_browser(width=width).new_page()
    faults = []

    for name, address in live_site.ask("addresses", language=language).items():
        page.goto(address)
        faults += [f"{name} {address}: {fault}" for fault in violations(page)]
        faults += [f"{name} {address}: {wider} px too wide" for wider in [overflow(page)] if wider]

    none_of(faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid(open_browser, live_site, language):
    context = open_browser()

    answers = {address: context.request.get(address) for address in live_site.ask("addresses", language=language).values()}

    none_of(f"{address}: {answer.status}" for address, answer in answers.items() if answer.status != 200)
    none_of(f"{address}: {fault}" for address, answer in answers.items() for fault in markup_faults(answer.text()))


def test_every_page_can_be_read_at_400_percent(open_browser, live_site):
    page = open_browser(width=AT_400_PERCENT).new_page()
    faults = []

    for name, address in live_site.ask("addresses", language="fi").items():
        page.goto(address)
        faults += [f"{name} {address}: {wider} px too wide" for wider in [overflow(page)] if wider]

    none_of(faults)


def test_every_page_works_in_the_dark(open_browser, live_site):
    page = open_browser(color_scheme="dark").new_page()
    faults = []

    for name, address in live_site.ask("addresses", language="fi").items():
        page.goto(address)
        faults += [f"{name} {address}: {fault}" for fault in violations(page)]

    none_of(faults)


MOST = Weight(html=14, css=12, js=10, font=25, image=40, requests=12)  # performance goals, compressed kB of a first visit
MOST_OF = {
    "search:finder": Weight(html=18, css=12, js=25, font=25, image=40, requests=12),
    "desk:start": Weight(html=8, css=8, js=15, font=12, image=0, requests=7),  # the face, the icons and the mark are fetched once a day
}


def test_every_page_is_within_its_weight(open_browser, live_site):
    context = open_browser()
    faults = []

    for name, address in live_site.ask("addresses", language="fi").items():
        weight, most = weigh(context, address), MOST_OF.get(name, MOST)
        faults += [
            f"{name} {address}: {kind} {getattr(weight, kind)}, at most {getattr(most, kind)}"
            for kind in Weight.__slots__
            if getattr(weight, kind) > getattr(most, kind)
        ]

    none_of(faults)
