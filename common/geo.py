"""Points, distances and map cells. Pure functions; WGS 84 degrees, latitude before longitude, boxes west-south-east-north.

Map cells are the tiles of the web's square map (EPSG:3857): zoom z has 2^z by 2^z of them, x eastward, y southward.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple, Self

EARTH_RADIUS_M = 6_371_008.8  # mean earth radius, IUGG
METRES_PER_DEGREE = EARTH_RADIUS_M * math.pi / 180
MAX_MERCATOR_LAT = 85.051128  # where the square map ends
MAX_ZOOM = 20
OUTSIDE_TOLERANCE_M = 50_000
ROUNDING_DEGREES = 1e-7  # a centimetre: more than floats lose
COMPASS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


class OutsideFinland(ValueError):
    """A point that lies more than 50 km outside Finland's box."""


class BBox(NamedTuple):
    """A box on the map in degrees; never crosses the date line."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of_points(cls, points: Iterable[tuple[float, float]]) -> Self | None:
        """Return the smallest box around (lat, lon) points; None without points."""
        found = list(points)
        if not found:
            return None
        lats = [lat for lat, _ in found]
        lons = [lon for _, lon in found]
        return cls(min(lons), min(lats), max(lons), max(lats))

    @classmethod
    def around(cls, lat: float, lon: float, radius_m: float) -> Self:
        """Return the box that holds every point within a radius in metres; all the way round when a pole is within it."""
        high = radius_m / METRES_PER_DEGREE + ROUNDING_DEGREES
        has_pole = abs(lat) + high >= 90
        # Meridians draw together: the circle is widest a little nearer to the pole than its middle.
        wide = 360.0 if has_pole else math.degrees(math.asin(math.sin(math.radians(high)) / math.cos(math.radians(lat))))
        return cls(lon - wide, lat - high, lon + wide, lat + high)

    @property
    def centre(self) -> tuple[float, float]:
        """The middle as (lat, lon)."""
        return (self.south + self.north) / 2, (self.west + self.east) / 2

    def contains(self, lat: float, lon: float) -> bool:
        """True on the edges too."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east

    def meets(self, other: BBox) -> bool:
        """True if the boxes share at least a point."""
        return self.west <= other.east and other.west <= self.east and self.south <= other.north and other.south <= self.north

    def padded(self, share: float) -> BBox:
        """Return the box grown on every side by a share (0.1 = a tenth) of its size, at least 0.01 degrees."""
        wide = max((self.east - self.west) * share, 0.01)
        high = max((self.north - self.south) * share, 0.01)
        return BBox(self.west - wide, self.south - high, self.east + wide, self.north + high)

    def as_text(self) -> str:
        """Return `w,s,e,n` with four decimals (10 m), the form of the query parameter."""
        return ",".join(f"{edge:.4f}" for edge in self)


FINLAND = BBox(19.1, 59.4, 31.6, 70.1)  # with the southernmost islets of the Gulf of Finland


def parse_bbox(text: str) -> BBox:
    """Read `w,s,e,n` in degrees.

    Raises     ValueError if it is not four finite numbers with west < east and south < north within the world;
               OutsideFinland (a ValueError) if it does not meet Finland.
    """
    edges = [float(part) for part in text.split(",")]
    if len(edges) != 4 or not all(map(math.isfinite, edges)):
        raise ValueError("a box is four numbers: west,south,east,north")
    box = BBox(*edges)
    if not (-180 <= box.west < box.east <= 180 and -90 <= box.south < box.north <= 90):
        raise ValueError("a box runs from west to east and from south to north")
    if not box.meets(FINLAND):
        raise OutsideFinland("the box does not touch Finland")
    return box


def parse_point(text: str) -> tuple[float, float]:
    """Read `lat,lon` in degrees.

    Raises     ValueError if it is not two finite numbers; OutsideFinland (a ValueError) if it is too far away.
    """
    lat, lon = (float(part) for part in text.split(","))
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise ValueError("a point is two numbers: latitude,longitude")
    require_finland(lat, lon)
    return lat, lon


