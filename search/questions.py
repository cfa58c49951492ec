"""The four big questions of the finder: when, with whom, getting there, in which language. Each is a button that opens a row of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from search import words
from search.asking import Asked
from search.choices import Option, options
from search.circles import CHOICES_KM, WHOLE_COUNTRY_KM
from search.finding import Finding

ICONS: Mapping[str, str] = {
    "today": "sun", "tomorrow": "dawn", "weekend": "days",
    "children": "child", "young": "bag", "adults": "people", "seniors": "cane",
    "step-free": "wheel", "lift": "lift", "accessible-toilet": "wheel", "assistant-free": "people",
    "none": "hand", "fi": "speech", "sv": "speech", "en": "speech", "sign": "hand",
}  # fmt: skip
SAID_AS = {"when": "date"}  # the kind of an understood word, where it has another name
DAYS = ("today", "tomorrow", "weekend")
ACCESS = ("step-free", "lift", "accessible-toilet", "assistant-free")
LANGUAGES = ("none", "fi", "sv", "en", "sign")
WITH = ("children", "young", "adults", "seniors")


@dataclass(frozen=True, slots=True)
class Answer:
    """One button of a row."""

    option: Option
    icon: str
    name: str


@dataclass(frozen=True, slots=True)
class BigQuestion:
    """A big question: `chosen` what was answered, in words; `rows` its buttons; `is_open` before anything is asked."""

    name: str
    legend: str
    icon: str
    chosen: str
    rows: tuple[tuple[Answer, ...], ...]
    is_open: bool = False


def big_questions(asked: Asked, finding: Finding) -> tuple[BigQuestion, ...]:
    """Return the four questions. The first stands open on the first view: what is on today is what most come for."""
    when = _answers(asked, finding, "when", DAYS)
    people = _answers(asked, finding, "audience", WITH)
    access = _answers(asked, finding, "accessibility", ACCESS)
    circles = tuple(_circles(asked)) if finding.question.query.near else ()
    spoken = _answers(asked, finding, "language", LANGUAGES)
    is_first_view = not asked.given
    return (
        BigQuestion("when", _("When?"), "calendar", _chosen(when) or _days_chosen(asked, finding), (when,), is_open=is_first_view),
        BigQuestion("with", _("With whom?"), "people", _chosen(people), (people,)),
        BigQuestion("there", _("Getting there?"), "walk", _chosen((*circles, *access)), (circles, access) if circles else (access,)),
        BigQuestion("language", _("Language?"), "speech", _chosen(spoken), (spoken,)),
    )


def _answers(asked: Asked, finding: Finding, name: str, values: tuple[str, ...]) -> tuple[Answer, ...]:
    """Return the buttons of a filter; what was understood of the words is chosen too, and its button takes the words away."""
    said = {} if finding.is_loosened else {one.value: one.rest for one in finding.results.understood if one.kind == SAID_AS.get(name, name)}
    return tuple(Answer(_said(option, said, asked), ICONS[option.value], name) for option in options(asked, finding, name, values=values, areas={}))


def _said(option: Option, said: Mapping[str, str], asked: Asked) -> Option:
    if option.value not in said or option.state == "on":
        return option
    return replace(option, state="on", reason="", href=asked.address(q=said[option.value] or None))


def _circles(asked: Asked) -> Iterator[Answer]:
    """Yield the circles that a reader may choose around the asked place; how many lie in each is not counted."""
    for km in (*CHOICES_KM, WHOLE_COUNTRY_KM):
        is_on = asked.radius_km == km
        value = f"{km:g}"
        option = Option(value, words.radius_words(km), 0, "on" if is_on else "plain", asked.address(radius_km=None if is_on else value))
        yield Answer(option, "walk" if km <= CHOICES_KM[0] else "bus" if km < WHOLE_COUNTRY_KM else "map", "radius_km")


def _days_chosen(asked: Asked, finding: Finding) -> str:
    """Return days that are none of the buttons', in words."""
    q = asked.query
    if asked.when or q.date_from or q.date_to:
        return words.filter_label("when", asked.when, {}, q.lang) if asked.when else words.days_words(q.date_from, q.date_to)
    said = () if finding.is_loosened else finding.results.understood
    return next((words.understood_label(one, {}, q.lang) for one in said if one.kind == "date"), "")


def _chosen(answers: tuple[Answer, ...]) -> str:
    return ", ".join(answer.option.label for answer in answers if answer.option.state == "on")
