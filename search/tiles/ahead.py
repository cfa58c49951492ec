"""Drawing the tiles of the whole country before anyone asks for them, and throwing away those of older data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from common.geo import tile_of
from search.tiles import render, store
from search.tiles.cache import kept
from search.tiles.reach import CLOSE_BOX, FIRST_ZOOM, LANGUAGES

LAST_ZOOM_AHEAD = 8  # the whole country to one's own province; closer ones are drawn when asked for, and kept
A_ROUND = 12  # tiles of one round of the worker: about half a second
FOLDER = Path(settings.VAR) / "tiles"
_done: set[str] = set()  # fingerprints whose tiles this process has seen whole


@dataclass(frozen=True, slots=True)
class Tile:
    """One picture of the map: x eastward, y southward; scale 1 or 2; theme light or dark; language fi or sv."""

    x: int
    y: int
    zoom: int
    language: str = "fi"
    theme: str = "light"
    scale: int = 1

    @property
    def path(self) -> Path:
        """Where it is kept: a folder for each version of the data."""
        style = f"{self.language}-{self.theme}"
        return FOLDER / store.fingerprint() / style / str(self.zoom) / str(self.x) / f"{self.y}@{self.scale}x.png"

    def png(self) -> bytes:
        """Return the picture, drawn if it is not kept yet."""
        return kept(self.path, self._drawn)

    def _drawn(self) -> bytes:
        return render.tile(self.x, self.y, self.zoom, language=self.language, theme=self.theme, scale=self.scale)


def tiles_ahead() -> Iterator[Tile]:
    """Yield the tiles of Finland up to zoom 8, those first that most readers meet first: far before close, light before dark."""
    for theme in render.THEMES:
        for zoom in range(FIRST_ZOOM, LAST_ZOOM_AHEAD + 1):
            west, north = tile_of(CLOSE_BOX.north, CLOSE_BOX.west, zoom)
            east, south = tile_of(CLOSE_BOX.south, CLOSE_BOX.east, zoom)
            for language in LANGUAGES:
                for x in range(west, east + 1):
                    for y in range(north, south + 1):
                        yield from (Tile(x, y, zoom, language, theme, scale) for scale in (1, 2))


def draw_ahead(most: int) -> int:
    """Draw at most so many of the tiles that are missing; return how many were."""
    drawn = 0
    for tile in tiles_ahead():
        if drawn == most:
            return drawn
        if not tile.path.exists():
            tile.png()
            drawn += 1
    _done.add(store.fingerprint())
    return drawn


def forget_old() -> int:
    """Throw away the tiles of other versions of the data; return how many versions there were."""
    old = [folder for folder in FOLDER.glob("*") if folder.is_dir() and folder.name != store.fingerprint()]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def draw_some(_now: datetime) -> None:
    """Draw a few of the missing tiles: a chore of the worker. Nothing where the tiles are another's."""
    if settings.TILE_URL or store.fingerprint() in _done:
        return
    forget_old()
    draw_ahead(A_ROUND)
