"""Addresses without a language: the API and the map's pictures."""

from django.urls import include, path

from search.api import api
from search.api.door import guarded, not_found

patterns, app_name, namespace = api.urls
for pattern in patterns:
    pattern.callback = guarded(pattern.callback)  # type: ignore[arg-type]  # every one of these is a view

urlpatterns = [
    path("api/v1/", guarded(not_found)),
    path("api/v1/", (patterns, app_name, namespace)),
    path("api/v1/<path:rest>", guarded(not_found)),
    path("tiles/", include("search.tiles.urls")),
]
