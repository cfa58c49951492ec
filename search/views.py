"""The finder."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from common.http import keep_briefly, keep_nowhere
from common.time import day_of
from search import asking
from search.finder import finder_page


@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    """Show what a question finds: list, counts and map of one result set. Bad parameters are left out and told."""
    now = timezone.now()
    asked = asking.read(dict(request.GET.lists()), lang=get_language() or "fi", today=day_of(now))
    page = finder_page(asked, now=now)
    response = render(request, "search/finder.html", {"page": page, "here": "map" if page.is_map else "offers"}, using="site")
    if asked.query.near:
        keep_nowhere(response)
    else:
        keep_briefly(response)
    return response
