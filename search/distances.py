"""How far something is, from what and in which direction, as people say it: 2,3 km keskustasta koilliseen. Four languages through gettext."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from areas.places import Place
from common.geo import compass_of, haversine_m
from common.words import distance_words
from search.finding import Finding
from search.words import own_name

DIRECTION_FROM_M = 300  # nearer than this to a centre, no direction helps anyone
PERSON_GRAIN_M = 1_000  # a person's place is known to a kilometre
DIRECTION_FROM_PERSON_M = 3_000
COMPASS: Mapping[str, str | Promise] = {
    "n": pgettext_lazy("compass", "north"),
    "ne": pgettext_lazy("compass", "northeast"),
    "e": pgettext_lazy("compass", "east"),
    "se": pgettext_lazy("compass", "southeast"),
    "s": pgettext_lazy("compass", "south"),
    "sw": pgettext_lazy("compass", "southwest"),
    "w": pgettext_lazy("compass", "west"),
    "nw": pgettext_lazy("compass", "northwest"),
}
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Origin:
    """What distances are measured from: the centre of `town`, or with None the reader's own place. Degrees, WGS 84."""

    lat: float
    lon: float
    town: Place | None


def far_words(metres: int | None, point: Point | None, origin: Origin | None, *, town: str, lang: str) -> str:
    """Return how far and in which direction something lies; "" without an origin or a distance.

    metres   the distance; `point` (lat, lon) of the thing, None where only the distance is known.
    town     Finnish name of the thing's own town: another town's centre is named.
    """
    if metres is None or origin is None:
        return ""
    compass = str(COMPASS[compass_of(origin.lat, origin.lon, *point)]) if point else ""
    if origin.town is None:
        return _from_person(metres, compass)
    return _from_centre(metres, compass, "" if origin.town.name_fi == town else own_name(origin.town, lang))


def origin_of(finding: Finding) -> Origin | None:
    """Return what the distances of an answer are measured from; None when no place was asked."""
    near = finding.question.query.near
    return Origin(near.lat, near.lon, finding.town) if near else None


def measured(origin: Origin, lat: float, lon: float) -> int:
    """Return the distance in metres to a point, no finer than the origin is known."""
    metres = round(haversine_m(origin.lat, origin.lon, lat, lon))
    return metres if origin.town else max(PERSON_GRAIN_M, round(metres, -3))


def _from_person(metres: int, compass: str) -> str:
    values = {"distance": distance_words(max(PERSON_GRAIN_M, round(metres, -3))), "compass": compass}
    if compass and metres >= DIRECTION_FROM_PERSON_M:
        return _("about %(distance)s %(compass)s of you") % values
    return _("%(distance)s from you") % values


def _from_centre(metres: int, compass: str, town: str) -> str:
    values = {"distance": distance_words(metres), "compass": compass, "town": town}
    if not compass or metres < DIRECTION_FROM_M:
        return (_("%(distance)s from the centre of %(town)s") if town else _("%(distance)s from the centre")) % values
    if town:
        return _("%(distance)s %(compass)s of the centre of %(town)s") % values
    return _("%(distance)s %(compass)s of the centre") % values
