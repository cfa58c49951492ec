"""Which tiles there are, and which of them show anything. Pure."""

from __future__ import annotations

from common.geo import FINLAND, BBox, tile_box

FIRST_ZOOM, LAST_ZOOM = 4, 12
LANGUAGES = ("fi", "sv")
DATA_BOX = BBox(0.0, 55.8, 45.0, 74.0)  # the four tiles of z4 that touch Finland: what the data covers
CLOSE_ZOOM = 9
CLOSE_BOX = FINLAND.padded(0.12)  # from z9 on only Finland and about a degree around it


def exists(x: int, y: int, zoom: int) -> bool:
    """True for a tile of the map's zooms that lies on the world."""
    return FIRST_ZOOM <= zoom <= LAST_ZOOM and 0 <= x < 1 << zoom and 0 <= y < 1 << zoom


def shows_something(x: int, y: int, zoom: int) -> bool:
    """False for a tile so far from Finland that it is the one blank tile."""
    return tile_box(x, y, zoom).padded(-0.001).meets(CLOSE_BOX if zoom >= CLOSE_ZOOM else DATA_BOX)
