"""Who may teach the search: the national office. Area teams may read what it was taught, nobody else sees it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.permission_policies.base import BasePermissionPolicy

from areas import teams
from areas.teams import Person

READ = "view"


class OfficeTeaches(BasePermissionPolicy):
    """Every right for the office, reading for area teams: by group, so that no rows of permissions can go astray."""

    def user_has_permission(self, user: Person, action: str) -> bool:
        return may_teach(user) or (action == READ and may_read(user))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        allowed = Q(is_superuser=True) | Q(groups__name=teams.OFFICE_GROUP)
        if READ in actions:
            allowed |= Q(groups__edits_area__isnull=False) | Q(groups__publishes_area__isnull=False)
        return get_user_model().objects.filter(allowed, is_active=True).distinct()


def may_teach(user: Person) -> bool:
    return teams.is_office(user)


def may_read(user: Person) -> bool:
    return may_teach(user) or (user.is_authenticated and teams.areas_of(user).exists())


def reader(request: HttpRequest) -> Person:
    """Return who asks, if they may read what the search was taught. Raises PermissionDenied."""
    if not may_read(request.user):
        raise PermissionDenied
    return request.user
