"""Towns of the demo: official facts, forms of their names, invented addresses, points and telephone numbers."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache

from areas.postcodes import load_postcodes
from kaikusite.demo.texts import DATA, dice, table

MUNICIPALITIES = DATA.parents[2] / "areas" / "data" / "municipalities.csv"
METRES_PER_DEGREE = 111_195  # of latitude: mean earth radius 6 371 008.8 m (IUGG)
NEAR_M, FAR_M = 150, 1_900  # how far from the centre an invented address lies
# First digits of a telephone number by county; "000" after them belongs to no subscriber.
AREA_CODES = {
    "Uusimaa": "09", "Kainuu": "08", "Pohjois-Pohjanmaa": "08", "Pirkanmaa": "03", "Kanta-Häme": "03", "Etelä-Karjala": "05", "Etelä-Savo": "015",
    "Lappi": "016",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    """One municipality. `in_fi` is "Kajaanissa", `of_fi` "Kajaanin"; `weight` 0..9 says how much is on."""

    code: str
    fi: str
    sv: str
    en: str
    in_fi: str
    of_fi: str
    language: str
    is_town: bool
    is_rural: bool
    is_coastal: bool
    region: str
    lat: float
    lon: float
    weight: int
    venues: tuple[str, ...]

    @property
    def is_bilingual(self) -> bool:
        return "sv" in self.language

    def forms(self) -> dict[str, str]:
        """Return what texts may name: {in_fi}, {of_fi}, {sv}, {en}, {fi}."""
        return {"in_fi": self.in_fi, "of_fi": self.of_fi, "fi": self.fi, "sv": self.sv, "en": self.en}


@cache
def towns() -> dict[str, Town]:
    """Return the demo's towns by official code."""
    with MUNICIPALITIES.open(encoding="utf-8", newline="") as source:
        official = {row["code"]: row for row in csv.DictReader(source)}
    return {code: _town(official[code], row) for code, row in table("towns").items()}


def _town(row: dict[str, str], ours: dict[str, object]) -> Town:
    sv = row["name_sv"]
    return Town(
        code=row["code"], fi=row["name_fi"], sv=sv, en=row["name_en"], in_fi=str(ours["in_fi"]), of_fi=str(ours["of_fi"]), language=row["language"],
        is_town=row["kind"] == "urban", is_rural=row["kind"] == "rural", is_coastal=bool(ours.get("coast")),
        region=row["region_fi"], lat=float(row["lat"]), lon=float(row["lon"]),
        weight=int(str(ours["weight"])), venues=tuple(ours["venues"]),  # type: ignore[arg-type]  # a list of TOML
    )  # fmt: skip


def point(town: Town, key: str) -> tuple[float, float]:
    """Return a point near the town's centre, the same for the same key, so that markers do not lie on each other."""
    luck = dice("point", key)
    away, turn = luck.uniform(NEAR_M, FAR_M), luck.uniform(0, 2 * math.pi)
    lat = town.lat + away * math.cos(turn) / METRES_PER_DEGREE
    lon = town.lon + away * math.sin(turn) / (METRES_PER_DEGREE * math.cos(math.radians(town.lat)))
    return round(lat, 5), round(lon, 5)


def address(town: Town, key: str, language: str) -> str:
    """Return an invented street address in the language of its place."""
    luck = dice("address", key)
    return f"{luck.choice(table('streets')['sv' if language == 'sv' else 'fi'])} {luck.randint(1, 48)}"


@cache
def postcode(code: str) -> str:
    """Return the first postcode of a municipality that carries its name, else its first, else nothing."""
    own = [row for row in load_postcodes().values() if row.municipality_code == code]
    named = [row for row in own if row.name_fi == towns()[code].fi]
    return min((row.postcode for row in named or own), default="")


def phone(town: Town, key: str) -> str:
    """Return a telephone number that nobody has."""
    return f"{AREA_CODES.get(town.region, '06')} 000 {dice('phone', key).randint(1000, 9999)}"


def mail(*words: str) -> str:
    return f"{'.'.join(words)}@example.org"
