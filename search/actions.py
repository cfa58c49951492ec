"""Writing the whole index, going back to the one before, and the writes that an engine did not take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from common import outbox
from common.models import OutboxRow
from offerings.models import Occurrence, Offer
from search import documents
from search.models import UnsentWrite
from search.types import Check, Engine, NoWayBack, OfferDocument, RebuildRefused, RebuildReport, Replay

Progress = Callable[[Iterable[OfferDocument]], Iterable[OfferDocument]]
Clock = Callable[[], datetime]
BACK_WITHIN = timedelta(days=1)  # the outbox keeps what was done for a week, so a day's changes can surely be repeated
SENT_AT_ONCE = 500
CHANGING_NOW = timedelta(minutes=1)
_BUILT_AT = re.compile(r"(?<!\d)\d{14}(?!\d)")  # in the name of an index: when its building began, UTC


def rebuild_index(engine: Engine, *, now: datetime, clock: Clock = timezone.now, progress: Progress = lambda docs: docs) -> RebuildReport:
    """Build the index anew beside the old one and swap; what is published meanwhile is in it.

    now        as offers see it: dates long over are left out.
    clock      the machine's, by which the outbox is stamped.
    progress   wraps the documents as they pass, for a bar.
    Raises     RebuildRefused when the new index does not hold every offer that may be found; the old one stays then.
    """
    began = clock()
    docs = progress(documents.all_documents(now))
    report = engine.rebuild(docs, _last_change(), _replay(now, clock, since=began), _same_count(clock))
    if engine.name != "sqlite":
        UnsentWrite.objects.filter(since__lt=began).delete()  # the new index holds it
    return report


def go_back(engine: Engine, *, now: datetime, clock: Clock = timezone.now) -> str:
    """Take the index before this one into use again, brought up to date, and return its name.

    Raises     NoWayBack without one, and a day after the present one was built: then changes could be missing.
    """
    built = _BUILT_AT.search(engine.health().generation)
    built_at = datetime.strptime(built[0], "%Y%m%d%H%M%S").replace(tzinfo=UTC) if built else None
    if built_at is None or clock() - built_at > BACK_WITHIN:
        raise NoWayBack
    return engine.go_back(_last_change(), _replay(now, clock, since=built_at))


def _last_change() -> int:
    return OutboxRow.objects.order_by("-id").values_list("id", flat=True).first() or 0


def _replay(now: datetime, clock: Clock, *, since: datetime) -> Replay:
    """Return what repeats the changes since a number of the outbox. A row may commit late with a low number: time counts too."""
    looked_at = since

    def replay(mark: int) -> tuple[int, list[OfferDocument], list[tuple[str, int]]]:
        nonlocal looked_at
        before, looked_at = looked_at, clock()
        rows = list(OutboxRow.objects.filter(Q(id__gt=mark) | Q(done_at__gte=before) | Q(created_at__gte=before)).order_by("id"))
        made, gone = documents.documents_of(_offers(rows), now)
        return max([mark, *(row.pk for row in rows)]), made, gone

    return replay


def _same_count(clock: Clock) -> Check:
    """Return what refuses an index that does not hold as many offers as may be found, give or take those that change just now."""

    def check(found: int) -> None:
        expected = documents.findable_offers().count()
        if found != expected:
            changing = OutboxRow.objects.filter(Q(done_at=None) | Q(done_at__gte=clock() - CHANGING_NOW))
            if abs(found - expected) > len(set(_offers(changing))):
                raise RebuildRefused(found=found, expected=expected)

    return check


def _offers(rows: Iterable[OutboxRow]) -> Iterator[UUID]:
    """Yield the offers that outbox rows are about."""
    subjects: dict[str, list[UUID]] = {"offer": [], "venue": [], "area": [], "places": []}
    for row in rows:
        subjects.setdefault(row.kind, []).append(row.subject)
    yield from subjects["offer"]
    yield from Offer.objects.filter(Q(venue__uuid__in=subjects["venue"]) | Q(venue__area__uuid__in=subjects["area"])).values_list("uuid", flat=True)
    yield from Occurrence.objects.filter(uuid__in=subjects["places"]).values_list("offer__uuid", flat=True)


def note_unsent(offers: Iterable[str], *, clock: Clock = timezone.now) -> None:
    """Remember the offers whose change an engine did not take."""
    since = clock()
    rows = [UnsentWrite(subject=UUID(offer), since=since) for offer in dict.fromkeys(offers)]
    UnsentWrite.objects.bulk_create(rows, batch_size=500, update_conflicts=True, unique_fields=["subject"], update_fields=["since"])


def has_unsent() -> bool:
    """Tell whether a change waits for an engine to come back."""
    return UnsentWrite.objects.exists()


def count_unsent() -> int:
    """Return how many offers an engine has still to be told of."""
    return UnsentWrite.objects.count()


@transaction.atomic
def send_unsent_again() -> int:
    """Hand up to 500 of these offers to the outbox, which sends them as they now are and in turn; return how many."""
    subjects = list(UnsentWrite.objects.values_list("subject", flat=True)[:SENT_AT_ONCE])
    if subjects:
        outbox.write("offer", subjects)
        UnsentWrite.objects.filter(subject__in=subjects).delete()
    return len(subjects)
