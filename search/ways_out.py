"""The two ways on from a page on which nothing was found. Each leads to something, as far as anything is there at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain, islice

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
    """Return two buttons: look wider, and leave out the last filter that stands in the way; one only where the site holds nothing.

    Wider is farther away, else on more days, else anywhere today.
    """
    farther = _first(_farther(asked.given), asked, now, known=set())
    dropped = _dropped(asked, areas, now, known={way.href for way in farther})
    wider = farther or _first(_later(asked), asked, now, known={way.href for way in dropped})
    return (*wider, *dropped) if wider and dropped else (*wider, *dropped, Action(_("Start again"), "?"))


def _farther(given: Given) -> Iterator[tuple[str, Given]]:
    if "bbox" in given:
        yield _("Search the whole country"), _less(given, "bbox")
    if "radius_km" in given:
        yield _("Search farther away"), _less(given, "radius_km")
    if "place" in given or "near" in given:
        yield _("Search the whole country"), _less(given, "place", "near", "radius_km")


def _later(asked: Asked) -> Iterator[tuple[str, Given]]:
    if asked.when in SOON:
        yield _("Look within a week"), {**asked.given, "when": ("week",)}
    yield _("Look on any day"), _less(asked.given, "when", "date_from", "date_to")
    yield _("See what is on today"), {"when": ("today",)}


def _first(ways: Iterable[tuple[str, Given]], asked: Asked, now: datetime, *, known: set[str]) -> list[Action]:
    """Return the first way that finds something and is none of the known; nothing where there is none."""
    tried = ((label, _asked(params, asked, now)) for label, params in ways if params != asked.given)
    found = (Action(label, wider.address()) for label, wider in tried if wider.address() not in known and _count(wider, now))
    return list(islice(found, 1))


def _dropped(asked: Asked, areas: Mapping[str, str], now: datetime, *, known: set[str]) -> list[Action]:
    """Return the way without the last filter that stands in the way; if no single one does, without the last two, and so on."""
    filters = [(name, value) for name, values in asked.given.items() if name not in NO_FILTERS for value in values][-DROPPED_MOST:]
    one_less = ([last] for last in reversed(filters))
    for dropped in chain(one_less, _more_and_more(filters)):
        less = _asked(_without(asked.given, dropped), asked, now)
        count = 0 if less.address() in known else _count(less, now)
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
