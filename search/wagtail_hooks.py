"""Wiring of the admin for the search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from offerings.models import OfferPage
from search import access
from search.access import OfficeTeaches
from search.admin.misses import missed_words
from search.admin.viewsets import MENU_HOOK, SearchGroup
from search.admin.why import choose_offer, explain_offer
from search.models import PinnedAnswer, SynonymGroup, UnderstoodWord

for model in (SynonymGroup, UnderstoodWord, PinnedAnswer):  # policies first
    register_permission_policy(model, OfficeTeaches(model))


@hooks.register("register_admin_viewset")
def teach_the_search() -> SearchGroup:
    return SearchGroup()


@hooks.register("register_admin_urls")
def search_urls() -> list[Any]:
    return [
        path("search/missed/", missed_words, name="search_missed"),
        path("search/why/", choose_offer, name="search_why_choose"),
        path("search/why/<int:page_id>/", explain_offer, name="search_why"),
    ]


class ReadersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return access.may_read(request.user)


@hooks.register(MENU_HOOK)
def missed_menu() -> MenuItem:
    return ReadersMenuItem(_("Words not found"), reverse_lazy("search_missed"), name="search-missed", icon_name="list-ul", order=20)


@hooks.register(MENU_HOOK)
def why_menu() -> MenuItem:
    return ReadersMenuItem(_("Is it found?"), reverse_lazy("search_why_choose"), name="search-why", icon_name="help", order=30)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def why_button(page: Page, user: User, next_url: str | None = None, view_name: str | None = None) -> Iterator[Button]:
    if page.alias_of_id is None and isinstance(page, OfferPage):
        yield Button(_("Is it found?"), reverse("search_why", args=[page.pk]), icon_name="help", priority=26)
