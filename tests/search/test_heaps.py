"""Map cells: every offer counted, none too close, never too many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.geo import world_xy
from search.engines.heaps import CLOSE_PX, HEAPS_MOST, TILE_PX, Heap, cells, heaps


def of(counts: dict[tuple[float, float], int], zoom: int) -> list[Heap]:
    return cells(((point, *world_xy(*point), count) for point, count in counts.items()), zoom)


POINTS = st.tuples(st.floats(59.5, 70.0), st.floats(19.5, 31.5))


@given(st.dictionaries(POINTS, st.integers(1, 50), min_size=1, max_size=60), st.integers(0, 18))
def test_no_offer_is_lost_and_every_heap_holds_its_middle(counts: dict[tuple[float, float], int], zoom: int) -> None:
    shown = heaps(of(counts, zoom), zoom)

    assert sum(heap.count for heap in shown) == sum(counts.values())
    for heap in shown:
        lat, lon = heap.position
        assert heap.south - 1e-9 <= lat <= heap.north + 1e-9
        assert heap.west - 1e-9 <= lon <= heap.east + 1e-9
        if heap.count == 1:
            assert counts[heap.a_point] == 1


@pytest.mark.parametrize("zoom", [4, 9, 14, 18])
def test_a_view_never_has_more_than_300_features_and_still_counts_all(zoom: int) -> None:
    counts = {(59.5 + row / 10, 19.5 + column / 8): 1 for row in range(100) for column in range(90)}

    shown = heaps(of(counts, zoom), zoom)

    assert len(shown) <= HEAPS_MOST
    assert sum(heap.count for heap in shown) == len(counts)


def test_two_pins_that_would_touch_are_one_and_the_larger_gives_its_name() -> None:
    zoom = 10
    degrees = 360 / (TILE_PX << zoom)
    here, near, apart = (60.0, 25.0), (60.0, 25.0 + degrees * (CLOSE_PX - 5)), (60.0, 25.0 + degrees * CLOSE_PX * 3)
    found = of({here: 1, near: 5, apart: 1}, zoom)

    shown = heaps(found, zoom)

    assert [heap.count for heap in shown] == [6, 1]
    assert shown[0].key == next(heap.key for heap in found if heap.count == 5)


def test_making_heaps_leaves_the_cells_as_they_were() -> None:
    found = of({(60.0, 25.0): 1, (60.0, 25.0001): 2}, 6)
    before = [Heap(**{name: getattr(heap, name) for name in Heap.__slots__}) for heap in found]

    heaps(found, 6)

    assert found == before
