"""Steps on the finder that its browser tests share."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.walks import FINDER

FI = FINDER["fi"]
Open = Callable[..., BrowserContext]


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def settle(page: Page) -> None:
    expect(page.locator("[data-finder]")).not_to_have_attribute("aria-busy", "true")


def field(page: Page, name: str = "q") -> Locator:
    return page.locator(f"form[role=search] [name={name}]")


def complete(page: Page, typed: str, name: str = "q") -> None:
    """Type into a field and wait for its completions."""
    field(page, name).press_sequentially(typed, delay=20)
    expect(field(page, name)).to_have_attribute("aria-expanded", "true")
