"""Finds a page by one look-up of its path (Wagtail's own routing costs a query a level)."""

from __future__ import annotations

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

from common.gone import gone_page
from common.pages import SitePage, Translation

# An editor may close a subtree in the admin; what is closed to the public is not there.
BELOW = ExpressionWrapper(OuterRef("path"), output_field=CharField())
RESTRICTIONS = PageViewRestriction.objects.annotate(below=BELOW).filter(below__startswith=F("page__path"))


def page(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Serve the live page at this path; say in words what was there once. An address without its last slash is sent to the one with it."""
    url_path = f"/{get_language()}/{path}".rstrip("/") + "/"
    pages = _in_every_language(url_path)
    found = next((one for one in pages if one.url_path == url_path), None)
    if found is None or found.is_private:
        raise Http404
    if not request.path.endswith("/"):
        return HttpResponsePermanentRedirect(url_path)
    specific = _specific(found, pages)
    if found.live:
        return specific.serve(request)
    if not specific.was_public:
        raise Http404
    return gone_page(request, specific.gone())


def _in_every_language(url_path: str) -> list[Page]:
    """Return the page at a path and its versions in the other languages, live ones first. One query; the path has an index."""
    keys = Page.objects.filter(url_path=url_path).values("translation_key")
    pages = Page.objects.filter(translation_key__in=keys).annotate(is_private=Exists(RESTRICTIONS))
    return list(pages.select_related("locale", "content_type").order_by("-live", "pk"))


def _specific(found: Page, pages: list[Page]) -> SitePage:
    """Return the page with its own fields, knowing already its language, its source and its translations. One query."""
    specific: SitePage = found.specific
    specific.locale = found.locale
    if found.alias_of_id:
        specific.alias_of = next((one for one in pages if one.pk == found.alias_of_id), None)
    specific.translations = [Translation(one.locale.language_code, one.url_path, one.alias_of_id is not None) for one in pages if one.live]
    return specific
