"""Acts on one offer and its dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from common import outbox
from common.projection import things_below
from offerings import projection
from offerings.models import Occurrence
from offerings.pages import OfferPage


@transaction.atomic
def publish_offer(page: OfferPage, *, now: datetime) -> None:
    """Project one offer's page into its facts: what saving a page does by itself at the end of its transaction."""
    projection.project_offers(things_below(OfferPage, {page.pk: page.translation_key}), now)


@transaction.atomic
def cancel_occurrence(occurrence: UUID, *, now: datetime) -> None:
    """Cancel one date for good: an act of its own, never a side effect of editing. Higher apps hear it through `on_cancel`."""
    row = Occurrence.objects.select_related("offer").get(uuid=occurrence)
    if row.is_cancelled:
        return
    Occurrence.objects.filter(pk=row.pk).update(is_cancelled=True)
    for hear in _on_cancel:
        hear(occurrence, now)
    outbox.write("offer", [row.offer.uuid])


_on_cancel: list[Callable[[UUID, datetime], None]] = []


def on_cancel(hear: Callable[[UUID, datetime], None]) -> None:
    """Have `hear(occurrence, now)` called in the transaction that cancels a date."""
    if hear not in _on_cancel:
        _on_cancel.append(hear)


def set_places_left(occurrence: UUID, left: int | None) -> None:
    """Record how many card places a date has left, in the caller's transaction. Called by the gated wing's one counter."""
    Occurrence.objects.filter(uuid=occurrence).update(places_left=left)
    outbox.write("places", [occurrence])
