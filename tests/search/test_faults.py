"""A site on a real Elasticsearch that is killed, hangs, is emptied, gets another shape, or runs out of disk: no page fails, no change is lost.

Small counts and short waits; SOAK=1 runs the full ones.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from elasticsearch import Elasticsearch

from common import outbox, worker
from search import actions, engines
from search.engines.breaker import Breaker
from search.engines.paired import PairedEngine
from search.engines.wire import client as wire_client
from tests.factories import OccurrenceFactory, OfferFactory, VenueFactory
from tests.search.making import ask

if TYPE_CHECKING:
    from elastic_server import Server

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]
SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
IS_SOAK = bool(os.environ.get("SOAK"))
READERS, PUBLISHED, HANGS_S = (8, 500, 30.0) if IS_SOAK else (3, 12, 2.0)
FAST = 20  # the breakers' clock runs so much faster than ours
FINDER = "/fi/tarjonta/"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server of this module's own: the shared one must not be killed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path, str(SCRIPTS)])
        from elastic_server import server

        with server(heap="256m") as one:
            yield one


@pytest.fixture
def pair(server: Server, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[PairedEngine]:
    """The engines of a site on this server, with an index and three offers. A machine that is busy with other things gets a second."""
    for name in ("wire.READ_S", "paired.READ_S"):
        monkeypatch.setattr(f"search.engines.{name}", 1.0)
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = server.url, f"test-{uuid4().hex[:12]}"
    pair = engines.pair()
    assert pair
    pair.reading, pair.writing = Breaker(clock=fast), Breaker(clock=fast)
    worker.work_once()
    publish(3)
    until(lambda: all_there(pair, 3))  # its first questions are slow
    yield pair
    server.thaw()


def fast() -> float:
    return time.monotonic() * FAST


def raw(server: Server) -> Elasticsearch:
    return wire_client(server.url).options(request_timeout=30)


def alias() -> str:
    from django.conf import settings  # as this test has set them

    return f"{settings.ELASTICSEARCH_PREFIX}-offers"


def publish(count: int) -> None:
    """Publish offers as a page does: facts and outbox rows, then the worker."""
    venue = VenueFactory()
    for _number in range(count):
        outbox.write("offer", [OccurrenceFactory(offer=OfferFactory(venue=venue)).offer.uuid])
    outbox.drain()


def until(holds: Callable[[], bool], *, seconds: float = 60) -> None:
    """Run the worker until something holds, a minute at most."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s"
        worker.work_once()
        time.sleep(0.1)


def all_there(pair: PairedEngine, count: int) -> bool:
    """Tell whether the server has every offer and nothing waits."""
    found = ask(pair, now=timezone.now())
    return not found.is_fallback and found.total == count and not actions.has_unsent()


def page_stands(title: str = "") -> None:
    answer = Client().get(FINDER, {"q": title} if title else {})
    assert answer.status_code == 200


class Readers:
    """People who ask all the time, in threads; `errors` and `short` are what none of them should ever see."""

    def __init__(self, pair: PairedEngine, least: int) -> None:
        self.pair, self.least = pair, least
        self.errors: list[Exception] = []
        self.short: list[int] = []
        self.asked = 0
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(READERS)]

    def _read(self) -> None:
        while not self._stop.is_set():
            try:
                total = ask(self.pair, "kesäyön", now=timezone.now(), facets=("category",)).total
            except Exception as error:  # noqa: BLE001  (whatever a reader meets is what the test looks for)
                self.errors.append(error)
            else:
                self.asked += 1
                if total < self.least:
                    self.short.append(total)
            time.sleep(0.01)

    def __enter__(self) -> Readers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


def test_a_server_killed_under_load_costs_no_page_and_no_change(pair: PairedEngine, server: Server) -> None:
    with Readers(pair, least=3) as readers:
        publish(PUBLISHED)
        server.kill()
        publish(PUBLISHED)
        page_stands()
        page_stands("kesäyön")
        assert ask(pair, now=timezone.now()).is_fallback
        server.start()
        publish(PUBLISHED)
        until(lambda: all_there(pair, 3 + 3 * PUBLISHED))

    assert (readers.errors, readers.short) == ([], [])
    assert readers.asked > 50


def test_a_server_that_hangs_costs_no_page_and_no_change(pair: PairedEngine, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair.main._calls, "writer", pair.main._calls.client.options(request_timeout=1))  # type: ignore[attr-defined]
    slowest = 0.0
    with Readers(pair, least=3) as readers:
        server.freeze()
        publish(PUBLISHED)
        end = time.monotonic() + HANGS_S
        while time.monotonic() < end:
            began = time.monotonic()
            page_stands("kesäyön")
            slowest = max(slowest, time.monotonic() - began)
        server.thaw()
        until(lambda: all_there(pair, 3 + PUBLISHED))

    assert (readers.errors, readers.short) == ([], [])
    assert slowest < 5


@pytest.mark.parametrize("shape", ["gone", "another mapping", "an index in the place of the name"])
def test_a_server_without_our_index_gets_it_again(client, pair: PairedEngine, server: Server, shape: str) -> None:
    real = raw(server)
    for name in real.indices.get(index=f"{alias()}-*", expand_wildcards="all"):
        real.indices.delete(index=name)
    if shape == "another mapping":
        real.indices.create(index=f"{alias()}-foreign", aliases={alias(): {}}, mappings={"properties": {"title": {"type": "date"}}})
    elif shape != "gone":
        real.index(index=alias(), id="1", document={"title": "2026-11-24"}, refresh=True)

    page_stands("kesäyön")
    assert ask(pair, "kesäyön", now=timezone.now()).is_fallback
    health = client.get("/health/ready")
    assert (health.status_code, health.json()["elasticsearch"]["state"]) == (200, "stale")
    publish(2)

    until(lambda: all_there(pair, 5))
    assert client.get("/health/ready").json()["trouble"] == []


def test_a_full_disk_stops_no_page_and_loses_no_change(client, pair: PairedEngine, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("search.engines.elasticsearch.space.ROOM", 2.0)  # no disk has twice its size free
        _full_disk(client, pair, server)

    until(lambda: all_there(pair, 3 + PUBLISHED))
    assert client.get("/health/ready").json()["trouble"] == []


def _full_disk(client: Client, pair: PairedEngine, server: Server) -> None:
    raw(server).indices.put_settings(index=alias(), settings={"index.blocks.read_only_allow_delete": True})
    publish(PUBLISHED)
    worker.work_once()

    assert not ask(pair, now=timezone.now()).is_fallback  # it still answers
    assert actions.count_unsent() == PUBLISHED
    health = client.get("/health/ready").json()
    assert health["elasticsearch"]["state"] == "read-only"
    assert "its disk is full" in health["trouble"][0]


def test_what_is_published_is_found_within_seconds(pair: PairedEngine) -> None:
    began = time.monotonic()
    publish(1)

    assert all_there(pair, 4)
    assert time.monotonic() - began < 5
