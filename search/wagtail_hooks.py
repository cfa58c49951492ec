"""Wiring of the admin for the search."""

from __future__ import annotations

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from search.access import OfficeTeaches
from search.admin.viewsets import SearchGroup
from search.models import PinnedAnswer, SynonymGroup, UnderstoodWord

for model in (SynonymGroup, UnderstoodWord, PinnedAnswer):  # policies first
    register_permission_policy(model, OfficeTeaches(model))


@hooks.register("register_admin_viewset")
def teach_the_search() -> SearchGroup:
    return SearchGroup()
