"""Policies of content, the language of an address, and the start of the embedded worker."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

from common import worker

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ContentPolicyMiddleware(CSPMiddleware):
    """A strict content policy everywhere, and exactly what Wagtail needs under /admin/ (W30, W41)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response["X-Content-Type-Options"] = "nosniff"
        response["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=(), payment=()"
        return super().process_response(request, response)

    def get_policy_parts(self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False) -> PolicyParts:  # noqa: FBT001, FBT002
        parts = super().get_policy_parts(request, response, report_only)
        if getattr(request, "is_dummy", False):  # W41: the admin's preview runs with the public path
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        elif request.path.startswith("/admin/"):
            parts.config = settings.ADMIN_POLICY
        return parts


class EmbeddedWorkerMiddleware:
    """Starts this process's worker thread with its first request, never before a fork (W44)."""

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.KAIKU_EMBEDDED_WORKER:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        worker.ensure()
        return self.get_response(request)


class RootLocaleMiddleware:
    """The language is in the address; only `/` is sent on, by the browser's wish (W42)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/" and not getattr(request, "is_dummy", False):  # W41: a page that is being made has no path yet
            response: HttpResponseBase = HttpResponseRedirect(f"/{translation.get_language_from_request(request)}/")
            patch_vary_headers(response, ["Accept-Language"])
            response["Cache-Control"] = "public, max-age=0"
            return response
        language = translation.get_language_from_path(request.path) or self._fallback(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        if not response.has_header("Content-Language"):
            response["Content-Language"] = "fi" if language == "fi-simple" else language
        return response

    @staticmethod
    def _fallback(request: HttpRequest) -> str:
        """The API and the admin speak the reader's language where they can; Wagtail sets the editor's own later."""
        return translation.get_language_from_request(request)
