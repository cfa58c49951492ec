"""Draw the pictures that must be bitmaps: two icons for phones and the picture that social sites show.

Needs Chromium and Pillow; run only when the mark changes (`python scripts/build_pictures.py`). The results are committed.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from common.art import rings
from scripts.build_art import MARK, SITE, favicon

CHROMIUM = "/usr/bin/chromium"
COLOURS = 64  # flat drawings: a palette keeps them small
ICONS = {"apple-touch-icon.png": 180, "icon-512.png": 512}
SOCIAL = (1200, 630)  # width and height that social sites ask for, in pixels


def icon(size: int) -> str:
    """Return the mark on its ground with square corners: phones round them themselves."""
    return favicon().replace(' rx="9"', "").replace("<svg ", f'<svg width="{size}" height="{size}" ')


def social() -> str:
    """Return the mark and name beside echo rings."""
    width, height = SOCIAL
    font = base64.b64encode(next((SITE / "fonts").glob("*.woff2")).read_bytes()).decode()
    centre = (100, 100)
    inner = rings(centre, "#ffb547", first=28, step=24, count=2, width=9)
    outer = rings(centre, "#43308c", first=76, count=1, width=9)
    last = rings(centre, "#8cc9d9", first=100, count=1, width=9)
    echo = f'<circle cx="100" cy="100" r="13" fill="#f0764f"/>{inner}{outer}{last}'
    return (
        f"<style>@font-face{{font-family:F;src:url(data:font/woff2;base64,{font})}}</style>"
        f'<svg width="{width}" height="{height}"><rect width="{width}" height="{height}" fill="#f6f0e6"/>'
        f'<g transform="translate(720 -20) scale(4.2)">{echo}</g>'
        f'<g transform="translate(56 232) scale(4)">{MARK.format(outer="#1d1a2f")}</g>'
        '<text x="216" y="366" font-family="F" font-size="98" letter-spacing="-3" fill="#1d1a2f">Kaikukortti</text></svg>'
    )


def draw(browser: Browser, name: str, svg: str, size: tuple[int, int]) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_content(f"<style>*{{margin:0}}svg{{display:block}}</style>{svg}")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=str(SITE / name))
    page.close()
    Image.open(SITE / name).convert("RGB").quantize(COLOURS).save(SITE / name, optimize=True)


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, size in ICONS.items():
            draw(browser, name, icon(size), (size, size))
        draw(browser, "social.png", social(), SOCIAL)
        browser.close()


if __name__ == "__main__":
    main()
