"""What offers fill on the pages of those below and beside them (design.md, section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from areas.queries import AreaGuide
from common import slots
from common.shell import named
from offerings import queries


def area_venues(request: HttpRequest | None, *, area: AreaGuide) -> Mapping[str, Any] | None:
    """Return a page of the venues of an area; the page's number is `venues` in the address."""
    if not area.is_running:
        return None
    wanted = request.GET.get("venues", "") if request is not None else ""
    tiles, paged = queries.area_venues(area.key, language=get_language() or "fi", wanted=wanted)
    finder = named("search:finder")
    return {"tiles": tiles, "paged": paged, "map_href": f"{finder}?area={area.slug}&view=map" if finder else ""}


def register() -> None:
    slots.register("area.venues", query=area_venues, macro="offerings/slots.html:venues")
