"""Chromium, and the seeded site that it visits."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.harness import HEIGHTS, PHONE, Watch
from tests.browser.site import Site

PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--font-render-hinting=none",
]  # fmt: skip
EACH_STEP_MS = 15_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next((place for place in PLACES if Path(place).exists()), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not on this machine")
        pytest.skip("Chromium is not on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def live_site(browser: Browser) -> Iterator[Site]:
    """The seeded demo site, served by a process of its own; its clock begins at NOW."""
    site = Site()
    yield site
    site.close()


@pytest.fixture
def open_browser(browser: Browser, live_site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Return a maker of fresh browser contexts. Whatever goes wrong in them fails the test at its end."""
    contexts: list[tuple[BrowserContext, Watch]] = []

    def make(*, width: int = PHONE, site: str = "", expected: tuple[str, ...] = (), **options) -> BrowserContext:
        """Open a context. `expected`: parts of troubles that the test means to cause; `options`: Playwright's."""
        given = {"locale": "fi-FI", "timezone_id": "Europe/Helsinki", "reduced_motion": "reduce"} | options
        context = browser.new_context(base_url=site or live_site.url, viewport={"width": width, "height": HEIGHTS.get(width, 740)}, **given)
        context.set_default_timeout(EACH_STEP_MS)
        watch = Watch(site or live_site.url, expected=expected)
        watch.follow(context)
        contexts.append((context, watch))
        return context

    yield make
    troubles = []
    for context, watch in contexts:
        context.close()
        troubles += watch.verdict()
    assert troubles == []


@pytest.fixture
def page(open_browser) -> Page:
    """A page on a phone, 360 CSS pixels wide."""
    return open_browser().new_page()
