"""What the generators yield: plain values that touch no database. Field names are those of the pages that they become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Words = Mapping[str, Mapping[str, str]]  # language -> field of the page -> text; "title" always
Hours = tuple[int, str, str]  # weekday 0..6, opens, closes ("10:00")


@dataclass(frozen=True, slots=True)
class AreaSeed:
    """One area and its guide. `key` is stable over seedings; towns are official municipality codes."""

    key: str
    slug: str
    language: str
    facts: Mapping[str, Any]
    towns: tuple[str, ...]
    words: Words
    is_national: bool = False


@dataclass(frozen=True, slots=True)
class DistributorSeed:
    key: str
    area: str
    slug: str
    language: str
    facts: Mapping[str, Any]
    town: str
    hours: tuple[Hours, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class VenueSeed:
    """One venue. `hosts`: the demo's own kinds that its offers may be written for; `months`: when it is on, empty = always."""

    key: str
    area: str
    slug: str
    language: str
    facts: Mapping[str, Any]
    town: str
    hours: tuple[Hours, ...]
    words: Words
    hosts: tuple[str, ...]
    weight: int
    is_real: bool = False
    only: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    exceptions: tuple[tuple[date, str, str], ...] = ()  # day, opens, closes; both empty = closed


@dataclass(frozen=True, slots=True)
class DateSeed:
    """One date. `taken`: how many of the places are gone when the site opens; `is_cancelled`: called off after publishing."""

    starts_at: datetime
    ends_at: datetime
    places: int | None
    taken: int = 0
    is_sold_out: bool = False
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class OfferSeed:
    key: str
    venue: str
    slug: str
    language: str
    facts: Mapping[str, Any]
    words: Words
    dates: tuple[DateSeed, ...] = ()
    hours: tuple[Hours, ...] = ()
    picture: str = ""  # key of a demo picture, "" = the category's motif


@dataclass(frozen=True, slots=True)
class Demo:
    """Everything that is seeded, in the order of the tree."""

    areas: list[AreaSeed]
    distributors: list[DistributorSeed]
    venues: list[VenueSeed]
    offers: list[OfferSeed] = field(default_factory=list)
