"""Finland's nineteen regions, and how to find the one a person means. Pure reads of the municipalities' table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from areas.inflection import forms_of
from areas.municipalities import load_rows
from areas.spelling import index, plain, spoken

ENGLISH = {
    "Ahvenanmaa": ("aland", "åland", "åland islands"),
    "Lappi": ("lapland",),
    "Uusimaa": ("uudellamaalla", "uudeltamaalta", "uudellemaalle"),
    "Pohjanmaa": ("ostrobothnia",),
    "Pohjois-Pohjanmaa": ("north ostrobothnia",),
    "Etelä-Pohjanmaa": ("south ostrobothnia",),
    "Keski-Pohjanmaa": ("central ostrobothnia",),
    "Pohjois-Karjala": ("north karelia",),
    "Etelä-Karjala": ("south karelia",),
    "Pohjois-Savo": ("north savo",),
    "Etelä-Savo": ("south savo",),
    "Keski-Suomi": ("central finland",),
    "Varsinais-Suomi": ("southwest finland",),
}


def find(text: str) -> str | None:
    """Return the Finnish name of the region that a text means, in any language and Finnish case, or None."""
    typed = spoken(text)
    return _names().get(typed) or _names().get(plain(typed))


def codes(region: str) -> tuple[str, ...]:
    """Return the codes of a region's municipalities; none for an unknown name."""
    return tuple(row.code for row in load_rows() if row.region_fi == region)


def name(region: str, language: str) -> str:
    """Return a region's name: Swedish for `sv`, Finnish for every other language."""
    return _swedish().get(region, region) if language == "sv" else region


@cache
def _swedish() -> Mapping[str, str]:
    return {row.region_fi: row.region_sv for row in load_rows()}


@cache
def _names() -> Mapping[str, str]:
    return index((form, region) for region, swedish in _swedish().items() for form in _forms(region, swedish))


def _forms(region: str, swedish: str) -> Iterator[str]:
    first, joint, last = region.casefold().rpartition("-")
    yield from (f"{first}{joint}{form}" for form in forms_of(last))
    yield from (swedish.casefold(), f"{swedish.casefold()}s", *ENGLISH.get(region, ()))
