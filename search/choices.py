"""The filters of the finder as a reader meets them: chips of what is chosen, groups of what could be, each with its count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from search import words
from search.asking import Asked
from search.finding import Finding
from search.rows import of_language
from search.types import FacetValue

SUGGESTED = 6  # chips beside the chosen ones on a wide screen
SUGGESTED_OF = {"when": 1, "audience": 1, "category": 3, "more": 1}


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter; `href` is the page without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a group. `state` plain, on, or off (it would give nothing); `href` the page with it (or, when on, without)."""

    value: str
    label: str
    count: int
    state: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """A question with its options. `kind` checkbox: several may be chosen; radio: one; select: one of many; switch: each its own name."""

    name: str
    legend: str
    kind: str
    options: tuple[Option, ...]


def area_labels(lang: str, names: Mapping[str, tuple[str, str, str]]) -> dict[str, str]:
    """Return slug → the area's name in the reader's language."""
    place = {"sv": 1, "en": 2}.get(lang, 0)
    return {slug: in_three[place] for slug, in_three in names.items()}


def chips(asked: Asked, finding: Finding, areas: Mapping[str, str]) -> list[Chip]:
    """Return what narrows the list, in the order of the address: what was chosen, then what was understood of the words."""
    lang, q = asked.query.lang, asked.query
    found = []
    if q.near:
        found.append(Chip(_("Near me"), asked.address(near=None, radius_km=None)))
    if asked.when:
        found.append(Chip(words.filter_label("when", asked.when, areas, lang), asked.address(when=None)))
    elif q.date_from or q.date_to:
        found.append(Chip(words.days_words(q.date_from, q.date_to), asked.address(date_from=None, date_to=None)))
    for name in ("kind", "category", "audience", "accessibility", "language", "how", "area", "municipality", "free"):
        values = asked.given.get(name, ())
        found += [Chip(words.filter_label(name, value, areas, lang), asked.without_value(name, value)) for value in values]
    if q.venues:
        venue: Any = finding.results.hits[0].facts.get("venue", {}) if finding.results.hits else {}
        found.append(Chip(of_language(venue, lang) or _("One place"), asked.address(venue=None)))
    if q.places_left:
        found.append(Chip(words.filter_label("places_left", "1", areas, lang), asked.address(places_left=None)))
    if q.bbox:
        found.append(Chip(_("Map area"), asked.address(bbox=None)))
    understood = () if finding.is_loosened else finding.results.understood
    found += [Chip(words.understood_label(chip, areas, lang), asked.address(q=chip.rest or None)) for chip in understood]
    return found


def groups(asked: Asked, finding: Finding, areas: Mapping[str, str]) -> list[Group]:
    """Return the questions of the filter sheet: when, with whom, getting in, language first."""
    facets = finding.results.facets
    asked_groups = [
        ("when", _("When?"), "radio", ("today", "tomorrow", "weekend", "week")),
        ("audience", _("For whom?"), "checkbox", tuple(words.AUDIENCE_FOR)),
        ("category", _("What?"), "checkbox", tuple(words.CODE_LABELS["category"])),
        ("kind", _("How?"), "checkbox", tuple(words.CODE_LABELS["kind"])),
        ("accessibility", _("What do you need?"), "checkbox", tuple(words.CODE_LABELS["accessibility"])),
        ("language", _("In which language?"), "checkbox", tuple(words.CODE_LABELS["language"])),
        ("area", _("Which area?"), "select", tuple(sorted(areas, key=lambda slug: areas[slug]))),
    ]
    made = [
        Group(name, legend, kind, tuple(_options(asked, name, values, facets.get(name, ()), areas))) for name, legend, kind, values in asked_groups
    ]
    switches = [
        *_options(asked, "places_left", ("1",), facets.get("places_left", ()), areas),
        *_options(asked, "free", ("1",), facets.get("free", ()), areas),
    ]
    return [*made, Group("more", _("Places and price"), "switch", tuple(switches))]


def _options(asked: Asked, name: str, values: Iterable[str], counted: Iterable[FacetValue], areas: Mapping[str, str]) -> Iterable[Option]:
    counts = {option.value: option.count for option in counted}
    chosen = asked.given.get(name, ())
    for value in values:
        is_on, count = value in chosen, counts.get(value, 0)
        is_one = name in {"when", "free", "places_left"}
        href = asked.without_value(name, value) if is_on else asked.address(**{name: value}) if is_one else asked.with_value(name, value)
        state = "on" if is_on else "plain" if count else "off"
        yield Option(value, words.filter_label(name, value, areas, asked.query.lang), count, state, href)


def suggested(asked: Asked, finding: Finding, groups: Iterable[Group], chosen: Sequence[Chip]) -> list[Option]:
    """Return the few options that most may want next, fewer the more are chosen: of each unanswered question, those of most offers."""
    q, answered = finding.question.query, set(asked.given) | {chip.kind for chip in finding.results.understood}
    if q.date_from or q.date_to:
        answered.add("when")
    found = []
    for group in groups:
        if group.name in answered:
            continue
        useful = [option for option in group.options if option.state == "plain" and option.count < finding.results.total]
        found += sorted(useful, key=lambda option: -option.count)[: SUGGESTED_OF.get(group.name, 0)]
    return found[: max(0, SUGGESTED - 2 * len(chosen))]
