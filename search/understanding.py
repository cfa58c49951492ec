"""Words of a question that are really filters: times, places, areas, whom it is for, access, price.

Pure: the areas' names and the day come from the caller. What is understood leaves the text and comes back as a chip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from areas import municipalities
from search.analysis import english, finnish, swedish
from search.analysis.synonyms import READERS, synonyms
from search.analysis.words import Word, folded, words
from search.days import named_days
from search.types import SearchQuery, Understood
from search.wording import ACCESS, AUDIENCE, DAYS, FREE, MONTHS, PHRASE_WORDS_MOST, PLACES, POINTING, WEEKDAYS

PLACE_LETTERS_LEAST = 4  # what is shorter is a place only if it is a whole name (Åbo) or all that was typed
POSTCODE_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Understanding:
    """query: with the understood words applied as filters and taken out of its text. place: a municipality's code, if one was named."""

    query: SearchQuery
    chips: tuple[Understood, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One reading of some neighbouring words: what the filter is and which words say it."""

    kind: str
    value: str
    first: int
    last: int  # inclusive


def understand(query: SearchQuery, *, today: date, areas: Mapping[str, Sequence[str]], has_place: bool) -> Understanding:
    """Return the query with its understood words as filters.

    areas      code of an area → its names in any language.
    has_place  a place was given beside the text: then no word of the text is one. Likewise with days.
    """
    said = list(words(query.text))
    if query.is_literal or not said:
        return Understanding(query)
    found = _readings(said, query, areas, today, has_place=has_place)
    if not found:
        return Understanding(query)
    rest = _without(said, found)
    chips = tuple(Understood(one.kind, one.value, _words(said, one), _without(said, [one])) for one in found)
    place = next((one.value for one in found if one.kind == "place"), "")
    return Understanding(_applied(replace(query, text=rest), found, today), chips, place)


def _readings(said: list[Word], query: SearchQuery, areas: Mapping[str, Sequence[str]], today: date, *, has_place: bool) -> list[Found]:
    """Read from the left, the longest phrase first; one place, one stretch of days."""
    found: list[Found] = []
    at = 0
    while at < len(said):
        one = _longest(said, at, areas, today)
        taken = {other.kind for other in found}
        is_twice = one is not None and one.kind in {"place", "date"} and one.kind in taken
        if one is None or is_twice or (one.kind == "place" and has_place) or (one.kind == "date" and (query.date_from or query.date_to)):
            at += 1
            continue
        found.append(one)
        at = one.last + 1
    return found


def _longest(said: list[Word], at: int, areas: Mapping[str, Sequence[str]], today: date) -> Found | None:
    for length in range(min(PHRASE_WORDS_MOST, len(said) - at), 0, -1):
        phrase = [word.text for word in said[at : at + length]]
        meant = _meaning(phrase, areas, today, is_all=length == len(said))
        if meant:
            return Found(*meant, at, at + length - 1)
    return None


def _meaning(phrase: list[str], areas: Mapping[str, Sequence[str]], today: date, *, is_all: bool) -> tuple[str, str] | None:
    text = " ".join(phrase)
    if text in DAYS:
        return "date", DAYS[text]
    if text in PLACES:
        return "places", "1"
    day = _day(phrase, today)
    if day:
        return "date", day
    if len(phrase) == 1 or text in ACCESS or text in AUDIENCE:
        for kind, table in (("free", FREE), ("audience", AUDIENCE), ("accessibility", ACCESS)):
            value = _coded(text, table)
            if value:
                return kind, value
    return _place(phrase, areas, is_all=is_all)


def _coded(word: str, table: Mapping[str, str]) -> str:
    """Look a word up as it is, then by its base form in each language (`fi:lapsi`, `sv:barn`)."""
    if word in table:
        return table[word]
    bases = (f"{lang}:{base}" for lang, read in READERS.items() for base in read(word).bases)
    return next((table[base] for base in bases if base in table), "")


def _day(phrase: list[str], today: date) -> str:
    """Return `YYYY-MM-DD..YYYY-MM-DD` for a weekday, a month or a date, else nothing."""
    text = " ".join(phrase)
    if text in WEEKDAYS:
        day = today + timedelta(days=(WEEKDAYS[text] - today.weekday()) % 7)
        return f"{day}..{day}"
    if text in MONTHS:
        return _month(MONTHS[text], today)
    return ""


def _month(month: int, today: date) -> str:
    year = today.year + (month < today.month)
    first, after = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    return f"{max(first, today)}..{after - timedelta(days=1)}"


def _place(phrase: list[str], areas: Mapping[str, Sequence[str]], *, is_all: bool) -> tuple[str, str] | None:
    text = " ".join(phrase)
    if (len(phrase) == 1 and _is_ordinary(text)) or (text.isdigit() and len(text) != POSTCODE_DIGITS):
        return None
    row = municipalities.find(text)
    is_long = is_all or len(text) >= PLACE_LETTERS_LEAST
    if row and (is_long or text in _town_names()):
        return "place", row.code
    area = _area(phrase, areas)
    return ("area", area) if area else None


def _is_ordinary(word: str) -> bool:
    """A word of common speech is no place, even where some village has its name."""
    if any(synonyms(f"{lang}:{base}") for lang, read in READERS.items() for base in read(word).bases):
        return True
    if word in swedish.STOP or word in english.STOP or finnish.read(word).is_stop:
        return True
    return finnish.is_common_noun(word) and word not in _town_names()  # Vasa is a fawn in Finnish, and a town


@cache
def _town_names() -> frozenset[str]:
    return frozenset(name.casefold() for town in municipalities.load_rows() for name in (town.name_fi, town.name_sv, town.name_en))


def _area(phrase: list[str], areas: Mapping[str, Sequence[str]]) -> str:
    typed = [_bases(word) for word in phrase]
    for code, names in areas.items():
        for name in names:
            parts = [word.text for word in words(name)]
            if len(parts) == len(typed) and all(folded(part) in bases or _bases(part) & bases for part, bases in zip(parts, typed, strict=True)):
                return code
    return ""


def _bases(word: str) -> set[str]:
    return {folded(word), *(folded(base) for base in finnish.read(word).bases), *(folded(base) for base in swedish.read(word).bases)}


def _words(said: list[Word], one: Found) -> str:
    return " ".join(word.text for word in said[one.first : one.last + 1])


def _without(said: list[Word], found: Sequence[Found]) -> str:
    """Return the text without the understood words and the small words that pointed to them (*in*, *på*, *lähellä*)."""
    gone = {at for one in found for at in range(one.first, one.last + 1)}
    gone |= {one.first - 1 for one in found if one.first and said[one.first - 1].text in POINTING}
    gone |= {one.last + 1 for one in found if one.last + 1 < len(said) and said[one.last + 1].text in POINTING}
    return " ".join(word.text for at, word in enumerate(said) if at not in gone)


def _applied(query: SearchQuery, found: Sequence[Found], today: date) -> SearchQuery:
    for one in found:
        query = _with(query, one, today)
    return query


def _with(query: SearchQuery, one: Found, today: date) -> SearchQuery:
    match one.kind:
        case "date":
            first, last = days_of(one.value, today)
            return replace(query, date_from=first, date_to=last)
        case "free":
            return replace(query, free=True)
        case "places":
            return replace(query, places_left=True)
        case "audience":
            return replace(query, audiences=tuple(dict.fromkeys((*query.audiences, one.value))))
        case "accessibility":
            return replace(query, accessibility=tuple(dict.fromkeys((*query.accessibility, one.value))))
        case "area":
            return replace(query, areas=tuple(dict.fromkeys((*query.areas, one.value))))
    return query  # a place becomes a circle, which its caller draws


def days_of(value: str, today: date) -> tuple[date, date]:
    """Return the first and last day of an understood `date`: a name (`weekend`) or `first..last`."""
    if ".." in value:
        first, last = value.split("..")
        return date.fromisoformat(first), date.fromisoformat(last)
    return named_days(value, today)
