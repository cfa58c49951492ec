"""The listing of offers: one row per offer whatever the number of its languages, fenced to the person's areas."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, ParentPageColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from areas import access
from common import time
from common.words import short_when_words
from offerings.admin.filters import OfferFilterSet
from offerings.models import Occurrence, OfferPage

MOST_FOUND = 1000  # pages that one search looks at
LANGUAGE_NAMES = {"fi": "FI", "sv": "SV", "en": "EN", "fi-simple": "selko"}


def one_page_each(pages: QuerySet[OfferPage]) -> QuerySet[OfferPage]:
    """Return of each offer the page that its facts come from: the oldest with words of its own."""
    older = OfferPage.objects.filter(translation_key=OuterRef("translation_key"), alias_of=None, pk__lt=OuterRef("pk"))
    return pages.filter(alias_of=None).exclude(Exists(older))


def add_facts(pages: list[OfferPage]) -> None:
    """Write onto each page what its row shows: next date, places left, languages. Two queries whatever the number."""
    keys = [page.translation_key for page in pages]
    coming: dict[UUID, list[Occurrence]] = defaultdict(list)
    for row in Occurrence.objects.upcoming(time.now()).filter(offer__uuid__in=keys).select_related("offer"):
        coming[row.offer.uuid].append(row)
    own: dict[UUID, list[str]] = defaultdict(list)
    translations = OfferPage.objects.filter(translation_key__in=keys, alias_of=None, live=True)
    for key, language in translations.values_list("translation_key", "locale__language_code"):
        own[key].append(language)
    for page in pages:
        dates = coming[page.translation_key]
        page.row_next = short_when_words(dates[0].starts_at) if dates else _("No date to come")
        page.row_left = "" if not dates or dates[0].left is None else dates[0].left
        page.row_languages = " ".join(LANGUAGE_NAMES[code] for code in LANGUAGE_NAMES if code in own[page.translation_key])


def _edit_url(page: OfferPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _title_id(page: OfferPage) -> str:
    return f"page_{page.pk}_title"  # what the tick box of a bulk action is named by


def _dates_url(page: OfferPage) -> str:
    return reverse("offer_dates", args=[page.pk])


class OfferIndexView(IndexView):
    page_title = _("Offers")
    show_locale_labels = False
    default_ordering = "-latest_revision_created_at"
    base_filterset_class = OfferFilterSet
    base_columns = [
        BulkActionsColumn("bulk_actions"),
        TitleColumn("title", label=_("Title"), sort_key="title", get_url=_edit_url, get_title_id=_title_id),
        ParentPageColumn("parent", label=_("Venue")),
        TitleColumn("row_next", label=_("Next date"), get_url=_dates_url, classname="", width="15%"),
        Column("row_left", label=_("Places left"), width="8%"),
        Column("row_languages", label=_("Languages"), width="12%"),
        PageStatusColumn("status", label=_("State"), sort_key="live", width="12%"),
    ]

    def get_base_queryset(self) -> QuerySet[OfferPage]:
        pages: QuerySet[OfferPage] = access.seen_pages(self.request.user, one_page_each(super().get_base_queryset()))
        return pages

    def search_queryset(self, queryset: QuerySet[OfferPage]) -> QuerySet[OfferPage]:
        """Narrow to the offers that a search finds in any language; filters and fence hold as without one."""
        if not self.is_searching:
            return queryset
        found = OfferPage.objects.order_by().autocomplete(self.search_query)[:MOST_FOUND]
        return queryset.filter(translation_key__in={page.translation_key for page in found})

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**given)
        add_facts(list(context["object_list"]))
        return context


class OfferListing(PageListingViewSet):
    """“Offers” in the main menu."""

    name = "offers"
    url_prefix = "offers"
    model = OfferPage
    icon = "date"
    menu_label = _("Offers")
    menu_name = "offers"
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = OfferIndexView
    filterset_class = OfferFilterSet
    list_per_page = 50


offer_listing = OfferListing()
