"""Sets of documents as whole numbers, and sums of numbers for all documents at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.engines.bits import Members, added, at_least, bits_of, highest, less, numbers_of, values_at

SETS = st.sets(st.integers(0, 3_000), max_size=60)
NUMBERS = st.lists(st.integers(0, 4_000), min_size=1, max_size=60)


def planes_of(values: list[int]) -> list[int]:
    return [bits_of([at for at, value in enumerate(values) if value >> digit & 1], len(values)) for digit in range(12)]


@given(SETS, SETS, st.integers(3_001, 100_000))
def test_a_set_holds_what_was_put_in(one: set[int], other: set[int], size: int) -> None:
    bits, others = bits_of(one, size), bits_of(other, size)

    assert numbers_of(bits) == sorted(one)
    assert numbers_of(bits | others) == sorted(one | other)
    assert numbers_of(less(bits, others)) == sorted(one - other)
    assert Members(bits).among(sorted(other)) == sorted(one & other)
    assert all((number in Members(bits)) is (number in one) for number in (*other, 0, size))


def test_a_full_set_is_read_as_a_sparse_one() -> None:
    assert numbers_of(bits_of(range(2_000), 2_000)) == list(range(2_000))


@given(st.lists(NUMBERS, min_size=1, max_size=5))
def test_planes_add_up_as_numbers_do(summands: list[list[int]]) -> None:
    size = max(map(len, summands))
    even = [numbers + [0] * (size - len(numbers)) for numbers in summands]
    planes: list[int] = []
    for numbers in even:
        planes = added(planes, planes_of(numbers))

    assert values_at(planes, range(size)) == [sum(column) for column in zip(*even, strict=True)]


@given(NUMBERS, st.integers(1, 5_000))
def test_at_least_is_a_comparison(values: list[int], least: int) -> None:
    assert numbers_of(at_least(planes_of(values), least)) == [at for at, value in enumerate(values) if value >= least]


@given(NUMBERS, st.integers(0, 70), st.randoms())
def test_the_highest_are_found_and_ties_are_told_apart(values: list[int], most: int, dice: object) -> None:
    among = [at for at in range(len(values)) if dice.random() < 0.8]  # type: ignore[attr-defined]

    sure, open_ = highest(planes_of(values), bits_of(among, len(values)), most)

    chosen, ties = numbers_of(sure), numbers_of(open_)
    best = sorted((values[at] for at in among), reverse=True)
    need = min(most, len(among)) - len(chosen)
    assert 0 <= need <= len(ties)
    assert sorted((values[at] for at in (*chosen, *ties[:need])), reverse=True) == best[:most]
    assert len({values[at] for at in ties}) <= 1
