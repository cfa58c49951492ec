"""Words of a question that are really filters: times, places, areas, whom it is for, access, price, how to get it.

Pure: the areas' names, the editors' words and the day come from the caller. What is understood leaves the text and comes back as a chip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from areas import municipalities, regions
from search.analysis import finnish, swedish
from search.analysis.question import is_stop
from search.analysis.spelling import dotted, is_unknown, nearest_of
from search.analysis.synonyms import READERS, synonyms
from search.analysis.words import Word, folded, normal, words
from search.codes import FIELD_OF
from search.naming import place_of, region_of
from search.said_days import said_days, span_of
from search.types import SearchQuery, Understood, Vocabulary
from search.wording import ACCESS, AUDIENCE, DAYS, FREE, HOW, LANGUAGE, PHRASE_WORDS_MOST, PLACES, POINTING, WISHED

TABLES: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("how", HOW),
    ("free", FREE),
    ("accessibility", ACCESS),
    ("audience", AUDIENCE),
    ("places", PLACES),
    ("language", LANGUAGE),
)
ONE_ONLY = {"place": "where", "district": "where", "region": "where", "date": "when"}  # one place, one stretch of days
EVERYONE = "everyone"
MENDED_LEAST = 6  # letters of a word that is read although it is misspelt


@dataclass(frozen=True, slots=True)
class Understanding:
    """query: with the understood words applied as filters and taken out of its text. place: the named municipality's or district's code."""

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


@dataclass(frozen=True, slots=True)
class Known:
    """What readings depend on beside the words themselves."""

    areas: Mapping[str, Sequence[str]]
    understood: Mapping[str, tuple[str, str]]
    today: date
    vocabulary: Vocabulary | None


def understand(
    query: SearchQuery,
    *,
    today: date,
    areas: Mapping[str, Sequence[str]],
    has_place: bool,
    understood: Mapping[str, tuple[str, str]] | None = None,
    vocabulary: Vocabulary | None = None,
) -> Understanding:
    """Return the query with its understood words as filters.

    areas        code of an area → its names in any language.
    has_place    a place was given beside the text: then no word of the text is one. Likewise with days.
    understood   what editors taught: phrase in lower case → (kind, value); it comes before all else.
    vocabulary   the words of the index: a misspelt word is not read as a place or filter if the index holds it.
    """
    said = list(words(query.text))
    if query.is_literal or not said:
        return Understanding(query)
    taken = {"where"} if has_place else set[str]()
    taken |= {"when"} if query.date_from or query.date_to else set()
    found = _readings(said, normal(query.text), Known(areas, understood or {}, today, vocabulary), taken)
    if not found:
        return Understanding(query)
    rest = _meaningful(_without(said, [one for one in found if not _stays(said, one)]), query.lang)
    chips = tuple(Understood(one.kind, one.value, _words(said, one), _without(said, [one])) for one in found)
    place = next((one.value for one in found if one.kind in {"place", "district"}), "")
    return Understanding(_applied(replace(query, text=rest), found, today), chips, place)


def _readings(said: list[Word], text: str, known: Known, taken: set[str]) -> list[Found]:
    """Read from the left, the longest phrase first; one place, one stretch of days."""
    found: list[Found] = []
    at = 0
    while at < len(said):
        one = _longest(said, text, at, known, taken)
        if one is None:
            at += 1
            continue
        taken = taken | {ONE_ONLY[one.kind]} if one.kind in ONE_ONLY else taken
        found.append(one)
        at = one.last + 1
    return found


def _longest(said: list[Word], text: str, at: int, known: Known, taken: set[str]) -> Found | None:
    for length in range(min(PHRASE_WORDS_MOST, len(said) - at), 0, -1):
        part = said[at : at + length]
        raw = text[part[0].start : _with_full_stop(text, part[-1].end)]
        meant = _meaning([word.text for word in part], raw, known, is_all=length == len(said))
        if meant and ONE_ONLY.get(meant[0]) not in taken:
            return Found(*meant, at, at + length - 1)
    return None


def _with_full_stop(text: str, end: int) -> int:
    return end + text[end : end + 1].count(".")


def _meaning(phrase: list[str], raw: str, known: Known, *, is_all: bool) -> tuple[str, str] | None:
    text = " ".join(phrase)
    if known.understood and (taught := _taught(phrase, known.understood)):
        return taught
    days = said_days(phrase, raw, known.today)
    if days:
        return "date", days
    for kind, table in TABLES:
        value = _coded(text, table)
        if value:
            return kind, value
    return _place(phrase, known, is_all=is_all) or (_mended(text, known) if len(phrase) == 1 else None)


def _taught(phrase: list[str], understood: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """Look a phrase up as editors typed it, then word by word in any form."""
    exact = understood.get(" ".join(phrase))
    if exact:
        return exact
    for taught, meaning in understood.items():
        parts = _name_words(taught)
        if len(parts) == len(phrase) and all(_bases(part) & _bases(word) for part, word in zip(parts, phrase, strict=True)):
            return meaning
    return None


def _coded(text: str, table: Mapping[str, str]) -> str:
    """Look a phrase up as it is, without dots, and a single word by its base form in each language (`fi:lapsi`, `sv:barn`)."""
    found = table.get(folded(text))
    if found or " " in text:
        return found or ""
    bases = (f"{lang}:{base}" for lang, read in READERS.items() for base in read(dotted(text) if lang == "fi" else text).bases)
    return next((table[base] for base in bases if base in table), "")


def _place(phrase: list[str], known: Known, *, is_all: bool) -> tuple[str, str] | None:
    area = _area(phrase, known.areas)
    row = place_of(phrase, is_all=is_all)
    if row:
        return row
    return ("area", area) if area else region_of(phrase)


def _area(phrase: list[str], areas: Mapping[str, Sequence[str]]) -> str:
    typed = [_bases(word) for word in phrase]
    for code, names in areas.items():
        for name in names:
            parts = _name_words(name)
            if len(parts) == len(typed) and all(folded(part) in bases or _bases(part) & bases for part, bases in zip(parts, typed, strict=True)):
                return code
    return ""


@lru_cache(maxsize=2_000)
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(name))


@lru_cache(maxsize=4_000)
def _bases(word: str) -> frozenset[str]:
    bases = (*finnish.read(word).bases, *swedish.read(word).bases)
    return frozenset({folded(word), *map(folded, bases)})


def _mended(word: str, known: Known) -> tuple[str, str] | None:
    """Read a misspelt word that no language and no offer knows: *viikonlopuna*, *Jyväskylasä*, *pyörätuloi*."""
    if len(word) < MENDED_LEAST or word.isdigit() or not is_unknown(word, known.vocabulary):
        return None
    right = nearest_of(folded(word), _single_words())
    if not right:
        return None
    if known.vocabulary and (other := known.vocabulary.nearest(word)) and _is_nearer(word, other, right):
        return None
    return _meaning_of_single()[right]


def _is_nearer(word: str, other: str, right: str) -> bool:
    return nearest_of(folded(word), (folded(other), right)) == folded(other) != right


@cache
def _single_words() -> tuple[str, ...]:
    return tuple(_meaning_of_single())


@cache
def _meaning_of_single() -> Mapping[str, tuple[str, str]]:
    """Return every single word that means a filter, without dots, with its meaning; names of towns in all their forms."""
    found: dict[str, tuple[str, str]] = {}
    for row in municipalities.load_rows():
        found.update({folded(form): ("place", row.code) for form in municipalities.forms(row) if len(form) >= MENDED_LEAST})
    for kind, table in TABLES:
        found.update({phrase: (kind, value) for phrase, value in table.items() if " " not in phrase and ":" not in phrase})
        found.update({folded(base[3:]): (kind, value) for base, value in table.items() if base.startswith("fi:")})
    found.update({phrase: ("date", value) for phrase, value in DAYS.items() if " " not in phrase})
    return found


def _stays(said: Sequence[Word], one: Found) -> bool:
    """A word for people also ranks what it filters: what is for babies before what is for all children, and both before what is for everyone."""
    if one.kind != "audience" or one.first != one.last:
        return False
    word = said[one.first].text
    return any(f"aud:{one.value}" in synonyms(f"{lang}:{base}") for lang, read in READERS.items() for base in read(dotted(word)).bases)


def _meaningful(rest: str, lang: str) -> str:
    """Return what is left of a text; nothing where only joining words are: *minne voisi mennä*."""
    chain = "fi" if lang == "fi-simple" else lang
    return "" if all(is_stop(word, chain) for word in rest.split()) else rest


def _words(said: list[Word], one: Found) -> str:
    return " ".join(word.text for word in said[one.first : one.last + 1])


def _without(said: list[Word], found: Sequence[Found]) -> str:
    """Return the text without the understood words and the small words that pointed to them (*in*, *på*, *lähellä*)."""
    gone = {at for one in found for at in range(one.first, one.last + 1)}
    gone |= {one.first - 1 for one in found if one.first and folded(said[one.first - 1].text) in POINTING}
    gone |= {one.last + 1 for one in found if one.last + 1 < len(said) and folded(said[one.last + 1].text) in POINTING}
    return " ".join(word.text for at, word in enumerate(said) if at not in gone)


def _applied(query: SearchQuery, found: Sequence[Found], today: date) -> SearchQuery:
    """Apply what was understood; a choice of the same kind that was made beside the text is never widened or turned round by it."""
    chosen = {kind for kind, name in (*FIELD_OF.items(), ("region", "municipalities")) if kind != "accessibility" and getattr(query, name)}
    chosen |= {"free"} if query.free is not None else set()
    for one in found:
        if one.kind not in chosen:
            query = _with(query, one, today)
    return query


def _with(query: SearchQuery, one: Found, today: date) -> SearchQuery:
    match one.kind:
        case "date":
            first, last = span_of(one.value, today)
            wished = (*query.wished, WISHED[one.value]) if one.value in WISHED else query.wished
            return replace(query, date_from=first, date_to=last, wished=wished)
        case "free":
            return replace(query, free=one.value == "1")
        case "places":
            return replace(query, places_left=True)
        case "region":
            return _more(query, "municipalities", *regions.codes(one.value))
        case "audience":
            return _more(query, "audiences", one.value, EVERYONE)  # what is for everyone is for them too
        case kind if kind in FIELD_OF:
            return _more(query, FIELD_OF[kind], one.value)
    return query  # a place becomes a circle, which its caller draws


def _more(query: SearchQuery, name: str, *values: str) -> SearchQuery:
    given: tuple[str, ...] = getattr(query, name)
    return replace(query, **{name: tuple(dict.fromkeys((*given, *values)))})  # type: ignore[arg-type]
