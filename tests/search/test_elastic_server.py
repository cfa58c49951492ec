"""The server that the tests start for themselves: it hangs, dies and comes back with its data as it is told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from elasticsearch import Elasticsearch

if TYPE_CHECKING:
    from elastic_server import Server

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of this test's own, with half the usual heap."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(SCRIPTS)])
    from elastic_server import server

    with server(heap="256m") as one:
        yield one


@pytest.mark.elasticsearch
def test_a_server_hangs_dies_and_comes_back_with_its_data(server: Server) -> None:
    client = Elasticsearch(server.url)
    client.index(index="kept", id="1", document={"word": "jazz"}, refresh=True)

    server.freeze()
    assert not server.answers()
    server.thaw()
    assert server.answers()

    server.kill()
    assert not server.is_running()
    server.start()
    client.cluster.health(index="kept", wait_for_status="yellow")
    assert client.get(index="kept", id="1")["_source"] == {"word": "jazz"}
