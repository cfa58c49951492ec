"""Takes in offers from elsewhere: row by row, in transactions of some hundred, the same rows again writing nothing.

Rows come from a source of `offerings.importers`. They become pages, and facts by the projection that publishing uses; or facts
alone, for measuring at sizes that no tree of pages is needed for.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import islice
from uuid import UUID

from django.db import transaction

from common.projection import page_writes
from offerings.actions.import_facts import FactWriter
from offerings.actions.import_places import ImportWish, Places
from offerings.actions.import_writers import NewOffer, PageWriter, Writer
from offerings.importers.flaws import Flaw, FlawCode, flaw
from offerings.importers.keys import as_uuid, key_of
from offerings.importers.shapes import ImportedOffer, Row, offer_digest
from offerings.models import ImportedThing

logger = logging.getLogger(__name__)

CHUNK = 400  # rows in a transaction
VANISH_LEAST, VANISH_SHARE = 5, 0.2  # more than both: something is wrong with the file, not with the offers


class Outcome(StrEnum):
    MADE = "made"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one row. `line` 0: of an offer that the file no longer has."""

    line: int
    source_id: str
    outcome: Outcome
    flaws: tuple[Flaw, ...] = ()


@dataclass(slots=True)
class Report:
    """What an import did: rows by outcome, venues and areas made. `drafts`: venues that wait for review; their offers are not found before."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    venues: int = 0
    changed_venues: int = 0
    drafts: int = 0
    areas: int = 0


Tell = Callable[[RowReport], None]


class TooManyVanish(Exception):
    """More than five offers, and more than a fifth of the source's, are not in a file that should be complete."""

    def __init__(self, vanishing: int, known: int) -> None:
        super().__init__(f"{vanishing} of {known} offers would vanish")
        self.vanishing, self.known = vanishing, known


def import_offers(rows: Iterable[Row], *, wish: ImportWish, now: datetime, tell: Tell = lambda row: None) -> Report:
    """Write what is new or changed; tell each row's outcome as soon as its transaction is over.

    Raises   UnknownArea if the wished area is not there and may not be made.
    """
    report, seen = Report(), set[str]()
    places = Places(wish, now)
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        for told in _import_chunk(chunk, seen, places, now):
            report.counts[told.outcome] += 1
            tell(told)
    report.venues, report.changed_venues, report.drafts = places.made_venues, places.changed_venues, places.made_drafts
    report.areas = places.made_areas
    return report


def _import_chunk(chunk: list[Row], seen: set[str], places: Places, now: datetime) -> list[RowReport]:
    """Write a chunk in one transaction; if it fails, row by row, so that one bad row holds up no other."""
    told: list[RowReport] = []
    offers: dict[int, ImportedOffer] = {}
    for row in chunk:
        if row.offer is None:
            told.append(RowReport(row.line, row.source_id, Outcome.REFUSED, row.flaws))
        elif row.source_id in seen:
            told.append(RowReport(row.line, row.source_id, Outcome.REFUSED, (flaw("id", FlawCode.TWICE),)))
        else:
            seen.add(row.source_id)
            offers[row.line] = row.offer
    try:
        told += _write(offers, places, now)
    except Exception:  # the edge of the importer: find the row that it was
        logger.exception("a chunk of an import failed; its rows are tried one by one")
        places.forget()
        for line, offer in offers.items():
            told += _write_alone(line, offer, places, now)
    return sorted(told, key=lambda one: one.line)


def _write_alone(line: int, offer: ImportedOffer, places: Places, now: datetime) -> list[RowReport]:
    try:
        return _write({line: offer}, places, now)
    except Exception:  # the edge of the importer: one row
        logger.exception("a row of an import could not be written")
        places.forget()
        return [RowReport(line, offer.source_id, Outcome.REFUSED, (flaw("", FlawCode.NOT_WRITTEN),))]


