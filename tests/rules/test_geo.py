"""Distances, directions, boxes and map cells."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common import geo
from common.geo import FINLAND, BBox, OutsideFinland

HELSINKI, TURKU, OULU, KAJAANI = (60.1708, 24.9375), (60.4518, 22.2666), (65.0121, 25.4651), (64.2270, 27.7285)
lats = st.floats(59.4, 70.1)
lons = st.floats(19.1, 31.6)


def test_distance_is_the_great_circle_in_metres():
    assert geo.haversine_m(*HELSINKI, *TURKU) == pytest.approx(150_200, rel=0.005)
    assert geo.haversine_m(0, 0, 0, 180) == pytest.approx(geo.EARTH_RADIUS_M * 3.141592653589793)
    assert geo.haversine_m(*OULU, *OULU) == 0


@given(lats, lons, lats, lons)
def test_distance_is_the_same_both_ways(lat_a, lon_a, lat_b, lon_b):
    there, back = geo.haversine_m(lat_a, lon_a, lat_b, lon_b), geo.haversine_m(lat_b, lon_b, lat_a, lon_a)

    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there < 1_400_000


@pytest.mark.parametrize(
    ("goal", "word"),
    [((61, 25), "n"), ((60.5, 26), "ne"), ((60, 26), "e"), ((59.5, 26), "se"), ((59, 25), "s"), ((59.5, 24), "sw"),
     ((60, 24), "w"), ((60.5, 24), "nw")],
)  # fmt: skip
def test_compass_names_eight_directions(goal, word):
    assert geo.compass_of(60, 25, *goal) == word


@pytest.mark.parametrize("point", [HELSINKI, (59.8, 19.1), (70.1, 31.6), (59.0, 25.0)])
def test_a_point_in_or_just_outside_finland_is_taken(point):
    geo.require_finland(*point)


@pytest.mark.parametrize("point", [(58.9, 25.0), (59.33, 18.06), (70.7, 27.0), (52.5, 13.4), (-90, 0), (200, 25), (float("inf"), 25)])  # fmt: skip
def test_a_point_far_away_is_refused(point):
    with pytest.raises(OutsideFinland):
        geo.require_finland(*point)


@pytest.mark.parametrize("text", ["", "1", "60.1", "60.1,", "60,25,1", "a,b", "nan,25", "inf,25", "52.5,13.4"])
def test_a_bad_point_is_a_value_error(text):
    with pytest.raises(ValueError):
        geo.parse_point(text)


def test_a_point_is_read_latitude_first():
    assert geo.parse_point(" 60.17, 24.94") == (60.17, 24.94)


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "24,60,25", "25,60,24,61", "24,61,25,60", "24,60,24,61", "a,b,c,d", "nan,60,25,61", "10,50,12,52", "24,60,25,95"]
)  # fmt: skip
def test_a_bad_box_is_a_value_error(text):
    with pytest.raises(ValueError):
        geo.parse_bbox(text)


def test_a_box_is_read_west_first_and_written_back():
    box = geo.parse_bbox("24.5,60,25.5,60.5")

    assert box == BBox(24.5, 60.0, 25.5, 60.5)
    assert geo.parse_bbox(box.as_text()) == box
    assert box.centre == (60.25, 25.0)


def test_a_place_is_known_to_a_hundredth_of_a_degree():
    assert geo.rounded(60.16952, 24.93545) == (60.17, 24.94)


@given(lats, lons, lats, lons)
@example(64.0, 20.0, 66.5, 31.6)
def test_a_box_around_holds_every_point_within_the_radius(lat, lon, other_lat, other_lon):
    radius_m = geo.haversine_m(lat, lon, other_lat, other_lon)

    assert BBox.around(lat, lon, radius_m).contains(other_lat, other_lon)


@pytest.mark.parametrize("radius_m", [10_000_000, 20_000_000])
def test_a_box_around_a_pole_goes_all_the_way_round(radius_m):
    box = BBox.around(65.0, 25.0, radius_m)

    assert box.contains(89.9, -150.0)


def test_the_box_of_points_is_the_smallest_one():
    assert BBox.of_points([HELSINKI, OULU, KAJAANI]) == BBox(24.9375, 60.1708, 27.7285, 65.0121)
    assert BBox.of_points([]) is None


@given(lats, lons)
def test_the_map_place_can_be_turned_back(lat, lon):
    assert geo.lat_lon_of(*geo.world_xy(lat, lon)) == pytest.approx((lat, lon), abs=1e-9)


@given(lats, lons, st.integers(0, 20))
def test_a_point_lies_in_its_tile_and_its_cell(lat, lon, zoom):
    x, y = geo.tile_of(lat, lon, zoom)
    cell = geo.cell_of(lat, lon, zoom)

    assert geo.tile_box(x, y, zoom).padded(0).contains(lat, lon)
    assert geo.morton_xy(cell) == (x, y)


@given(lats, lons, st.integers(1, 20))
def test_a_cell_shifted_by_two_bits_is_the_coarser_cell(lat, lon, zoom):
    assert geo.cell_of(lat, lon, zoom) >> 2 == geo.cell_of(lat, lon, zoom - 1)


@given(st.integers(0, 2**20 - 1), st.integers(0, 2**20 - 1))
def test_morton_keeps_both_numbers(x, y):
    assert geo.morton_xy(geo.morton(x, y)) == (x, y)


def test_the_poles_and_the_edge_stay_on_the_map():
    assert geo.tile_of(90, 180, 3) == (7, 0)
    assert geo.tile_of(-90, -180, 3) == (0, 7)


def test_helsinki_lies_in_the_tile_every_map_knows():
    assert geo.tile_of(60.1699, 24.9384, 10) == (582, 296)
    assert FINLAND.contains(*HELSINKI)
