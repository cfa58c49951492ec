"""Slots: named places on a lower app's page that a higher app fills (design.md, section 3).

The lower page prints `{{ slot("offer.claim", offer=offer) }}`; a higher app registers a query and a macro in
`AppConfig.ready`. An unfilled slot prints nothing, so a page never knows who stands above it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Query = Callable[..., Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Filling:
    query: Query  # (request, **what the page passes) -> arguments of the macro, or None for nothing
    macro: str  # "redemption/claims/slots.html:offer_claim"


_fillings: dict[str, list[Filling]] = {}


def register(name: str, *, query: Query, macro: str = "") -> None:
    """Fill a slot. Several apps may fill one slot; they print in the order of registration. The same pair twice is one."""
    filling = Filling(query=query, macro=macro)
    fillings = _fillings.setdefault(name, [])
    if filling not in fillings:
        fillings.append(filling)


def fillings(name: str) -> tuple[Filling, ...]:
    return tuple(_fillings.get(name, ()))


def ask(name: str, request: HttpRequest | None = None, **given: Any) -> list[Mapping[str, Any]]:
    """Return what each filling of a slot answers, without printing: how a sibling app is asked for values."""
    answers = (filling.query(request, **given) for filling in fillings(name))
    return [answer for answer in answers if answer is not None]
