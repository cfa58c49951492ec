"""The finder's question as a file that calendars and readers of news fetch."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from common import time
from common.http import keep_briefly, keep_nowhere, unless_known
from common.time import day_of
from search import asking
from search.asking import Asked
from search.feeds.calendar import as_calendar
from search.feeds.entries import dates_feed, offers_feed
from search.feeds.news import as_news
from search.views import is_too_precise


@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    """The coming dates of what is found. Bad parameters are left out, as on the page."""
    now = time.now()
    asked = _asked(request)
    if is_too_precise(request, asked):
        return _coarser(request, asked)
    response = HttpResponse(as_calendar(dates_feed(asked, page=_page(asked), now=now)), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="kaikukortti.ics"'
    return _kept(request, response, asked)


@require_safe
def news(request: HttpRequest) -> HttpResponseBase:
    """What is found, in the finder's order. Bad parameters are left out, as on the page."""
    now = time.now()
    asked = _asked(request)
    if is_too_precise(request, asked):
        return _coarser(request, asked)
    feed = offers_feed(asked, page=_page(asked), now=now)
    address = settings.SITE_URL + request.path + asked.address()
    return _kept(request, HttpResponse(as_news(feed, address=address), content_type="application/rss+xml; charset=utf-8"), asked)


def _asked(request: HttpRequest) -> Asked:
    return asking.read(dict(request.GET.lists()), lang=get_language() or "fi", today=day_of(time.now()))


def _page(asked: Asked) -> str:
    return settings.SITE_URL + reverse("search:finder") + asked.address()


def _coarser(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Send on to the address with the place as coarse as it may be kept."""
    coarser = redirect(f"{request.path}{asked.address()}")
    keep_nowhere(coarser)
    return coarser


def _kept(request: HttpRequest, response: HttpResponse, asked: Asked) -> HttpResponseBase:
    if asked.query.near:
        keep_nowhere(response)
        return response
    keep_briefly(response)
    return unless_known(request, response)
