"""Maps on other apps' pages, through slots: `map.pin` for one place, `map.pins` for a list of them.

    {{ slot("map.pin", lat=venue.lat, lon=venue.lon, name=venue.name) }}
    {{ slot("map.pins", pins=pins, name=_("Areas")) }}      pins: dicts of lat, lon, label and perhaps count, url

The page says in words what the map shows: address, town, the list itself. Without JavaScript the map is a still picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import slots
from common.geo import FINLAND, BBox
from search.tiles.attrs import PinMap, map_attrs
from search.tiles.source import still_url, tile_language
from search.tiles.still import MOST_PINS, Pin, StillMap

MACRO = "search/map.html:still_map"
WIDTH, HEIGHT, TALL = 640, 480, 640
AROUND_M = 4_000


def register() -> None:
    """Fill the slots; called once when the app is ready."""
    slots.register("map.pin", query=pin_map, macro=MACRO)
    slots.register("map.pins", query=pins_map, macro=MACRO)


def pin_map(_request: HttpRequest | None, *, lat: float | None, lon: float | None, name: str) -> dict[str, Any] | None:
    """Return the map of one place; nothing where the place has no point in Finland."""
    if lat is None or lon is None or not FINLAND.contains(lat, lon):
        return None
    still = StillMap(BBox.around(lat, lon, AROUND_M), WIDTH, HEIGHT, (Pin(lat, lon),), _names())
    return _values(_("Map: %(name)s") % {"name": name}, map_attrs(PinMap(lat, lon, name), language=_language()), still)


def pins_map(_request: HttpRequest | None, *, pins: Sequence[Mapping[str, Any]], name: str) -> dict[str, Any] | None:
    """Return the map of several places; nothing where none of them has a point in Finland."""
    shown = [
        {"lat": pin["lat"], "lon": pin["lon"], "count": pin.get("count", 1), "label": pin["label"], "url": pin.get("url", "")}
        for pin in pins
        if pin["lat"] is not None and pin["lon"] is not None and FINLAND.contains(pin["lat"], pin["lon"])
    ]
    box = BBox.of_points((pin["lat"], pin["lon"]) for pin in shown)
    if box is None:
        return None
    marks = tuple(Pin(pin["lat"], pin["lon"], max(1, pin["count"])) for pin in shown[:MOST_PINS])
    around = box.padded(0.08)
    still = StillMap(around, WIDTH, TALL if around.north - around.south > around.east - around.west else HEIGHT, marks, _names())
    return _values(_("Map: %(name)s") % {"name": name}, map_attrs(around, language=_language()), still) | {"pins": shown}


def _values(label: str, attrs: dict[str, str], still: StillMap) -> dict[str, Any]:
    pictures = {"light": still_url(still), "dark": still_url(still.in_theme("dark")), "width": still.width, "height": still.height}
    return {"label": label, "attrs": attrs, "still": pictures}


def _language() -> str:
    return get_language() or "fi"


def _names() -> str:
    return tile_language(_language())
