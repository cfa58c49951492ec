"""Which figures may be shown (redemption.md, 4.4).

A table has rows (venues) and columns (months), and a total row and column. A cell with too few cards is hidden. Others are
hidden with it until no hidden one can be worked out from what is shown: seen as a graph whose nodes are rows and columns and
whose edges are hidden cells, a cell can be worked out exactly when its edge is a bridge, lying on no circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CARDS_MIN = 10  # cards that a shown cell needs (decided; ONS and NHS Digital use 7 to 10)
LARGEST_SHARE = 2  # no card may make over a half of a cell's visits

Key = tuple[int, int]  # row, column; 0 is the total of each


@dataclass(frozen=True, slots=True)
class Count:
    """What a cell would say. `largest`: visits of the card that came most."""

    visits: int = 0
    children: int = 0
    cards: int = 0
    largest: int = 0


def is_small(count: Count) -> bool:
    """Tell whether a cell tells of too few people to be shown. Nothing at all tells of nobody."""
    return count.visits > 0 and (count.cards < CARDS_MIN or count.largest * LARGEST_SHARE > count.visits)


def hidden_cells(counts: Mapping[Key, Count]) -> frozenset[Key]:
    """Return the cells to hide: the small ones, and enough others that none of them can be worked out.

    counts   every cell of the table, totals included, row and column 0 being the totals.
    """
    hidden = {key for key, count in counts.items() if is_small(count)}
    while (alone := _bridge(hidden)) is not None:
        partner = _partner(alone, hidden, counts)
        if partner is None:  # a table too small to hide anything in: nothing of it is shown
            return frozenset(counts)
        hidden.add(partner)
    return frozenset(hidden)


def _bridge(hidden: Iterable[Key]) -> Key | None:
    """Return a hidden cell that could be worked out, or None; the same one for the same table."""
    edges = sorted(hidden)
    for edge in edges:
        if not _joins(edge, [other for other in edges if other != edge]):
            return edge
    return None


def _joins(edge: Key, others: list[Key]) -> bool:
    """Tell whether the row and the column of a cell are connected by the other cells."""
    return ("column", edge[1]) in _reached(("row", edge[0]), others)


def _reached(start: tuple[str, int], edges: list[Key]) -> set[tuple[str, int]]:
    """Return the rows and columns that hidden cells connect with one of them."""
    reached, waiting = {start}, [start]
    while waiting:
        kind, number = waiting.pop()
        for row, column in edges:
            neighbour = ("column", column) if (kind, number) == ("row", row) else ("row", row) if (kind, number) == ("column", column) else None
            if neighbour is not None and neighbour not in reached:
                reached.add(neighbour)
                waiting.append(neighbour)
    return reached


def _partner(alone: Key, hidden: set[Key], counts: Mapping[Key, Count]) -> Key | None:
    """Return the shown cell that costs least and closes a circle through the lonely one: no zero and no total if it can be helped."""
    others = [key for key in hidden if key != alone]
    rows, columns = _reached(("row", alone[0]), others), _reached(("column", alone[1]), others)
    closing = [key for key in counts if key not in hidden and _is_between(key, rows, columns)]
    return min(closing, key=lambda key: (counts[key].visits == 0, 0 in key, counts[key].visits, key), default=None)


def _is_between(key: Key, rows: set[tuple[str, int]], columns: set[tuple[str, int]]) -> bool:
    ends = (("row", key[0]), ("column", key[1]))
    return (ends[0] in rows and ends[1] in columns) or (ends[1] in rows and ends[0] in columns)
