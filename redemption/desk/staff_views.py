"""For those who look after a venue: its devices, the one-time code that pairs one, and its end."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from common import time
from common.staff import require_staff
from redemption.desk import access, actions, queries
from redemption.desk.forms import DeviceForm


@require_http_methods(["GET", "POST"])
@require_staff
def devices(request: HttpRequest) -> HttpResponse:
    """List the devices of one's venues, and make a one-time code for a new one. The code is shown once, on this answer."""
    language = get_language() or settings.LANGUAGE_CODE
    venues = list(access.venues_of(request.user))
    choices = sorted(((str(venue.uuid), queries.venue_name(venue, language)) for venue in venues), key=lambda choice: choice[1])
    form = DeviceForm(request.POST or None, venues=choices)
    invitation = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        venue = access.venue_for(request.user, given["venue"])
        invitation = actions.invite_device(venue=venue, name=given["name"], profile=given["profile"], now=time.now())
        form = DeviceForm(venues=choices)
    context = {
        "form": form,
        "invitation": invitation,
        "rows": queries.device_rows(venues, language=language),
        "has_venues": bool(venues),
        "here": "devices",
    }
    return render(request, "redemption/desk/devices.html", context, status=422 if form.errors else 200)


@require_POST
@require_staff
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    actions.revoke_device(access.device_for(request.user, public_id), now=time.now())
    return redirect("desk:devices")
