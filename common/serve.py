"""Finds a page by one look-up of its path (Wagtail's own routing costs a query a level)."""

from __future__ import annotations

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

from common.gone import gone_page

# An editor may close a subtree in the admin; what is closed to the public is not there.
BELOW = ExpressionWrapper(OuterRef("path"), output_field=CharField())
RESTRICTIONS = PageViewRestriction.objects.annotate(below=BELOW).filter(below__startswith=F("page__path"))


def page(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Serve the live page at this path; say in words what was there once. An address without its last slash is sent to the one with it."""
    url_path = f"/{get_language()}/{path}".rstrip("/") + "/"
    found = (
        Page.objects.filter(url_path=url_path)
        .annotate(is_private=Exists(RESTRICTIONS))
        .select_related("locale", "content_type")
        .order_by("-live")
        .first()
    )
    if found is None or found.is_private:
        raise Http404
    if not request.path.endswith("/"):
        return HttpResponsePermanentRedirect(url_path)
    specific = found.specific
    if found.live:
        response: HttpResponseBase = specific.serve(request)
        return response
    if not specific.was_public:
        raise Http404
    return gone_page(request, specific.gone())
