"""Signed-in staff with a second factor: the one gate of every page that staff work on (W28, W40)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

NEXT_KEY = "staff_next"  # in the session: what was asked for before the second step was set up

View = Callable[..., HttpResponseBase]


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session proved a second factor; always true where KAIKU_SECOND_FACTOR is off (demonstrations only)."""
    if not settings.KAIKU_SECOND_FACTOR:
        return True
    # W28: without the second argument allauth answers an empty list, silently.
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def second_factor_redirect(request: HttpRequest) -> HttpResponseRedirect | None:
    """Return where a signed-in person without the second step must go first; None if they may go on.

    Who has a factor is asked for its code, who has none sets one up (W40). What was asked for waits in `next`.
    """
    if has_second_factor(request):
        return None
    target = request.get_full_path() if request.method == "GET" else reverse("staff_home")
    if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': target})}")
    request.session[NEXT_KEY] = target
    return HttpResponseRedirect(reverse("mfa_activate_totp"))


def require_staff(view: View) -> View:
    """Let only people who logged in with a second factor into a view; what it answers is kept by nobody.

    Who may do what there is the view's own question: this says only who somebody is.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        response = second_factor_redirect(request) or view(request, *args, **more)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded
