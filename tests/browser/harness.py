"""Looking at a page as a browser, a screen reader, a validator and a slow line see it."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

AXE = Path(__file__).parent.parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESKTOP = 360, 1280
HEIGHTS = {PHONE: 740, DESKTOP: 900}
REPORT_VIOLATIONS = "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"


@dataclass
class Watch:
    """What went wrong in a browser context: console errors, exceptions, policy violations, calls to other hosts."""

    site: str
    troubles: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()  # parts of messages that a test means to cause

    def follow(self, context: BrowserContext) -> None:
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.troubles.append(f"exception: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):  # `_response` says it better
            self.troubles.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:", "about:")):
            self.troubles.append(f"another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"{response.status}: {response.url}")

    def verdict(self) -> list[str]:
        """Return the troubles that no test asked for."""
        return [trouble for trouble in self.troubles if not any(part in trouble for part in self.expected)]


def none_of(faults: Iterable[str]) -> None:
    """Fail, one fault a line, unless there is none."""
    found = list(faults)
    assert not found, "\n" + "\n".join(found)


def violations(page: Page) -> list[str]:
    """Return one line for each axe violation on the page: rule, place, why. Empty is the goal.

    The window is made as high as the page meanwhile: what a fixed bar covers by chance can be scrolled free.
    """
    window = page.viewport_size
    page.set_viewport_size({"width": window["width"], "height": page.evaluate("document.scrollingElement.scrollHeight") + 200})
    page.evaluate(AXE.read_text())
    found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", AXE_TAGS)["violations"]
    page.set_viewport_size(window)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {' '.join((node.get('failureSummary') or '').split())[:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


def markup_faults(html: str) -> list[str]:
    """Return what a strict parser and some rules of content find wrong with a whole page."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(html)
    faults = [f"line {line}: {code} {detail or ''}".strip() for (line, _), code, detail in parser.errors]
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    faults += [f"id {name} stands {count} times" for name, count in ids.items() if count > 1]
    faults += [f"{count} h1" for count in [sum(element.tag == "h1" for element in elements)] if count != 1]
    return faults + _dangling(elements, set(ids)) + _nested(elements)


def _dangling(elements: list, ids: set[str]) -> list[str]:
    """Return references to ids that are not on the page."""
    references = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "form")
    wanted = [(attribute, name) for element in elements for attribute in references for name in (element.get(attribute) or "").split()]
    wanted += [("href", element.get("href")[1:]) for element in elements if re.fullmatch(r"#.+", element.get("href") or "")]
    return [f"{attribute} names {name}, which is not there" for attribute, name in wanted if name not in ids]


def _nested(elements: list) -> list[str]:
    """Return interactive elements inside interactive elements, and blocks inside phrasing parents."""
    interactive = {"a", "button", "select", "textarea", "label"}
    blocks = {"div", "p", "ul", "ol", "dl", "h2", "h3", "section", "article", "table"}
    faults = []
    for outer in elements:
        inner = [element.tag for element in outer.iter() if element is not outer]
        if outer.tag in {"a", "button"}:
            faults += [f"{tag} inside {outer.tag}" for tag in inner if tag in interactive]
        if outer.tag in {"ul", "ol"}:
            faults += [f"{child.tag} directly in {outer.tag}" for child in outer if child.tag not in {"li", "script", "template"}]
        if outer.tag in {"span", "button", "p", "h1", "h2", "h3"}:
            faults += [f"{tag} inside {outer.tag}" for tag in inner if tag in blocks]
    return faults


@dataclass(frozen=True, slots=True)
class Weight:
    """Compressed kB (1000 bytes, gzip level 9) of what a first visit loads, by kind; and how many requests."""

    html: float
    css: float
    js: float
    font: float
    image: float
    requests: int


KINDS = {"document": "html", "stylesheet": "css", "script": "js", "font": "font", "image": "image"}


def weigh(context: BrowserContext, address: str) -> Weight:
    """Load an address with an empty cache and return what came over the line before any interaction."""
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108  (Playwright wants a function of Python's own)
    page.goto(address, wait_until="networkidle")
    size: Counter[str] = Counter()
    for response in responses:
        size[KINDS.get(response.request.resource_type, "other")] += _on_the_line(response)
    page.close()
    return Weight(**{kind: round(size[kind] / 1000, 1) for kind in KINDS.values()}, requests=len(responses))


def _on_the_line(response: Response) -> int:
    """Return the bytes of an answer's body as a server that compresses sends them."""
    if response.status != 200:
        return 0
    is_packed = urlsplit(response.url).path.endswith((".woff2", ".png", ".jpg", ".webp", ".avif"))
    return len(response.body()) if is_packed else len(gzip.compress(response.body(), 9))


def overflow(page: Page) -> int:
    """Return by how many CSS pixels the page is wider than its window; 0 means no scrolling sideways."""
    return page.evaluate("Math.max(0, document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth)")


def focused(page: Page) -> dict[str, str]:
    """Return what has the keyboard: `tag`, `words`, `name`, `href`, and `ring`: whether the focus can be seen."""
    return page.evaluate(
        """() => { const e = document.activeElement; const s = getComputedStyle(e);
        const ring = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
        return { tag: e.tagName.toLowerCase(), words: (e.getAttribute('aria-label') || e.innerText || '').trim().slice(0, 80),
                 name: e.getAttribute('name') || '', href: e.getAttribute('href') || '', ring: String(ring) } }"""
    )


def tab_to(page: Page, is_it, *, most: int = 120) -> dict[str, str]:
    """Press Tab until `is_it(focused(page))`; fail after `most` presses."""
    for _press in range(most):
        page.keyboard.press("Tab")
        here = focused(page)
        if is_it(here):
            return here
    raise AssertionError(f"not reached with {most} presses of Tab")
