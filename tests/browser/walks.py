"""Walks through the site that tests and screenshots share. They go by addresses and fields, so they work in every language."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.browser.site import Site

PLAY = {"fi": "teatteri", "sv": "teater", "en": "theatre", "fi-simple": "teatteri"}
FINDER = {"fi": "/fi/tarjonta/", "sv": "/sv/utbud/", "en": "/en/whats-on/", "fi-simple": "/fi-simple/tarjonta/"}
DESK = {"fi": "/fi/kassa/", "sv": "/sv/kassa/", "en": "/en/desk/", "fi-simple": "/fi-simple/kassa/"}
FIGURES = {"fi": "/fi/tilastot/", "sv": "/sv/statistik/", "en": "/en/statistics/"}
ISSUING = {"fi": "/fi/kortinjako/", "sv": "/sv/kortutdelning/", "en": "/en/issuing/"}


def form(page: Page, field: str) -> Locator:
    """Return the main form that holds a field of this name."""
    return page.locator(f"main form:has([name={field}])").first


def send(page: Page, field: str) -> None:
    """Press the button of the form that holds the field, and wait for the answer."""
    with page.expect_navigation():
        form(page, field).locator("button[type=submit], button:not([type])").first.click()


def find_play(page: Page, play: dict, *, language: str) -> None:
    """Search for theatre near the play's town, and open the play from the list."""
    page.goto(FINDER[language])
    search = page.locator("form[role=search]").first
    if not search.is_visible():
        page.locator("details.asked summary").click()
    search.locator("[name=q]").fill(PLAY[language])
    search.locator("[name=place]").fill(play["town"])
    with page.expect_navigation():
        search.locator("button[type=submit], button:not([type])").first.click()
    link = page.locator(f'main a[href="{play["paths"][language]}"]').first
    while not link.count():
        with page.expect_navigation():
            page.locator("main a[rel=next]").first.click()
    with page.expect_navigation():
        link.click()


def book(page: Page, play: dict, card: dict, *, children: int = 1) -> None:
    """From the play's page: choose the date, sign in with the card, come with a child; end on the ticket."""
    with page.expect_navigation():
        page.locator(f'main a[href$="/{play["occurrence"]}/"]').first.click()
    form(page, "pin").locator("[name=number]").fill(card["number"])
    form(page, "pin").locator("[name=pin]").fill(card["pin"])
    send(page, "pin")
    form(page, "children").locator("[name=children]").fill(str(children))
    send(page, "children")
    page.locator("article.ticket").wait_for()


def read_code(page: Page, picture: Path) -> str:
    """Photograph the ticket and return what zbarimg reads in the picture."""
    page.locator("article.ticket .code").screenshot(path=picture, scale="device")
    read = subprocess.run(["zbarimg", "--raw", "--quiet", "-Sdisable", "-Sqrcode.enable", picture], capture_output=True, text=True, check=False)
    assert read.returncode == 0, f"zbarimg read nothing in {picture}: {read.stderr}"
    return read.stdout.strip()


def pair_desk(page: Page, code: str, *, language: str) -> None:
    page.goto(DESK[language])
    form(page, "code").locator("[name=code]").fill(code)
    send(page, "code")


def check_in(page: Page, play: dict, code: str, *, language: str) -> None:
    """Choose what is on at the paired desk, type or scan a ticket's code; end on the answer."""
    page.goto(DESK[language])
    with page.expect_navigation():
        page.locator(f'main a[href*="{play["occurrence"]}"]').first.click()
    form(page, "code").locator("[name=code]").fill(code)
    send(page, "code")


def doors_open(play: dict) -> datetime:
    """Return a moment at which the play's ticket is good at the door."""
    return datetime.fromisoformat(play["starts_at"]) - timedelta(minutes=20)


def log_in(page: Page, who: dict[str, str]) -> None:
    """Give the password, then the code from the phone."""
    page.goto("/fi/tyosivut/kirjaudu/")
    page.fill("input[name=login]", who["email"])
    page.fill("input[name=password]", who["password"])
    page.click("main button[type=submit]")
    page.fill("input[name=code]", who["code"])
    page.click("main button[type=submit]")
    page.wait_for_url("**/admin/")


# --- what docs/screenshots shows -------------------------------------------------------------------------------------


