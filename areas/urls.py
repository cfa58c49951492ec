"""Addresses of the areas that are no pages of the tree."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import pgettext_lazy

from areas import views

routes = [path(pgettext_lazy("address", "card/where/"), views.where, name="where")]
urlpatterns = [path("", include((routes, "areas")))]
