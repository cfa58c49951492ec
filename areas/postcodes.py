"""Which municipality a postcode belongs to. Pure reads of a committed table, kept in memory once read."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent / "data" / "postcodes.csv"
SHAPE = re.compile(r"\d{5}")


class PostcodeRow(NamedTuple):
    """One postcode where people live."""

    postcode: str
    municipality_code: str
    name_fi: str
    name_sv: str

    def name(self, language: str) -> str:
        """Return the place's name: Swedish for `sv`, Finnish for every other language."""
        return self.name_sv if language == "sv" else self.name_fi


@cache
def load_postcodes() -> dict[str, PostcodeRow]:
    """Return the 3,024 rows by postcode."""
    with TABLE.open(encoding="utf-8", newline="") as source:
        rows = csv.reader(source)
        next(rows)
        return {row[0]: PostcodeRow(*row) for row in rows}


def find_postcode(text: str) -> PostcodeRow | None:
    """Return the row of the first five-digit number in the text (`87100`, `FI-87100 Kajaani`), or None."""
    for match in SHAPE.finditer(text):
        row = load_postcodes().get(match.group())
        if row is not None:
            return row
    return None
