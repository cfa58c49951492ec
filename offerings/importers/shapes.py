"""What every source is turned into: plain values, checked, whatever form they came in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

from offerings.importers.flaws import Flaw

Texts = Mapping[str, Mapping[str, str]]  # language -> field of the page -> text
Hours = tuple[int, str, str]  # weekday 0..6, opens, closes ("10:00")


@dataclass(frozen=True, slots=True)
class ImportedVenue:
    """A venue as a row names it. With its id alone (`is_bare`) it is one that is known already.

    texts         by the names of VenuePage's texts, `title` its name.
    municipality  official code, or "".
    area          slug, or "": then that of the municipality.
    facts         by the names of VenuePage.FACTS, only those that were given.
    """

    source_id: str
    texts: Texts = field(default_factory=dict)
    municipality: str = ""
    area: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    hours: tuple[Hours, ...] = ()

    @property
    def is_bare(self) -> bool:
        return not self.texts or not self.municipality

    @property
    def language(self) -> str:
        """The language it was named in first; Finnish if that is among them."""
        return "fi" if "fi" in self.texts else next(iter(self.texts))


@dataclass(frozen=True, slots=True)
class ImportedDate:
    """One date. Times are aware, the end exclusive; `places` None: as the offer says; `places_left` None: all of them."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool = False
    places: int | None = None
    places_left: int | None = None
    is_sold_out: bool = False
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class ImportedOffer:
    """An offer as a row tells it.

    texts   by the names of OfferPage's texts; holds `language`.
    facts   by the names of OfferPage.FACTS, and `go_live_at`, `expire_at`: only those that were given, kind and categories always.
    """

    source_id: str
    language: str
    texts: Texts
    facts: Mapping[str, Any]
    venue: ImportedVenue
    dates: tuple[ImportedDate, ...] = ()
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a source: an offer, or what was wrong with it.

    line        1 upwards, as an editor of the file counts.
    source_id   as far as it could be read.
    """

    line: int
    source_id: str
    offer: ImportedOffer | None = None
    flaws: tuple[Flaw, ...] = ()


def offer_digest(offer: ImportedOffer) -> str:
    """Return 32 hex digits that change when anything of an offer does, its venue's own description aside."""
    return _digest({**_values(offer), "venue": offer.venue.source_id})


def venue_digest(venue: ImportedVenue) -> str:
    return _digest(_values(venue))


def _digest(values: Mapping[str, Any]) -> str:
    whole = json.dumps(values, sort_keys=True, default=_plain, ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


def _values(thing: Any) -> dict[str, Any]:
    """Return a dataclass's fields as they are: `asdict` would copy all that they hold."""
    return {one.name: getattr(thing, one.name) for one in fields(thing)}


def _plain(value: Any) -> Any:
    """Return what JSON can hold: of a moment the same whatever offset it was told with."""
    if is_dataclass(value):
        return _values(value)
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
