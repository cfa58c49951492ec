"""Booking a place, the ticket, the ticket on paper, giving the place back."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from common import time
from common.refusals import Refused, sentence
from offerings.models import Occurrence
from redemption.cards.access import HolderRequest, holder_page, keep_on_own_device
from redemption.claims import access, actions, queries, rules
from redemption.claims.models import Claim
from redemption.claims.rules import Refusal, Seats

KEY_MAX = 64
KEEPS_KEY = {Refusal.BUSY, Refusal.FULL}  # nothing was written: the same key may come again
STATUS = {Refusal.BUSY: 503}


@require_http_methods(["GET", "HEAD", "POST"])
@holder_page
def claim(request: HolderRequest, occurrence: UUID) -> HttpResponseBase:
    """Show what can be booked, and book it by one POST."""
    date = access.date_or_404(occurrence)
    if request.method != "POST":
        return _claim_page(request, date, key=str(uuid4()))
    key = request.POST.get("key", "")
    seats = _seats(request)
    if seats is None or not 1 <= len(key) <= KEY_MAX:
        return _claim_page(request, date, key=str(uuid4()), reason=Refusal.SEATS_UNREADABLE)
    wish = actions.ClaimWish(occurrence=date.uuid, seats=seats, key=key)
    try:
        made = actions.claim_seats(wish, card=request.holder.card, now=time.now())
    except Refused as refused:
        reason = Refusal(refused.reason)
        return _claim_page(request, date, key=key if reason in KEEPS_KEY else str(uuid4()), reason=reason, seats=seats)
    return redirect(reverse("claims:ticket", kwargs={"public_id": made.public_id}) + "?booked")


def _seats(request: HolderRequest) -> Seats | None:
    """Return the party as sent, or None if a number is missing or is not one. Nothing else that is sent counts."""
    children = rules.read_count(request.POST.get("children", ""), most=99)
    assistants = rules.read_count(request.POST.get("assistants", ""), most=99)
    return None if children is None or assistants is None else Seats(children=children, assistants=assistants)


def _claim_page(request: HolderRequest, date: Occurrence, *, key: str, reason: Refusal | None = None, seats: Seats | None = None) -> HttpResponse:
    now = time.now()
    page = queries.claim_page(request.holder.card, date, language=get_language() or "fi", now=now)
    stands = reason or page.refusal
    context = {
        "here": "mine",
        "holder": request.holder,
        "page": page,
        "key": key,
        "seats": seats or Seats(),
        "refusal": sentence(stands) if stands else None,
        "may_book": page.refusal is None,
        "was_sent": reason is not None,
    }
    return render(request, "redemption/claims/claim.html", context, status=STATUS.get(reason, 422) if reason else 200)


def _ticket(request: HolderRequest, public_id: UUID) -> queries.TicketPage:
    try:
        return queries.ticket_page(request.holder.card, public_id, language=get_language() or "fi", now=time.now())
    except Claim.DoesNotExist:
        raise access.not_yours() from None


def _context(request: HolderRequest, public_id: UUID) -> dict[str, Any]:
    return {"here": "mine", "holder": request.holder, "ticket": _ticket(request, public_id)}


@require_GET
@holder_page
def ticket(request: HolderRequest, public_id: UUID) -> HttpResponseBase:
    """Show the ticket; once opened it needs nothing more from the network."""
    context = _context(request, public_id) | {"is_new": "booked" in request.GET}
    return keep_on_own_device(render(request, "redemption/claims/ticket.html", context), request.holder)


@require_GET
@holder_page
def paper(request: HolderRequest, public_id: UUID) -> HttpResponseBase:
    """Show the ticket as an A6 page to print, and note that paper exists (R32)."""
    context = _context(request, public_id)
    if context["ticket"].code:
        actions.note_printed(access.claim_of(request.holder.card, public_id), now=time.now())  # R32: that paper exists is a fact of opening it
    return render(request, "redemption/claims/paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@holder_page
def cancel(request: HolderRequest, public_id: UUID) -> HttpResponseBase:
    """Ask once, then give the place back."""
    context = _context(request, public_id)
    if request.method != "POST":
        return render(request, "redemption/claims/cancel.html", context | {"refusal": None})
    try:
        actions.cancel_claim(public_id, card=request.holder.card, now=time.now())
    except Refused as refused:
        status = STATUS.get(Refusal(refused.reason), 422)
        return render(request, "redemption/claims/cancel.html", context | {"refusal": sentence(refused.reason)}, status=status)
    return redirect(reverse("cards:mine") + "?cancelled")
