"""Machine addresses of finding: the API. No language in the path."""

from django.urls import path

from search.api import api

urlpatterns = [path("api/v1/", api.urls)]
