"""The dates of one offer: how full they are, and cancelling one for good."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.admin import messages

from common import time
from common.words import capital, when_words
from offerings.actions import cancel_occurrence
from offerings.models import Occurrence, OfferPage


def _page_of(request: HttpRequest, page_id: int) -> OfferPage:
    """Return an offer that the person may edit. Raises 404, and PermissionDenied."""
    page = get_object_or_404(OfferPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def _row(row: Occurrence, page: OfferPage) -> dict[str, Any]:
    taken = row.places - row.places_left if row.places is not None and row.places_left is not None else None
    return {
        "when": capital(when_words(row.starts_at, row.ends_at)),
        "places": row.places,
        "left": row.left,
        "taken": taken,
        "state": _state(row),
        "cancel_url": reverse("offer_date_cancel", args=[page.pk, row.uuid]) if _may_be_cancelled(row) else "",
    }


def _may_be_cancelled(row: Occurrence) -> bool:
    return not row.is_cancelled and row.ends_at > time.now()


def _state(row: Occurrence) -> str:
    if row.is_cancelled:
        return _("Cancelled")
    if row.ends_at <= time.now():
        return _("Over")
    if row.closed_at:
        return _("Not shown")
    return _("Sold out") if row.is_sold_out else _("On")


@require_GET
def dates(request: HttpRequest, page_id: int) -> HttpResponse:
    """List the published dates of an offer, the next first."""
    page = _page_of(request, page_id)
    rows = Occurrence.objects.filter(offer__uuid=page.translation_key).order_by("starts_at")
    context = {
        "page": page,
        "rows": [_row(row, page) for row in rows],
        "may_cancel": page.permissions_for_user(request.user).can_publish(),
        "breadcrumbs_items": _crumbs(page, _("Dates")),
        "page_title": page.title,
        "header_title": page.title,
        "header_icon": "date",
    }
    return TemplateResponse(request, "offerings/dates.html", context)


def cancel_date(request: HttpRequest, page_id: int, occurrence: UUID) -> HttpResponse:
    """Ask once more, then cancel the date for good. It takes the right to publish: people's places go."""
    page = _page_of(request, page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    row = get_object_or_404(Occurrence, uuid=occurrence, offer__uuid=page.translation_key)
    if request.method == "POST":
        cancel_occurrence(row.uuid, now=time.now())
        messages.success(request, _("The date is cancelled, and the places that people had are given up."))
        return redirect("offer_dates", page.pk)
    context = {
        "page": page,
        "row": _row(row, page),
        "breadcrumbs_items": _crumbs(page, _("Cancel this date")),
        "page_title": _("Cancel this date"),
        "header_title": _("Cancel this date"),
        "header_icon": "warning",
    }
    return TemplateResponse(request, "offerings/cancel_date.html", context)


def _crumbs(page: OfferPage, last: str) -> list[dict[str, str]]:
    return [
        {"url": reverse("offers:index"), "label": _("Offers")},
        {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.title},
        {"url": "", "label": last},
    ]
