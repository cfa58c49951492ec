"""Wiring of the admin for the search."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from search import access
from search.access import OfficeTeaches
from search.admin.misses import missed_words
from search.admin.viewsets import MENU_HOOK, SearchGroup
from search.models import PinnedAnswer, SynonymGroup, UnderstoodWord

for model in (SynonymGroup, UnderstoodWord, PinnedAnswer):  # policies first
    register_permission_policy(model, OfficeTeaches(model))


@hooks.register("register_admin_viewset")
def teach_the_search() -> SearchGroup:
    return SearchGroup()


@hooks.register("register_admin_urls")
def search_urls() -> list[Any]:
    return [path("search/missed/", missed_words, name="search_missed")]


class ReadersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return access.may_read(request.user)


@hooks.register(MENU_HOOK)
def missed_menu() -> MenuItem:
    return ReadersMenuItem(_("Words not found"), reverse_lazy("search_missed"), name="search-missed", icon_name="help", order=20)
