"""docs/screenshots/: the pages that show the product, on a phone and on a desk, from the seeded demo at a fixed moment.

    python3.11 scripts/screenshots.py [name …]

Each picture is a palette PNG of at most 150 kB; where that does not do, a WebP.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import environment
import run
import setup_test
from steps import PYTHON, ROOT, must, say, step

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 150_000
SHARPNESS = {360: 2, 1280: 1}  # device pixels a CSS pixel
Visit = Callable[["Page", Any], None]


def main(chosen: list[str]) -> None:
    if Path(sys.executable) != PYTHON:
        environment.ensure("dev")
        setup_test.ensure()
        run.compile_catalogues()
        must(PYTHON, __file__, *chosen)
        return
    sys.path.insert(0, str(ROOT))
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser, served() as site:
        visits = all_visits()
        for name in chosen or visits:
            for width in SHARPNESS:
                with step(f"{name} at {width}"):
                    keep(f"{name}-{width}", picture(browser, site, visits[name], width))


def all_visits() -> dict[str, Visit]:
    from tests.browser import walks  # needs the development packages

    return dict(walks.SCREENS)


@contextmanager
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # needs the development packages

    from tests.browser.conftest import FLAGS

    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(setup_test.find(setup_test.NEEDS[1])), args=FLAGS)


@contextmanager
def served() -> Iterator[Any]:
    from tests.browser.site import Site  # needs the development packages

    site = Site("screenshots")
    yield site
    site.close()


def picture(browser: Browser, site: Any, visit: Visit, width: int) -> bytes:
    """Walk to a page and return what its window shows, as PNG."""
    height = 740 if width < 1000 else 900
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": width, "height": height},
        device_scale_factor=SHARPNESS[width],
        locale="fi-FI",
        timezone_id="Europe/Helsinki",
        reduced_motion="reduce",
    )
    page = context.new_page()
    visit(page, site)
    page.wait_for_load_state("networkidle")
    shot = page.screenshot(animations="disabled")
    context.close()
    return shot


def keep(name: str, png: bytes) -> None:
    """Write a picture as small as it may be; drop what an earlier run left in the other format."""
    from PIL import Image  # needs the packages

    image = Image.open(BytesIO(png)).convert("RGB")
    palette = BytesIO()
    image.quantize(256, dither=Image.Dither.NONE).save(palette, "PNG", optimize=True)
    ending, body = (".png", palette.getvalue()) if palette.tell() <= MOST_BYTES else (".webp", _webp(image))
    for old in FOLDER.glob(f"{name}.*"):
        old.unlink()
    (FOLDER / f"{name}{ending}").write_bytes(body)
    say(f"  {name}{ending}: {len(body) // 1000} kB")


def _webp(image: Any) -> bytes:
    """Return the best WebP that is small enough."""
    for quality in (90, 80, 70, 60, 50):
        packed = BytesIO()
        image.save(packed, "WEBP", quality=quality, method=6)
        if packed.tell() <= MOST_BYTES:
            break
    return packed.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
