"""Finland's 308 municipalities of 2026, and how to find the one a person means. Pure reads of committed tables.

Names are looked up as people type them: in Finnish, Swedish or English, in any case, with or without the dots and rings of
å, ä, ö, inflected in Finnish (Kajaanissa, Turkuun) and in the Swedish or English genitive. Sources: data/ATTRIBUTION.md.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from areas.inflection import forms_of
from areas.postcodes import find_postcode, load_postcodes
from areas.spelling import index, plain, spoken

DATA = Path(__file__).parent / "data"
LONGEST_QUERY = 80
TOWN_TABLES = 2  # of the look-up tables, those of municipalities' own names
KIND_ORDER = {"urban": 0, "semi-urban": 1, "rural": 2}


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """One municipality; field for field the table `areas.Municipality`.

    code       three digits, Statistics Finland ("005")
    language   fi, sv, fi-sv (Finnish majority) or sv-fi (Swedish majority)
    kind       urban, semi-urban or rural
    lat, lon   centre, WGS 84 degrees
    valid_…    None = no beginning or end that matters here
    """

    code: str
    name_fi: str
    name_sv: str
    name_en: str
    language: str
    kind: str
    region_fi: str
    region_sv: str
    county_fi: str
    county_sv: str
    county_en: str
    lat: float
    lon: float
    valid_from: date | None
    valid_until: date | None

    def name(self, language: str) -> str:
        """Return the name in `fi`, `fi-simple`, `sv` or `en`; anything else reads Finnish."""
        return {"sv": self.name_sv, "en": self.name_en}.get(language, self.name_fi)


@cache
def load_rows() -> tuple[MunicipalityRow, ...]:
    """Return all 308, by code."""
    return tuple(_row(record) for record in _table("municipalities.csv"))


def by_code(code: str) -> MunicipalityRow | None:
    """Return the municipality of an official code; a merged one answers with the one it joined."""
    return _by_code().get(_merged().get(code, code))


def of_postcode(text: str) -> MunicipalityRow | None:
    """Return where a postcode lies (`87100`, `FI-87100`), or None if no one lives under it."""
    row = find_postcode(text)
    return by_code(row.municipality_code) if row else None


def find(text: str) -> MunicipalityRow | None:
    """Return the municipality that a typed place means, or None.

    text       a town's name in any language and Finnish case form, a postcode, or a place of the postal list that lies in
               one municipality only (Karjaa → Raasepori); at most 80 characters are read.
    Order      exact spelling before spelling without dots, names before case forms, municipalities before places.
    """
    words = text[:LONGEST_QUERY]
    if any(char.isdigit() for char in words):
        return of_postcode(words)
    return find_town(words) or _find(words, _indexes()[TOWN_TABLES:])


def find_town(text: str) -> MunicipalityRow | None:
    """Return the municipality whose own name was typed, in any language and case form, or None."""
    return _find(text[:LONGEST_QUERY], _indexes()[:TOWN_TABLES])


def _find(text: str, tables: Iterable[dict[str, str]]) -> MunicipalityRow | None:
    typed = spoken(text)
    for names in tables:
        code = names.get(typed) or names.get(plain(typed))
        if code:
            return by_code(code)
    return None


def suggest(prefix: str, *, language: str = "fi", limit: int = 8) -> tuple[MunicipalityRow, ...]:
    """Return municipalities one of whose names begins so, those of the reader's language first, towns before villages.

    An empty prefix gives nothing. `limit` 1..50.
    """
    start = plain(spoken(prefix[:LONGEST_QUERY]))
    if not start:
        return ()
    found = [row for row in load_rows() if any(plain(name.casefold()).startswith(start) for name in _names(row))]
    found.sort(key=lambda row: _suggestion_order(row, start, language))
    return tuple(found[: max(1, min(limit, 50))])


def _suggestion_order(row: MunicipalityRow, start: str, language: str) -> tuple[bool, int, str]:
    own = plain(row.name(language).casefold())
    return not own.startswith(start), KIND_ORDER[row.kind], own


def _row(record: dict[str, str]) -> MunicipalityRow:
    values: dict[str, str | float | date | None] = dict(record)
    values |= {key: float(record[key]) for key in ("lat", "lon")}
    values |= {key: _date(record[key]) for key in ("valid_from", "valid_until")}
    return MunicipalityRow(**values)  # type: ignore[arg-type]  # the table's columns are the fields; a test holds them equal


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        return tuple(csv.DictReader(source))


@cache
def _by_code() -> dict[str, MunicipalityRow]:
    return {row.code: row for row in load_rows()}


@cache
def _merged() -> dict[str, str]:
    return {record["code"]: record["into"] for record in _table("municipality_mergers.csv")}


def _names(row: MunicipalityRow) -> Iterator[str]:
    yield from (row.name_fi, row.name_sv, row.name_en)


@cache
def _indexes() -> tuple[dict[str, str], ...]:
    """Return the look-up tables in the order they are asked: names, case forms, merged names, places of the postal list."""
    names = [(name.casefold(), row.code) for row in load_rows() for name in _names(row)]
    # The dots and rings of a name may be left out, but a form never beats another town's real name.
    bent = [(form, row.code) for row in load_rows() for form in forms(row)]
    merged = [(form, record["into"]) for record in _table("municipality_mergers.csv") for form in forms_of(record["name_fi"])]
    places = [
        (form, row.municipality_code)
        for row in load_postcodes().values()
        for name in (row.name_fi, row.name_sv)
        for form in (name.casefold(), *(forms_of(name) if name == row.name_fi else ()))
    ]
    return tuple(index(pairs) for pairs in (names, bent, merged, places))


def forms(row: MunicipalityRow) -> Iterator[str]:
    """Yield the forms that a municipality's names take in a sentence, in lower case."""
    head = row.name_fi.removesuffix(" kunta").removesuffix(" Tl")
    yield from forms_of(head)
    yield from (f"{name.casefold()}s" for name in (row.name_sv, row.name_en))
    yield from (f"{name.casefold()}'s" for name in (row.name_sv, row.name_en))
