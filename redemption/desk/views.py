"""The desk: pair a device, choose the event, scan, let in, undo. Whole without JavaScript; scripts add camera and sound."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID, uuid4

from csp.constants import SELF, WASM_UNSAFE_EVAL
from csp.decorators import csp_replace
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from common import time
from common.http import keep_nowhere
from common.refusals import Refused, sentence
from offerings.models import Occurrence
from redemption.cards.models import Card
from redemption.claims.models import Use
from redemption.claims.rules import Seats
from redemption.desk import access, actions, queries
from redemption.desk.forms import CardForm, PairForm, PartyForm, ScanForm, UndoForm
from redemption.desk.models import DeskDevice
from redemption.desk.rules import UNDO_BY_ONE_TAP, UNDO_WITH_REASON, Refusal, UndoReason, unknown_refusal

SCANS_PER_MINUTE = 60
PAIRING_TRIES_PER_MINUTE = 10  # a client address; with 10^8 codes of ten minutes, guessing is hopeless long before
# The scanner's reader is compiled WebAssembly; only the desk may run it (redemption.md, 2.10).
DESK_POLICY = {"script-src": [SELF, WASM_UNSAFE_EVAL], "media-src": [SELF, "blob:"]}

Given = ParamSpec("Given")
DeskView = Callable[Concatenate[HttpRequest, DeskDevice, Given], HttpResponse]


def for_device(view: DeskView[Given]) -> Callable[Concatenate[HttpRequest, Given], HttpResponse]:
    """Give the view the paired device; without one, 404."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Given.args, **given: Given.kwargs) -> HttpResponse:
        return view(request, access.device_or_404(request), *args, **given)

    return sealed(guarded)


def sealed(view: Callable[Given, HttpResponse]) -> Callable[Given, HttpResponse]:
    """Keep the answer out of every cache, and let it run the scanner."""

    @wraps(view)
    def kept(*args: Given.args, **given: Given.kwargs) -> HttpResponse:
        response = view(*args, **given)
        keep_nowhere(response)
        return response

    return csp_replace(DESK_POLICY)(kept)


@sealed
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Show what is on today and one field that takes camera, scanner and typing; without a device, how to pair one."""
    device = access.device_of(request)
    if device is None:
        return render(request, "redemption/desk/pair.html", {"form": PairForm()})
    return _start_page(request, device, chosen=request.GET.get("event", request.COOKIES.get("desk-event", "")))


def _start_page(request: HttpRequest, device: DeskDevice, *, chosen: str, errors: tuple[str, ...] = ()) -> HttpResponse:
    now = time.now()
    day = queries.desk_day(device.venue, language=_language(), now=now, chosen=chosen[:40])
    context = {
        "day": day,
        "device": device,
        "venue_name": queries.venue_name(device.venue, _language()),
        "now": now,
        "nonce": uuid4(),
        "visits": queries.visits_today(device, now=now),
        "errors": errors,
    }
    response = render(request, "redemption/desk/start.html", context)
    if day.chosen is not None:
        response.set_cookie("desk-event", day.chosen.key, max_age=12 * 3600, httponly=True, samesite="Strict", secure=settings.IS_SECURE)
    return response


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@sealed
@require_POST
def pair(request: HttpRequest) -> HttpResponse:
    """Pair this browser with a one-time code, and keep its token in a cookie of the desk's own."""
    form = PairForm(request.POST)
    if not form.is_valid():
        return render(request, "redemption/desk/pair.html", {"form": form}, status=422)
    try:
        if not _may_go_on(f"desk-pairing:{request.META.get('REMOTE_ADDR', '')}", PAIRING_TRIES_PER_MINUTE):
            raise Refused(Refusal.SLOW_DOWN)
        _, token = actions.pair_device(code=form.cleaned_data["code"], now=time.now())
    except Refused as refused:
        words = sentence(refused.reason)
        form.add_error("code", f"{words.says} {words.next_step}")
        return render(request, "redemption/desk/pair.html", {"form": form}, status=422)
    response = redirect("desk:start")
    response.set_cookie(access.COOKIE, token, max_age=access.COOKIE_DAYS * 86_400, httponly=True, secure=settings.IS_SECURE, samesite="Lax")
    return response


def _may_go_on(key: str, per_minute: int) -> bool:
    """Count one more act of this minute; False once there were too many."""
    cache.add(key, 0, 60)
    try:
        return cache.incr(key) <= per_minute
    except ValueError:  # it ran out between the two
        return True


