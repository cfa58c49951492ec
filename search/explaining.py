"""Why an offer is found by a question or not, and why it stands where it stands. Pure: over its document, whatever the engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from common.geo import haversine_m
from search.analysis.synonyms import READERS
from search.analysis.words import pieces
from search.engines.dates import is_full, moment_of, span_of
from search.ranking import Candidate, value
from search.scoring import FIELDS, best_tier, score, words_of, worth_of
from search.types import AnalysedQuery, Group, NextOccurrence, OfferDocument, SearchQuery, Sort


class Form(StrEnum):
    """How a document holds a word of the question."""

    ITSELF = "itself"
    PARTS = "parts"
    MEANING = "meaning"  # a synonym, or the same in another language
    CODE = "code"  # its category, audience, kind …


class DateState(StrEnum):
    """What the dates of an offer mean to the asked days."""

    HAS_PLACES = "has-places"
    FULL = "full"
    ALWAYS_ON = "always-on"
    OTHER_DAYS = "other-days"
    OVER = "over"
    CANCELLED = "cancelled"
    NONE = "none"


class Ahead(StrEnum):
    """Why another offer stands before this one."""

    MORE_WORDS = "more-words"
    BETTER_WORDS = "better-words"
    SHORTER_TITLE = "shorter-title"
    SOONER = "sooner"
    NEARER = "nearer"
    PLACES_LEFT = "places-left"
    DATED = "dated"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class Held:
    """One word of the question in a document.

    field    title, place, parts or body; empty when the document does not hold it.
    token    what stands there (`fi:konsertti`, `cat:music`); with blanks when its parts stand apart.
    """

    word: str
    field: str = ""
    token: str = ""
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """One filter of a question. `name` as in the address of the finder; `values` its codes."""

    name: str
    values: tuple[str, ...]
    is_passed: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document held against a question.

    is_live    within the time from which and until which it may be found.
    metres     from the asked point; None without a point, or without a place of its own.
    needed     words of the question; `held` counts those that it holds.
    """

    words: tuple[Held, ...]
    filters: tuple[Passed, ...]
    dates: DateState
    is_live: bool
    metres: float | None
    candidate: Candidate

    @property
    def needed(self) -> int:
        return len(self.words)

    @property
    def held(self) -> int:
        return words_of(self.candidate.score)

    @property
    def passes(self) -> bool:
        """Whether nothing but words could keep it out of the answer."""
        return self.is_live and all(one.is_passed for one in self.filters) and self.dates in IN_TIME


LEAST_GAIN = 1.001  # what is less is chance
IN_TIME = {DateState.HAS_PLACES, DateState.FULL, DateState.ALWAYS_ON}


def explain(document: OfferDocument, question: AnalysedQuery) -> Explanation:
    """Return a document held against a question, word by word and filter by filter."""
    tokens = tokens_of(document)
    near, metres = question.query.near, None
    if near and document.lat is not None and document.lon is not None:
        metres = haversine_m(near.lat, near.lon, document.lat, document.lon)
    return Explanation(
        words=tuple(_held(group, tokens) for group in question.groups),
        filters=tuple(_filters(document, question, metres)),
        dates=_date_state(document, question),
        is_live=_is_live(document, question.now),
        metres=metres,
        candidate=_candidate(document, question, tokens, metres),
    )


def tokens_of(document: OfferDocument) -> Mapping[str, Collection[str]]:
    """Return field → its tokens, as the scoring reads them."""
    return {name: frozenset(getattr(document, name)) for name in FIELDS}


# --- words -------------------------------------------------------------------------------------------------------------


def _held(group: Group, tokens: Mapping[str, Collection[str]]) -> Held:
    tier = best_tier(group, tokens)
    if tier is None:
        return Held(group.word)
    for token in tier.tokens:
        at = [next((name for name in tier.fields if part in tokens[name]), "") for part in token.split(" ")]
        if all(at):
            return Held(group.word, max(at, key=FIELDS.index), token, _form(group.word, token))
    return Held(group.word)


def _form(word: str, token: str) -> Form:
    if " " in token:
        return Form.PARTS
    lang, base = token.split(":", 1)
    if lang not in READERS:
        return Form.CODE
    readings = [READERS[lang](piece) for piece in pieces(word)]
    if any(base in reading.bases for reading in readings):
        return Form.ITSELF
    return Form.PARTS if any(base in reading.parts for reading in readings) else Form.MEANING


# --- filters -----------------------------------------------------------------------------------------------------------


def _filters(document: OfferDocument, question: AnalysedQuery, metres: float | None) -> Iterator[Passed]:
    """Yield the filters of a question; the days are told by `dates`."""
    q = question.query
    for name, asked, own in _lists(document, q):
        if asked:
            fits = set(asked) <= set(own) if name == "accessibility" else bool(set(asked) & set(own))
            yield Passed(name, asked, fits)
    if q.free is not None:
        yield Passed("free", ("1" if q.free else "0",), document.is_free is q.free)
    if q.places_left:
        yield Passed("places_left", ("1",), not is_full(in_window(document, question)))
    if q.near and q.near.radius_km is not None:
        yield Passed("near", (f"{q.near.radius_km:g}",), metres is not None and metres <= q.near.radius_km * 1000)
    if q.bbox:
        has_place = document.lat is not None and document.lon is not None
        yield Passed("bbox", (q.bbox.as_text(),), has_place and q.bbox.contains(document.lat, document.lon))  # type: ignore[arg-type]


