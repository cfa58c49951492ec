"""All that narrows a list: the four big questions, the chips of what was chosen, and the sheet of filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from search import choices
from search.asking import Asked
from search.choices import Chip, ChoiceGroup, Option
from search.finding import Finding
from search.questions import BigQuestion, big_questions
from search.search_form import Fields, kept_fields
from search.types import Sort


@dataclass(frozen=True, slots=True)
class Narrowing:
    """days: the reader's own first and last day, for the fields of dates. kept_by_…: hidden fields of the two forms."""

    questions: tuple[BigQuestion, ...]
    days: tuple[str, str]
    kept_by_days: Fields
    chips: tuple[Chip, ...]
    suggested: tuple[Option, ...]
    groups: tuple[ChoiceGroup, ...]
    sorts: tuple[Option, ...]
    kept_by_filters: Fields
    clear_href: str = "?"


def narrowing(asked: Asked, finding: Finding, areas: Mapping[str, str]) -> Narrowing:
    """Return everything by which the list may be narrowed; asks nothing more."""
    groups = tuple(choices.groups(asked, finding, areas))
    chips = tuple(choices.chips(asked, finding, areas))
    return Narrowing(
        questions=big_questions(asked, finding),
        days=(_own_day(asked, asked.query.date_from), _own_day(asked, asked.query.date_to)),
        kept_by_days=kept_fields(asked, leave={"when", "date_from", "date_to"}),
        chips=chips,
        suggested=tuple(choices.suggested(asked, finding, groups=groups, chosen=chips)),
        groups=groups,
        sorts=_sorts(asked, finding),
        kept_by_filters=kept_fields(asked, leave={group.name for group in groups} | {"free", "places_left", "sort"}),
    )


def _own_day(asked: Asked, day: date | None) -> str:
    return day.isoformat() if day and not asked.when else ""


def _sorts(asked: Asked, finding: Finding) -> tuple[Option, ...]:
    chosen = asked.query.sort
    labels = {Sort.AUTO: _("Best first"), Sort.SOONEST: _("Soonest first"), Sort.NEAR: _("Nearest first")}
    offered = [Sort.AUTO, Sort.SOONEST, *([Sort.NEAR] if finding.question.query.near else [])]
    return tuple(
        Option(
            "" if sort == Sort.AUTO else sort,
            labels[sort],
            0,
            "on" if sort == chosen else "plain",
            asked.address(sort=None if sort == Sort.AUTO else sort),
        )
        for sort in offered
    )
