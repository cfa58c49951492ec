"""The two case forms in which our Finnish sentences name a place: Kajaanin keskusta, lähellä Kajaania. Pure reads of a committed table."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent / "data" / "name_forms.csv"


class NameForms(NamedTuple):
    """genitive: Kajaanin; partitive: Kajaania."""

    genitive: str
    partitive: str


def genitive(name: str) -> str:
    """Return the genitive of a Finnish place name; of one that is not in the table, `paikan X`, which bends in its stead."""
    forms = _table().get(name)
    return forms.genitive if forms else f"paikan {name}"


def partitive(name: str) -> str:
    """Return the partitive of a Finnish place name; of one that is not in the table, `paikkaa X`."""
    forms = _table().get(name)
    return forms.partitive if forms else f"paikkaa {name}"


@cache
def _table() -> dict[str, NameForms]:
    with TABLE.open(encoding="utf-8", newline="") as source:
        return {row["name_fi"]: NameForms(row["genitive"], row["partitive"]) for row in csv.DictReader(source)}
