"""The basemap's own file: layers of lines and rings on the square map, in two grades of detail. Pure; no Django.

The file: `KMAP1\\n`, one line of JSON `{"layers": {"land/fine": [offset, length], …}}`, then one zlib stream for each layer.
A stream is numbers only: for each shape its count of points, then the steps from point to point, as signed variable-length
integers on a grid of 2^21 by 2^21 over the whole square map (about 10 m in Finland). x grows eastward, y southward.
Made by scripts/build_basemap.py; sources and licences in data/ATTRIBUTION.md.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

MAGIC = b"KMAP1\n"
GRID_BITS = 21
DATA = Path(__file__).parent / "data"
BASEMAP = DATA / "basemap.kmap"
GRADES = ("coarse", "fine")
COARSE_UP_TO_ZOOM = 7

Point = tuple[int, int]
Shape = tuple[Point, ...]


def grade_of(zoom: int) -> str:
    """Return which grade of detail a zoom is drawn from."""
    return "coarse" if zoom <= COARSE_UP_TO_ZOOM else "fine"


@cache
def layer(name: str, grade: str) -> tuple[Shape, ...]:
    """Return the shapes of a layer; empty if the file has no such layer."""
    place = _directory().get(f"{name}/{grade}")
    if place is None:
        return ()
    start, length = place
    return tuple(_unpacked(zlib.decompress(_content()[start : start + length])))


@cache
def fingerprint() -> str:
    """Return eight hex digits that change whenever a data file changes."""
    digest = hashlib.sha256()
    for path in sorted(DATA.iterdir()):
        if path.suffix in {".kmap", ".csv", ".ttf"}:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def packed(layers: Mapping[str, Iterable[Sequence[Point]]]) -> bytes:
    """Return the file's bytes for layers named `name/grade`; the same layers give the same bytes."""
    streams = {name: zlib.compress(_packed(shapes), 9) for name, shapes in sorted(layers.items())}
    places, start = {}, 0
    for name, stream in streams.items():
        places[name] = [start, len(stream)]
        start += len(stream)
    head = json.dumps({"layers": places}, separators=(",", ":")).encode() + b"\n"
    return MAGIC + head + b"".join(streams.values())


@cache
def _file() -> tuple[dict[str, tuple[int, int]], bytes]:
    content = BASEMAP.read_bytes()
    if not content.startswith(MAGIC):
        raise ValueError(f"{BASEMAP.name} is not a basemap of this version")
    end = content.index(b"\n", len(MAGIC))
    return json.loads(content[len(MAGIC) : end])["layers"], content[end + 1 :]


def _directory() -> dict[str, tuple[int, int]]:
    return _file()[0]


def _content() -> bytes:
    return _file()[1]


def _packed(shapes: Iterable[Sequence[Point]]) -> bytes:
    out = bytearray()
    last_x = last_y = 0
    for shape in shapes:
        _write(out, len(shape))
        for x, y in shape:
            _write(out, _unsigned(x - last_x))
            _write(out, _unsigned(y - last_y))
            last_x, last_y = x, y
    return bytes(out)


def _unsigned(step: int) -> int:
    return step << 1 if step >= 0 else (-step << 1) - 1


def _write(out: bytearray, number: int) -> None:
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)


def _unpacked(stream: bytes) -> list[Shape]:
    numbers = _numbers(stream)
    shapes: list[Shape] = []
    place, x, y = 0, 0, 0
    while place < len(numbers):
        count = numbers[place]
        place += 1
        points = []
        for at in range(place, place + 2 * count, 2):
            x += _signed(numbers[at])
            y += _signed(numbers[at + 1])
            points.append((x, y))
        place += 2 * count
        shapes.append(tuple(points))
    return shapes


def _signed(number: int) -> int:
    return -((number + 1) >> 1) if number & 1 else number >> 1


def _numbers(stream: bytes) -> list[int]:
    numbers, value, shift = [], 0, 0
    for byte in stream:
        value |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
        else:
            numbers.append(value)
            value = shift = 0
    return numbers
