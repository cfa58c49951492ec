"""The one door for offers that come from elsewhere: a source's form → `Row`s → `offerings.actions.import_offers`.

A source is a function that yields a `Row` for each line, good or bad, and never raises for what a line holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from offerings.importers import jsonl
from offerings.importers.shapes import Row

Source = Callable[[Path], Iterator[Row]]

SOURCES: Mapping[str, Source] = {"json": jsonl.rows}
