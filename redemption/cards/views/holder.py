"""The holder's pages: sign in, my tickets, my card, leave."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common import time
from common.http import keep_nowhere
from common.refusals import Refused, sentence
from redemption.cards import access, actions, queries
from redemption.cards.access import HolderRequest
from redemption.cards.forms import SignInForm
from redemption.cards.links import named
from redemption.cards.rules import DeviceClass, Refusal

STATUS = {Refusal.SIGN_IN_WRONG: 422, Refusal.SIGN_IN_BUSY: 503}


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for number and PIN; the same answer for an unknown card, a wrong PIN and a card not in use."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "POST":
        return _try_sign_in(request, wanted)
    if access.holder_of(request, now=time.now()) is not None:
        return redirect(access.safe_next(request, wanted))
    return _sign_in_page(request, SignInForm(), wanted, has_ended="ended" in request.GET)


def _try_sign_in(request: HttpRequest, wanted: str) -> HttpResponseBase:
    form = SignInForm(request.POST)
    device = DeviceClass.OWN if request.POST.get("own") else DeviceClass.SHARED
    try:
        secret = actions.sign_in(number=request.POST.get("number", ""), pin=request.POST.get("pin", ""), device=device, now=time.now())
    except Refused as refused:
        return _sign_in_page(request, form, wanted, reason=Refusal(refused.reason))
    if old := request.COOKIES.get(settings.HOLDER_COOKIE_NAME):
        actions.end_session(old)
    response = redirect(access.safe_next(request, wanted))
    access.set_cookie(response, secret, device=device)
    keep_nowhere(response)
    return response


def _sign_in_page(request: HttpRequest, form: SignInForm, wanted: str, *, has_ended: bool = False, reason: Refusal | None = None) -> HttpResponse:
    context = {
        "here": "mine",
        "form": form,
        "next": wanted if access.safe_next(request, wanted) == wanted else "",
        "where": named("areas:where"),
        "refusal": sentence(reason) if reason else None,
        "ended": sentence(Refusal.SESSION_ENDED) if has_ended else None,
    }
    response = render(request, "redemption/cards/sign_in.html", context, status=STATUS[reason] if reason else 200)
    keep_nowhere(response)
    if reason is Refusal.SIGN_IN_BUSY:
        response["Retry-After"] = "5"
    return response


@require_GET
@access.holder_page
def mine(request: HolderRequest) -> HttpResponseBase:
    """Show what the card holds; the tickets come from the floor above through a slot."""
    holder = request.holder
    page = render(request, "redemption/cards/mine.html", {"here": "mine", "holder": holder, "card": _pass(holder)})
    return access.keep_on_own_device(page, holder)


@require_GET
@access.holder_page
def card(request: HolderRequest) -> HttpResponseBase:
    """Show the card itself: number, QR, until when, how many children."""
    holder = request.holder
    page = render(request, "redemption/cards/card.html", {"here": "mine", "holder": holder, "card": _pass(holder)})
    return access.keep_on_own_device(page, holder)


def _pass(holder: access.Holder) -> queries.CardPass:
    return queries.card_pass(holder.card, language=get_language() or "fi", now=time.now())


@require_GET
def worker(request: HttpRequest) -> HttpResponseBase:
    """Serve the service worker from inside its scope; it does nothing until a page of an own phone asks for it."""
    path = finders.find("holder/worker.js") or settings.STATIC_ROOT / "holder/worker.js"
    response = HttpResponse(Path(path).read_text(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """Sign out at once, and have the browser forget what it kept of these pages."""
    if secret := request.COOKIES.get(settings.HOLDER_COOKIE_NAME):
        actions.end_session(secret)
    response = redirect(f"/{get_language()}/")
    access.clear_cookie(response)
    response["Clear-Site-Data"] = '"cache", "storage"'
    keep_nowhere(response)
    return response
