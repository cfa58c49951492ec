"""Reads the texts of `data/`: tables of TOML, and what is on from `offers/*.txt` (the form is in data/README.md)."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
LANGUAGES = ("fi", "sv", "en")
PLAIN = "fi-simple"


class BadTextError(ValueError):
    """A block of `offers/*.txt` that breaks its form; the message names the block."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing that a base can be: its title and its own sentence in each language."""

    titles: Mapping[str, str]
    sentences: Mapping[str, str]
    months: tuple[int, ...] = ()  # first and last of its season


@dataclass(frozen=True, slots=True)
class Base:
    """One hand-written text.

    fits      demo kinds of venues.
    minutes   how long it lasts where the words say so, else 0.
    months    first and last month of its season, or none.
    """

    key: str
    kind: str
    fits: tuple[str, ...]
    categories: tuple[str, ...]
    audiences: tuple[str, ...]
    when: str
    minutes: int
    players: str
    months: tuple[int, ...]
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    bring: Mapping[str, str] = field(default_factory=dict)
    costs: Mapping[str, str] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()


@cache
def table(name: str) -> dict[str, Any]:
    """Return one TOML file of `data/`."""
    with (DATA / f"{name}.toml").open("rb") as source:
        return tomllib.load(source)


def three(values: list[str]) -> dict[str, str]:
    """Return a list of fi, sv, en as a table by language."""
    return dict(zip(LANGUAGES, values, strict=True))


def dice(*parts: object) -> random.Random:
    """Return a generator that gives the same numbers for the same parts in every run."""
    return random.Random("/".join(map(str, parts)))  # noqa: S311  (demo content, not secrets)


@cache
def bases() -> tuple[Base, ...]:
    """Return every base of `offers/*.txt`, in the order of files and blocks."""
    found: list[Base] = []
    for path in sorted((DATA / "offers").glob("*.txt")):
        found += _blocks(path.read_text(encoding="utf-8"))
    return tuple(found)


def _blocks(text: str) -> Iterator[Base]:
    for block in text.split("== ")[1:]:
        lines = [line for line in block.splitlines() if line.strip()]
        yield _base(lines)


def _base(lines: list[str]) -> Base:
    head = [part.strip() for part in lines[0].split(";")] + ["", ""]
    key, kind, fits, categories, audiences, when, players, months = head[:8]
    when, _, minutes = when.partition("/")
    if players and players[0].isdigit():
        players, months = "", players
    texts: dict[str, tuple[str, str]] = {}
    more: dict[str, dict[str, str]] = {"bring": {}, "cost": {}}
    variants = []
    for line in lines[1:]:
        word, rest = line.split(" ", 1)
        if word == "*":
            variants.append(_variant(key, rest))
        elif word in more:
            more[word] = three([part.strip() for part in rest.split(" | ")])
        else:
            title, description = rest.split(" | ", 1)
            texts[PLAIN if word == "selko" else word] = (title.strip(), description.strip())
    if not set(LANGUAGES) <= set(texts) or not variants:
        raise BadTextError(key)
    return Base(
        key=key, kind=kind, fits=tuple(fits.split()), categories=tuple(categories.split()), audiences=tuple(audiences.split()), when=when,
        minutes=int(minutes or 0), players=players, months=_months(months),
        titles={language: title for language, (title, _) in texts.items()},
        descriptions={language: description for language, (_, description) in texts.items()},
        bring=more["bring"], costs=more["cost"], variants=tuple(variants),
    )  # fmt: skip


def _months(text: str) -> tuple[int, ...]:
    """Return (12, 2) of "12-2", nothing of nothing."""
    return tuple(int(month) for month in text.split("-") if month)


def _variant(key: str, text: str) -> Variant:
    months = ""
    if text.startswith("["):
        months, text = text[1:].split("] ", 1)
    parts = [part.split(" ~ ") for part in text.split(" | ")]
    if len(parts) != len(LANGUAGES) or any(len(part) != 2 for part in parts):
        raise BadTextError(f"{key}: {text}")
    titles, sentences = zip(*parts, strict=True)
    return Variant(three([title.strip() for title in titles]), three([sentence.strip() for sentence in sentences]), _months(months))
