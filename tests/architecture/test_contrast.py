"""Words stand out at least 7 : 1 on every ground they meet, edges and the focus 3 : 1, in light and in dark (WCAG 2.2, 1.4.6 and 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "static" / "site" / "css" / "core" / "tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
GROUNDS = ("paper", "surface", "raised")
WORDS = [
    *((word, ground) for word in ("ink", "ink-soft", "act", "free", "wait", "stop") for ground in GROUNDS),
    *(("ink", f"{job}-soft") for job in ("act", "free", "wait", "stop")),
    *((job, f"{job}-soft") for job in ("act", "free", "wait", "stop")),
    ("on-act", "act"),
    ("on-act", "act-deep"),
    ("night", "sun"),
]
EDGES = [*(("edge", ground) for ground in GROUNDS), ("act", "paper"), ("free", "raised")]
FIXED = [("#ffffff", "#0b5d4b"), ("#1d1a2f", "#ffd27a"), ("#ffffff", "#2b2740"), ("#ffffff", "#941b1b"), ("#444444", "#ffffff")]  # desk, ticket


def _colours(css: str) -> dict[str, str]:
    found = dict(re.findall(r"--([\w-]+):\s*#([0-9a-f]{3,6});", css))
    return {name: code if len(code) == 6 else "".join(2 * digit for digit in code) for name, code in found.items()}


SCHEMES = {"light": _colours(LIGHT), "dark": _colours(LIGHT) | _colours(DARK)}


def _luminance(code: str) -> float:
    """Relative luminance of six hex digits. Source: WCAG 2.2, definition of relative luminance."""
    channels = [int(code[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("word", "ground"), WORDS)
def test_words_stand_out(scheme, word, ground):
    assert _contrast(SCHEMES[scheme][word], SCHEMES[scheme][ground]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_stand_out(scheme, edge, ground):
    assert _contrast(SCHEMES[scheme][edge], SCHEMES[scheme][ground]) >= 3


@pytest.mark.parametrize(("word", "ground"), FIXED)
def test_answers_and_tickets_stand_out_whatever_the_scheme(word, ground):
    assert _contrast(word[1:], ground[1:]) >= 7
