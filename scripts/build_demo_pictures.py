"""Draw the demo's pictures: scenes of plain shapes and echo rings, one for each entry of kaikusite/demo/data/pictures.toml.

Needs Chromium and Pillow; run only when a scene changes (`python scripts/build_demo_pictures.py`). The results are committed.
"""

from __future__ import annotations

import io
import sys
import tomllib
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.demo_scenes import HEIGHT, SCENES, WIDTH

DATA = Path(__file__).resolve().parent.parent / "kaikusite" / "demo" / "data"
CHROMIUM = "/usr/bin/chromium"
HEAVIEST_BYTES = 15_000
QUALITIES = (72, 60, 48, 36)  # the first that is light enough


def drawn(browser: Browser, scene: str) -> Image.Image:
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=2)
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    page.set_content(f'<style>body{{margin:0}}</style><svg xmlns="http://www.w3.org/2000/svg" {size}>{scene}</svg>')
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    page.close()
    return picture


def packed(picture: Image.Image) -> bytes:
    """Return the picture as WebP, at most `HEAVIEST_BYTES`."""
    for quality in QUALITIES:
        packet = io.BytesIO()
        picture.save(packet, "WEBP", quality=quality, method=6)
        if packet.tell() <= HEAVIEST_BYTES:
            return packet.getvalue()
    sys.exit("A picture is too heavy: draw it with fewer edges.")


def main() -> None:
    keys = tomllib.loads((DATA / "pictures.toml").read_text(encoding="utf-8"))
    if set(keys) != set(SCENES):
        sys.exit(f"pictures.toml and the scenes differ: {set(keys) ^ set(SCENES)}")
    target = DATA / "pictures"
    target.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        for key, scene in SCENES.items():
            (target / f"{key}.webp").write_bytes(packed(drawn(browser, scene())))
        browser.close()


if __name__ == "__main__":
    main()
