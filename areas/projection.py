"""Area and distributor pages to facts (design.md, section 3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from areas.models import Area, AreaText, Distributor, DistributorText
from areas.pages import AreaPage, DistributorPage
from common import outbox
from common.hours import values
from common.projection import Noted, Thing, parent_keys, settled_things, write_texts


def project(noted: Noted, now: datetime) -> None:
    """Bring the facts of the noted pages, and of all below them, in line with the pages."""
    _project_areas(settled_things(AreaPage, noted, _languages_of(Area)))
    _project_distributors(settled_things(DistributorPage, noted, _languages_of(Distributor)))


def _languages_of(model: type[Area] | type[Distributor]) -> Callable[[list[UUID]], dict[UUID, str]]:
    return lambda keys: dict(model.objects.filter(uuid__in=keys).values_list("uuid", "source_language"))


def _project_areas(things: list[Thing[AreaPage]]) -> None:
    known = {area.uuid: area for area in Area.objects.filter(uuid__in=[thing.key for thing in things])}
    written = {}
    for thing in things:
        area = known.get(thing.key)
        source = thing.source(area.source_language if area else None)
        if source is not None and (area is not None or source.live):
            written[thing.key] = _write_area(thing, source)
        elif area is not None:
            area.is_live, area.paths = False, {}
            area.save(update_fields=["is_live", "paths"])
    write_texts(AreaText, "area", written, things, lambda page: {"summary": page.summary})
    outbox.write("area", {**known, **written})


def _write_area(thing: Thing[AreaPage], source: AreaPage) -> Area:
    facts: dict[str, Any] = {name: getattr(source, name) for name in AreaPage.FACTS}
    facts |= {
        "slug": source.slug,
        "source_language": source.locale.language_code,
        "paths": thing.paths(),
        "is_live": source.live,
    }
    area, _ = Area.objects.update_or_create(uuid=thing.key, defaults=facts)
    area.municipalities.set(source.municipalities.all())
    _bound(area)
    return area


def _bound(area: Area) -> None:
    """Let the area's box be that of its municipalities' centres, wider by about 20 km on each side."""
    centres = list(area.municipalities.values_list("lat", "lon"))
    if centres:
        lats, lons = [lat for lat, _ in centres], [lon for _, lon in centres]
        area.south, area.north, area.west, area.east = min(lats) - 0.2, max(lats) + 0.2, min(lons) - 0.4, max(lons) + 0.4
        area.save(update_fields=["south", "north", "west", "east"])


def _project_distributors(things: list[Thing[DistributorPage]]) -> None:
    known = {place.uuid: place for place in Distributor.objects.filter(uuid__in=[thing.key for thing in things])}
    sources = {}
    for thing in things:
        source = thing.source(known[thing.key].source_language if thing.key in known else None)
        if source is not None and (thing.key in known or source.live):
            sources[thing.key] = (thing, source)
    areas = _areas_above([source for _, source in sources.values()])
    written = {key: _write_distributor(thing, source, areas[source.pk]) for key, (thing, source) in sources.items() if source.pk in areas}
    Distributor.objects.filter(uuid__in=set(known) - set(written)).update(is_live=False, paths={})
    write_texts(DistributorText, "distributor", written, things, _distributor_words)


def _areas_above(pages: list[DistributorPage]) -> dict[int, Area]:
    above = parent_keys(pages)
    areas = {area.uuid: area for area in Area.objects.filter(uuid__in=set(above.values()))}
    return {page_id: areas[key] for page_id, key in above.items() if key in areas}


def _write_distributor(thing: Thing[DistributorPage], source: DistributorPage, area: Area) -> Distributor:
    facts: dict[str, Any] = {name: getattr(source, name) for name in DistributorPage.FACTS}
    facts |= {
        "area": area,
        "hours": values(source.hours.all()),
        "source_language": source.locale.language_code,
        "paths": thing.paths(),
        "is_live": source.live,
    }
    return Distributor.objects.update_or_create(uuid=thing.key, defaults=facts)[0]


def _distributor_words(page: DistributorPage) -> dict[str, Any]:
    return {"name": page.title, "hours_note": page.hours_note, "how_to_ask": page.how_to_ask}
