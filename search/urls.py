"""The finder's address, translated."""

from django.urls import include, path
from django.utils.translation import pgettext_lazy

from search import views

patterns = [path("", views.finder, name="finder")]

urlpatterns = [path(pgettext_lazy("address", "whats-on/"), include((patterns, "search")))]
