"""The growth of what finding costs, drawn: both axes logarithmic, one line a kind of question."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 900, 460, 70, 30, 260, 50
LEAST_MS, MOST_MS = 0.1, 1_000.0
COLOURS = ("#0b5d54", "#b3261e", "#1b4e9b", "#8a5a00", "#6b2fa0", "#3d6b1f", "#a0195b", "#1f6b6b", "#5a4a42", "#444444")
DASHES = ("", "8 4", "2 3", "10 3 2 3")


def drawn(lines: Mapping[str, Sequence[float]], sizes: Sequence[int], title: str) -> str:
    """Return an SVG. lines: name → milliseconds at each size."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}" font-family="sans-serif">',
        f'<title>{escape(title)}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *_grid(sizes),
    ]
    labels = _spread([_y(values[-1]) for values in lines.values()])
    for at, ((name, values), label_y) in enumerate(zip(lines.items(), labels, strict=True)):
        colour, dash = COLOURS[at % len(COLOURS)], DASHES[at % len(DASHES)]
        points = " ".join(f"{_x(size, sizes):.1f},{_y(value):.1f}" for size, value in zip(sizes, values, strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>')
        end_x, end_y = _x(sizes[-1], sizes), _y(values[-1])
        parts.append(f'<path d="M{end_x:.1f} {end_y:.1f}L{end_x + 14:.1f} {label_y:.1f}" stroke="{colour}" fill="none"/>')
        parts.append(f'<text x="{end_x + 18:.1f}" y="{label_y + 4:.1f}" font-size="12" fill="{colour}">{escape(name)}: {values[-1]:.1f} ms</text>')
    return "\n".join([*parts, "</svg>", ""])


def _grid(sizes: Sequence[int]) -> list[str]:
    found = []
    for power in range(round(math.log10(LEAST_MS)), round(math.log10(MOST_MS)) + 1):
        y = _y(10.0**power)
        found.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#d0d0d0"/>')
        found.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" font-size="12" text-anchor="end" fill="#333333">{10.0**power:g} ms</text>')
    for size in sizes:
        x = _x(size, sizes)
        found.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#d0d0d0"/>')
        label = f"{size:,}".replace(",", " ")
        found.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" font-size="12" text-anchor="middle" fill="#333333">{label} offers</text>')
    return found


def _x(size: int, sizes: Sequence[int]) -> float:
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])
    share = (math.log10(size) - first) / (last - first) if last > first else 0.5
    return LEFT + share * (WIDTH - RIGHT - LEFT)


def _y(value: float) -> float:
    low, high = math.log10(LEAST_MS), math.log10(MOST_MS)
    share = (math.log10(min(max(value, LEAST_MS), MOST_MS)) - low) / (high - low)
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)


def _spread(wanted: Sequence[float]) -> list[float]:
    """Return the heights of labels, none closer than 15 to another."""
    found = list(wanted)
    for at in sorted(range(len(found)), key=lambda at: -found[at]):
        below = [found[other] for other in range(len(found)) if wanted[other] > wanted[at] or (wanted[other] == wanted[at] and other < at)]
        found[at] = min(found[at], min(below, default=HEIGHT) - 15)
    return found
