"""The page of parts: every piece of the look with all its states. Not on a real site."""

from django.conf import settings
from django.urls import URLPattern, path

from common import parts_page

urlpatterns: list[URLPattern] = []

if not settings.IS_SECURE:
    urlpatterns = [
        path("_parts/", parts_page.show, name="parts"),
        path("_parts/wing/", parts_page.show_wing, name="parts-wing"),
    ]
