"""The words that finding is spoken in: queries, documents, answers, and the engine that turns one into the other.

Frozen values only. No Django, no engine and no clock here, so that every engine and every test speaks the same language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from common.geo import BBox

PAGE_SIZE = 20
PAGE_SIZE_MOST = 100
PAGE_MOST = 500
DEFAULT_FACETS = tuple("when kind category audience accessibility area municipality language how free places_left".split())


class Sort(StrEnum):
    """AUTO is relevance when words were typed, else nearest when a place is known, else soonest.

    With days and a place and no words, AUTO puts what has a date before what is always on, each nearest first.
    """

    AUTO = "auto"
    RELEVANCE = "relevance"
    SOONEST = "soonest"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Near:
    """A point in WGS 84 degrees.

    radius_km   nothing farther is found; None means as far as it takes.
    home_km     what lies within is at the place itself: of offers that hold as many words it comes first.
    """

    lat: float
    lon: float
    radius_km: float | None = None
    home_km: float | None = None

    @property
    def home_m(self) -> float | None:
        """Return `home_km` in metres."""
        return None if self.home_km is None else self.home_km * 1000


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a person asks, before any analysis. Days are Europe/Helsinki days, both ends included."""

    text: str = ""
    lang: str = "fi"
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()  # all must hold
    languages: tuple[str, ...] = ()
    how: tuple[str, ...] = ()  # how to get it: just-come, phone …
    places_left: bool = False
    free: bool | None = None
    date_from: date | None = None
    date_to: date | None = None
    bbox: BBox | None = None
    near: Near | None = None
    sort: Sort = Sort.AUTO
    page: int = 1
    page_size: int = PAGE_SIZE
    facets: tuple[str, ...] = DEFAULT_FACETS
    cluster_zoom: int | None = None
    wished: tuple[str, ...] = ()  # Finnish words that rank and leave nothing out: Easter's own before what else is on at Easter
    is_literal: bool = False  # take the words as typed: nothing corrected, nothing understood


@dataclass(frozen=True, slots=True)
class Group:
    """One word of the query and every token that may stand for it, heaviest first.

    word     the typed word, as shown.
    tokens   (token, weight): base form 1.0, synonym 0.8, other language 0.7, compound part 0.5, fuzzy 0.4.
    rarity   0.5..2.0: how much more a word counts that few documents hold.
    """

    word: str
    tokens: tuple[tuple[str, float], ...]
    rarity: float = 1.0


@dataclass(frozen=True, slots=True)
class Understood:
    """A word of the text that became a filter.

    kind    place, district, region, area, date, free, audience, accessibility, places, how.
    value   the filter's code, or for dates `today`, `tomorrow`, `weekend`, `week`, `month`.
    words   the typed words, in order.
    rest    the text without those words: what the query becomes when the chip is removed.
    """

    kind: str
    value: str
    words: str
    rest: str


@dataclass(frozen=True, slots=True)
class EditorsWords:
    """What editors taught the search.

    synonyms     groups of words, in any language, that mean the same.
    understood   phrase in lower case → (kind, value) of the filter that it means, kinds as in `Understood`.
    """

    synonyms: tuple[tuple[str, ...], ...] = ()
    understood: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnalysedQuery:
    """A query ready for any engine: filters resolved, words turned into groups of tokens, the clock read.

    query       with understood words already applied as filters.
    now         aware; occurrences that ended before it are never found.
    corrected   the text as corrected, or None when nothing was.
    """

    query: SearchQuery
    groups: tuple[Group, ...]
    now: datetime
    corrected: str | None = None
    understood: tuple[Understood, ...] = ()

    def but(self, **changes: object) -> AnalysedQuery:
        """Return the same question with some of the query's fields changed."""
        return replace(self, query=replace(self.query, **changes))  # type: ignore[arg-type]

    @property
    def puts_dated_first(self) -> bool:
        """Tell whether what is always on stands below all that has a date, although nearer: days were asked for, and no order or word."""
        q = self.query
        return q.sort is Sort.AUTO and not self.groups and bool(q.date_from or q.date_to)


