"""What cards fill: three real things near home on the slip of a new card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from areas.models import Area, Municipality
from common import slots, time
from redemption.cards import queries


def slip_offers(request: HttpRequest | None, *, municipality: str, area: Area) -> Mapping[str, Any] | None:
    """Return what is on this week near the holder's town, or an honest "none yet"."""
    town = Municipality.objects.filter(code=municipality).first()
    if town is None:
        return None
    rows = queries.near_home(town, area=area, language=get_language() or "fi", now=time.now())
    return {"rows": rows, "town": town.name(get_language() or "fi")}


def register() -> None:
    """Fill the slot; called once, when the app is ready."""
    slots.register("slip.offers", query=slip_offers, macro="redemption/cards/slots.html:slip_offers")
