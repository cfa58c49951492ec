"""How far is near: the first circle around a place, how it grows, and the towns by which people know where something is. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from math import cos, radians
from typing import Any

from areas import municipalities
from areas.municipalities import MunicipalityRow
from common.geo import METRES_PER_DEGREE, BBox
from search.tiles.labels import load_labels

# Every circle is at least three times as wide as the one before: few questions, and each says something new.
RADII_KM = (3, 5, 10, 20, 30, 60, 100, 200, 300)
GROWTH = 3
CHOICES_KM = (5, 10, 30, 100)  # what a reader may choose, beside the whole country
WHOLE_COUNTRY_KM = 1_500
CITY_KM, TOWN_KM, SMALL_TOWN_KM = 3, 5, 10
KIND_KM = {"urban": SMALL_TOWN_KM, "semi-urban": 20, "rural": 30}
SPARSE_KM = 60
BUS_KM = 15
CITY_PEOPLE, TOWN_PEOPLE, SPARSE_PEOPLE = 100_000, 30_000, 3_000
NEARBY_M = 25_000  # how far from a heap the town may lie that it is named by


def first_km(place: Any) -> int:
    """Return the radius of the first circle: in a city one walks, in sparse country one drives an hour.

    place   a MunicipalityRow; anything else is a district of a town, which is a city's core.
    """
    if not isinstance(place, MunicipalityRow):
        return CITY_KM
    people = people_of(place.code)
    if place.kind == "urban" and people >= TOWN_PEOPLE:
        return CITY_KM if people >= CITY_PEOPLE else TOWN_KM
    if place.kind == "rural" and people < SPARSE_PEOPLE:
        return SPARSE_KM
    return KIND_KM[place.kind]


def home_km(place: Any) -> int:
    """Return how far from a place's centre one is still there: in a city one takes the bus, in a district one walks."""
    if not isinstance(place, MunicipalityRow):
        return CITY_KM
    return BUS_KM if people_of(place.code) >= CITY_PEOPLE else KIND_KM[place.kind]


def growing_from(first: float) -> Iterator[float]:
    """Yield the radii to look in, in km, from the first on."""
    yield first
    for radius in RADII_KM:
        if radius >= first * GROWTH:
            first = radius
            yield radius


def people_of(code: str) -> int:
    """Return about how many people live in a municipality, by its official code; 0 if that is not known."""
    return _people().get(code, 0)


@lru_cache(maxsize=4_096)
def nearest_town(lat: float, lon: float) -> MunicipalityRow:
    """Return the municipality whose centre is nearest to a point."""
    return min(municipalities.load_rows(), key=lambda town: _metres_squared(town, lat, lon))


@lru_cache(maxsize=4_096)
def known_town(lat: float, lon: float, reach_m: int = NEARBY_M) -> MunicipalityRow:
    """Return the town that people know a place by: the one that weighs most of those within reach, else the nearest.

    Weight   people, less by the square of the distance (the gravity model of trade areas, Reilly 1931).
    """
    reach = float(reach_m) ** 2
    near = [(town, _metres_squared(town, lat, lon)) for town in municipalities.load_rows()]
    within = [(people_of(town.code) / (1 + 4 * far / reach), town) for town, far in near if far <= reach]
    return max(within, key=lambda pair: (pair[0], pair[1].code))[1] if within else nearest_town(lat, lon)


def town_of_heap(lat: float, lon: float, bounds: BBox) -> MunicipalityRow:
    """Return the town that a heap of offers on the map is named by: the wider it lies, the larger the town."""
    half = METRES_PER_DEGREE * max(bounds.north - bounds.south, (bounds.east - bounds.west) * cos(radians(lat))) / 2
    return known_town(round(lat, 2), round(lon, 2), max(NEARBY_M, round(half, -3)))


def _metres_squared(town: MunicipalityRow, lat: float, lon: float) -> float:
    north = (town.lat - lat) * METRES_PER_DEGREE
    east = (town.lon - lon) * METRES_PER_DEGREE * cos(radians(lat))
    return north * north + east * east


@cache
def _people() -> dict[str, int]:
    """The map's own table of names knows the people of every municipality; it stands at the same point there."""
    by_point = {(round(label.lat, 3), round(label.lon, 3)): label.weight for label in load_labels() if label.kind == "town"}
    return {row.code: by_point.get((round(row.lat, 3), round(row.lon, 3)), 0) for row in municipalities.load_rows()}
