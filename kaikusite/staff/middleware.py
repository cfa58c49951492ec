"""The gate of the admin: a session without a second factor gets no further (W28, W40)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from common.staff import second_factor_redirect

GATED = ("/admin/", "/documents/")

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class SecondFactorMiddleware:
    """Asks every signed-in person at the gated addresses for their second factor. Strangers are the views' own business."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(GATED):
            return self.get_response(request)
        gate = second_factor_redirect(request) if request.user.is_authenticated else None
        response = gate or self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response
