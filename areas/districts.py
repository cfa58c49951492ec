"""Districts of larger towns, and how to find the one a person means. Pure reads of a committed table, data/ATTRIBUTION.md."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from areas.inflection import forms_of
from areas.spelling import index, plain, spoken

TABLE = Path(__file__).parent / "data" / "districts.csv"


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A part of a town that people name instead of it: Kallio, Hervanta, Tapiola.

    code           the municipality's code and the name in ASCII: `091-kallio`.
    lat, lon       centre, WGS 84 degrees, to about 500 m.
    """

    code: str
    municipality: str
    name_fi: str
    name_sv: str
    lat: float
    lon: float
    postcodes: tuple[str, ...]
    kind: str = "district"

    def name(self, language: str) -> str:
        """Return the name: Swedish for `sv`, Finnish for every other language."""
        return self.name_sv if language == "sv" else self.name_fi


@cache
def load_districts() -> tuple[DistrictRow, ...]:
    """Return all, in the order of the table: town by town."""
    with TABLE.open(encoding="utf-8", newline="") as source:
        lines = (line for line in source if not line.startswith("#"))
        return tuple(_row(record) for record in csv.DictReader(lines))


def _row(record: dict[str, str]) -> DistrictRow:
    lat, lon, codes = float(record["lat"]), float(record["lon"]), tuple(record["postcodes"].split())
    return DistrictRow(record["code"], record["municipality"], record["name_fi"], record["name_sv"], lat, lon, codes)


def by_code(code: str) -> DistrictRow | None:
    """Return the district of a code."""
    return _by_code().get(code)


def of_postcode(text: str) -> DistrictRow | None:
    """Return the district that a postcode of exactly five digits lies in, None where the table does not know it."""
    return _by_postcode().get(text)


def find(text: str) -> DistrictRow | None:
    """Return the district that a typed name means, in Finnish or Swedish and any Finnish case; None where two towns have one so called."""
    typed = spoken(text)
    code = _names().get(typed) or _names().get(plain(typed))
    return by_code(code) if code else None


@cache
def _by_code() -> dict[str, DistrictRow]:
    return {row.code: row for row in load_districts()}


@cache
def _by_postcode() -> dict[str, DistrictRow]:
    return {postcode: row for row in load_districts() for postcode in row.postcodes}


@cache
def _names() -> dict[str, str]:
    return index((form, row.code) for row in load_districts() for form in _forms(row))


def _forms(row: DistrictRow) -> Iterator[str]:
    head, _space, rest = row.name_fi.casefold().rpartition(" ")
    yield from (f"{head} {form}".strip() for form in forms_of(rest))
    yield from (row.name_sv.casefold(), f"{row.name_sv.casefold()}s")
