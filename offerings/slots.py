"""What offers fill on the pages of those below and beside them (design.md, section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from areas.queries import AreaGuide
from common import slots, time
from common.shell import named
from offerings import queries

SOON_IN_AN_AREA = 4
SOON_IN_THE_COUNTRY = 6


def area_now(request: HttpRequest | None, *, area: AreaGuide) -> Mapping[str, Any] | None:
    """Return what is soon in an area, or nothing where the card does not work now."""
    if not area.is_running:
        return None
    rows = queries.soon_in_area(area.key, language=get_language() or "fi", now=time.now(), limit=SOON_IN_AN_AREA)
    finder = named("search:finder")
    return {"title": _("Soon here"), "rows": rows, "href": f"{finder}?area={area.slug}" if finder else "", "link": _("All that is on here")}


def area_venues(request: HttpRequest | None, *, area: AreaGuide) -> Mapping[str, Any] | None:
    """Return a page of the venues of an area; the page's number is `venues` in the address."""
    if not area.is_running:
        return None
    wanted = request.GET.get("venues", "") if request is not None else ""
    tiles, paged = queries.area_venues(area.key, language=get_language() or "fi", wanted=wanted)
    finder = named("search:finder")
    return {"tiles": tiles, "paged": paged, "map_href": f"{finder}?area={area.slug}&view=map" if finder else ""}


def front_today(request: HttpRequest | None) -> Mapping[str, Any]:
    """Return what is soon in the country, each town once."""
    rows = queries.soon_in_the_country(language=get_language() or "fi", now=time.now(), limit=SOON_IN_THE_COUNTRY)
    return {"title": _("Soon in different towns"), "rows": rows, "href": named("search:finder"), "link": _("All that is on")}


def register() -> None:
    soon = "offerings/slots.html:soon"
    slots.register("area.now", query=area_now, macro=soon)
    slots.register("area.venues", query=area_venues, macro="offerings/slots.html:venues")
    slots.register("front.today", query=front_today, macro=soon)
