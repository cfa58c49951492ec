"""Which figures may be shown (redemption.md, 4.4).

A table has rows (venues) and columns (months), and a total row and column. A cell with too few cards is hidden. Others are
hidden with it until no hidden one can be worked out from what is shown: seen as a graph whose nodes are rows and columns and
whose edges are hidden cells, a cell can be worked out exactly when its edge is a bridge, lying on no circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

CARDS_MIN = 10  # cards that a shown cell needs (decided; ONS and NHS Digital use 7 to 10)
LARGEST_SHARE = 2  # no card may make over a half of a cell's visits

EMPTY_COST, TOTAL_COST = 1_000, 1_000_000  # visits that an empty cell or a total is worth when one must be hidden

Key = tuple[int, int]  # row, column; 0 is the total of each
Node = tuple[str, int]


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
    """Return the cells to hide: the small ones, and as few visits more as it takes that none of them can be worked out.

    counts   every cell of the table, totals included, row and column 0 being the totals; at least one row and one column more.
    """
    hidden = {key for key, count in counts.items() if is_small(count)}
    while (alone := _bridge(hidden)) is not None:
        hidden |= _circle_through(alone, hidden, counts)
    return frozenset(hidden)


def _bridge(hidden: Iterable[Key]) -> Key | None:
    """Return a hidden cell that could be worked out, or None; the same one for the same table."""
    edges = sorted(hidden)
    return next((edge for edge in edges if not _joins(edge, [other for other in edges if other != edge])), None)


def _joins(edge: Key, others: list[Key]) -> bool:
    """Tell whether the row and the column of a cell are connected by the other cells."""
    reached, waiting = {_row(edge)}, [_row(edge)]
    while waiting:
        node = waiting.pop()
        for other in others:
            ends = {_row(other), _column(other)}
            if node in ends and not ends <= reached:
                waiting += ends - reached
                reached |= ends
    return _column(edge) in reached


def _circle_through(alone: Key, hidden: set[Key], counts: Mapping[Key, Count]) -> set[Key]:
    """Return the cells that close the cheapest circle through a lonely one (shortest path, Dijkstra)."""
    goal, done = _column(alone), set()
    waiting: list[tuple[int, Node, tuple[Key, ...]]] = [(0, _row(alone), ())]
    while waiting:
        cost, node, path = heappop(waiting)
        if node == goal:
            return set(path)
        if node in done:
            continue
        done.add(node)
        for key in counts:
            if key != alone and node in (_row(key), _column(key)):
                following = _column(key) if node == _row(key) else _row(key)
                heappush(waiting, (cost + _cost(key, hidden, counts), following, (*path, key)))
    return set(counts)  # a table of one row or column: nothing of it can be shown


def _cost(key: Key, hidden: set[Key], counts: Mapping[Key, Count]) -> int:
    """Return what it costs to hide a cell: its visits; an empty cell more, a total most."""
    if key in hidden:
        return 0
    return counts[key].visits + 1 + (counts[key].visits == 0) * EMPTY_COST + (0 in key) * TOTAL_COST


def _row(key: Key) -> Node:
    return ("row", key[0])


def _column(key: Key) -> Node:
    return ("column", key[1])
