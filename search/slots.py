"""What finding fills on the pages of areas, venues and the front page (design.md, section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from areas.queries import AreaGuide
from common import slots, time
from offerings.queries.venue import VenuePlace
from search.now import now_in_area, now_in_the_country, today_at_venue

SOON_IN_AN_AREA = 4
SOON_IN_THE_COUNTRY = 6
TODAY_AT_A_VENUE = 3


def front_today(request: HttpRequest | None) -> Mapping[str, Any]:
    """Return what is on today, each town once, and what is soon where that is little. Nothing is known of who reads it."""
    found = now_in_the_country(lang=get_language() or "fi", now=time.now(), limit=SOON_IN_THE_COUNTRY)
    finder = reverse("search:finder")
    if found.is_today:
        return {"title": _("Today in different towns"), "rows": found.rows, "href": f"{finder}?when=today", "link": _("All that is on today")}
    return {"title": _("Soon in different towns"), "rows": found.rows, "href": finder, "link": _("All that is on")}


def area_now(request: HttpRequest | None, *, area: AreaGuide) -> Mapping[str, Any] | None:
    """Return what is soon in an area, or nothing where the card does not work now."""
    if not area.is_running:
        return None
    found = now_in_area(area.slug, lang=get_language() or "fi", now=time.now(), limit=SOON_IN_AN_AREA)
    title = _("Here today") if found.is_today else _("Soon here")
    return {"title": title, "rows": found.rows, "href": f"{reverse('search:finder')}?area={area.slug}", "link": _("All that is on here")}


def venue_now(request: HttpRequest | None, *, venue: VenuePlace) -> Mapping[str, Any] | None:
    """Return what a venue has today, or nothing: its whole list stands below."""
    found = today_at_venue(str(venue.key), lang=get_language() or "fi", now=time.now(), limit=TODAY_AT_A_VENUE)
    return {"title": _("Here today"), "rows": found.rows} if found.rows else None


def register() -> None:
    slots.register("front.today", query=front_today, macro="offerings/slots.html:soon")
    slots.register("area.now", query=area_now, macro="offerings/slots.html:soon")
    slots.register("venue.now", query=venue_now, macro="offerings/slots.html:today")
