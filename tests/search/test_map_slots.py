"""Maps on other apps' pages, and what a map's box carries."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation

from common import slots
from common.geo import BBox
from search.tiles.attrs import FILES, FoundMap, PinMap, map_attrs
from search.tiles.slots import pin_map, pins_map
from search.tiles.still import StillMap
from search.tiles.words import map_words

KAJAANI = {"lat": 64.2238, "lon": 27.7332}
AREAS = [
    {**KAJAANI, "label": "Kainuu", "url": "/fi/alueet/kainuu/"},
    {"lat": 65.01, "lon": 25.47, "label": "Oulu", "url": "/fi/alueet/oulu/", "count": 7},
]


def still_of(address: str) -> StillMap:
    return StillMap.read({name: values[0] for name, values in parse_qs(urlsplit(address).query).items()})


def test_both_slots_are_filled():
    assert slots.fillings("map.pin")
    assert slots.fillings("map.pins")


def test_one_place_is_a_pin_on_a_still_picture_in_light_and_dark():
    values = pin_map(None, **KAJAANI, name="Kajaanin kaupunginteatteri")

    still = values["still"]
    light, dark = still_of(still.light), still_of(still.dark)
    assert values["label"] == "Kartta: Kajaanin kaupunginteatteri"
    assert (light.theme, dark.theme, light.scale) == ("light", "dark", 2)
    assert [(pin.middle_x, pin.middle_y) for pin in still.pins] == [(240, 180)]
    assert values["attrs"]["data-pin"] == "64.22380,27.73320"


@pytest.mark.parametrize(("lat", "lon"), [(None, None), (64.0, None), (0.0, 0.0), (40.4, -3.7)])
def test_a_place_without_a_point_in_finland_has_no_map(lat, lon):
    assert pin_map(None, lat=lat, lon=lon, name="x") is None
    assert pins_map(None, pins=[{"lat": lat, "lon": lon, "label": "x"}], name="x") is None


def test_a_list_of_places_is_shown_whole():
    values = pins_map(None, pins=AREAS, name="Alueet")

    box = BBox(*(float(edge) for edge in values["attrs"]["data-bounds"].split(",")))
    assert all(box.contains(pin["lat"], pin["lon"]) for pin in AREAS)
    assert [(pin["label"], pin["count"], pin["url"]) for pin in values["pins"]] == [
        ("Kainuu", None, "/fi/alueet/kainuu/"),
        ("Oulu", 7, "/fi/alueet/oulu/"),
    ]
    assert all(0 < pin.middle_x < 480 and 0 < pin.middle_y < 480 for pin in values["still"].pins)
    assert [pin.mark.label for pin in values["still"].pins] == ["Oulu", "Kainuu"]  # the southern one lies on top


def test_an_empty_list_has_no_map():
    assert pins_map(None, pins=[], name="Alueet") is None


def test_the_map_of_a_search_carries_its_addresses():
    attrs = map_attrs(FoundMap("/api/v1/search?q=x", "/fi/tarjonta/?q=x", BBox(24, 60, 25, 61), "#after"), language="sv", opens_by_itself=True)

    assert (attrs["data-map"], attrs["data-source"], attrs["data-page"]) == ("view", "/api/v1/search?q=x", "/fi/tarjonta/?q=x")
    assert (attrs["data-bounds"], attrs["data-after"]) == ("24.0000,60.0000,25.0000,61.0000", "#after")
    assert attrs["data-tiles"].startswith("/tiles/sv/")
    assert attrs["data-tiles-dark"].startswith("/tiles/sv-dark/")
    assert set(json.loads(attrs["data-files"])) == set(FILES)


def test_every_file_of_the_map_is_there():
    assert all(finders.find(path) for path in (*FILES.values(), "map/open.js"))


def test_a_pin_map_opens_on_a_tap():
    assert map_attrs(PinMap(**KAJAANI, label="x"), language="fi")["data-map"] == "tap"


@pytest.mark.parametrize("language", ["fi", "sv", "en", "fi-simple"])
def test_the_maps_words_are_said_in_every_language(language):
    with translation.override(language):
        words = map_words()

    assert set(words) == {"ground", "skip", "zoomIn", "zoomOut", "searchHere", "one", "many", "none", "failed"}
    assert all(words.values())
    assert "{count}" in words["one"]
    assert "{count}" in words["many"]
    assert language == "en" or words["searchHere"] != "Search this area"
