"""What a search form carries for its completions (static/finder/suggest.js says how they are shown)."""

from __future__ import annotations

import json

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

MANY = 2  # any number that takes the plural in Finnish, Swedish and English


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
