"""Addresses without a language: the API and the map's pictures."""

from django.urls import include, path

from search.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("tiles/", include("search.tiles.urls")),
]
