"""What the map says, in the reader's language. Names of things on it come from the search."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MANY = 2  # any number that takes the plural in Finnish, Swedish and English


def map_words() -> dict[str, str]:
    """Return the words that the map's module reads; `{count}` stands for a number already written."""
    return {
        "ground": _("Map. Arrow keys move it, plus and minus zoom, Esc leaves the map."),
        "skip": _("Skip the map"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "searchHere": _("Search this area"),
        "one": _counted(1),
        "many": _counted(MANY),
        "none": _("Nothing here. Move the map or zoom out."),
        "failed": _("The map could not be loaded. The list says the same."),
    }


def _counted(number: int) -> str:
    return ngettext("{count} option on the map", "{count} options on the map", number)
