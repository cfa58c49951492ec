"""What finding means, in plain Python and without any index: every document looked at for every question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from common.geo import haversine_m
from common.time import day_of
from search.days import named_days
from search.engines.dates import WHEN_VALUES, is_full, minute_of, moment_of, shown, span_of
from search.ranking import FAR, Candidate, ranked, words_needed
from search.scoring import FIELDS, score, words_of
from search.types import AnalysedQuery, NextOccurrence, OfferDocument, PlacesUpdate, SearchQuery, Sort

Test = Callable[[OfferDocument], bool]
VALUES: Mapping[str, Callable[[OfferDocument], Collection[str]]] = {
    "kind": lambda doc: (doc.kind,),
    "category": lambda doc: doc.categories,
    "audience": lambda doc: doc.audiences,
    "accessibility": lambda doc: doc.accessibility,
    "language": lambda doc: doc.languages,
    "how": lambda doc: (doc.how_to_get,),
    "municipality": lambda doc: (doc.municipality,),
    "area": lambda doc: (doc.area,),
    "venue": lambda doc: (doc.venue,),
}
CHOSEN: Mapping[str, Callable[[SearchQuery], tuple[str, ...]]] = {
    "kind": lambda q: q.kinds,
    "category": lambda q: q.categories,
    "audience": lambda q: q.audiences,
    "accessibility": lambda q: q.accessibility,
    "language": lambda q: q.languages,
    "how": lambda q: q.how,
    "municipality": lambda q: q.municipalities,
    "area": lambda q: q.areas,
    "venue": lambda q: q.venues,
}


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of the list shows of an offer."""

    offer_id: str
    date_id: str | None
    places_left: int | None
    more_dates: int
    distance_m: int | None
    score: int


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer tells that every engine must tell alike. `pinned`: how many offers the map's pins stand for."""

    total: int
    all_words: int
    rows: tuple[Row, ...]
    facets: Mapping[str, Mapping[str, int]]
    pinned: int


@dataclass
class Model:
    """The offers as they should be found. `versions` holds those of deleted offers too."""

    docs: dict[str, OfferDocument] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def put(self, doc: OfferDocument) -> None:
        if doc.version >= self.versions.get(doc.id, 0):
            self.docs[doc.id], self.versions[doc.id] = doc, doc.version

    def delete(self, offer: str, version: int) -> None:
        if version >= self.versions.get(offer, 0):
            self.docs.pop(offer, None)
            self.versions[offer] = version

    def set_places(self, update: PlacesUpdate) -> None:
        doc = self.docs.get(update.offer_id)
        if doc:
            fresh = {"places": update.places, "places_left": update.places_left, "is_cancelled": update.is_cancelled}
            dates = tuple(replace(one, **fresh) if one.id == update.occurrence_id else one for one in doc.occurrences)
            self.docs[doc.id] = replace(doc, occurrences=dates)

    def answer(self, asked: AnalysedQuery) -> Told:
        return _Question(asked, tuple(self.docs.values())).told()


