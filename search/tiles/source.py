"""Where the map's tiles come from: our own, unless the settings name others (TILE_URL, TILE_ATTRIBUTION)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from common.geo import FINLAND, BBox
from search.tiles import store
from search.tiles.reach import FIRST_ZOOM, LAST_ZOOM
from search.tiles.still import StillMap

OWN_ATTRIBUTION = "© OpenStreetMap · GSHHG · GeoNames · Maanmittauslaitos"
OTHERS_LAST_ZOOM = 16


@dataclass(frozen=True, slots=True)
class TileSource:
    """What a map needs to know about its tiles.

    url        holds {z}, {x}, {y}; {r} where a second size for screens with fine dots exists
    dark_url   the same for dark screens; empty = none
    bounds     how far the map may be moved
    """

    url: str
    dark_url: str
    attribution: str
    first_zoom: int
    last_zoom: int
    bounds: BBox


def tile_language(language: str) -> str:
    """Return the language of the names on the map: Swedish for Swedish pages, Finnish for all others."""
    return "sv" if language == "sv" else "fi"


def tile_source(language: str) -> TileSource:
    """Return the tiles for a page in a language."""
    names = tile_language(language)
    if settings.TILE_URL:
        url = settings.TILE_URL.replace("{language}", names)
        return TileSource(url, "", settings.TILE_ATTRIBUTION, FIRST_ZOOM, OTHERS_LAST_ZOOM, FINLAND)
    return TileSource(_own_url(names), _own_url(f"{names}-dark"), OWN_ATTRIBUTION, FIRST_ZOOM, LAST_ZOOM, FINLAND)


def _own_url(style: str) -> str:
    address = reverse("tiles:tile", kwargs={"style": style, "zoom": 0, "x": 1, "y": 2})
    return f"{address.replace('/0/1/2.png', '/{z}/{x}/{y}{r}.png')}?v={store.fingerprint()}"


def still_url(still: StillMap) -> str:
    """Return the address of a still map's picture."""
    return f"{reverse('tiles:still')}?{still.query()}&v={store.fingerprint()}"
