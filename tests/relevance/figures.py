"""Figures over judged answers. Pure: ids and numbers, no site, so that reports read them without one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

DEPTH = 10  # what a person looks at


@dataclass(frozen=True, slots=True)
class Answer:
    """What one question got.

    first       the ids of the first ten.
    ndcg        0..1, of the first ten.
    has_begun   the first result is good, or as good as there is.
    forbidden   ids that must not be found and were, of the first hundred.
    breaches    `id: filter` for hits of the first hundred outside an understood filter.
    """

    q: str
    lang: str
    kind: str
    first: tuple[str, ...]
    ndcg: float
    has_begun: bool
    forbidden: tuple[str, ...]
    breaches: tuple[str, ...]
    corrected: str | None
    understood: tuple[str, ...]
    engine: str  # that answered


@dataclass(frozen=True, slots=True)
class Figures:
    """Means and counts over some answers."""

    queries: int
    ndcg: float
    first_right: float
    forbidden: int
    breaches: int
    empty: int


def ndcg(found: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Return the discounted gain of the first results, 1 for the best order there is. Gain 2^grade - 1, discount log2(place + 1)."""
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(key, 0) for key in found[:depth]]) / best if best else 0.0


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def figures(answers: Sequence[Answer]) -> Figures:
    """Return the means of some answers, at least one."""
    return Figures(
        queries=len(answers),
        ndcg=fmean(answer.ndcg for answer in answers),
        first_right=fmean(answer.has_begun for answer in answers),
        forbidden=sum(len(answer.forbidden) for answer in answers),
        breaches=sum(len(answer.breaches) for answer in answers),
        empty=sum(not answer.first for answer in answers),
    )


def same_first(one: Sequence[Answer], other: Sequence[Answer]) -> float:
    """Return the share of questions whose first result is the same in two runs over the same questions."""
    return fmean(a.first[:1] == b.first[:1] for a, b in zip(one, other, strict=True))


def as_row(answer: Answer) -> dict[str, Any]:
    """Return an answer as plain JSON values; `from_row` reads it."""
    return asdict(answer)


def from_row(row: Mapping[str, Any]) -> Answer:
    """Return the answer that `as_row` wrote."""
    return Answer(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})
