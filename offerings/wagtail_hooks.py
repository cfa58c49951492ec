"""Wiring of the admin for offers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from offerings.admin.dates import cancel_date, dates
from offerings.admin.listing import OfferListing, offer_listing
from offerings.models import OfferPage


@hooks.register("register_admin_viewset")
def list_offers() -> OfferListing:
    return offer_listing


@hooks.register("register_admin_urls")
def dates_urls() -> list[Any]:
    return [
        path("offers/<int:page_id>/dates/", dates, name="offer_dates"),
        path("offers/<int:page_id>/dates/<uuid:occurrence>/cancel/", cancel_date, name="offer_date_cancel"),
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def dates_button(page: Page, user: User, next_url: str | None = None, view_name: str | None = None) -> Iterator[Button]:
    if page.live and page.alias_of_id is None and isinstance(page, OfferPage):
        yield Button(_("Dates and cancelling"), reverse("offer_dates", args=[page.pk]), icon_name="date", priority=25)
