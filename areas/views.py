"""Is my town in, and where do I get a card."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from areas import queries
from common import time
from common.http import keep_until_midnight


@require_safe
def where(request: HttpRequest) -> HttpResponse:
    """Answer one town or postcode, or ask for it. The question stands in the address, so that the answer can be kept and shared."""
    now = time.now()
    language = get_language() or "fi"
    answer = queries.where_to_get(request.GET.get("place", ""), language=language, now=now)
    areas = queries.shown_areas(language=language, now=now) if answer.answer == queries.Answer.NOTHING_ASKED else []
    response = render(request, "areas/where.html", {"where": answer, "areas": areas, "here": "card"})
    keep_until_midnight(response, now=now)
    return response
