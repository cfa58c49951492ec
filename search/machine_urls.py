"""Addresses without a language: the map's pictures."""

from django.urls import include, path

urlpatterns = [
    path("tiles/", include("search.tiles.urls")),
]
