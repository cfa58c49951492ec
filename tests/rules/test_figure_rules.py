"""No hidden figure can be worked out from the shown ones: proved by linear algebra on drawn tables."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from redemption.figures.rules import CARDS_MIN, Count, hidden_cells, is_small


def counted(visits: int, cards: int | None = None) -> Count:
    cards = visits if cards is None else cards
    return Count(visits=visits, cards=cards, largest=1 if visits else 0)


def table(rows: list[list[int]]) -> dict[tuple[int, int], Count]:
    """Return a table with its totals in row and column 0; each visit is a card of its own."""
    cells = {(r, c): n for r, row in enumerate(rows, 1) for c, n in enumerate(row, 1)}
    width = len(rows[0])
    cells |= {(r, 0): sum(row) for r, row in enumerate(rows, 1)}
    cells |= {(0, c): sum(row[c - 1] for row in rows) for c in range(1, width + 1)}
    cells[0, 0] = sum(map(sum, rows))
    return {key: counted(n) for key, n in cells.items()}


def determined(counts: dict[tuple[int, int], Count], hidden: frozenset[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the hidden cells that have one value only, given the shown ones and that rows and columns add up."""
    unknown = sorted(hidden)
    lines = [[key for key in counts if key[0] == row] for row in {row for row, _ in counts}]
    lines += [[key for key in counts if key[1] == column] for column in {column for _, column in counts}]
    matrix = [[Fraction((key in line) * (-1 if 0 in (key[0] if line[0][1] == line[-1][1] else key[1],) else 1)) for key in unknown] for line in lines]
    pivots = _reduce(matrix)
    free = [number for number in range(len(unknown)) if number not in pivots]
    moves = {number for row, pivot in enumerate(pivots) if any(matrix[row][other] for other in free) for number in [pivot]} | set(free)
    return {unknown[number] for number in range(len(unknown)) if number not in moves}


def _reduce(matrix: list[list[Fraction]]) -> list[int]:
    pivots: list[int] = []
    row = 0
    for column in range(len(matrix[0]) if matrix else 0):
        best = next((r for r in range(row, len(matrix)) if matrix[r][column]), None)
        if best is None:
            continue
        matrix[row], matrix[best] = matrix[best], matrix[row]
        matrix[row] = [value / matrix[row][column] for value in matrix[row]]
        for other in range(len(matrix)):
            if other != row and matrix[other][column]:
                factor = matrix[other][column]
                matrix[other] = [a - factor * b for a, b in zip(matrix[other], matrix[row], strict=True)]
        pivots.append(column)
        row += 1
    return pivots


def test_a_cell_needs_ten_cards_and_no_card_makes_over_half_of_it():
    assert not is_small(Count(0, 0, 0, 0))
    assert is_small(Count(visits=30, cards=CARDS_MIN - 1, largest=5))
    assert not is_small(Count(visits=30, cards=CARDS_MIN, largest=15))
    assert is_small(Count(visits=30, cards=CARDS_MIN, largest=16))


def test_one_small_cell_takes_others_with_it():
    counts = table([[3, 40, 50], [20, 30, 60], [25, 35, 70]])

    hidden = hidden_cells(counts)

    assert (1, 1) in hidden
    assert len(hidden) == 4
    assert determined(counts, hidden) == set()


def test_a_table_with_only_large_cells_hides_nothing():
    assert hidden_cells(table([[12, 40], [20, 30]])) == frozenset()


def test_the_proof_sees_what_hiding_one_cell_alone_would_give_away():
    counts = table([[3, 40], [20, 30]])

    assert determined(counts, frozenset({(1, 1)})) == {(1, 1)}


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(st.integers(0, 30), min_size=width, max_size=width), min_size=1, max_size=5)))
def test_no_hidden_cell_can_be_worked_out(rows):
    counts = table(rows)

    hidden = hidden_cells(counts)

    assert {key for key, count in counts.items() if is_small(count)} <= hidden
    assert determined(counts, hidden) == set()
