"""Addresses of the figures."""

from django.urls import include, path
from django.utils.translation import pgettext_lazy

from redemption.figures import views

figures = ([path("", views.start, name="start")], "figures")

urlpatterns = [path(pgettext_lazy("address", "statistics/"), include(figures))]
