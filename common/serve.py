"""Finds a page by one look-up of its path (Wagtail's own routing costs a query a level)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.translation import get_language
from wagtail.models import Page


def page(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Serve the live page at this path. An address without its last slash is sent to the one with it."""
    url_path = f"/{get_language()}/{path}".rstrip("/") + "/"
    found = Page.objects.filter(url_path=url_path, live=True).select_related("locale", "content_type").first()
    if found is None:
        raise Http404
    if not request.path.endswith("/"):
        return HttpResponsePermanentRedirect(url_path)
    specific = found.specific
    if specific.get_view_restrictions().exists() if specific.depth < 2 else False:
        raise Http404
    response: HttpResponseBase = specific.serve(request)
    return response
