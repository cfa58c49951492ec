"""One suite, every engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines.sqlite import SqliteEngine
from search.types import Engine


@pytest.fixture(params=["sqlite"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty engine of each kind."""
    made = SqliteEngine(tmp_path / "index")
    yield made
    made.close()