def _at(name: str) -> Callable[[Page, Site], None]:
    return lambda page, site: page.goto(site.ask("addresses", language="fi")[name])


def _finder(language: str, query: str, act: Callable[[Page], object] | None = None) -> Callable[[Page, Site], None]:
    """Return a visit of the finder that then does something there."""

    def visit(page: Page, site: Site) -> None:
        page.goto(f"{FINDER[language]}?{query}")
        if act:
            act(page)
        page.wait_for_load_state("networkidle")
        if page.locator("[data-map-state=open]").count():
            page.locator(".map-count").wait_for()
            page.wait_for_timeout(1500)  # tiles come one by one, and nothing says when the last has

    return visit


def _type(words: str) -> Callable[[Page], None]:
    """Type words into the question, unfolding it first on phones, and wait for what completes them."""

    def act(page: Page) -> None:
        if page.locator("details.asked > summary").is_visible():
            page.locator("details.asked > summary").click()
        page.locator("form[role=search] [name=q]").press_sequentially(words, delay=20)
        page.locator("[name=q][aria-expanded=true]").wait_for()
        page.keyboard.press("ArrowDown")

    return act


def _open(part: str) -> Callable[[Page], None]:
    return lambda page: page.locator(f"{part} > summary").click()


def _play(page: Page, site: Site) -> None:
    page.goto(site.ask("play", language="fi")["paths"]["fi"])


def _ticket(page: Page, site: Site) -> None:
    play = site.ask("play", language="fi")
    page.goto(play["paths"]["fi"])
    book(page, play, site.ask("hand_over_card", area=play["area"]))
    page.goto(page.url.partition("?")[0])


def _desk(page: Page, site: Site) -> None:
    play = site.ask("play", language="fi")
    with page.context.new_page() as holder:
        holder.goto(play["paths"]["fi"])
        book(holder, play, site.ask("hand_over_card", area=play["area"]))
        short = holder.locator("article.ticket .short").inner_text()
    before = datetime.fromisoformat(site.ask("now"))
    site.turn_clock(doors_open(play))
    pair_desk(page, site.ask("invite_desk", venue=play["venue"]), language="fi")
    check_in(page, play, short, language="fi")
    site.turn_clock(before)


def _counter(page: Page, site: Site) -> None:
    play = site.ask("play", language="fi")
    cookie = site.ask("distributor_session", area=play["area"])
    page.context.add_cookies([cookie | {"url": site.url}])
    page.goto(ISSUING["fi"])


def _editing(address: str) -> Callable[[Page, Site], None]:
    """Return a visit of the admin as an area's editor; `{offer_page}` in the address is one of their offers."""

    def visit(page: Page, site: Site) -> None:
        where = site.ask("editors_of", area="kainuu")
        log_in(page, where["editor"])
        page.goto(address.format(**where))

    return visit


FINDER_SCREENS = {
    f"finder-{name}{end}": _finder(language, query, act)
    for language, end, theatre, town, wrong, typed in (
        ("fi", "", "teatteri", "Kajaani", "nyttely", "kon"),
        ("sv", "-sv", "teater", "Kajana", "utstälning", "kon"),
    )
    for name, query, act in (
        ("first", "", None),
        ("list", f"q={theatre}&place={town}", None),
        ("map", f"q={theatre}&view=map", None),
        ("suggestions", "", _type(typed)),
        ("answers", f"q={theatre}&place={town}", _open("[data-question=there]")),
        ("filters", f"place={town}", _open("[data-filters]")),
        ("empty", f"q={theatre}&category=film&audience=seniors&when=today&place={town}", None),
        ("corrected", f"q={wrong}&place={town}", None),
    )
}
SCREENS: dict[str, Callable[[Page, Site], None]] = {
    "front": _at("HomePage"),
    "area": _at("AreaPage"),
    "venue": _at("VenuePage"),
    "offer": _play,
    **FINDER_SCREENS,
    "finder-pinned": _finder("fi", "q=kortti+hukassa"),
    "search-missed": _editing("/admin/search/missed/"),
    "search-why": _editing("/admin/search/why/{offer_page}/?q=konserttia+lapsille&place=Kajaani&when=week&lang=fi"),
    "ticket": _ticket,
    "desk": _desk,
    "counter": _counter,
}
