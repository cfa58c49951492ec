"""One suite, every engine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from search import engines
from search.engines import paired, patience
from search.engines.sqlite import SqliteEngine
from search.types import Engine


@pytest.fixture(params=["sqlite"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty engine of each kind."""
    made = SqliteEngine(tmp_path / "index")
    yield made
    made.close()


@pytest.fixture(params=["sqlite", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def site(request: pytest.FixtureRequest, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site that finds with each kind of engine, empty; the server's indices are deleted afterwards. Never in a hurry: see test_faults."""
    if request.param == "sqlite":
        yield request.param
        return
    from search.engines import wire  # loads the client, which only these need

    for module, name in ((wire, "READ_S"), (paired, "READ_S"), (patience, "PAGE_S")):
        monkeypatch.setattr(module, name, 30.0)
    settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_URL"]
    settings.ELASTICSEARCH_PREFIX = f"test-{uuid4().hex[:12]}"
    pair = engines.paired()
    assert pair
    pair.main.rebuild([], 0)
    yield request.param
    assert pair.last_trouble is None, "the embedded engine answered for the server"
    wire.client(settings.ELASTICSEARCH_URL).options(request_timeout=30, ignore_status=404).indices.delete(index=f"{settings.ELASTICSEARCH_PREFIX}*")
