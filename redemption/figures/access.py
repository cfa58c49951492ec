"""Whose figures a person may see: a team its own area's, the office every area's."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from areas.models import Area
from areas.teams import areas_of, is_office


def areas_for(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Area]:
    """Return the areas whose figures a signed-in person may see."""
    if not user.is_authenticated:
        return Area.objects.none()
    return Area.objects.all() if is_office(user) else Area.objects.filter(uuid__in=areas_of(user).values("area_key"))


def area_for(user: AbstractBaseUser | AnonymousUser, slug: str) -> Area:
    """Return an area whose figures the person may see, else 404 (do not tell that it exists)."""
    return get_object_or_404(areas_for(user), slug=slug.replace("\0", ""))
