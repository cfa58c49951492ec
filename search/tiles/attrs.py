"""What a map's box carries for its module (static/map/map.js says what each attribute means)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.templatetags.static import static

from common.geo import BBox
from search.tiles.source import tile_source
from search.tiles.words import map_words

FILES = {
    "leaflet": "vendor/leaflet-1.9.4/leaflet.js",
    "leafletStyle": "vendor/leaflet-1.9.4/leaflet.css",
    "style": "map/map.css",
    "module": "map/map.js",
}


@dataclass(frozen=True, slots=True)
class FoundMap:
    """The map of a search.

    source   address of the JSON of the same search; bbox and cluster_zoom are added to it
    page     address of the page of the same search; bbox is added when the reader searches what the map shows
    bounds   what it shows first; None = all Finland
    after    selector of what stands behind the map
    """

    source: str
    page: str
    bounds: BBox | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class PinMap:
    """A map with one pin, named for a screen reader; zoom 4..12."""

    lat: float
    lon: float
    label: str
    zoom: int = 11


def map_attrs(shown: FoundMap | PinMap | BBox, *, language: str, opens_by_itself: bool = False) -> dict[str, str]:
    """Return the box's attributes. A BBox is a map of the pins that stand in the box as JSON."""
    tiles = tile_source(language)
    attrs = {
        "data-map": "view" if opens_by_itself else "tap",
        "data-tiles": tiles.url,
        "data-attribution": tiles.attribution,
        "data-zooms": f"{tiles.first_zoom},{tiles.last_zoom}",
        "data-limits": tiles.bounds.as_text(),
        "data-labels": json.dumps(map_words(), ensure_ascii=False),
        "data-files": json.dumps({name: static(path) for name, path in FILES.items()}),
    }
    if tiles.dark_url:
        attrs["data-tiles-dark"] = tiles.dark_url
    return attrs | _shown(shown)


def _shown(shown: FoundMap | PinMap | BBox) -> dict[str, str]:
    if isinstance(shown, BBox):
        return {"data-bounds": shown.as_text()}
    if isinstance(shown, PinMap):
        return {"data-pin": f"{shown.lat:.5f},{shown.lon:.5f}", "data-pin-label": shown.label, "data-zoom": str(shown.zoom)}
    given = {"data-source": shown.source, "data-page": shown.page}
    if shown.bounds:
        given["data-bounds"] = shown.bounds.as_text()
    if shown.after:
        given["data-after"] = shown.after
    return given
