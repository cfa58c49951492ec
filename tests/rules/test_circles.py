"""How far is near, and by which town a place is known."""

from __future__ import annotations

import pytest

from areas import municipalities
from areas.districts import load_districts
from areas.municipalities import load_rows
from areas.name_forms import genitive, partitive
from common.geo import BBox
from search.circles import first_km, growing_from, known_town, people_of, town_of_heap


@pytest.mark.parametrize(
    ("name", "km"),
    [("Helsinki", 3), ("Lahti", 3), ("Kajaani", 5), ("Hanko", 10), ("Sotkamo", 20), ("Pielavesi", 30), ("Hyrynsalmi", 60), ("Utsjoki", 60)],
)
def test_the_first_circle_fits_how_densely_people_live(name: str, km: int) -> None:
    assert first_km(municipalities.find(name)) == km


def test_what_is_no_municipality_is_the_core_of_a_city() -> None:
    assert first_km(object()) == 3


@pytest.mark.parametrize(
    ("first", "radii"),
    [(3, [3, 10, 30, 100, 300]), (5, [5, 20, 60, 200]), (20, [20, 60, 200]), (60, [60, 200])],
)
def test_circles_grow_at_least_threefold(first: float, radii: list[float]) -> None:
    assert list(growing_from(first)) == radii


def test_every_municipality_has_people_and_a_first_circle() -> None:
    assert all(people_of(row.code) > 100 and 3 <= first_km(row) <= 60 for row in load_rows())
    assert people_of("000") == 0


def test_a_place_is_known_by_the_largest_town_near_it_not_by_the_nearest() -> None:
    nokia = municipalities.find("Nokia")

    assert known_town(nokia.lat, nokia.lon).name_fi == "Tampere"
    assert known_town(69.9, 27.0).name_fi == "Utsjoki"
    assert known_town(59.6, 23.9).name_fi == "Raasepori"


def test_a_wide_heap_is_named_by_a_large_town_in_it() -> None:
    assert town_of_heap(64.6, 27.0, BBox(25.0, 63.5, 29.0, 65.5)).name_fi == "Oulu"
    assert town_of_heap(64.2, 27.7, BBox(27.7, 64.2, 27.7, 64.2)).name_fi == "Kajaani"


@pytest.mark.parametrize(
    ("name", "of", "near"),
    [
        ("Kajaani", "Kajaanin", "Kajaania"),
        ("Tampere", "Tampereen", "Tamperetta"),
        ("Uusikaupunki", "Uudenkaupungin", "Uuttakaupunkia"),
        ("Kauniainen", "Kauniaisten", "Kauniaisia"),
        ("Olematon", "paikan Olematon", "paikkaa Olematon"),
    ],
)
def test_names_bend_in_finnish(name: str, of: str, near: str) -> None:
    assert (genitive(name), partitive(name)) == (of, near)


def test_every_municipality_and_district_has_its_forms() -> None:
    assert [row.name_fi for row in (*load_rows(), *load_districts()) if genitive(row.name_fi).startswith("paikan ")] == []
