"""The page of parts: every component with all its states, in light and dark, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.harness import DESKTOP, PHONE, markup_faults, none_of, overflow, violations
from tests.browser.site import Site

PAGES = ("/_parts/", "/_parts/wing/")
OF_SAMPLES = (" h1", "names rivi")  # heads of several pages on one, links that lead nowhere


@pytest.fixture(scope="module")
def workshop(browser) -> Iterator[Site]:
    """The site as developers see it: only there the page of parts exists."""
    site = Site("workshop", DEBUG="on")
    yield site
    site.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("address", PAGES)
def test_every_part_is_accessible(open_browser, workshop, address, width, scheme):
    page = open_browser(site=workshop.url, width=width, color_scheme=scheme).new_page()

    page.goto(address)

    none_of(violations(page))
    assert overflow(page) == 0


@pytest.mark.parametrize("address", PAGES)
def test_the_page_of_parts_is_valid(open_browser, workshop, address):
    page = open_browser(site=workshop.url).new_page()

    response = page.goto(address)

    none_of(fault for fault in markup_faults(response.text()) if not any(part in fault for part in OF_SAMPLES))