def _write(offers: dict[int, ImportedOffer], places: Places, now: datetime) -> list[RowReport]:
    """Write a chunk's new and changed offers with their venues, or only say what would be written."""
    wish, writer = places.wish, _writer(places.wish)
    records = _records(wish.source, [offer.source_id for offer in offers.values()])
    digests = {line: offer_digest(offer) for line, offer in offers.items()}
    told, waiting = [], {}
    for line, offer in offers.items():
        record = records.get(offer.source_id)
        if record and record.digest == digests[line] and record.gone_at is None:
            told.append(RowReport(line, offer.source_id, Outcome.UNCHANGED))
        else:
            waiting[line] = offer
    plan = places.plan(offers, writer)
    if not waiting and not plan.new:
        return told
    known = {offer.source_id: _known_key(offer, records) for offer in waiting.values()}
    there = writer.languages([key for key in known.values() if key])
    flaws = {line: found for line, found in plan.flaws.items() if line in waiting} | _changed_languages(waiting, known, there)
    ready = {line: offer for line, offer in waiting.items() if line not in flaws}
    new = [_new(offer, plan.venues[line], known, there, wish.source) for line, offer in ready.items()]
    if not wish.is_dry:
        with transaction.atomic():
            with page_writes():
                places.write(plan, writer)
                writer.write(new, revived={record.key for record in records.values() if record.gone_at}, now=now)
            writer.finish(new, now=now)
            _remember(new, {offer.source_id: digests[line] for line, offer in ready.items()}, wish.source)
    places.count(plan)
    told += [RowReport(line, offer.source_id, Outcome.REFUSED, flaws[line]) for line, offer in waiting.items() if line in flaws]
    made = {one.offer.source_id: Outcome.MADE if one.is_new else Outcome.CHANGED for one in new}
    return told + [RowReport(line, offer.source_id, made[offer.source_id]) for line, offer in ready.items()]


def _writer(wish: ImportWish) -> Writer:
    return FactWriter() if wish.is_facts_only else PageWriter()


def _records(source: str, source_ids: list[str]) -> dict[str, ImportedThing]:
    found = ImportedThing.objects.filter(kind="offer", source=source, source_id__in=source_ids)
    return {record.source_id: record for record in found}


def _known_key(offer: ImportedOffer, records: dict[str, ImportedThing]) -> UUID | None:
    """Return the key of the offer that a row means: what it became before, or an offer of this site by its own id (an export read again)."""
    record = records.get(offer.source_id)
    return record.key if record else as_uuid(offer.source_id)


def _changed_languages(offers: dict[int, ImportedOffer], known: dict[str, UUID | None], there: dict[UUID, str]) -> dict[int, tuple[Flaw, ...]]:
    """Return what is wrong with offers whose first language is another now: the page that writes cannot change."""
    flaws: dict[int, tuple[Flaw, ...]] = {}
    for line, offer in offers.items():
        key = known[offer.source_id]
        if key in there and there[key] != offer.language:
            flaws[line] = (flaw("source_language", FlawCode.LANGUAGE_CHANGED, there[key]),)
    return flaws


def _new(offer: ImportedOffer, venue: UUID, known: dict[str, UUID | None], there: dict[UUID, str], source: str) -> NewOffer:
    key = known[offer.source_id]
    is_new = key is None or key not in there
    key = key_of("offer", source, offer.source_id) if key is None or (is_new and as_uuid(offer.source_id) == key) else key
    return NewOffer(key, offer, venue, source, is_new=is_new)


def _remember(new: list[NewOffer], digests: dict[str, str], source: str) -> None:
    named = [(one.key, one.offer.source_id) for one in new]
    rows = [ImportedThing(kind="offer", source=source, source_id=name, key=key, digest=digests[name]) for key, name in named]
    ImportedThing.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "source", "source_id"], update_fields=["key", "digest", "gone_at"], batch_size=CHUNK
    )


# --- what a complete file no longer has ----------------------------------------------------------------------------------


def vanishing(source: str, kept: Iterable[str], *, is_forced: bool = False) -> list[UUID]:
    """Return the offers of a source that a complete file no longer has.

    Raises   TooManyVanish if they are more than five and more than a fifth of the source's, and it is not forced.
    """
    wanted = set(kept)
    known = list(ImportedThing.objects.filter(kind="offer", source=source, gone_at=None).values_list("source_id", "key"))
    gone = [key for source_id, key in known if source_id not in wanted]
    if not is_forced and len(gone) > VANISH_LEAST and len(gone) > VANISH_SHARE * len(known):
        raise TooManyVanish(len(gone), len(known))
    return gone


def take_down(keys: Iterable[UUID], *, now: datetime) -> int:
    """Unpublish the pages of offers that their source no longer has; return how many offers. Each in a transaction of its own."""
    writer, count = PageWriter(), 0
    for key in keys:
        with page_writes():
            writer.take_down(key)
            ImportedThing.objects.filter(kind="offer", key=key).update(gone_at=now)
        count += 1
    return count


def source_ids(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the ids of rows, those that are refused too: a line with a flaw is no reason to take its offer down."""
    yield from (row.source_id for row in rows if row.source_id)
