"""The labelled collection: 300 invented offers and what a person would want to find among them.

offers.jsonl            one offer a line, in the form of `import_offers --source json`.
queries_tuned.jsonl     questions that the ranking may be tuned on.
queries_held_out.jsonl  questions of the same kinds, written before any tuning and never tuned on.
A question: `{"q", "lang", "kind", "grades": {offer id: 1..3}, "must_not": [offer id], "filters": {finder parameter: value}}`;
3 = exactly what was meant, 2 = good, 1 = acceptable, absent = not wanted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COLLECTION = HERE / "offers.jsonl"
NOW = datetime.fromisoformat("2026-11-24T12:00:00+02:00")  # a Tuesday; every date of the collection is seen from here
PARTS = ("tuned", "held_out")
KINDS = (
    "inflection",
    "compounds",
    "cross-language",
    "colloquial",
    "typos",
    "places",
    "names",
    "time",
    "audience",
    "price",
    "accessibility",
    "how-to-get",
    "sentence",
    "several-at-once",
    "nonsense-beside-good",
    "look-alikes",
)


@dataclass(frozen=True, slots=True)
class LabelledQuery:
    """What was typed, and the worth 1..3 of each offer for it."""

    q: str
    lang: str
    kind: str
    grades: Mapping[str, int]
    must_not: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)


@cache
def load_offers() -> dict[str, dict[str, Any]]:
    """Return the offers by id, as they stand in the file."""
    return {row["id"]: row for row in _rows("offers")}


@cache
def load_queries(part: str) -> tuple[LabelledQuery, ...]:
    """Return the questions of `tuned` or `held_out`."""
    return tuple(LabelledQuery(**{**row, "must_not": tuple(row.get("must_not", ()))}) for row in _rows(f"queries_{part}"))


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
