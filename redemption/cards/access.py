"""Who may see which cards: a holder by the session's cookie, a worker by the jobs at units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from common import time
from common.http import keep_nowhere
from common.staff import second_factor_redirect
from redemption.cards import actions
from redemption.cards.actions.sessions import key_hash
from redemption.cards.models import Card, CardState, DistributorWorker, HolderSession
from redemption.cards.rules import SESSION_LIMITS, DeviceClass, session_ends_at

UNIT_KEY = "counter_unit"  # in the staff session: which of several jobs is being done


@dataclass(frozen=True, slots=True)
class Holder:
    """A signed-in card. There is no person in it."""

    card: Card
    session: HolderSession
    ends_at: datetime

    @property
    def is_own_device(self) -> bool:
        """Tell whether the holder said that the device is theirs."""
        return self.session.device_class == DeviceClass.OWN

    @property
    def idle_seconds(self) -> int:
        """Return how long the sign-in lives if nothing is done now."""
        return max(0, int((self.ends_at - time.now()).total_seconds()))


class HolderRequest(HttpRequest):
    """A request of a signed-in holder."""

    holder: Holder


class WorkerRequest(HttpRequest):
    """A request of a worker at the counter of one unit."""

    worker: DistributorWorker


View = Callable[..., HttpResponseBase]


def holder_of(request: HttpRequest, *, now: datetime) -> Holder | None:
    """Return who is signed in, or None. One query, and a write at most every twenty seconds."""
    secret = request.COOKIES.get(settings.HOLDER_COOKIE_NAME, "")
    if not secret:
        return None
    hashed = key_hash(secret)
    session = HolderSession.objects.select_related("card__area", "card__unit").filter(key_hash=hashed).first()
    if session is None or session.card.state != CardState.ACTIVE or _ends_at(session) <= now:
        return None
    actions.touch_session(session, now=now)
    return Holder(card=session.card, session=session, ends_at=_ends_at(session))


def _ends_at(session: HolderSession) -> datetime:
    return session_ends_at(DeviceClass(session.device_class), created_at=session.created_at, seen_at=session.seen_at)


def holder_page(view: View) -> View:
    """Let signed-in holders in; send others to sign in and back. No cache keeps the page."""

    @wraps(view)
    def guarded(request: HttpRequest, **given: Any) -> HttpResponseBase:
        holder = holder_of(request, now=time.now())
        if holder is None:
            response: HttpResponseBase = redirect(sign_in_path(request))
        else:
            cast(HolderRequest, request).holder = holder
            response = view(request, **given)
        keep_nowhere(response)
        return response

    return guarded


def keep_on_own_device(response: HttpResponseBase, holder: Holder) -> HttpResponseBase:
    """Let the service worker of an own phone keep this page; no cache on the way may (decision 0030)."""
    if holder.is_own_device:
        response["X-Keep-Offline"] = "own"
    return response


def sign_in_path(request: HttpRequest) -> str:
    """Return where to sign in, with the way back; a cookie that opens nothing says that a sign-in ended."""
    asked = {"next": request.path} if request.path != reverse("cards:mine") else {}
    if request.COOKIES.get(settings.HOLDER_COOKIE_NAME):
        asked["ended"] = "1"
    return reverse("cards:sign-in") + (f"?{urlencode(asked)}" if asked else "")


def safe_next(request: HttpRequest, wanted: str) -> str:
    """Return `wanted` if it is a path of this site, else the holder's own page (T16)."""
    is_path = wanted.startswith("/") and wanted.isprintable() and "\\" not in wanted
    if is_path and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("cards:mine")


def jobs_of(request: HttpRequest) -> list[DistributorWorker]:
    """Return the running jobs of the staff user at open units, oldest first."""
    jobs = DistributorWorker.objects.filter(user=request.user.pk, ended_at=None, unit__closed_at=None)
    return list(jobs.select_related("unit__distributor__area").order_by("pk"))


def counter_page(view: View) -> View:
    """Let workers of a unit in who proved a second factor; staff without such a job get 403, others log in first."""

    @wraps(view)
    def guarded(request: HttpRequest, **given: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        jobs = jobs_of(request)
        if not jobs:
            raise PermissionDenied
        chosen = request.session.get(UNIT_KEY)
        cast(WorkerRequest, request).worker = next((job for job in jobs if job.unit_id == chosen), jobs[0])
        response = second_factor_redirect(request) or view(request, **given)
        keep_nowhere(response)
        return response

    return guarded


def unit_card(worker: DistributorWorker, public_id: UUID) -> Card:
    """Return a card of the worker's own unit, else 404: whether it exists is nobody else's business (I12)."""
    cards = Card.objects.of_unit(worker.unit).select_related("area", "unit__distributor")
    return get_object_or_404(cards, public_id=public_id)


def set_cookie(response: HttpResponse, secret: str, *, device: DeviceClass) -> None:
    """Give the browser the session: until it closes on a shared computer, 30 days on an own phone."""
    age = int(SESSION_LIMITS[device].absolute.total_seconds()) if device is DeviceClass.OWN else None
    response.set_cookie(settings.HOLDER_COOKIE_NAME, secret, max_age=age, httponly=True, samesite="Lax", secure=settings.IS_SECURE)


def clear_cookie(response: HttpResponse) -> None:
    """Take the session's cookie back."""
    response.delete_cookie(settings.HOLDER_COOKIE_NAME, samesite="Lax")
    if settings.IS_SECURE:
        response.cookies[settings.HOLDER_COOKIE_NAME]["secure"] = True
