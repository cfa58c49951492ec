"""Maps on other apps' pages, through slots: `map.pin` for one place, `map.pins` for a list of them.

    {{ slot("map.pin", lat=venue.lat, lon=venue.lon, name=venue.name) }}
    {{ slot("map.pins", pins=pins, name=_("Areas")) }}      pins: dicts of lat, lon, label and perhaps count, url

The page says in words what the map shows: address, town, the list itself. Without JavaScript the map is a still picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import slots
from common.geo import FINLAND, BBox
from search.tiles.attrs import PinMap, map_attrs
from search.tiles.pictures import Mark, still_picture

MACRO = "search/map.html:still_map"
WIDTH, HEIGHT, TALL = 480, 360, 480
AROUND_M = 4_000


def register() -> None:
    """Fill the slots; called once when the app is ready."""
    slots.register("map.pin", query=pin_map, macro=MACRO)
    slots.register("map.pins", query=pins_map, macro=MACRO)


def pin_map(_request: HttpRequest | None, *, lat: float | None, lon: float | None, name: str) -> dict[str, Any] | None:
    """Return the map of one place; nothing where the place has no point in Finland."""
    if lat is None or lon is None or not FINLAND.contains(lat, lon):
        return None
    return {
        "label": _label(name),
        "attrs": map_attrs(PinMap(lat, lon, name), language=_language()),
        "still": still_picture(BBox.around(lat, lon, AROUND_M), [Mark(lat, lon, None, name)], width=WIDTH, height=HEIGHT, language=_language()),
    }


def pins_map(_request: HttpRequest | None, *, pins: Sequence[Mapping[str, Any]], name: str) -> dict[str, Any] | None:
    """Return the map of several places; nothing where none of them has a point in Finland.

    The pins of the living map are links; on the still picture they only show where, since the page lists the same places.
    """
    marks = [
        Mark(pin["lat"], pin["lon"], pin.get("count"), pin["label"], pin.get("url", ""))
        for pin in pins
        if pin["lat"] is not None and pin["lon"] is not None and FINLAND.contains(pin["lat"], pin["lon"])
    ]
    box = BBox.of_points((mark.lat, mark.lon) for mark in marks)
    if box is None:
        return None
    around = box.padded(0.08)
    return {
        "label": _label(name),
        "attrs": map_attrs(around, language=_language()),
        "still": still_picture(around, [replace(mark, url="") for mark in marks], width=WIDTH, height=TALL, language=_language()),
        "pins": [asdict(mark) for mark in marks],
    }


def _label(name: str) -> str:
    return _("Map: %(name)s") % {"name": name}


def _language() -> str:
    return get_language() or "fi"
