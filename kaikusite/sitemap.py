"""The sitemap over all language trees (W9): what is live, is no alias, and answers 200."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page, PageViewRestriction

from areas.codes import RUNNING, SHOWN
from areas.models import AreaPage
from common import time
from common.texts import LANGUAGES
from offerings.codes import OfferKind
from offerings.models import Occurrence, Offer, OfferPage

MOST = 50_000  # addresses in one file: the protocol's own limit
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XML = "application/xml; charset=utf-8"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Name one file a language."""
    files = "".join(f"<sitemap><loc>{settings.SITE_URL}/sitemap-{language}.xml</loc></sitemap>\n" for language in LANGUAGES)
    response = HttpResponse(f"{HEAD}<sitemapindex {NAMESPACE}>\n{files}</sitemapindex>\n", content_type=XML)
    response["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
def of_language(request: HttpRequest, language: str) -> StreamingHttpResponse:
    """Name every page with words of its own in a language."""
    if language not in LANGUAGES:
        raise Http404
    rows = _pages(language).order_by("path").values_list("url_path", "last_published_at")[:MOST]
    response = StreamingHttpResponse(_file(rows.iterator(chunk_size=2000)), content_type=XML)
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _pages(language: str) -> QuerySet[Page]:
    pages = Page.objects.filter(live=True, alias_of=None, locale__language_code=language, depth__gte=2)
    closed = Q()
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        closed |= Q(path__startswith=path)
    for path, state in AreaPage.objects.filter(locale__language_code=language).exclude(state__in=RUNNING).values_list("path", "state"):
        closed |= Q(path__startswith=path) & ~Q(path=path) if state in SHOWN else Q(path__startswith=path)
    return pages.exclude(closed).exclude(pk__in=_over(language)) if closed else pages.exclude(pk__in=_over(language))


def _over(language: str) -> QuerySet[OfferPage]:
    """Return the pages of offers that have no date to come: they still answer, but nobody need find them."""
    now = time.now()
    coming = Offer.objects.open(now).filter(Q(kind=OfferKind.STANDING) | Q(pk__in=Occurrence.objects.upcoming(now).values("offer")))
    return OfferPage.objects.filter(locale__language_code=language).exclude(translation_key__in=coming.values("uuid")).values("pk")


def _file(rows: Iterable[tuple[str, object]]) -> Iterator[str]:
    yield f"{HEAD}<urlset {NAMESPACE}>\n"
    for path, changed in rows:
        stamp = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
        yield f"<url><loc>{escape(settings.SITE_URL + path)}</loc>{stamp}</url>\n"
    yield "</urlset>\n"
