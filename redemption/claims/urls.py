"""Addresses of booking and of tickets, under the holder's own pages."""

from django.urls import include, path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from redemption.cards.urls import MY
from redemption.claims import views

BOOK = pgettext_lazy("address", "book")
TICKET = pgettext_lazy("address", "ticket")

claim_pages = [
    path(format_lazy("{}/<uuid:occurrence>/", BOOK), views.claim, name="claim"),
    path(format_lazy("{}/<uuid:public_id>/", TICKET), views.ticket, name="ticket"),
    path(format_lazy("{}/<uuid:public_id>/{}/", TICKET, pgettext_lazy("address", "paper")), views.paper, name="paper"),
    path(format_lazy("{}/<uuid:public_id>/{}/", TICKET, pgettext_lazy("address", "cancel")), views.cancel, name="cancel"),
]

urlpatterns = [path(MY, include((claim_pages, "claims")))]
