"""Counting uses into protected cells: one area and year at a time, all its cells in one transaction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from areas.models import Area
from common.time import HELSINKI, midnight
from redemption.claims.models import Use
from redemption.figures.models import StatCell
from redemption.figures.rules import Count, Key, hidden_cells

TOTAL = 0


@transaction.atomic
def count_year(area: Area, *, year: int, now: datetime) -> None:
    """Count an area's visits of a year anew, by venue and Helsinki month. Visits taken back and practice cards do not count."""
    counts = _counts(area, year)
    hidden = hidden_cells(counts)
    StatCell.objects.filter(area=area, year=year).delete()
    StatCell.objects.bulk_create([_cell(area, year, key, count, now, is_hidden=key in hidden) for key, count in counts.items()])


def _cell(area: Area, year: int, key: Key, count: Count, now: datetime, *, is_hidden: bool) -> StatCell:
    venue, month = key
    shown = {} if is_hidden else {"visits": count.visits, "children": count.children, "cards": count.cards}
    return StatCell(area=area, venue_id=venue or None, year=year, month=month or None, is_hidden=is_hidden, counted_at=now, **shown)


def _counts(area: Area, year: int) -> dict[Key, Count]:
    """Return the whole table of an area's year: a cell for every venue with visits and every month with some, and totals."""
    visits: dict[Key, int] = defaultdict(int)
    children: dict[Key, int] = defaultdict(int)
    by_card: dict[Key, Counter[int | None]] = defaultdict(Counter)
    for venue, card, month, people, young in _uses(area, year):
        for key in ((venue, month), (venue, TOTAL), (TOTAL, month), (TOTAL, TOTAL)):
            visits[key] += people
            children[key] += young
            by_card[key][card] += people
    return {key: _count(key, visits, children, by_card) for key in _table(visits)}


def _uses(area: Area, year: int) -> Iterable[tuple[int, int | None, int, int, int]]:
    """Yield (venue, card, month, people, children) of each visit. A visit whose link to a card was cut counts as a card of its own."""
    rows = Use.objects.filter(venue__area=area, undone_at=None, occurred_at__gte=midnight(datetime(year, 1, 1, tzinfo=HELSINKI).date())).filter(
        occurred_at__lt=midnight(datetime(year + 1, 1, 1, tzinfo=HELSINKI).date())
    )
    rows = rows.exclude(card__is_practice=True).select_related("card")
    for use in rows.iterator():
        card = use.card_id if use.card_id is not None else -use.pk
        yield use.venue_id, card, use.occurred_at.astimezone(HELSINKI).month, use.seats.people, use.children


def _table(visits: Iterable[Key]) -> list[Key]:
    """Return every cell of the table, the empty ones too: only whole rows and columns can be protected."""
    keys = list(visits)
    rows, columns = sorted({row for row, _ in keys} | {TOTAL}), sorted({column for _, column in keys} | {TOTAL})
    return [(row, column) for row in rows for column in columns]


def _count(key: Key, visits: dict[Key, int], children: dict[Key, int], by_card: dict[Key, Counter[int | None]]) -> Count:
    cards = by_card.get(key, Counter())
    return Count(visits.get(key, 0), children.get(key, 0), len(cards), max(cards.values(), default=0))