@dataclass(frozen=True)
class _Question:
    asked: AnalysedQuery
    docs: tuple[OfferDocument, ...]

    def told(self) -> Told:
        q = self.asked.query
        found = self.found()
        first = (q.page - 1) * q.page_size
        rows = tuple(map(self.row, self.in_order(found)[first : first + q.page_size]))
        every_word = [doc for doc in found if self.words(doc) == len(self.asked.groups)]
        pinned = sum(doc.lat is not None for doc in found) if q.cluster_zoom is not None else 0
        return Told(len(found), len(every_word), rows, {name: self.facet(name) for name in q.facets}, pinned)

    # sets

    def found(self) -> list[OfferDocument]:
        return [doc for doc in self.docs if self.passes(doc) and self.takes_place(doc) and self.has_words(doc)]

    def passes(self, doc: OfferDocument, *, but: str = "") -> bool:
        q = self.asked.query
        for name, chosen in CHOSEN.items():
            values = VALUES[name](doc)
            fits = all if name == "accessibility" else any
            if name != but and chosen(q) and not fits(value in values for value in chosen(q)):
                return False
        if q.free is not None and but != "free" and doc.is_free is not q.free:
            return False
        if q.places_left and but != "places_left" and is_full(self.dates(doc)):
            return False
        return self.is_there(doc)

    def is_there(self, doc: OfferDocument) -> bool:
        q = self.asked.query
        if q.bbox and (doc.lat is None or doc.lon is None or not q.bbox.contains(doc.lat, doc.lon)):
            return False
        metres = self.metres(doc)
        return not (q.near and q.near.radius_km is not None and (metres is None or metres > q.near.radius_km * 1000))

    def takes_place(self, doc: OfferDocument, days: tuple[date | None, date | None] | None = None) -> bool:
        minute = minute_of(self.asked.now)
        is_live = doc.live_at is None or doc.live_at.timestamp() <= minute
        is_over = doc.expire_at is not None and doc.expire_at.timestamp() <= minute
        return is_live and not is_over and (doc.is_always_on or bool(self.dates(doc, days)))

    def dates(self, doc: OfferDocument, days: tuple[date | None, date | None] | None = None) -> list[NextOccurrence]:
        q = self.asked.query
        since, until = span_of(self.asked.now, *(days or (q.date_from, q.date_to)))
        return [
            NextOccurrence(one.id, one.starts_at, one.ends_at, one.is_all_day, one.places_left)
            for one in doc.occurrences
            if since < until and not one.is_cancelled and one.ends_at.timestamp() > since and one.starts_at.timestamp() < until
        ]

    # words

    def score(self, doc: OfferDocument) -> int:
        return score(self.asked.groups, {name: set(getattr(doc, name)) for name in FIELDS})

    def words(self, doc: OfferDocument) -> int:
        return words_of(self.score(doc))

    def needed(self) -> int:
        base = [doc for doc in self.docs if self.passes(doc) and self.takes_place(doc)]
        return words_needed(len(self.asked.groups), lambda least: sum(self.words(doc) >= least for doc in base))

    def has_words(self, doc: OfferDocument) -> bool:
        return self.words(doc) >= self.needed()

    # counts

    def facet(self, name: str) -> dict[str, int]:
        if name == "when":
            base = [doc for doc in self.docs if self.passes(doc, but="places_left") and self.has_words(doc)]
            days = {value: named_days(value, day_of(self.asked.now)) for value in WHEN_VALUES}
            return _counted(value for value, span in days.items() for doc in base if self.takes_place(doc, span) and self._is_open(doc, span))
        but = "" if name == "accessibility" else name
        base = [doc for doc in self.docs if self.passes(doc, but=but) and self.takes_place(doc) and self.has_words(doc)]
        if name == "free":
            return _counted("1" for doc in base if doc.is_free)
        if name == "places_left":
            return _counted("1" for doc in base if not is_full(self.dates(doc)))
        return _counted(value for doc in base for value in VALUES[name](doc) if value)

    def _is_open(self, doc: OfferDocument, days: tuple[date, date]) -> bool:
        """Whether an offer passes the filter of places left, if the asked days were these."""
        return not self.asked.query.places_left or not is_full(self.dates(doc, days))

    # order

    def metres(self, doc: OfferDocument) -> float | None:
        near = self.asked.query.near
        return haversine_m(near.lat, near.lon, doc.lat, doc.lon) if near and doc.lat is not None and doc.lon is not None else None

    def when(self, doc: OfferDocument) -> float | None:
        return moment_of(self.dates(doc), self.since)

    @property
    def since(self) -> float:
        return span_of(self.asked.now, self.asked.query.date_from, self.asked.query.date_to)[0]

    def in_order(self, found: list[OfferDocument]) -> list[OfferDocument]:
        q = self.asked.query
        if q.sort in {Sort.AUTO, Sort.RELEVANCE} and self.asked.groups:
            by_id = {doc.id: doc for doc in found}
            candidates = (
                Candidate(doc.id, self.score(doc), self.when(doc), self.metres(doc), is_full(self.dates(doc)), doc.title_length) for doc in found
            )
            is_dated = bool(q.date_from or q.date_to)
            return [by_id[one.id] for one in ranked(candidates, since=self.since, is_dated=is_dated, home_m=q.near.home_m if q.near else None)]
        is_near = q.near and q.sort in {Sort.AUTO, Sort.NEAR}
        is_dated_first = self.asked.puts_dated_first

        def place(doc: OfferDocument) -> tuple[bool, float, float, float, str]:
            when, metres = _far(self.when(doc)), _far(self.metres(doc))
            return is_dated_first and self.when(doc) is None, metres if is_near else 0.0, when, metres, doc.id

        return sorted(found, key=place)

    def row(self, doc: OfferDocument) -> Row:
        metres, (first, more) = self.metres(doc), shown(self.dates(doc))
        return Row(
            doc.id,
            first.id if first else None,
            first.places_left if first else None,
            more,
            None if metres is None else round(metres),
            self.score(doc),
        )


def _far(value: float | None) -> float:
    return FAR if value is None else value


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(values))
