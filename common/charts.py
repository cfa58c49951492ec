"""Geometry of the one picture that tables have: upright bars with their words over and under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STRIDE = 78  # picture units from bar to bar: room for "suppressed" in any language
BAR = 46
FLOOR = 200
TALLEST = 165
HIDDEN_HEIGHT = 16  # a suppressed figure keeps a low dashed frame that tells nothing of its size
CORNER = 6


@dataclass(frozen=True, slots=True)
class Point:
    """One figure: `value` is zero or more, none when it is suppressed; `words` stand over the bar."""

    label: str
    words: str
    value: float | None
    is_lit: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One finished bar in picture units, from the picture's top left."""

    label: str
    words: str
    x: int
    middle: int
    y: float
    height: float
    corner: float
    kind: str  # "", "lit" or "hidden"


@dataclass(frozen=True, slots=True)
class BarPicture:
    bars: tuple[Bar, ...]
    width: int
    bar_width: int = BAR


def bar_picture(points: Sequence[Point]) -> BarPicture:
    """Return the bars of a picture whose highest figure reaches its top; no figures, no bars."""
    highest = max((point.value or 0 for point in points), default=0) or 1
    bars = tuple(_bar(point, index, highest) for index, point in enumerate(points))
    return BarPicture(bars=bars, width=STRIDE * len(points))


def _bar(point: Point, index: int, highest: float) -> Bar:
    height = HIDDEN_HEIGHT if point.value is None else round(TALLEST * point.value / highest, 1)
    x = STRIDE * index + (STRIDE - BAR) // 2
    kind = "hidden" if point.value is None else "lit" if point.is_lit else ""
    return Bar(point.label, point.words, x, x + BAR // 2, FLOOR - height, height, min(CORNER, height / 2), kind)
