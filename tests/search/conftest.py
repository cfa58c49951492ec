"""One suite, every engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from search import engines
from search.engines import paired as pairing
from search.engines import patience, wire
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.sqlite import SqliteEngine
from search.engines.wire import client
from search.types import AnalysedQuery, Check, Engine, OfferDocument, PlacesUpdate, RebuildReport, Replay, SearchResults
from tests.search.doubles import Switched

ENGINES = ["sqlite", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


class WithDictionary(ElasticsearchEngine):
    """An Elasticsearch whose dictionary is written as it is, as a site does it."""

    def search(self, q: AnalysedQuery) -> SearchResults:
        results = super().search(q)
        assert results.engine == "elasticsearch"
        return results

    def upsert(self, docs: Iterable[OfferDocument]) -> None:
        known = list(docs)
        self._dictionary.upsert(known)
        super().upsert(known)

    def delete(self, ids: Iterable[tuple[str, int]]) -> None:
        known = list(ids)
        self._dictionary.delete(known)
        super().delete(known)

    def set_places(self, updates: Iterable[PlacesUpdate]) -> None:
        known = list(updates)
        self._dictionary.set_places(known)
        super().set_places(known)

    def rebuild(self, docs: Iterable[OfferDocument], since_outbox: int, replay: Replay | None = None, check: Check | None = None) -> RebuildReport:
        known: list[OfferDocument] = []
        report = super().rebuild((known.append(doc) or doc for doc in docs), since_outbox, replay, check)  # type: ignore[func-returns-value]
        self._dictionary.rebuild(known, since_outbox, replay)
        return report


@pytest.fixture(scope="module")
def server_engine() -> Iterator[Callable[[Engine], ElasticsearchEngine]]:
    """Make empty Elasticsearch engines on a real server, each with the dictionary it is given; their indices go at the end."""
    server, made = client(os.environ["ELASTICSEARCH_URL"]).options(request_timeout=30), list[str]()

    def make(dictionary: Engine) -> ElasticsearchEngine:
        made.append(f"test-{uuid4().hex[:12]}")
        return ElasticsearchEngine(server, prefix=made[-1], dictionary=dictionary)

    yield make
    for prefix in made:
        remove_indices(server, prefix)
    server.close()


@pytest.fixture
def elasticsearch(tmp_path: Path) -> Iterator[ElasticsearchEngine]:
    """An empty Elasticsearch engine on a real server, its dictionary written with it; its indices go with it."""
    server = client(os.environ["ELASTICSEARCH_URL"]).options(request_timeout=30)
    prefix = f"test-{uuid4().hex[:12]}"
    dictionary = SqliteEngine(tmp_path / "dictionary")
    made = WithDictionary(server, prefix=prefix, dictionary=dictionary)
    made.rebuild([], since_outbox=0)
    yield made
    remove_indices(server, prefix)
    dictionary.close()
    made.close()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty engine of each kind."""
    if request.param == "elasticsearch":
        yield request.getfixturevalue("elasticsearch")
        return
    made = SqliteEngine(tmp_path / "index")
    yield made
    made.close()


@pytest.fixture(params=["sqlite", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def site(request: pytest.FixtureRequest, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site that finds with each kind of engine, empty; the server's indices are deleted afterwards. Never in a hurry: see test_faults."""
    if request.param == "sqlite":
        yield request.param
        return
    for module, name in ((wire, "READ_S"), (pairing, "READ_S"), (patience, "PAGE_TIMES")):
        monkeypatch.setattr(module, name, 30.0)
    settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_URL"]
    settings.ELASTICSEARCH_PREFIX = f"test-{uuid4().hex[:12]}"
    pair = engines.pair()
    assert pair
    pair.main.rebuild([], 0)
    yield request.param
    assert pair.last_trouble is None, "the embedded engine answered for the server"
    remove_indices(wire.client(settings.ELASTICSEARCH_URL), settings.ELASTICSEARCH_PREFIX)


def remove_indices(server: Elasticsearch, prefix: str) -> None:
    patient = server.options(request_timeout=30)
    for name in patient.indices.get(index=f"{prefix}-*", expand_wildcards="all"):
        patient.indices.delete(index=name)


@pytest.fixture
def server(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Switched]:
    """The main engine of a site that names a server; it is up and has an index."""
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    main = Switched(tmp_path / "main")
    monkeypatch.setattr(engines, "_elasticsearch", lambda _dictionary: main)
    yield main
    main.close()
