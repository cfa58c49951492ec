"""“Why is my offer not found, or found so low?” in the admin: one offer, one question, the answer in words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from areas import access as fence
from common.time import day_of, now
from offerings.admin.listing import one_page_each
from offerings.models import OfferPage
from search import access, asking
from search.admin import why_words
from search.asking import TEXT_MOST, WHEN
from search.choices import area_labels
from search.finding import area_names
from search.why import Why, why
from search.words import CODE_LABELS

OFFERS_SHOWN = 20
LANGUAGES = [
    ("fi", pgettext_lazy("heading", "Finnish")),
    ("sv", pgettext_lazy("heading", "Swedish")),
    ("en", pgettext_lazy("heading", "English")),
    ("fi-simple", pgettext_lazy("heading", "Plain Finnish")),
]


class QuestionForm(forms.Form):
    """A question as a visitor would put it. What cannot be read is left out by the finder too."""

    q = forms.CharField(label=gettext_lazy("What are you looking for?"), max_length=TEXT_MOST, required=False)
    place = forms.CharField(label=gettext_lazy("Where?"), max_length=80, required=False)
    when = forms.ChoiceField(
        label=gettext_lazy("When?"), required=False, choices=[("", gettext_lazy("Any time")), *((name, CODE_LABELS["when"][name]) for name in WHEN)]
    )
    lang = forms.ChoiceField(label=gettext_lazy("In which language?"), required=False, choices=LANGUAGES)


@require_safe
def choose_offer(request: HttpRequest) -> HttpResponse:
    """Let one find the offer to ask about, by its name, among those that one may edit."""
    access.reader(request)
    name = request.GET.get("name", "").strip()[:80]
    pages = list(_pages(request).filter(title__icontains=name).order_by("title")[: OFFERS_SHOWN + 1]) if name else []
    context = {"name": name, "pages": pages[:OFFERS_SHOWN], "has_more": len(pages) > OFFERS_SHOWN, **_frame(_("Is it found?"))}
    return TemplateResponse(request, "search/choose_offer.html", context)


@require_safe
def explain_offer(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer a question about one offer. Raises 404, and PermissionDenied for another area's."""
    access.reader(request)
    page = get_object_or_404(OfferPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    is_asked = "q" in request.GET
    form = QuestionForm(request.GET if is_asked else None, initial={"lang": page.locale.language_code})
    answer = _answer(request, form, page) if is_asked and form.is_valid() else None
    context = {"page": page, "form": form, "answer": answer, **_frame(_("Is it found?"), page)}
    return TemplateResponse(request, "search/why.html", context)


def _pages(request: HttpRequest) -> QuerySet[OfferPage]:
    pages: QuerySet[OfferPage] = fence.seen_pages(request.user, one_page_each(OfferPage.objects.all()))
    return pages


def _answer(request: HttpRequest, form: QuestionForm, page: OfferPage) -> dict[str, Any]:
    moment = now()
    lang = form.cleaned_data["lang"] or page.locale.language_code
    asked = asking.read(dict(request.GET.lists()), lang=lang, today=day_of(moment))
    found = why(UUID(str(page.translation_key)), asked, now=moment)
    return {
        "verdict": why_words.verdict(found),
        "is_found": found.position is not None,
        "problems": [problem.value for problem in asked.problems],
        "parts": _parts(found, has_changes=page.has_unpublished_changes and page.live),
    }


def _parts(found: Why, *, has_changes: bool) -> list[tuple[str, list[why_words.Line]]]:
    areas = area_labels(get_language() or "fi", area_names())  # type: ignore[arg-type]
    parts = [
        (_("Is it published?"), why_words.standing_lines(found, has_changes=has_changes)),
        (_("Does the search know it?"), why_words.index_lines(found)),
        (_("How was the question read?"), why_words.reading_lines(found, areas)),
        (_("Do days and filters fit?"), why_words.filter_lines(found, areas)),
        (_("Does it hold the words?"), why_words.word_lines(found)),
        (_("What stands before it?"), why_words.ahead_lines(found)),
    ]
    return [(title, made) for title, lines in parts if (made := list(lines))]


def _frame(title: str, page: OfferPage | None = None) -> dict[str, Any]:
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": reverse("search_why_choose") if page else "", "label": title}]
    if page:
        crumbs.append({"url": "", "label": page.title})
    return {"page_title": title, "header_title": page.title if page else title, "header_icon": "help", "breadcrumbs_items": crumbs}
