"""The finder."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from common import time
from common.http import client_address, keep_briefly, keep_nowhere
from common.time import day_of
from search import asking, misses
from search.asking import Asked
from search.finder import finder_page


@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    """Show what a question finds: list, counts and map of one result set. Bad parameters are left out and told."""
    now = time.now()
    asked = asking.read(dict(request.GET.lists()), lang=get_language() or "fi", today=day_of(now))
    if is_too_precise(request, asked):
        coarser = redirect(f"{request.path}{asked.address()}")
        keep_nowhere(coarser)
        return coarser
    page = finder_page(asked, now=now)
    misses.note(page.missed, client=client_address(request), now=now)
    response = render(request, "search/finder.html", {"page": page, "here": "map" if page.is_map else "offers"}, using="site")
    if asked.query.near:
        keep_nowhere(response)
    else:
        keep_briefly(response)
    return response


def is_too_precise(request: HttpRequest, asked: Asked) -> bool:
    """Tell whether the address holds a person's place finer than it may be kept: then its coarse form takes its place."""
    return bool(asked.query.near) and request.GET.getlist("near") != list(asked.given["near"])
