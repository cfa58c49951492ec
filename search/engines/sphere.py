"""Distances, boxes and map cells, in plain arithmetic."""

from __future__ import annotations

from math import asin, atan, cos, degrees, log, pi, radians, sin, sinh, sqrt, tan

EARTH_RADIUS_M = 6_371_008.8  # mean radius, IUGG
FINEST_ZOOM = 20
MERCATOR_MOST = 85.05112878  # the web map's edge, degrees


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance in metres between two WGS 84 points."""
    up, across = radians(other_lat - lat) / 2, radians(other_lon - lon) / 2
    chord = sin(up) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(across) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(chord)))


def degrees_around(lat: float, radius_km: float) -> tuple[float, float]:
    """Return half the height and half the width in degrees of a box that holds a circle."""
    height = degrees(radius_km * 1000 / EARTH_RADIUS_M)
    return height, height / max(0.05, cos(radians(lat)))


def tile_xy(lat: float, lon: float, zoom: int) -> tuple[float, float]:
    """Return the place on the web map in tiles of a zoom, from the north-west corner, with fractions."""
    lat = max(-MERCATOR_MOST, min(MERCATOR_MOST, lat))
    size = 1 << zoom
    x = (lon + 180) / 360 * size
    y = (1 - log(tan(radians(lat)) + 1 / cos(radians(lat))) / pi) / 2 * size
    return x, y


def tile_corner(x: float, y: float, zoom: int) -> tuple[float, float]:
    """Return the (lat, lon) of a place given in tiles: the inverse of `tile_xy`."""
    size = 1 << zoom
    return degrees(atan(sinh(pi * (1 - 2 * y / size)))), x / size * 360 - 180


def morton(lat: float, lon: float) -> int:
    """Return the map cell of a point at zoom 20 as one number; its cell at zoom z is the number shifted right by 2·(20 − z)."""
    x, y = tile_xy(lat, lon, FINEST_ZOOM)
    most = (1 << FINEST_ZOOM) - 1
    return _spread(min(most, max(0, int(x)))) | _spread(min(most, max(0, int(y)))) << 1


def _spread(value: int) -> int:
    """Put a zero bit between each two bits of a 20-bit number."""
    value = (value | value << 16) & 0x0000FFFF0000FFFF
    value = (value | value << 8) & 0x00FF00FF00FF00FF
    value = (value | value << 4) & 0x0F0F0F0F0F0F0F0F
    value = (value | value << 2) & 0x3333333333333333
    return (value | value << 1) & 0x5555555555555555
