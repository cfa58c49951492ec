"""The map in the browser: on a page of its own with a made-up search, so that only the map is tested here."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from csp.utils import build_policy
from django.template import engines
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, expect

from common.geo import BBox
from search.tiles import render
from search.tiles.attrs import FoundMap, map_attrs
from search.tiles.slots import pin_map, pins_map
from tests.browser.harness import DESKTOP, HEIGHTS, PHONE, Watch, focused, none_of, overflow, tab_to, violations

ROOT = Path(__file__).resolve().parents[2]
KAINUU = BBox(26.5, 63.8, 30.0, 65.2)
CONCERT = {"id": "a1", "title": "Lastenkonsertti", "url": "/fi/lastenkonsertti/"}
CLUSTERS = [
    {"lat": 64.2238, "lon": 27.7332, "count": 8, "bounds": [27.6, 64.1, 27.9, 64.3], "label": "8 vaihtoehtoa lähellä Kajaania", "offer": None},
    {"lat": 64.13, "lon": 28.39, "count": 1, "bounds": [28.39, 64.13, 28.39, 64.13], "label": "Lastenkonsertti, Sotkamo, 34 km", "offer": CONCERT},
]
PAGE = """<!doctype html><html lang="fi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kartta</title><link rel="stylesheet" href="/static/site/site.css"></head><body><main id="main" tabindex="-1"><h1>Kartta</h1>
<ul><li data-offer-id="a1" data-at="64.13,28.39"><a href="/fi/lastenkonsertti/">Lastenkonsertti</a></li>
<li data-offer-id="a2" data-at="64.22,27.73"><a href="/fi/jazzia/">Jazzia</a></li></ul>
{box}<p><a href="#main" data-after-map>Ylös</a></p></main>{script}</body></html>"""
TYPES = {".js": "text/javascript", ".css": "text/css", ".png": "image/png", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


def found_box() -> str:
    source = engines["site"].from_string(
        '{% from "parts/map_box.html" import map_box %}{{ map_box("Tulokset kartalla", href="/fi/tarjonta/?map=1", attrs=attrs) }}'
    )
    attrs = map_attrs(FoundMap("/api/v1/search?q=konsertti", "/fi/tarjonta/?q=konsertti&page=3", KAINUU), language="fi")
    return source.render({"attrs": attrs})


def slot_box(values: dict) -> str:
    macro = engines["site"].from_string('{% from "search/map.html" import still_map %}{{ still_map(**values) }}')
    return macro.render({"values": values})


class Made(BaseHTTPRequestHandler):
    """Pages with one map each, the files, the tiles and a search that always finds the same."""

    boxes: dict[str, str] = {}
    asked: list[dict[str, list[str]]] = []
    is_broken = False
    clusters: list[dict] = CLUSTERS

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path in self.boxes:
            script = "" if "map/open.js" in self.boxes[path] else '<script type="module" src="/static/map/open.js"></script>'
            self._answer(PAGE.format(box=self.boxes[path], script=script).encode(), "text/html; charset=utf-8")
        elif path.startswith("/static/"):
            file = ROOT / path.lstrip("/")
            self._answer(file.read_bytes() if file.is_file() else b"", TYPES.get(file.suffix, "text/plain"), 200 if file.is_file() else 404)
        elif found := re.fullmatch(r"/tiles/(fi|sv)(?:-dark)?/(\d+)/(\d+)/(\d+)(@2x)?\.png", path):
            self._answer(render.tile(int(found[3]), int(found[4]), int(found[2]), language=found[1]), "image/png")
        elif path == "/tiles/still.png":
            self._answer(render.blank("light", 1), "image/png")
        elif path == "/api/v1/search":
            self.asked.append(query)
            body = {"clusters": self.clusters, "total": 9, "bounds": list(KAINUU)}
            self._answer(json.dumps(body).encode(), "application/json", 500 if Made.is_broken else 200)
        else:
            self._answer(b"<!doctype html><title>x</title><h1>x</h1>", "text/html")

    def _answer(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", build_policy())
        self.end_headers()
        with suppress(ConnectionError):  # the browser may have gone on
            self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def made() -> Iterator[str]:
    """The address of the made-up site."""
    with translation.override("fi"):
        Made.boxes = {
            "/found": found_box(),
            "/pin": slot_box(pin_map(None, lat=64.2238, lon=27.7332, name="Kajaanin kaupunginteatteri")),
            "/pins": slot_box(pins_map(None, pins=[{"lat": 64.2, "lon": 27.7, "label": "Kainuu", "url": "/fi/alueet/kainuu/"},
                                                   {"lat": 65.0, "lon": 25.5, "label": "Oulu", "url": "/fi/alueet/oulu/"}], name="Alueet")),
        }  # fmt: skip
    Made.asked, Made.is_broken, Made.clusters = [], False, CLUSTERS
    server = ThreadingHTTPServer(("127.0.0.1", 0), Made)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_map(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return a maker of browser contexts that need no seeded site; whatever goes wrong in one fails the test at its end."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def make(*, site: str, width: int = DESKTOP, expected: tuple[str, ...] = ()) -> BrowserContext:
        context = browser.new_context(base_url=site, viewport={"width": width, "height": HEIGHTS[width]}, locale="fi-FI", reduced_motion="reduce")
        watch = Watch(site, expected=expected)
        watch.follow(context)
        opened.append((context, watch))
        return context

    yield make
    for context, watch in opened:
        context.close()
        none_of(watch.verdict())


@pytest.fixture
def show(open_map, made):
    """Return a function that opens a page of the made-up site, its map opened."""

    def opened(path: str, *, width: int = DESKTOP, expected: tuple[str, ...] = ()) -> Page:
        page = open_map(width=width, site=made, expected=expected).new_page()
        page.goto(path)
        page.locator("[data-map-open]").click()
        page.locator("[data-map-state=open]").wait_for()
        return page

    return opened


def test_nothing_of_the_map_is_fetched_before_it_is_opened(open_map, made):
    page = open_map(site=made).new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/found", wait_until="networkidle")

    assert not [url for url in asked if "leaflet" in url or "map.js" in url or "/tiles/" in url]


def test_pins_are_a_link_for_one_and_a_button_for_many(show):
    page = show("/found")

    expect(page.get_by_role("button", name="8 vaihtoehtoa lähellä Kajaania")).to_have_text("8")
    expect(page.get_by_role("link", name="Lastenkonsertti, Sotkamo, 34 km")).to_have_attribute("href", "/fi/lastenkonsertti/")
    expect(page.locator(".map-count")).to_have_text("9 vaihtoehtoa kartalla")
    expect(page.get_by_role("status")).to_have_text("9 vaihtoehtoa kartalla")


def test_clusters_are_asked_for_what_the_map_shows(show):
    page = show("/found")
    page.locator(".pin").first.wait_for()

    asked = Made.asked[-1]

    assert asked["q"] == ["konsertti"]
    assert 4 <= int(asked["cluster_zoom"][0]) <= 12
    west, south, east, north = (float(edge) for edge in asked["bbox"][0].split(","))
    assert west < 26.5 < 30.0 < east
    assert south < 63.8 < 65.2 < north


def test_a_cluster_zooms_in_and_asks_again(show):
    page = show("/found")
    page.locator(".pin").first.wait_for()
    before = len(Made.asked)

    with page.expect_response("**/api/v1/search?**"):
        page.get_by_role("button", name="8 vaihtoehtoa").click()

    assert int(Made.asked[-1]["cluster_zoom"][0]) > int(Made.asked[before - 1]["cluster_zoom"][0])


def test_moving_offers_to_search_and_never_searches_by_itself(show):
    page = show("/found")
    again = page.get_by_role("button", name="Hae tältä alueelta")
    expect(again).to_be_hidden()

    page.locator(".map-ground").focus()
    page.keyboard.press("ArrowRight")
    again.wait_for()

    assert urlsplit(page.url).path == "/found"
    with page.expect_navigation():
        again.click()
    query = parse_qs(urlsplit(page.url).query)
    assert urlsplit(page.url).path == "/fi/tarjonta/"
    assert query["q"] == ["konsertti"]
    assert len(query["bbox"][0].split(",")) == 4
    assert "page" not in query


def test_a_page_may_search_without_being_left(show):
    page = show("/found")
    page.evaluate("addEventListener('map:search', (event) => { event.preventDefault(); window.seen = event.detail.bbox })")
    page.get_by_role("button", name="Loitonna").click()

    page.get_by_role("button", name="Hae tältä alueelta").click()

    assert page.evaluate("window.seen.split(',').length") == 4
    assert urlsplit(page.url).path == "/found"


def test_a_row_and_its_pin_light_up_together(show):
    page = show("/found")
    pin, row = page.locator("[data-pin-offer=a1]"), page.locator("[data-offer-id=a1]")
    pin.wait_for()

    row.get_by_role("link").focus()
    expect(pin).to_have_class(re.compile(r"\blit\b"))
    pin.focus()
    expect(row).to_have_class(re.compile(r"\blit\b"))
    page.locator(".map-ground").focus()
    expect(row).not_to_have_class(re.compile(r"\blit\b"))


def test_a_row_in_a_heap_and_the_heap_light_up_together(show):
    page = show("/found")
    heap, row, other = page.get_by_role("button", name="8 vaihtoehtoa"), page.locator("[data-offer-id=a2]"), page.locator("[data-offer-id=a1]")
    heap.wait_for()

    row.get_by_role("link").focus()
    expect(heap).to_have_class(re.compile(r"\blit\b"))
    heap.hover()
    expect(row).to_have_class(re.compile(r"\blit\b"))
    expect(other).not_to_have_class(re.compile(r"\blit\b"))


def test_pins_are_reached_in_the_order_of_the_list_and_no_more_than_sixty(show):
    far = [
        {"lat": 63.9 + n / 100, "lon": 26.6 + n / 50, "count": 2, "bounds": [26, 63, 26, 63], "label": f"2 lähellä {n}", "offer": None}
        for n in range(70)
    ]
    Made.clusters = [*far, *CLUSTERS]
    page = show("/found")
    page.locator(".pin").first.wait_for()

    expect(page.locator(".pin")).to_have_count(60)
    expect(page.locator(".pin-dot")).to_have_count(12)
    labels = [pin.get_attribute("aria-label") for pin in page.locator(".pin").all()]
    assert labels[:2] == ["Lastenkonsertti, Sotkamo, 34 km", "8 vaihtoehtoa lähellä Kajaania"]


def test_another_question_moves_the_map_and_an_area_searched_from_it_does_not(show):
    page = show("/found")
    page.locator(".pin").first.wait_for()
    renew = """(values) => { const box = document.querySelector('[data-map]'); Object.assign(box.dataset, values);
        box.dispatchEvent(new CustomEvent('map:refresh')) }"""

    with page.expect_response("**/api/v1/search?**"):
        page.evaluate(renew, {"source": "/api/v1/search?q=jazz", "bounds": "24.0,60.0,26.0,61.0"})
    west, south, east, north = (float(edge) for edge in Made.asked[-1]["bbox"][0].split(","))
    assert (west < 24, south < 60, east > 26, north > 61) == (True,) * 4
    expect(page.get_by_role("button", name="Hae tältä alueelta")).to_be_hidden()

    page.evaluate("addEventListener('map:search', (event) => { event.preventDefault(); window.seen = event.detail.bbox })")
    page.get_by_role("button", name="Lähennä").click()
    page.get_by_role("button", name="Hae tältä alueelta").click()
    seen = page.evaluate("window.seen")
    with page.expect_response("**/api/v1/search?**"):
        page.evaluate(renew, {"source": f"/api/v1/search?q=jazz&bbox={seen}", "bounds": seen})
    assert Made.asked[-1]["bbox"][-1] == seen


def test_the_keyboard_reaches_everything_and_leaves(show):
    page = show("/found")
    page.locator(".pin").first.wait_for()
    page.locator("h1").click()

    assert tab_to(page, lambda here: here["words"] == "Ohita kartta")["ring"] == "true"
    for name in ("Lastenkonsertti, Sotkamo, 34 km", "8 vaihtoehtoa lähellä Kajaania", "Lähennä", "Loitonna"):
        assert tab_to(page, lambda here, name=name: here["words"] == name, most=4)["ring"] == "true"
    page.keyboard.press("Escape")

    assert focused(page)["words"] == "Ylös"


def test_the_skip_button_leads_past_the_map(show):
    page = show("/found")
    page.get_by_role("button", name="Ohita kartta").focus()
    page.keyboard.press("Enter")

    assert focused(page)["words"] == "Ylös"


def test_a_map_without_answers_says_so(show):
    Made.is_broken = True
    page = show("/found", expected=("500",))

    expect(page.locator(".map-count")).to_have_text("Karttaa ei saatu auki. Samat asiat ovat listassa.")


def test_one_place_is_one_named_pin(show):
    page = show("/pin")

    expect(page.get_by_role("img", name="Kajaanin kaupunginteatteri")).to_be_visible()
    expect(page.locator(".map-zoom button")).to_have_count(2)


def test_a_list_of_places_is_links(show):
    page = show("/pins")

    expect(page.get_by_role("link", name="Kainuu")).to_have_attribute("href", "/fi/alueet/kainuu/")
    expect(page.get_by_role("link", name="Oulu")).to_be_visible()


@pytest.mark.parametrize("path", ["/found", "/pin", "/pins"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_an_open_map_is_accessible_and_fits(show, path, width):
    page = show(path, width=width)
    page.locator(".pin").first.wait_for()

    none_of(violations(page))
    assert overflow(page) == 0
    for button in page.locator(".map-zoom button").all():
        box = button.bounding_box()
        assert box["width"] >= 48
        assert box["height"] >= 48
