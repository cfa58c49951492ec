"""The two ways on from a page on which nothing was found. Each leads to something, as far as anything is there at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain

from django.utils.translation import gettext as _

from common.time import day_of
from search import asking, words
from search.asking import Asked
from search.finding import find

NO_FILTERS = {"page", "view", "sort", "as_typed", "radius_km"}
DROPPED_MOST = 8  # filters that are tried to be left out
SIDE = {"date_from": "first", "date_to": "last"}
SOON = {"today", "tomorrow", "weekend"}
Given = Mapping[str, Sequence[str]]
Filter = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Action:
    label: str
    href: str


def ways_out(asked: Asked, areas: Mapping[str, str], now: datetime) -> tuple[Action, ...]:
    """Return two buttons: look wider, and leave out the last filter that stands in the way; one only where the site holds nothing."""
    dropped = _dropped(asked, areas, now)
    ways = [*_wider(asked, now), *dropped, Action(_("Start again"), "?")]
    different = list({way.href: way for way in reversed(ways)}.values())[::-1]
    return tuple([way for way in different if way not in dropped][: 2 - len(dropped)] + dropped)


def _wider(asked: Asked, now: datetime) -> list[Action]:
    """Return the first way that looks wider and finds something: in place, then in time, then anywhere today."""
    given = asked.given
    ways: list[tuple[str, Given]] = []
    if "bbox" in given:
        ways.append((_("Search the whole country"), _less(given, "bbox")))
    if "radius_km" in given:
        ways.append((_("Search farther away"), _less(given, "radius_km")))
    if "place" in given or "near" in given:
        ways.append((_("Search the whole country"), _less(given, "place", "near", "radius_km")))
    if asked.when in SOON:
        ways.append((_("Look within a week"), {**given, "when": ("week",)}))
    ways += [(_("Look on any day"), _less(given, "when", "date_from", "date_to")), (_("See what is on today"), {"when": ("today",)})]
    tried = ((label, _asked(params, asked, now)) for label, params in ways if params != given)
    return [Action(label, wider.address()) for label, wider in tried if _count(wider, now)][:1]


def _dropped(asked: Asked, areas: Mapping[str, str], now: datetime) -> list[Action]:
    """Return the way without the last filter that stands in the way; if no single one does, without the last two, and so on."""
    filters = [(name, value) for name, values in asked.given.items() if name not in NO_FILTERS for value in values][-DROPPED_MOST:]
    one_less = ([last] for last in reversed(filters))
    for dropped in chain(one_less, _more_and_more(filters)):
        less = _asked(_without(asked.given, dropped), asked, now)
        count = _count(less, now)
        if count:
            names = ", ".join(_name(asked, one, areas) for one in dropped)
            return [Action(_("Leave out: %(filter)s (%(count)s)") % {"filter": names, "count": words.short_count(count)}, less.address())]
    return []


def _more_and_more(filters: Sequence[Filter]) -> Iterator[list[Filter]]:
    return (list(reversed(filters[-number:])) for number in range(2, len(filters) + 1))


def _name(asked: Asked, one: Filter, areas: Mapping[str, str]) -> str:
    name, value = one
    if name in {"date_from", "date_to"}:
        return words.days_words(**{SIDE[name]: date.fromisoformat(value)})
    if name in {"q", "place"}:
        return _("“%(words)s”") % {"words": value}
    said = {"bbox": _("Map area"), "near": _("Near me"), "venue": _("One place")}
    return said.get(name) or words.filter_label(name, value, areas, asked.query.lang)


def _without(given: Given, dropped: Sequence[Filter]) -> Given:
    return {name: [value for value in values if (name, value) not in dropped] for name, values in given.items()}


def _less(given: Given, *names: str) -> Given:
    return {name: values for name, values in given.items() if name not in names}


def _asked(params: Given, asked: Asked, now: datetime) -> Asked:
    return asking.read(params, lang=asked.query.lang, today=day_of(now))


def _count(asked: Asked, now: datetime) -> int:
    counting = replace(asked, query=replace(asked.query, facets=(), page_size=0))
    return find(counting, now=now).results.total
