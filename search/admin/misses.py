"""“What people look for and do not find” in the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.time import day_of, now
from search import access
from search.misses import KEPT_DAYS, SHOWN_FROM_DAYS, MissedRow, shown_words


@require_safe
def missed_words(request: HttpRequest) -> HttpResponse:
    """List the words that were missed on five days or more, with what the office can do about each."""
    reader = access.reader(request)
    may_teach = access.may_teach(reader)
    title = _("Words not found")
    context = {
        "rows": [_row(row, may_teach=may_teach) for row in shown_words(day_of(now()))],
        "shown_from": SHOWN_FROM_DAYS,
        "kept_days": KEPT_DAYS,
        "breadcrumbs_items": [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": title}],
        "page_title": title,
        "header_title": title,
        "header_icon": "search",
    }
    return TemplateResponse(request, "search/missed.html", context)


def _row(row: MissedRow, *, may_teach: bool) -> dict[str, Any]:
    word = urlencode({"word": row.word})
    acts = [
        (_("Make it a synonym"), f"{reverse('search_synonyms:add')}?{word}"),
        (_("Tell what it means"), f"{reverse('search_understood:add')}?{word}"),
        (_("Pin an answer"), f"{reverse('search_pinned:add')}?{word}"),
    ]
    return {"missed": row, "acts": acts if may_teach else []}
