"""Sentences of finding: why a parameter was left out, what a filter is called, what was found. Four languages through gettext."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from areas import municipalities, name_forms, places, regions
from areas.municipalities import MunicipalityRow
from areas.places import Place
from common.words import capital, date_words
from offerings.codes import Accessibility, Audience, Category, HowToGet, OfferKind, SpokenLanguage
from search.asking import Asked, Problem, Trouble
from search.circles import WHOLE_COUNTRY_KM
from search.finding import Finding
from search.types import Understood

Label = str | Promise
COUNTED_MOST = 1_000  # beyond it nobody counts
FINNISH = frozenset({"fi", "fi-simple"})

CODE_LABELS: Mapping[str, Mapping[str, Label]] = {
    "kind": dict(OfferKind.choices),
    "category": dict(Category.choices),
    "audience": dict(Audience.choices),
    "accessibility": dict(Accessibility.choices),
    "language": dict(SpokenLanguage.choices),
    "how": dict(HowToGet.choices),
    "when": {
        "today": pgettext_lazy("when", "Today"),
        "tomorrow": pgettext_lazy("when", "Tomorrow"),
        "weekend": pgettext_lazy("when", "This weekend"),
        "week": pgettext_lazy("when", "Within a week"),
        "this-week": pgettext_lazy("when", "This week"),
        "next-week": pgettext_lazy("when", "Next week"),
        "month": pgettext_lazy("when", "Within a month"),
    },
    "free": {"1": gettext_lazy("Free of charge"), "0": gettext_lazy("Costs something")},
    "places_left": {"1": gettext_lazy("Places left")},
}
AUDIENCE_FOR: Mapping[str, Label] = {
    "everyone": pgettext_lazy("with whom", "All ages together"),
    "children": pgettext_lazy("with whom", "With children"),
    "young": pgettext_lazy("with whom", "With young people"),
    "adults": pgettext_lazy("with whom", "With adults"),
    "seniors": pgettext_lazy("with whom", "With seniors"),
}
NONE_WHEN: Mapping[str, Label] = {
    "today": gettext_lazy("none today"),
    "tomorrow": gettext_lazy("none tomorrow"),
    "weekend": gettext_lazy("none at the weekend"),
    "week": gettext_lazy("none within a week"),
}
PROBLEMS: Mapping[Trouble, Label] = {
    Trouble.TEXT_TOO_LONG: gettext_lazy("Your search text was very long. We used only the beginning of it."),
    Trouble.UNKNOWN_PLACE: gettext_lazy("We do not know the place “%(value)s”. Check the spelling, or write a town or a postcode."),
    Trouble.BAD_POINT: gettext_lazy("We could not read the location. Write a town or a postcode instead."),
    Trouble.OUTSIDE_FINLAND: gettext_lazy("That place is outside Finland. Write a Finnish town or postcode."),
    Trouble.BAD_BOX: gettext_lazy("We could not read the map area, so we searched without it."),
    Trouble.BAD_DATE: gettext_lazy("“%(value)s” is not a date. Write the date like this: 28.11.2026."),
    Trouble.DATES_TURNED: gettext_lazy("The first day was later than the last day, so we swapped them."),
    Trouble.UNKNOWN_CODE: gettext_lazy("We do not know the filter “%(value)s”, so we left it out."),
    Trouble.BAD_NUMBER: gettext_lazy("“%(value)s” does not work as a number here, so we left it out."),
    Trouble.BAD_CHOICE: gettext_lazy("“%(value)s” is not one of the choices, so we left it out."),
    Trouble.NO_SUCH_PAGE: gettext_lazy("There is no page “%(value)s”. This is the first page."),
}


def problem_words(problem: Problem) -> str:
    """Return the sentence about a parameter that was left out."""
    return str(PROBLEMS[problem.trouble]) % {"value": problem.value}


def filter_label(name: str, value: str, areas: Mapping[str, str], lang: str) -> str:
    """Return what a chosen filter is called on its chip."""
    if name == "audience" and value in AUDIENCE_FOR:
        return str(AUDIENCE_FOR[value])
    if name in CODE_LABELS:
        return str(CODE_LABELS[name].get(value, value))
    if name == "area":
        return areas.get(value, value)
    town = municipalities.by_code(value) if name == "municipality" else None
    return town.name(lang) if town else value


def understood_label(chip: Understood, areas: Mapping[str, str], lang: str) -> str:
    """Return what an understood word became, as its chip says it."""
    if chip.kind == "date":
        return str(CODE_LABELS["when"].get(chip.value) or capital(chip.words))
    if chip.kind == "region":
        return regions.name(chip.value, lang)
    if chip.kind in {"place", "district"}:
        place = places.by_code(chip.value)
        return place.name(lang) if place else chip.value
    return filter_label("places_left" if chip.kind == "places" else chip.kind, chip.value, areas, lang)


def days_words(first: date | None = None, last: date | None = None) -> str:
    """Return a stretch of days: 28.11. · 1.12.–31.12. · 1.12. alkaen · 31.12. asti."""
    if first and last:
        return date_words(first) if first == last else f"{date_words(first)}–{date_words(last)}"
    if first:
        return pgettext("days", "from %(date)s") % {"date": date_words(first)}
    return pgettext("days", "until %(date)s") % {"date": date_words(last)} if last else ""


def count_words(total: int) -> str:
    """Return how many were found: 15 vaihtoehtoa, yli 1 000 vaihtoehtoa."""
    if total > COUNTED_MOST:
        return ngettext("over %(num)s option", "over %(num)s options", COUNTED_MOST) % {"num": number_words(COUNTED_MOST)}
    return ngettext("%(num)s option", "%(num)s options", total) % {"num": number_words(total)}


def short_count(count: int) -> str:
    """Return a count beside a choice: 15, yli 1 000."""
    return number_words(count) if count <= COUNTED_MOST else _("over %(num)s") % {"num": number_words(COUNTED_MOST)}


def number_words(number: int) -> str:
    """Return a number with its thousands apart by a hard space."""
    return f"{number:,}".replace(",", "\u00a0")


def radius_words(km: float) -> str:
    """Return a circle that a reader may choose: Enintään 10 km, Koko Suomi."""
    return _("Within %(km)s km") % {"km": f"{km:g}"} if km < WHOLE_COUNTRY_KM else _("The whole country")


def none_words(others: Set[str], asked: Asked, radius_km: float | None) -> str:
    """Return why an option would give nothing.

    others   names of the parameters that narrow the list beside the option's own; `radius_km` the circle that was drawn.
    """
    if not others:
        return _("none right now")
    if others == {"when"} and asked.when in NONE_WHEN:
        return str(NONE_WHEN[asked.when])
    if others <= {"place", "near", "radius_km"} and radius_km is not None:
        return _("none within %(km)s km") % {"km": f"{radius_km:g}"}
    return _("none with the other choices")


def circle_words(finding: Finding, lang: str) -> str:
    """Return how far was looked and from where, and that the first circle was too small."""
    if finding.question.query.near is None or finding.question.query.bbox is not None:
        return ""
    if finding.radius_km is None:
        said = _("in the whole country.")
    elif finding.town:
        said = _("within %(km)s km of the centre of %(town)s.") % {"km": f"{finding.radius_km:g}", "town": own_name(finding.town, lang)}
    else:
        said = _("within %(km)s km of you.") % {"km": f"{finding.radius_km:g}"}
    return f"{said} {_widened(finding)}".strip()


def own_name(place: Place, lang: str) -> str:
    """Return a place's name as it stands before its centre: Kajaanin in Finnish, plain in other languages."""
    return name_forms.genitive(place.name_fi) if lang in FINNISH else place.name(lang)


def near_name(place: MunicipalityRow, lang: str) -> str:
    """Return a place's name as it stands after *near*: Kajaania in Finnish, plain in other languages."""
    return name_forms.partitive(place.name_fi) if lang in FINNISH else place.name(lang)


def _widened(finding: Finding) -> str:
    if finding.tried_km is None:
        return ""
    values = {"num": finding.tried_count, "km": f"{finding.tried_km:g}"}
    if not finding.tried_count:
        return _("There is nothing within %(km)s km.") % values
    return ngettext("Only %(num)s is within %(km)s km.", "Only %(num)s are within %(km)s km.", finding.tried_count) % values
