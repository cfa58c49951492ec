"""What is asked of finding beside the finder itself: completions while one types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from areas import districts, municipalities
from areas.districts import load_districts
from areas.municipalities import MunicipalityRow
from areas.postcodes import PostcodeRow, load_postcodes
from offerings.codes import Category
from search import engines
from search.analysis.words import folded, words
from search.finding import area_names
from search.rows import of_language
from search.types import Suggestion

SUGGESTIONS_MOST = 10
TYPED_LEAST = 2  # letters before anything is completed
# How many of a kind at most, in the order in which they are shown.
MOST_OF = {"place": 3, "area": 2, "category": 2, "venue": 3, "title": 4}
PLACES = frozenset({"place", "area"})


@dataclass(frozen=True, slots=True)
class Completion:
    """A line under the field.

    kind     place, area, venue, category or title.
    value    a municipality's or a district's code, an area's slug, a venue's key, a category's code; of a title its words.
    detail   what tells it from others of its name: a region, a town, a venue; may be empty.
    url      the page of the offer, of a title that one offer has; else empty.
    """

    kind: str
    value: str
    label: str
    detail: str = ""
    url: str = ""


def suggestions(text: str, *, lang: str, limit: int = SUGGESTIONS_MOST, kinds: Iterable[str] = tuple(MOST_OF)) -> list[Completion]:
    """Return completions of what was typed, by kind: places, areas, categories, venues, titles.

    text    at most 80 letters are read; with fewer than two nothing is completed.
    kinds   those that are wanted.
    """
    typed = folded(" ".join(text[:80].split()))
    if len(typed) < TYPED_LEAST:
        return []
    wanted = [kind for kind in MOST_OF if kind in set(kinds)]
    found = {"place": _places(typed, lang), "area": _areas(typed, lang), "category": _categories(typed)}
    if not PLACES.issuperset(wanted):
        found |= _names(text[:80], lang)
    return list(chain.from_iterable(found.get(kind, [])[: MOST_OF[kind]] for kind in wanted))[:limit]


def _places(typed: str, lang: str) -> list[Completion]:
    """Return towns, then districts; of digits, postcodes."""
    if typed.isdigit():
        return [_postcode(row, lang) for code, row in load_postcodes().items() if code.startswith(typed)][: MOST_OF["place"]]
    towns = municipalities.suggest(typed, language=lang, limit=MOST_OF["place"])
    parts = [row for row in load_districts() if any(folded(name).startswith(typed) for name in (row.name_fi, row.name_sv))]
    return [
        *(Completion("place", town.code, town.name(lang), _region(town, lang)) for town in towns),
        *(Completion("place", row.code, row.name(lang), _town(row.municipality, lang)) for row in parts if districts.find(row.name(lang)) == row),
    ]


def _postcode(row: PostcodeRow, lang: str) -> Completion:
    named = dict.fromkeys((row.name(lang), _town(row.municipality_code, lang)))
    return Completion("place", row.municipality_code, row.postcode, ", ".join(named))


def _town(code: str, lang: str) -> str:
    town = municipalities.by_code(code)
    return town.name(lang) if town else ""


def _region(town: MunicipalityRow, lang: str) -> str:
    return town.region_sv if lang == "sv" else town.region_fi


def _areas(typed: str, lang: str) -> list[Completion]:
    place = {"sv": 1, "en": 2}.get(lang, 0)
    return [Completion("area", slug, names[place]) for slug, names in area_names().items() if any(folded(name).startswith(typed) for name in names)]


def _categories(typed: str) -> list[Completion]:
    labels = ((code, str(label)) for code, label in Category.choices)
    return [Completion("category", code, label) for code, label in labels if any(folded(word.text).startswith(typed) for word in words(label))]


def _names(text: str, lang: str) -> Mapping[str, list[Completion]]:
    """Return venues and titles, first those that were met by their name in the reader's language."""
    met = engines.current().suggest(text, lang, 2 * max(MOST_OF.values()))
    met.sort(key=lambda one: bool(one.names) and one.label != of_language(one.names, lang))
    return {kind: [_name(one, lang) for one in met if one.kind == kind] for kind in ("venue", "title")}


def _name(one: Suggestion, lang: str) -> Completion:
    value = one.value if one.kind == "venue" else one.label
    return Completion(one.kind, value, one.label, of_language(one.detail, lang), of_language(one.paths, lang))
