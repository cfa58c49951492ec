"""Everything that is known of one offer and one question: what is published, what the index holds, what was found and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Max, Q

from areas.codes import RUNNING
from common.models import OutboxRow
from offerings.models import Occurrence, Offer
from search import documents, engines
from search.asking import Asked
from search.explaining import IN_TIME, Ahead, DateState, Explanation, explain, why_ahead
from search.finding import Finding, find
from search.types import PAGE_SIZE_MOST, AnalysedQuery, Engine, Hit, OfferDocument, SearchQuery

LOOKED_THROUGH = 500  # hits
AHEAD_SHOWN = 3


class Standing(StrEnum):
    """What keeps an offer from the public."""

    NEVER_PUBLISHED = "never-published"
    TAKEN_DOWN = "taken-down"
    VENUE_CLOSED = "venue-closed"
    AREA_NOT_RUNNING = "area-not-running"
    NOT_YET_LIVE = "not-yet-live"
    EXPIRED = "expired"


class Indexed(StrEnum):
    """How the index stands to the offer."""

    UP_TO_DATE = "up-to-date"
    WAITING = "waiting"  # a change is on its way
    STUCK = "stuck"  # a change could not be written and is tried again
    OLD = "old"  # holds other words than are published
    MISSING = "missing"
    NOT_SHOWN = "not-shown"  # nothing of it is to be found now, so nothing can be told
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Other:
    """An offer that stands before the one that was asked about. `position` counts from 1."""

    position: int
    title: str
    reasons: tuple[Ahead, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """The answer. `explanation` None: nothing of the offer may be found. `position` from 1, None: not among the first 500."""

    standing: tuple[Standing, ...]
    indexed: Indexed
    indexed_at: datetime | None
    finding: Finding
    version: int = 0
    document: OfferDocument | None = None
    explanation: Explanation | None = None
    position: int | None = None
    ahead: tuple[Other, ...] = ()


def why(offer: UUID, asked: Asked, *, now: datetime) -> Why:
    """Return why an offer is found by a question where it is. About twenty queries and ten questions to the engine, whatever the size."""
    engine = engines.current()
    fact = Offer.objects.select_related("venue__area").filter(uuid=offer).first()
    made, _gone = documents.documents_of([offer], now)
    document = made[0] if made else None
    finding = find(replace(asked, query=replace(asked.query, facets=(), page=1)), now=now, engine=engine)
    indexed, at = _indexed(fact, document, engine, now)
    if document is None:
        return Why(_standing(fact, now), indexed, at, finding, version=fact.version if fact else 0)
    explanation = explain(document, finding.question)
    if explanation.dates is DateState.NONE and Occurrence.objects.filter(offer__uuid=offer, closed_at=None, ends_at__lte=now).exists():
        explanation = replace(explanation, dates=DateState.OVER)
    before, position = _position(document.id, finding.question, engine)
    ahead = _ahead(before[-AHEAD_SHOWN:], len(before), explanation, finding.question, now)
    return Why(_standing(fact, now), indexed, at, finding, document.version, document, explanation, position, ahead)


def _standing(fact: Offer | None, now: datetime) -> tuple[Standing, ...]:
    if fact is None:
        return (Standing.NEVER_PUBLISHED,)
    venue = fact.venue
    troubles = {
        Standing.TAKEN_DOWN: fact.closed_at is not None,
        Standing.VENUE_CLOSED: venue.closed_at is not None,
        Standing.AREA_NOT_RUNNING: venue.area.state not in RUNNING or not venue.area.is_live,
        Standing.NOT_YET_LIVE: fact.live_at is not None and fact.live_at > now,
        Standing.EXPIRED: fact.expire_at is not None and fact.expire_at <= now,
    }
    return tuple(trouble for trouble, is_so in troubles.items() if is_so)


def _indexed(fact: Offer | None, document: OfferDocument | None, engine: Engine, now: datetime) -> tuple[Indexed, datetime | None]:
    """Return how the index stands to the offer, and when a change of it was last written (of the last seven days)."""
    if fact is None or document is None:
        return Indexed.NOT_SHOWN, None
    rows = OutboxRow.objects.filter(
        Q(kind="offer", subject=fact.uuid) | Q(kind="venue", subject=fact.venue.uuid) | Q(kind="area", subject=fact.venue.area.uuid)
    )
    written_at = rows.aggregate(at=Max("done_at"))["at"]
    waiting = list(rows.filter(done_at=None))
    if waiting:
        return (Indexed.STUCK if any(row.last_error for row in waiting) else Indexed.WAITING), written_at
    return _kept(document, engine, now), written_at


def _kept(document: OfferDocument, engine: Engine, now: datetime) -> Indexed:
    """Ask the engine for everything at the offer's venue: what is there to be found must be in it, in the published words."""
    if not engine.health().is_up:
        return Indexed.DOWN
    question = AnalysedQuery(SearchQuery(venues=(document.venue,), page_size=PAGE_SIZE_MOST, facets=()), (), now)
    everything = explain(document, question)
    if not everything.is_live or everything.dates not in IN_TIME:
        return Indexed.NOT_SHOWN
    hit = next((hit for hit in _hits(question, engine) if hit.offer_id == document.id), None)
    if hit is None:
        return Indexed.MISSING
    shown = {lang: (words.get("title"), words.get("summary")) for lang, words in hit.display.items()}
    published = {lang: (words.get("title"), words.get("summary")) for lang, words in document.display.items()}
    return Indexed.UP_TO_DATE if shown == published else Indexed.OLD


def _hits(question: AnalysedQuery, engine: Engine) -> list[Hit]:
    """Return the first 500 hits of a question, in order."""
    found: list[Hit] = []
    for page in range(1, LOOKED_THROUGH // PAGE_SIZE_MOST + 1):
        hits = engine.search(question.but(page=page, page_size=PAGE_SIZE_MOST, facets=(), cluster_zoom=None)).hits
        found += hits
        if len(hits) < PAGE_SIZE_MOST:
            break
    return found


def _position(offer_id: str, question: AnalysedQuery, engine: Engine) -> tuple[list[str], int | None]:
    """Return the offers before this one, and its own position; ([], None) when it is not among the first 500."""
    order = [hit.offer_id for hit in _hits(question, engine)]
    if offer_id not in order:
        return [], None
    at = order.index(offer_id)
    return order[:at], at + 1


def _ahead(ids: Sequence[str], count: int, mine: Explanation, question: AnalysedQuery, now: datetime) -> tuple[Other, ...]:
    made, _gone = documents.documents_of([UUID(one) for one in ids], now)
    by_id = {document.id: document for document in made}
    found = []
    for at, one in enumerate(ids, start=count - len(ids) + 1):
        if one in by_id:
            reasons = why_ahead(mine.candidate, explain(by_id[one], question).candidate, question)
            found.append(Other(at, _title(by_id[one], question.query.lang), reasons))
    return tuple(found)


def _title(document: OfferDocument, lang: str) -> str:
    shown = document.display.get(lang) or document.display.get(str(document.facts["source"])) or next(iter(document.display.values()))
    return shown["title"]
