"""One area’s guide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from markupsafe import Markup

from areas.codes import AreaState
from areas.models import Area
from areas.pages import AreaPage
from areas.queries.lists import Paged, foreign
from areas.queries.places import Place, places_of
from common.richtext import expanded
from common.shell import address
from common.words import date_words, phone_href

GUIDE_TEXTS = ("who", "where", "use", "tickets", "children", "community", "contacts")


@dataclass(frozen=True, slots=True)
class AreaGuide:
    """One area's guide. `texts` hold the area's own words by name, where it has any beside the standard ones."""

    key: UUID
    index_url: str
    slug: str
    name: str
    lang: str
    summary: str
    lead: str
    state: AreaState
    state_title: str
    state_text: str
    is_running: bool
    is_local_only: bool
    child_age_limit: int
    municipalities: tuple[str, ...]
    texts: Mapping[str, Markup]
    places: tuple[Place, ...]
    places_paged: Paged
    email: str
    phone: str
    phone_href: str
    bounds: tuple[float, float, float, float] | None


def area_guide(page: AreaPage, *, language: str, now: datetime, wanted: str = "") -> AreaGuide | None:
    """Return an area's guide, or None when its facts are gone. `wanted`: page of the places that hand cards out. Five queries at most."""
    area, towns = _area_and_towns(page.translation_key, language)
    if area is None:
        return None
    places, where = places_of(area, language=language, wanted=wanted)
    title, text = _state_words(area, now)
    return AreaGuide(
        key=area.uuid,
        index_url=address("areas", language),
        slug=area.slug,
        name=area.name(language),
        lang=foreign(page.content_language, language),
        summary=page.summary,
        lead=_lead(area, towns),
        state=AreaState(area.state),
        state_title=title,
        state_text=text,
        is_running=area.is_running,
        is_local_only=area.is_local_only,
        child_age_limit=area.child_age_limit,
        municipalities=tuple(towns),
        texts=_own_texts(page),
        places=places,
        places_paged=where,
        email=area.email,
        phone=area.phone,
        phone_href=phone_href(area.phone) if area.phone else "",
        bounds=_bounds(area),
    )


def _bounds(area: Area) -> tuple[float, float, float, float] | None:
    if area.west is None or area.south is None or area.east is None or area.north is None:
        return None
    return area.west, area.south, area.east, area.north


def _own_texts(page: AreaPage) -> dict[str, Markup]:
    """Return the guide's own rich texts as HTML, empty ones left out."""
    return expanded({name: text for name in GUIDE_TEXTS if (text := getattr(page, name))})


def _lead(area: Area, towns: Sequence[str]) -> str:
    if len(towns) == 1:
        return _("The Kaikukortti works here.") if area.is_running else ""
    return (_("The Kaikukortti works in %(count)s municipalities.") % {"count": len(towns)}) if area.is_running and towns else ""


def _state_words(area: Area, now: datetime) -> tuple[str, str]:
    """Return a title and a sentence about an area that does not simply run, else two empty ones."""
    if area.state == AreaState.PREPARING:
        begins = area.pilot_from
        text = _("We start on %(date)s.") % {"date": date_words(begins)} if begins and begins > now.date() else _("The day is not known yet.")
        return _("You cannot get a card here yet"), text
    if area.state == AreaState.PAUSED:
        return _("The Kaikukortti is on a break here"), _(
            "No cards are handed out and the card does not work here just now. In other areas your card works as before."
        )
    if area.state == AreaState.PILOT and area.pilot_until:
        return _("The Kaikukortti is on trial here"), _("The trial goes on until %(date)s.") % {"date": date_words(area.pilot_until)}
    return "", ""


def _area_and_towns(key: UUID, language: str) -> tuple[Area | None, list[str]]:
    """Return a live area and the names of its municipalities, in one query where it has any."""
    rows = list(Area.municipalities.through.objects.filter(area__uuid=key, area__is_live=True).select_related("area", "municipality"))
    if rows:
        return rows[0].area, sorted(row.municipality.name(language) for row in rows)
    return Area.objects.filter(uuid=key, is_live=True).first(), []
