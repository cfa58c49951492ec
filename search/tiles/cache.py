"""Drawn tiles kept on disk, so that each is drawn once. A folder for each version of the data; old versions may be deleted."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def kept(path: Path, draw: Callable[[], bytes]) -> bytes:
    """Return the file's bytes, drawing and keeping them first where it is missing.

    A half-written file is never seen: the bytes go to a file beside it that then takes its name. A disk that cannot be
    written to costs only the keeping.
    """
    try:
        return path.read_bytes()
    except OSError:
        content = draw()
    with suppress(OSError):
        _write(path, content)
    return content


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink()
        raise
