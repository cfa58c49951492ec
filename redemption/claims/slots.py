"""What claims fill on the pages of the floors below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from common import slots, time
from redemption.cards.access import Holder
from redemption.claims import queries

MACROS = "redemption/claims/slots.html"


def offer_claim(request: HttpRequest | None, *, offer: Any = None, occurrences: Iterable[Any] = ()) -> Mapping[str, Any] | None:
    """Return the dates of an offer that are booked here, or nothing. No cookie is read: the page is everybody's.

    occurrences   dates with a `key` or `uuid`; without them, all coming dates of `offer`.
    """
    wanted = [getattr(date, "key", None) or date.uuid for date in occurrences] or queries.coming_dates(offer, now=time.now())
    dates = queries.claimable_dates(wanted, now=time.now())
    return {"dates": dates} if dates else None


def mine_tickets(request: HttpRequest | None, *, holder: Holder) -> Mapping[str, Any]:
    """Return a holder's own tickets."""
    coming, past = queries.ticket_rows(holder.card, language=get_language() or "fi", now=time.now())
    return {"coming": coming, "past": past, "was_cancelled": request is not None and "cancelled" in request.GET}


def register() -> None:
    """Fill the slots; called once, when the app is ready."""
    slots.register("offer.claim", query=offer_claim, macro=f"{MACROS}:offer_claim")
    slots.register("mine.tickets", query=mine_tickets, macro=f"{MACROS}:mine_tickets")
