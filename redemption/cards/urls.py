"""Addresses of the holder's pages and of the counter, in each language (design.md, section 5)."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from redemption.cards.views import counter, holder


def segment(word: Any) -> Any:
    """Return one translated part of an address with its slash."""
    return format_lazy("{}/", word)


MY = segment(pgettext_lazy("address", "my"))
ISSUING = segment(pgettext_lazy("address", "issuing"))

holder_pages = [
    path("", holder.mine, name="mine"),
    path(segment(pgettext_lazy("address", "sign-in")), holder.sign_in, name="sign-in"),
    path(segment(pgettext_lazy("address", "leave")), holder.leave, name="leave"),
    path(segment(pgettext_lazy("address", "card")), holder.card, name="card"),
    path("worker.js", holder.worker, name="worker"),
]
ONE_CARD = format_lazy("{}/<uuid:public_id>/", pgettext_lazy("address", "card"))


def of_card(word: Any) -> Any:
    """Return the address of something done to one card."""
    return format_lazy("{}{}/", ONE_CARD, word)


counter_pages = [
    path("", counter.start, name="start"),
    path(segment(pgettext_lazy("address", "cards")), counter.cards, name="cards"),
    path(segment(pgettext_lazy("address", "unit")), counter.choose_unit, name="unit"),
    path(ONE_CARD, counter.card, name="card"),
    path(of_card(pgettext_lazy("address", "new-pin")), counter.new_pin, name="new-pin"),
    path(of_card(pgettext_lazy("address", "renew")), counter.renew, name="renew"),
    path(of_card(pgettext_lazy("address", "close")), counter.close, name="close"),
]

urlpatterns = [
    path(MY, include((holder_pages, "cards"))),
    path(ISSUING, include((counter_pages, "counter"))),
]
