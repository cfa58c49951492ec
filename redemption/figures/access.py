"""Whose figures a person may see: a team its own area's, the office every area's."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet

from areas.models import Area
from areas.teams import areas_of, is_office


def areas_for(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Area]:
    """Return the areas whose figures a signed-in person may see."""
    if not user.is_authenticated:
        return Area.objects.none()
    return Area.objects.all() if is_office(user) else Area.objects.filter(uuid__in=areas_of(user).values("area_key"))
