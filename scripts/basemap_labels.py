"""The names on the map: search/tiles/data/labels.csv, and the font they are drawn with. Used by build_basemap.py only.

Towns come from our own municipality table (names and centres) with GeoNames' number of people as their weight; other places
are those of GeoNames that the postal list names in both languages. Waters, countries and city districts are listed here by
hand: their names in Finnish and Swedish are common knowledge, their points are where the name reads well.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import basemap_sources as sources
from fontTools import subset
from fontTools.ttLib import TTFont

from common.geo import haversine_m
from search.tiles import store

ROOT = Path(__file__).resolve().parent.parent
AREAS = ROOT / "areas" / "data"
FONTS = {"label.ttf": "familjen-grotesk-latin-600-normal.woff2", "water.ttf": "familjen-grotesk-latin-500-italic.woff2"}
LETTERS = "".join(map(chr, range(32, 127))) + "ÅÄÖåäöéÉšžŠŽõÕüÜøØæÆ·–’"
NEAR_M = 25_000
SMALLEST_PLACE = 900
# People in the municipalities that GeoNames does not name or puts elsewhere; only the order of the labels hangs on them.
PEOPLE_BY_HAND = {"082": 9_400, "316": 4_100, "148": 7_100, "322": 6_400, "508": 9_000, "791": 4_900}
# Districts of the larger cities and other places people go to: name fi, name sv, lat, lon, weight (7,000 and more: from z10).
DISTRICTS = (
    ("Tapiola", "Hagalund", 60.1756, 24.8050, 9000), ("Leppävaara", "Alberga", 60.2190, 24.8136, 9000),
    ("Matinkylä", "Mattby", 60.1596, 24.7382, 7000), ("Espoonlahti", "Esboviken", 60.1490, 24.6560, 7000),
    ("Tikkurila", "Dickursby", 60.2925, 25.0440, 9000), ("Myyrmäki", "Myrbacka", 60.2612, 24.8547, 8000),
    ("Korso", "Korso", 60.3500, 25.0780, 6000), ("Kivistö", "Kivistö", 60.3150, 24.8430, 5000),
    ("Hakunila", "Håkansböle", 60.2780, 25.1120, 5000), ("Itäkeskus", "Östra centrum", 60.2100, 25.0810, 9000),
    ("Vuosaari", "Nordsjö", 60.2090, 25.1440, 7000), ("Malmi", "Malm", 60.2510, 25.0110, 8000),
    ("Pasila", "Böle", 60.1990, 24.9330, 7500), ("Kallio", "Berghäll", 60.1840, 24.9500, 5000),
    ("Haaga", "Haga", 60.2200, 24.8960, 5500), ("Lauttasaari", "Drumsö", 60.1590, 24.8790, 6000),
    ("Herttoniemi", "Hertonäs", 60.1950, 25.0310, 5200), ("Laajasalo", "Degerö", 60.1720, 25.0520, 6000),
    ("Oulunkylä", "Åggelby", 60.2290, 24.9670, 5100), ("Kannelmäki", "Gamlas", 60.2400, 24.8850, 5000),
    ("Munkkiniemi", "Munksnäs", 60.1990, 24.8760, 4900), ("Kontula", "Gårdsbacka", 60.2360, 25.0840, 5000),
    ("Suomenlinna", "Sveaborg", 60.1425, 24.9870, 5000), ("Östersundom", "Östersundom", 60.2530, 25.1790, 2500),
    ("Hervanta", "Hervanta", 61.4510, 23.8510, 7000), ("Varissuo", "Varissuo", 60.4460, 22.3620, 4500),
    ("Runosmäki", "Runosmäki", 60.4900, 22.2560, 4500), ("Tuira", "Tuira", 65.0270, 25.4660, 4500),
    ("Ruissalo", "Runsala", 60.4330, 22.1500, 3000), ("Karhula", "Karhula", 60.5130, 26.9450, 7000),
    ("Vammala", "Vammala", 61.3410, 22.9080, 7000), ("Toijala", "Toijala", 61.1690, 23.8680, 5000),
    ("Ivalo", "Ivalo", 68.6576, 27.5397, 9600), ("Ruka", "Ruka", 66.1680, 29.1500, 7900),
    ("Levi", "Levi", 67.8050, 24.8080, 7900), ("Saariselkä", "Saariselkä", 68.4190, 27.4120, 7800),
    ("Vuokatti", "Vuokatti", 64.1330, 28.2700, 7200),
)  # fmt: skip
# Waters: name fi, name sv, lat, lon, first zoom, last zoom.
WATERS = (
    ("Itämeri", "Östersjön", 58.62, 20.30, 4, 7), ("Pohjanlahti", "Bottniska viken", 62.50, 19.60, 4, 5),
    ("Selkämeri", "Bottenhavet", 61.70, 19.60, 6, 9), ("Perämeri", "Bottenviken", 64.75, 23.35, 5, 9),
    ("Suomenlahti", "Finska viken", 59.85, 25.60, 5, 9), ("Ahvenanmeri", "Ålands hav", 60.15, 19.15, 7, 10),
    ("Saaristomeri", "Skärgårdshavet", 59.95, 21.60, 7, 10), ("Merenkurkku", "Kvarken", 63.42, 20.55, 7, 9),
    ("Riianlahti", "Rigabukten", 57.75, 23.60, 6, 8), ("Laatokka", "Ladoga", 60.90, 31.50, 5, 9),
    ("Jäämeri", "Norra ishavet", 71.00, 25.50, 4, 7), ("Vienanmeri", "Vita havet", 65.60, 36.50, 5, 8),
    ("Inarijärvi", "Enare träsk", 69.00, 27.85, 6, 11), ("Oulujärvi", "Ule träsk", 64.33, 27.25, 7, 11),
    ("Saimaa", "Saimen", 61.25, 28.15, 7, 11), ("Päijänne", "Päijänne", 61.62, 25.48, 7, 11),
    ("Pielinen", "Pielinen", 63.28, 29.55, 7, 11), ("Kallavesi", "Kallavesi", 62.76, 27.80, 9, 12),
    ("Näsijärvi", "Näsijärvi", 61.63, 23.75, 8, 12), ("Keitele", "Keitele", 62.92, 25.98, 8, 11),
    ("Puula", "Puula", 61.80, 26.68, 9, 12), ("Haukivesi", "Haukivesi", 62.10, 28.55, 9, 12),
    ("Orivesi", "Orivesi", 62.27, 29.60, 9, 12), ("Höytiäinen", "Höytiäinen", 62.80, 29.70, 9, 12),
    ("Kemijärvi", "Kemijärvi", 66.58, 27.55, 9, 12), ("Lokka", "Lokka", 67.93, 27.70, 8, 11),
    ("Porttipahta", "Porttipahta", 68.10, 26.52, 8, 11), ("Kiantajärvi", "Kiantajärvi", 65.05, 29.10, 9, 12),
    ("Nuasjärvi", "Nuasjärvi", 64.17, 28.08, 9, 12), ("Lappajärvi", "Lappajärvi", 63.15, 23.67, 9, 12),
    ("Pyhäjärvi", "Pyhäjärvi", 60.99, 22.30, 9, 12), ("Vesijärvi", "Vesijärvi", 61.07, 25.55, 9, 12),
    ("Lohjanjärvi", "Lojo sjö", 60.23, 23.92, 10, 12), ("Vanajavesi", "Vanajavesi", 61.12, 24.25, 9, 12),
    ("Konnevesi", "Konnevesi", 62.60, 26.55, 10, 12), ("Simojärvi", "Simojärvi", 66.08, 27.15, 9, 12),
)  # fmt: skip
# Countries: name fi, name sv, lat, lon, first zoom, last zoom.
COUNTRIES = (
    ("Ruotsi", "Sverige", 63.60, 16.60, 4, 7), ("Norja", "Norge", 69.55, 23.80, 4, 7), ("Viro", "Estland", 58.75, 25.70, 4, 8),
    ("Venäjä", "Ryssland", 63.30, 34.00, 4, 7), ("Latvia", "Lettland", 57.10, 25.60, 4, 7),
)  # fmt: skip
# Cities abroad: name fi, name sv, lat, lon, first zoom, last zoom.
ABROAD = (
    ("Tukholma", "Stockholm", 59.3293, 18.0686, 5, 10), ("Tallinna", "Tallinn", 59.4370, 24.7536, 5, 11),
    ("Pietari", "Sankt Petersburg", 59.9386, 30.3141, 5, 10), ("Uumaja", "Umeå", 63.8258, 20.2630, 6, 10),
    ("Luulaja", "Luleå", 65.5848, 22.1547, 6, 10),
    ("Viipuri", "Viborg", 60.7130, 28.7330, 7, 10), ("Petroskoi", "Petrozavodsk", 61.7849, 34.3469, 6, 10),
    ("Tromssa", "Tromsø", 69.6492, 18.9553, 6, 10), ("Kirkkoniemi", "Kirkenes", 69.7271, 30.0450, 7, 10),
    ("Kiiruna", "Kiruna", 67.8558, 20.2253, 6, 10), ("Murmansk", "Murmansk", 68.9585, 33.0827, 6, 10),
    ("Tartto", "Tartu", 58.3780, 26.7290, 6, 10),
)  # fmt: skip


@dataclass(frozen=True)
class Label:
    """One row of labels.csv. Kind: town, place, water, country, abroad; weight = people, only for the order."""

    kind: str
    name_fi: str
    name_sv: str
    lat: float
    lon: float
    weight: int
    first_zoom: int
    last_zoom: int


def write(folders: dict[str, Path]) -> None:
    """Write labels.csv and the fonts' subsets into the data folder."""
    rows = [*_towns(folders["geonames"]), *_fixed()]
    rows.sort(key=lambda row: (-row.weight, row.name_fi, row.kind))
    with (store.DATA / "labels.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(Label.__dataclass_fields__)
        for row in rows:
            place = (f"{row.lat:.4f}", f"{row.lon:.4f}")
            writer.writerow((row.kind, row.name_fi, row.name_sv, *place, row.weight, row.first_zoom, row.last_zoom))
    for name, source in FONTS.items():
        _write_font(folders["font"] / "files" / source, store.DATA / name)


def _fixed() -> Iterator[Label]:
    for kind, weight, rows in (("country", 9_000_000, COUNTRIES), ("water", 8_000_000, WATERS), ("abroad", 90_000, ABROAD)):
        for name_fi, name_sv, lat, lon, first, last in rows:
            yield Label(kind, name_fi, name_sv, lat, lon, weight, first, last)
    for name_fi, name_sv, lat, lon, weight in DISTRICTS:
        yield Label("place", name_fi, name_sv, lat, lon, weight, 10 if weight >= 7000 else 11, 14)


def _towns(geonames: Path) -> Iterator[Label]:
    found = sources.places(geonames)
    municipalities = sources.table(AREAS / "municipalities.csv")
    taken = {name for name_fi, name_sv, *_ in DISTRICTS for name in (name_fi, name_sv)}
    for row in municipalities:
        names = {row["name_fi"].removesuffix(" kunta").removesuffix(" Tl"), row["name_sv"]}
        taken |= names
        near = [place.population for place in found if place.names & names and _is_near(place, row)]
        people = max([*near, PEOPLE_BY_HAND.get(row["code"], 0)])
        if not people:
            raise SystemExit(f"{row['name_fi']}: no number of people in GeoNames; add it to PEOPLE_BY_HAND")
        name_fi = row["name_fi"].removesuffix(" kunta").removesuffix(" Tl")
        yield Label("town", name_fi, row["name_sv"], float(row["lat"]), float(row["lon"]), people, 4, 14)
    yield from _other_places(found, municipalities, taken)


def _other_places(found: list[sources.Place], municipalities: list[dict[str, str]], taken: set[str]) -> Iterator[Label]:
    """Yield places that are no municipality's name, named as the postal list of a nearby municipality does."""
    centre_of = {row["code"]: row for row in municipalities}
    postal = [row for row in sources.table(AREAS / "postcodes.csv") if row["name_fi"] not in taken and " " not in row["name_fi"]]
    for place in found:
        if place.population < SMALLEST_PLACE or place.names & taken:
            continue
        row = next((row for row in postal if row["name_fi"] in place.names and _is_close(place, centre_of, row)), None)
        if row:
            taken |= {row["name_fi"], row["name_sv"]}
            weight = place.population
            yield Label("place", row["name_fi"], row["name_sv"], place.lat, place.lon, weight, 9, 14)


def _is_near(place: sources.Place, row: dict[str, str]) -> bool:
    return haversine_m(place.lat, place.lon, float(row["lat"]), float(row["lon"])) < NEAR_M


def _is_close(place: sources.Place, centre_of: dict[str, dict[str, str]], row: dict[str, str]) -> bool:
    centre = centre_of[row["municipality"]]
    return haversine_m(place.lat, place.lon, float(centre["lat"]), float(centre["lon"])) < 2 * NEAR_M


def _write_font(source: Path, target: Path) -> None:
    """Write the letters that names need as a plain TrueType file without a date, so that the same input gives the same file."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(flavor=None, layout_features=["kern"], hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    font.flavor = None
    font.save(target)
