"""Addresses of the site that are no pages of the tree."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import pgettext_lazy

from home import views

routes = [
    path(pgettext_lazy("address", "feedback/"), views.feedback, name="feedback"),
    path(pgettext_lazy("address", "feedback/thanks/"), views.feedback_sent, name="feedback-sent"),
]
urlpatterns = [path("", include((routes, "home")))]
