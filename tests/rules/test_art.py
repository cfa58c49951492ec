"""Pictures for what has none."""

import pytest

from common.art import MOTIFS, art, rings, sprite_symbols

CATEGORIES = (
    *("music", "theatre", "dance", "circus", "museum", "exhibition", "film", "festival", "literature"),
    *("community", "learning", "craft", "science", "sport", "nature", "family", "games", "lecture"),
)


def test_every_category_has_a_motif():
    assert sorted(MOTIFS) == sorted(CATEGORIES)


@pytest.mark.parametrize("category", CATEGORIES)
def test_picture_weighs_little_whole_and_almost_nothing_by_reference(category):
    assert len(art(category, 63)) <= 1_100
    assert len(art(category, 63, sprite="/static/site/motifs.0123456789ab.svg")) <= 320


@pytest.mark.parametrize("seed", [0, 1, 63, 64, 2**64, -5])
def test_rings_stay_on_the_field_whatever_the_seed(seed):
    picture = art("music", seed, sprite="s")
    x, y = (int(picture.split(f' {axis}="')[1].split('"')[0]) for axis in "xy")

    assert 8 <= x < 72
    assert 10 <= y < 90


def test_same_seed_gives_the_same_picture():
    assert art("dance", 7) == art("dance", 7) != art("dance", 8)


def test_unknown_category_still_gets_a_picture():
    assert art("jousting", 1) == art("community", 1)


def test_picture_is_hidden_from_readers():
    assert 'aria-hidden="true"' in art("film", 1)


def test_rings_are_as_many_as_asked():
    assert rings((0, 0), "#fff", count=3).count("<circle") == 3


def test_sprite_holds_ground_rings_and_figure_of_each_category():
    assert len(list(sprite_symbols())) == 3 * len(MOTIFS)
