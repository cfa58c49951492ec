"""Tiles that are drawn before anyone asks for them."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from common import time
from common.geo import FINLAND, tile_box
from search.tiles import ahead, store
from search.tiles.reach import exists, shows_something


@pytest.fixture(autouse=True)
def _tiles_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(ahead, "FOLDER", tmp_path / "tiles")
    monkeypatch.setattr(ahead, "_done", set())


@pytest.fixture
def few(monkeypatch):
    """Only the four tiles of zoom 4, in each style and size."""
    monkeypatch.setattr(ahead, "LAST_ZOOM_AHEAD", 4)


def test_the_tiles_ahead_are_those_of_the_whole_country() -> None:
    tiles = list(ahead.tiles_ahead())

    assert len(tiles) == len(set(tiles)) == 3048
    assert all(exists(tile.x, tile.y, tile.zoom) and shows_something(tile.x, tile.y, tile.zoom) for tile in tiles)
    closest = [tile_box(tile.x, tile.y, tile.zoom) for tile in tiles if tile.zoom == 8]
    assert min(box.west for box in closest) <= FINLAND.west
    assert max(box.north for box in closest) >= FINLAND.north


@pytest.mark.usefixtures("few")
def test_the_command_draws_what_is_missing_and_throws_older_away(capsys) -> None:
    (ahead.FOLDER / "0ld" / "fi-light").mkdir(parents=True)

    call_command("draw_tiles")
    call_command("draw_tiles")

    told = capsys.readouterr().out.splitlines()
    assert [line.split(",")[0] for line in told] == ["32 tiles drawn", "0 tiles drawn"]
    assert [folder.name for folder in ahead.FOLDER.iterdir()] == [store.fingerprint()]


@pytest.mark.usefixtures("few")
def test_the_worker_draws_a_few_a_round_until_all_are_there(monkeypatch) -> None:
    monkeypatch.setattr(ahead, "A_ROUND", 20)
    drawn = []
    for _round in range(4):
        ahead.draw_some(time.now())
        drawn.append(len(list(ahead.FOLDER.rglob("*.png"))))

    assert drawn == [20, 32, 32, 32]


def test_where_the_tiles_are_anothers_none_is_drawn(settings) -> None:
    settings.TILE_URL = "https://tiles.example.fi/{z}/{x}/{y}.png"

    ahead.draw_some(time.now())

    assert not ahead.FOLDER.exists()
