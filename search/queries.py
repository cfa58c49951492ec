"""What is asked of finding beside the finder itself: completions while one types."""

from __future__ import annotations

from areas import municipalities
from offerings.codes import Category
from search import engines
from search.analysis.words import folded
from search.finding import area_names
from search.types import Suggestion

SUGGESTIONS_MOST = 10
OF_A_KIND = 4


def suggestions(text: str, *, lang: str, limit: int = SUGGESTIONS_MOST) -> list[Suggestion]:
    """Return completions of what was typed: places, areas, categories, venues, titles; at most four of a kind."""
    typed = folded(text.strip())[:80]
    if len(typed) < 2:
        return []
    towns = [Suggestion("place", town.code, town.name(lang)) for town in municipalities.suggest(typed, language=lang, limit=OF_A_KIND)]
    place = {"sv": 1, "en": 2}.get(lang, 0)
    areas = [Suggestion("area", slug, names[place]) for slug, names in area_names().items() if any(folded(name).startswith(typed) for name in names)]
    kinds = [Suggestion("category", code, str(label)) for code, label in Category.choices if folded(str(label)).startswith(typed)]
    names = engines.current().suggest(text, lang, 3 * OF_A_KIND)
    venues = [one for one in names if one.kind == "venue"]
    titles = [one for one in names if one.kind == "title"]
    return [one for found in (towns, areas, kinds, venues, titles) for one in found[:OF_A_KIND]][:limit]