def _lists(document: OfferDocument, q: SearchQuery) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    yield "kind", q.kinds, (document.kind,)
    yield "category", q.categories, document.categories
    yield "audience", q.audiences, document.audiences
    yield "accessibility", q.accessibility, document.accessibility
    yield "language", q.languages, document.languages
    yield "how", q.how, (document.how_to_get,)
    yield "municipality", q.municipalities, (document.municipality,)
    yield "area", q.areas, (document.area,)
    yield "venue", q.venues, (document.venue,)


# --- dates -------------------------------------------------------------------------------------------------------------


def in_window(document: OfferDocument, question: AnalysedQuery) -> list[NextOccurrence]:
    """Return the dates of a document in the asked days that are neither over nor cancelled."""
    since, until = span_of(question.now, question.query.date_from, question.query.date_to)
    return [one for one in _dates(document) if not one.is_cancelled and one.ends_at.timestamp() > since and one.starts_at.timestamp() < until]


def _dates(document: OfferDocument) -> list[NextOccurrence]:
    return [NextOccurrence(one.id, one.starts_at, one.ends_at, one.is_all_day, one.places_left, one.is_cancelled) for one in document.occurrences]


def _date_state(document: OfferDocument, question: AnalysedQuery) -> DateState:
    if document.is_always_on:
        return DateState.ALWAYS_ON
    found = in_window(document, question)
    if found:
        return DateState.FULL if is_full(found) else DateState.HAS_PLACES
    coming = [one for one in _dates(document) if one.ends_at > question.now]
    if any(not one.is_cancelled for one in coming):
        return DateState.OTHER_DAYS
    return DateState.CANCELLED if coming else DateState.OVER if document.occurrences else DateState.NONE


def _is_live(document: OfferDocument, now: datetime) -> bool:
    return (document.live_at is None or document.live_at <= now) and (document.expire_at is None or now < document.expire_at)


# --- order -------------------------------------------------------------------------------------------------------------


def _candidate(document: OfferDocument, question: AnalysedQuery, tokens: Mapping[str, Collection[str]], metres: float | None) -> Candidate:
    since, _until = span_of(question.now, question.query.date_from, question.query.date_to)
    dates = in_window(document, question)
    return Candidate(
        document.id, score(question.groups, tokens), moment_of(dates, since), metres, is_full=is_full(dates), title_length=document.title_length
    )


def order_of(question: AnalysedQuery) -> Sort:
    """Return the order that an answer to a question stands in."""
    q = question.query
    if q.sort is Sort.AUTO:
        return Sort.RELEVANCE if question.groups else Sort.NEAR if q.near else Sort.SOONEST
    return Sort.SOONEST if q.sort is Sort.NEAR and not q.near else q.sort


def why_ahead(mine: Candidate, other: Candidate, question: AnalysedQuery) -> tuple[Ahead, ...]:
    """Return what puts another offer before mine, the weightiest first."""
    order = order_of(question)
    if order is not Sort.RELEVANCE or not question.groups:
        return tuple(_ahead_in_time_or_place(mine, other, order, is_date_first=question.puts_dated_first))
    if words_of(other.score) > words_of(mine.score):
        return (Ahead.MORE_WORDS,)
    found = sorted(_gains(mine, other, question), key=lambda pair: -pair[1])
    return tuple(reason for reason, gain in found if gain > LEAST_GAIN) or (Ahead.CHANCE,)


def _gains(mine: Candidate, other: Candidate, question: AnalysedQuery) -> Iterator[tuple[Ahead, float]]:
    """Yield what mine would gain by each thing in which the other differs: how many times as much it would be worth."""
    since, _until = span_of(question.now, question.query.date_from, question.query.date_to)
    is_dated = bool(question.query.date_from or question.query.date_to)

    def gain(**changes: Any) -> float:
        now, then = (value(one, since=since, is_dated=is_dated) for one in (mine, replace(mine, **changes)))
        return then / now if now else 1.0

    yield Ahead.BETTER_WORDS, worth_of(other.score) / max(1, worth_of(mine.score))
    yield Ahead.SHORTER_TITLE, gain(title_length=other.title_length)
    yield Ahead.DATED if mine.when is None else Ahead.SOONER, gain(when=other.when) if other.when is not None else 1.0
    yield Ahead.NEARER, gain(metres=other.metres)
    yield Ahead.PLACES_LEFT, gain(is_full=other.is_full)


def _ahead_in_time_or_place(mine: Candidate, other: Candidate, order: Sort, *, is_date_first: bool) -> Iterable[Ahead]:
    if is_date_first and mine.when is None and other.when is not None:
        yield Ahead.DATED
        return
    if order is Sort.NEAR and (mine.metres is None or (other.metres is not None and other.metres < mine.metres)):
        yield Ahead.NEARER
        return
    if mine.when is None and other.when is not None:
        yield Ahead.DATED
    elif mine.when is not None and other.when is not None and other.when < mine.when:
        yield Ahead.SOONER
    else:
        yield Ahead.CHANCE
