"""The filters of the finder as a reader meets them: chips of what is chosen, groups of what could be, each with its count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from search import words
from search.asking import Asked
from search.finding import Finding
from search.rows import of_language

ONE_OF = frozenset({"when", "free", "places_left"})  # where a new choice takes the place of the old
CODED = ("kind", "category", "audience", "accessibility", "language", "how", "area", "municipality", "free")
SWITCHES = ("places_left", "free")
USEFUL = 0.9  # what leaves nearly all of the list narrows nothing
SUGGESTED = 6  # chips beside the chosen ones on a wide screen
SUGGESTED_OF = {"category": 5, "more": 1}  # the big questions stand above them


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter; `href` is the page without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a group. `state` plain, on, or off (it would give nothing: `reason` says why); `href` the page with it (or, when on, without)."""

    value: str
    label: str
    count: int
    state: str
    href: str
    reason: str = ""

    @property
    def counted(self) -> str:
        """Return the count in words."""
        return words.short_count(self.count)


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
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
    if asked.radius_km and finding.question.query.near:
        found.append(Chip(words.radius_words(asked.radius_km), asked.address(radius_km=None)))
    if asked.when:
        found.append(Chip(words.filter_label("when", asked.when, areas, lang), asked.address(when=None)))
    elif q.date_from or q.date_to:
        found.append(Chip(words.days_words(q.date_from, q.date_to), asked.address(date_from=None, date_to=None)))
    for name in CODED:
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


def groups(asked: Asked, finding: Finding, areas: Mapping[str, str]) -> list[ChoiceGroup]:
    """Return the questions of the filter sheet: when, with whom, getting in, language first."""
    asked_groups = [
        ("when", _("When?"), "radio", ("today", "tomorrow", "weekend", "week")),
        ("audience", _("With whom?"), "checkbox", tuple(words.AUDIENCE_FOR)),
        ("category", _("What?"), "checkbox", tuple(words.CODE_LABELS["category"])),
        ("kind", _("What kind?"), "checkbox", tuple(words.CODE_LABELS["kind"])),
        ("accessibility", _("What do you need?"), "checkbox", tuple(words.CODE_LABELS["accessibility"])),
        ("how", _("How do I get in?"), "checkbox", tuple(words.CODE_LABELS["how"])),
        ("language", _("In which language?"), "checkbox", tuple(words.CODE_LABELS["language"])),
        ("area", _("Which area?"), "select", tuple(sorted(areas, key=lambda slug: areas[slug]))),
    ]
    made = [
        ChoiceGroup(name, legend, kind, tuple(options(asked, finding, name, values=values, areas=areas)))
        for name, legend, kind, values in asked_groups
    ]
    switches = [option for name in SWITCHES for option in options(asked, finding, name, values=("1",), areas=areas)]
    return [*made, ChoiceGroup("more", _("Places and price"), "switch", tuple(switches))]


def options(asked: Asked, finding: Finding, name: str, *, values: Iterable[str], areas: Mapping[str, str]) -> Iterator[Option]:
    """Yield the options of a filter, each with the number of offers it would give, or why it would give none."""
    counts = {option.value: option.count for option in finding.results.facets.get(name, ())}
    chosen = asked.given.get(name, ())
    reason = words.none_words(_others(asked, finding, name), asked, finding.radius_km)
    for value in values:
        is_on, count = value in chosen, counts.get(value, 0)
        state = "on" if is_on else "plain" if count else "off"
        label = words.filter_label(name, value, areas, asked.query.lang)
        yield Option(value, label, count, state, _href(asked, name, value), reason if state == "off" else "")


def _href(asked: Asked, name: str, value: str) -> str:
    if value in asked.given.get(name, ()):
        return asked.without_value(name, value)
    return asked.address(**{name: value}) if name in ONE_OF else asked.with_value(name, value)


def _others(asked: Asked, finding: Finding, name: str) -> set[str]:
    """Return what narrows the list beside a filter's own choice; days of its own are a filter as any."""
    narrowing = set(asked.given) - {name, "sort", "view", "page", "as_typed"}
    if name == "when":
        narrowing -= {"date_from", "date_to"}
    return narrowing | ({"q"} if finding.results.understood else set())


def suggested(asked: Asked, finding: Finding, *, groups: Iterable[ChoiceGroup], chosen: Sequence[Chip]) -> list[Option]:
    """Return the few options that most may want next, fewer the more are chosen: of each unanswered question, those of most offers."""
    q, answered = finding.question.query, set(asked.given) | {chip.kind for chip in finding.results.understood}
    if q.date_from or q.date_to:
        answered.add("when")
    found = []
    for group in groups:
        if group.name in answered:
            continue
        useful = [option for option in group.options if option.state == "plain" and option.count <= USEFUL * finding.results.total]
        found += sorted(useful, key=lambda option: -option.count)[: SUGGESTED_OF.get(group.name, 0)]
    return found[: max(0, SUGGESTED - 2 * len(chosen))]
