"""One writer of the page tree (W38): every admin write of pages is one transaction, projected at its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from common.projection import page_writes

WRITES = ("/admin/pages/", "/admin/bulk/", "/admin/localize/", "/admin/translation/", "/admin/offers/", "/admin/workflows/", "/admin/api/")


class PageTreeMiddleware:
    """Wraps the admin's page-writing views; done in `process_view`, after CSRF has been judged."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any) -> HttpResponseBase | None:
        if request.method != "POST" or not request.path.startswith(WRITES):
            return None
        with page_writes():
            return view(request, *args, **kwargs)
