"""The finder's addresses, translated: the page, and the same question as a calendar and as news."""

from django.urls import include, path
from django.utils.translation import pgettext_lazy

from search import views
from search.feeds import views as feeds

patterns = [
    path("", views.finder, name="finder"),
    path(pgettext_lazy("address", "search.ics"), feeds.calendar, name="finder-ics"),
    path(pgettext_lazy("address", "search.rss"), feeds.news, name="finder-rss"),
]

urlpatterns = [path(pgettext_lazy("address", "whats-on/"), include((patterns, "search")))]