@dataclass(frozen=True, slots=True)
class NextOccurrence:
    """The occurrence a result row shows. Times are aware; `places_left` None means no limit."""

    id: str
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    places_left: int | None
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One offer of an answer.

    distance_m   metres on the sphere from the query's point, None without one.
    next         the first occurrence in the asked days that is not over; None for what is always on.
    more_dates   how many further dates of this offer are coming in the asked days.
    display      {"fi": {"title", "summary", "venue", "url"}, …} as the document gave it; `facts` likewise.
    title        {"lang", "marked"}: the title in the reader's language with the found words between U+0002 and U+0003.
    """

    offer_id: str
    score: float
    distance_m: int | None
    next: NextOccurrence | None
    more_dates: int
    display: Mapping[str, Mapping[str, str]]
    facts: Mapping[str, object]
    title: str = ""
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """How many offers an option would give. Its own filter is not applied to it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """Offers that stand together on the map. `offer_id`, `display` and `facts` only when they are one."""

    key: str
    lat: float
    lon: float
    count: int
    bounds: BBox
    offer_id: str | None = None
    display: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The whole answer to one question: list, counts, map and what was understood agree with one another."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    clusters: tuple[Cluster, ...]
    bounds: BBox | None
    corrected: str | None
    understood: tuple[Understood, ...]
    engine: str
    took_ms: float
    index_generation: str
    all_words: int = 0  # how many of `total` hold every word
    is_fallback: bool = False  # the engine that should have answered did not


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion. kind: place, area, category, venue, title.

    value    what choosing it sets: a municipality's code, a slug, a category, a venue's key; of a title the offer's, if one has it.
    names    language → the name, of a venue or of a title that one offer has: `label` is the one that was met.
    detail   language → what stands beside the label: a venue's town, an offer's venue.
    paths    language → the offer's address, of a title that one offer has.
    offers   how many have the name; 0 where that is not counted.
    """

    kind: str
    value: str
    label: str
    names: Mapping[str, str] = field(default_factory=dict)
    detail: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)
    offers: int = 0


@dataclass(frozen=True, slots=True)
class OccurrenceEntry:
    """One date of a document. `places` and `places_left` None mean no limit."""

    id: str
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool = False
    places: int | None = None
    places_left: int | None = None
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class OfferDocument:
    """One offer, whole, in every language, as the index keeps it.

    version       rises with every change; an older version never overwrites a newer one.
    live_at       before it the offer is not found; None: always. `expire_at` likewise, exclusive.
    title …       tokens with their language, e.g. `fi:konsertti`; codes too, e.g. `cat:music`.
    surface       words as written, lower case: what typing errors are corrected towards.
    title_length  words of the title in its own language: a short title that holds the words says more than a long one.
    display       {"fi": {"title", "summary", "venue", "url"}, …}, one entry a language that has text.
    facts         what a row needs beside: municipality names, category, picture, venue id.
    names         (kind, label) completions that this document brings: titles and venue names.
    """

    id: str
    version: int
    kind: str
    categories: tuple[str, ...]
    audiences: tuple[str, ...]
    accessibility: tuple[str, ...]
    languages: tuple[str, ...]
    municipality: str
    area: str
    venue: str
    lat: float | None
    lon: float | None
    is_free: bool
    is_always_on: bool
    occurrences: tuple[OccurrenceEntry, ...]
    title: tuple[str, ...]
    place: tuple[str, ...]
    parts: tuple[str, ...]
    body: tuple[str, ...]
    surface: tuple[str, ...]
    display: Mapping[str, Mapping[str, str]]
    facts: Mapping[str, object]
    names: tuple[tuple[str, str], ...] = ()
    title_length: int = 0
    how_to_get: str = ""
    live_at: datetime | None = None
    expire_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlacesUpdate:
    """Fresh numbers of one date, without its text."""

    offer_id: str
    occurrence_id: str
    places: int | None
    places_left: int | None
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class EngineHealth:
    """How an engine is.

    is_stale       there is no index, or another analysis or schema made it: a rebuild is due.
    is_read_only   it answers and takes no changes: its disk is full.
    """

    engine: str
    is_up: bool
    is_stale: bool
    documents: int
    generation: str
    detail: str = ""
    is_read_only: bool = False


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What a rebuild did."""

    documents: int
    replayed: int
    seconds: float
    generation: str


class RebuildRefused(Exception):
    """A new index holds another number of offers than there are: it was not put to use, and the old one goes on."""

    def __init__(self, *, found: int, expected: int) -> None:
        super().__init__(f"the new index holds {found} offers, not {expected}")
        self.found, self.expected = found, expected


class NoWayBack(Exception):
    """There is no earlier index to go back to."""


class Vocabulary(Protocol):
    """The words an index holds, with the number of offers for each, and how many offers there are."""

    @property
    def documents(self) -> int: ...

    def count(self, token: str) -> int: ...

    def nearest(self, word: str) -> str | None: ...

    def nearest_base(self, word: str) -> str | None: ...


Replay = Callable[[int], tuple[int, list[OfferDocument], list[tuple[str, int]]]]
Check = Callable[[int], None]  # (documents in the new index): raises RebuildRefused when they are not as many as they should be


class Engine(Protocol):
    """A place where offers are found. Every engine passes the same suite, tests/search/."""

    name: str

    def search(self, q: AnalysedQuery) -> SearchResults: ...

    def suggest(self, prefix: str, lang: str, limit: int) -> list[Suggestion]: ...

    def upsert(self, docs: Iterable[OfferDocument]) -> None: ...

    def delete(self, ids: Iterable[tuple[str, int]]) -> None: ...

    def set_places(self, updates: Iterable[PlacesUpdate]) -> None: ...

    def rebuild(
        self, docs: Iterable[OfferDocument], since_outbox: int, replay: Replay | None = None, check: Check | None = None
    ) -> RebuildReport: ...

    def go_back(self, since_outbox: int, replay: Replay | None = None) -> str: ...

    def vocabulary(self) -> Vocabulary: ...

    def health(self) -> EngineHealth: ...
