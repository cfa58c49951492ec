"""A picture as a fact: addresses of ready renditions and alt texts. Renditions are made at publish, never in a request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

WIDTHS = (400, 800)  # CSS pixels: a row or card on a phone, a page's stage


def of_pages(source: Any, pages: Iterable[tuple[str, Any]]) -> dict[str, Any] | None:
    """Return {"url", "width", "height", "srcset", "alt": {language: text}} of the source's picture, or None."""
    if source.picture_id is None:
        return None
    renditions = [source.picture.get_rendition(f"fill-{width}x{width * 5 // 8}|format-webp") for width in WIDTHS]
    small = renditions[0]
    return {
        "url": small.url,
        "width": small.width,
        "height": small.height,
        "srcset": ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions),
        "alt": {language: page.picture_alt for language, page in pages if page.picture_alt},
    }