@require_POST
@for_device
def scan(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """Read one code: a good ticket is recorded at once, a good card asks who came along, anything else says why not."""
    form = ScanForm(request.POST)
    if not form.is_valid():
        return _refused(request, device, Refusal.NO_CODE, target="")
    now, given = time.now(), form.cleaned_data
    try:
        found = _found(device, given["code"], now)
        target = queries.target_of(device.venue, given["target"])
        scanned = actions.Scan(device, given["nonce"], now)
        if found.ticket is not None:
            chosen = target if isinstance(target, Occurrence) else None
            use = actions.check_in_ticket(scanned, found.ticket, chosen=chosen)
            return redirect("desk:use", use.public_id)
        if found.card is None:
            raise Refused(Refusal.CARD_UNKNOWN)
        return _ask_party(request, device, found.card, target_key=given["target"], nonce=given["nonce"], now=now)
    except Refused as refused:
        actions.note_refused(device, reason=refused.reason, text=given["code"], now=now)
        return _refused(request, device, refused.reason, target=given["target"])


def _found(device: DeskDevice, code: str, now: datetime) -> queries.Found:
    """Return what a code names; counts what is unknown, so that nobody tries numbers out here (T46, T47)."""
    if not _may_go_on(f"desk-scans:{device.pk}", SCANS_PER_MINUTE):
        raise Refused(Refusal.SLOW_DOWN)
    closed = unknown_refusal(count=device.unknown_count, since=device.unknown_since, now=now)
    if closed is not None:
        raise Refused(closed)
    found = queries.find(code, venue=device.venue)
    if isinstance(found, Refusal):
        if found in {Refusal.CARD_UNKNOWN, Refusal.TICKET_UNKNOWN}:
            actions.count_unknown(device, now=now)
        raise Refused(found)
    return found


def _ask_party(request: HttpRequest, device: DeskDevice, card: Card, *, target_key: str, nonce: UUID, now: datetime) -> HttpResponse:
    """Ask who came along on a card without a ticket; a ticket that it has for this date is used at once."""
    target = queries.target_of(device.venue, target_key)
    ticket = queries.ticket_of(card, target) if isinstance(target, Occurrence) else None
    if ticket is not None and isinstance(target, Occurrence):
        use = actions.check_in_ticket(actions.Scan(device, nonce, now), ticket, chosen=target)
        return redirect("desk:use", use.public_id)
    reason = actions.door_refusal(card, target, venue=device.venue, now=now)
    if reason is not None:
        raise Refused(reason)
    context = _answer_context(device, target_key) | {
        "children_max": queries.children_at_door(card, target, now=now),
        "sealed_card": access.seal_card(device, card),
        "nonce": nonce,
    }
    return render(request, "redemption/desk/ask.html", context)


def _answer_context(device: DeskDevice, target_key: str) -> dict[str, Any]:
    now = time.now()
    day = queries.desk_day(device.venue, language=_language(), now=now, chosen=target_key)
    chosen = next((target for target in (*day.dates, *day.standing) if target.key == target_key), None)
    return {"venue_name": queries.venue_name(device.venue, _language()), "device": device, "now": now, "target": chosen, "target_key": target_key}


def _refused(request: HttpRequest, device: DeskDevice, reason: Any, *, target: str) -> HttpResponse:
    is_foreign = reason in {Refusal.FORGED_CODE, Refusal.FOREIGN_CODE}
    context = _answer_context(device, target) | {"words": sentence(reason), "kind": "foreign" if is_foreign else "no"}
    return render(request, "redemption/desk/refused.html", context, status=422)


@require_POST
@for_device
def card(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """Record the visit of a card without a ticket, with the people that the worker counted."""
    form = CardForm(request.POST)
    found = access.sealed_card(device, request.POST.get("card", ""))
    target_key = request.POST.get("target", "")[:40]
    now = time.now()
    try:
        if not form.is_valid():
            raise Refused(Refusal.COUNT_UNREADABLE)
        given = form.cleaned_data
        seats = Seats(holder=1, children=given["children"], assistants=given["assistants"] or 0)
        target = queries.target_of(device.venue, target_key)
        use = actions.check_in_card(actions.Scan(device, given["nonce"], now), found, target=target, seats=seats)
    except Refused as refused:
        return _refused(request, device, refused.reason, target=target_key)
    return redirect("desk:use", use.public_id)


@require_GET
@for_device
def use(request: HttpRequest, device: DeskDevice, public_id: UUID) -> HttpResponse:
    """Say what was recorded; for a while it can be corrected or taken back."""
    return _use_page(request, device, access.use_of(device, public_id))


def _use_page(request: HttpRequest, device: DeskDevice, shown: Use, *, errors: tuple[str, ...] = (), asks_reason: bool = False) -> HttpResponse:
    now = time.now()
    age = now - shown.recorded_at
    booked = shown.ticket.claim.seats if shown.ticket else None
    most = booked.children if booked else (queries.children_at_door(shown.card, shown.occurrence or shown.offer, now=now) if shown.card else 0)
    key = f"d-{shown.occurrence.uuid}" if shown.occurrence else (f"o-{shown.offer.uuid}" if shown.offer else "")
    context = _answer_context(device, key) | {
        "use": shown,
        "people": shown.seats.people,
        "children_max": most,
        "assistants_max": booked.assistants if booked else 1,
        "undo_seconds": max(0, int((UNDO_BY_ONE_TAP - age) / timedelta(seconds=1))),
        "can_correct": shown.undone_at is None and age <= UNDO_WITH_REASON,
        "asks_reason": asks_reason,
        "reasons": list(UndoReason),
        "errors": errors,
    }
    return render(request, "redemption/desk/use.html", context, status=422 if errors else 200)


@require_POST
@for_device
def undo(request: HttpRequest, device: DeskDevice, public_id: UUID) -> HttpResponse:
    shown = access.use_of(device, public_id)
    form = UndoForm(request.POST)
    reason = UndoReason(form.cleaned_data["reason"]) if form.is_valid() and form.cleaned_data["reason"] else None
    try:
        actions.undo_use(shown, reason=reason, now=time.now())
    except Refused as refused:
        words = sentence(refused.reason)
        asks = refused.reason is Refusal.UNDO_NEEDS_REASON
        return _use_page(request, device, shown, errors=(f"{words.says} {words.next_step}",), asks_reason=asks)
    return redirect("desk:use", shown.public_id)


@require_POST
@for_device
def recount(request: HttpRequest, device: DeskDevice, public_id: UUID) -> HttpResponse:
    shown = access.use_of(device, public_id)
    form = PartyForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(Refusal.COUNT_UNREADABLE)
        given = form.cleaned_data
        fresh = actions.recount_use(shown, children=given["children"], assistants=given["assistants"] or 0, now=time.now())
    except Refused as refused:
        words = sentence(refused.reason)
        return _use_page(request, device, shown, errors=(f"{words.says} {words.next_step}",))
    return redirect("desk:use", fresh.public_id)
