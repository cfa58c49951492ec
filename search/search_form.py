"""The finder's form, and what carries the rest of a question through any form of the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from search import words
from search.asking import Asked

Fields = tuple[tuple[str, str], ...]
MANY = 2  # any number that takes the plural in Finnish, Swedish and English


@dataclass(frozen=True, slots=True)
class SearchForm:
    """Words and a place. `question`: both in one line, for phones; `kept`: hidden fields; `attrs`: what static/finder/suggest.js reads."""

    action: str
    q: str
    place: str
    question: str
    place_errors: tuple[str, ...]
    kept: Fields
    attrs: Mapping[str, str]


def search_form(asked: Asked) -> SearchForm:
    """Return the form with what was asked in it."""
    return SearchForm(
        action=reverse("search:finder"),
        q=asked.query.text,
        place=asked.place,
        question=_question(asked),
        place_errors=tuple(words.problem_words(problem) for problem in asked.problems if problem.field == "place"),
        kept=kept_fields(asked, leave={"q", "place", "near", "radius_km", "bbox", "as_typed"}),
        attrs=suggest_attrs(asked.query.lang),
    )


def _question(asked: Asked) -> str:
    """Return the question in one line, for phones: lasten teatteria, Kajaani."""
    said = [asked.query.text, asked.place if asked.town else _("Near me") if asked.query.near else ""]
    return ", ".join(part for part in said if part)


def kept_fields(asked: Asked, *, leave: set[str]) -> Fields:
    """Return hidden fields that carry the rest of the question through a form."""
    return tuple((name, value) for name, values in asked.given.items() if name not in leave | {"page"} for value in values)


def suggest_attrs(lang: str) -> dict[str, str]:
    """Return the form's attributes: where completions come from, and the words around them; `{count}` stands for a number."""
    said = {
        "list": _("Suggestions"),
        "place": pgettext("suggestions", "Places"),
        "area": pgettext("suggestions", "Areas"),
        "venue": pgettext("suggestions", "Venues"),
        "category": pgettext("suggestions", "Kinds"),
        "title": pgettext("suggestions", "What’s on"),
        "none": _("No suggestions"),
        "one": _counted(1),
        "many": _counted(MANY),
    }
    return {"data-suggest": f"{reverse('search_api:suggest')}?lang={lang}", "data-suggest-words": json.dumps(said, ensure_ascii=False)}


def _counted(number: int) -> str:
    return ngettext("{count} suggestion. Move with the arrow keys.", "{count} suggestions. Move with the arrow keys.", number)