def require_finland(lat: float, lon: float) -> None:
    """Raise OutsideFinland if the point is more than 50 km outside Finland's box (south 59.4 N to 70.1 N, 19.1 to 31.6 E)."""
    near_lat = min(max(lat, FINLAND.south), FINLAND.north)
    near_lon = min(max(lon, FINLAND.west), FINLAND.east)
    if not (abs(lat) <= 90 and abs(lon) <= 180) or haversine_m(lat, lon, near_lat, near_lon) > OUTSIDE_TOLERANCE_M:
        raise OutsideFinland("the point lies outside Finland")


def rounded(lat: float, lon: float) -> tuple[float, float]:
    """Return the point to 0.01 degrees (about 1 km), as coarse as a visitor's place may be known."""
    return round(lat, 2), round(lon, 2)


def haversine_m(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance in metres; mean earth radius 6 371 008.8 m (IUGG)."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half_lat = math.sin((phi_b - phi_a) / 2)
    half_lon = math.sin(math.radians(lon_b - lon_a) / 2)
    chord = half_lat * half_lat + math.cos(phi_a) * math.cos(phi_b) * half_lon * half_lon
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


def bearing_deg(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the first direction from a to b in degrees from north, clockwise, 0 <= d < 360."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    turn = math.radians(lon_b - lon_a)
    east = math.sin(turn) * math.cos(phi_b)
    north = math.cos(phi_a) * math.sin(phi_b) - math.sin(phi_a) * math.cos(phi_b) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360


def compass_of(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> str:
    """Return where b lies seen from a: one of `n ne e se s sw w nw`."""
    return COMPASS[round(bearing_deg(lat_a, lon_a, lat_b, lon_b) / 45) % 8]


def world_xy(lat: float, lon: float) -> tuple[float, float]:
    """Return the place on the square map, both 0..1, x eastward, y southward."""
    lat = min(max(lat, -MAX_MERCATOR_LAT), MAX_MERCATOR_LAT)
    return (lon + 180) / 360, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2


def lat_lon_of(x: float, y: float) -> tuple[float, float]:
    """Return (lat, lon) of a place on the square map; the inverse of `world_xy`."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))), x * 360 - 180


def tile_of(lat: float, lon: float, zoom: int) -> tuple[int, int]:
    """Return the tile (x, y) that holds the point at a zoom of 0..20."""
    x, y = world_xy(lat, lon)
    side = 1 << zoom
    return min(int(x * side), side - 1), min(int(y * side), side - 1)


def tile_box(x: int, y: int, zoom: int) -> BBox:
    """Return the tile's box in degrees."""
    side = 1 << zoom
    north, west = lat_lon_of(x / side, y / side)
    south, east = lat_lon_of((x + 1) / side, (y + 1) / side)
    return BBox(west, south, east, north)


def morton(x: int, y: int) -> int:
    """Interleave the low 20 bits of x (even places) and y (odd places): neighbours on the map lie near in the number."""
    return _spread(x) | _spread(y) << 1


def morton_xy(code: int) -> tuple[int, int]:
    """Return the (x, y) that `morton` was given."""
    return _gathered(code), _gathered(code >> 1)


def cell_of(lat: float, lon: float, zoom: int) -> int:
    """Return the Morton number of the tile that holds the point; a coarser cell is `cell >> 2 * steps`."""
    return morton(*tile_of(lat, lon, zoom))


def _spread(value: int) -> int:
    value &= 0xFFFFF
    value = (value | value << 16) & 0x0000FFFF0000FFFF
    value = (value | value << 8) & 0x00FF00FF00FF00FF
    value = (value | value << 4) & 0x0F0F0F0F0F0F0F0F
    value = (value | value << 2) & 0x3333333333333333
    return (value | value << 1) & 0x5555555555555555


def _gathered(value: int) -> int:
    value &= 0x5555555555555555
    value = (value | value >> 1) & 0x3333333333333333
    value = (value | value >> 2) & 0x0F0F0F0F0F0F0F0F
    value = (value | value >> 4) & 0x00FF00FF00FF00FF
    value = (value | value >> 8) & 0x0000FFFF0000FFFF
    return (value | value >> 16) & 0xFFFFFFFF
