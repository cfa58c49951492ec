"""What only the server's engine does: its requests, its indices and names, and what it makes of a strange server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.geo import BBox
from search.engines.dates import is_full, moment_of
from search.engines.down import EngineDown, Why
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.candidates import Frame, candidate, moment, packed, unpacked
from search.engines.elasticsearch.mapping import body
from search.engines.elasticsearch.requests import CELLS_MOST, Question, first_precision
from search.types import AnalysedQuery, NextOccurrence, OfferDocument, PlacesUpdate, SearchQuery
from tests.moment import NOW
from tests.search.making import ask, date_at, document, id_of, names

SINCE = 1_800_000_000.0
numbers = st.integers(-100, 100).map(lambda hours: SINCE + hours * 3600.0)
dates = st.lists(st.tuples(numbers, st.integers(1, 90).map(lambda hours: hours * 3600.0), st.booleans()), max_size=6)


# without a server


@given(dates)
def test_the_moment_of_plain_numbers_is_that_of_dates(made: list[tuple[float, float, bool]]) -> None:
    here = [(starts, starts + length, is_open) for starts, length, is_open in made if starts + length > SINCE]
    told = [NextOccurrence("d", _at(starts), _at(ends), False, None if is_open else 0) for starts, ends, is_open in here]

    assert moment(here, SINCE) == moment_of(told, SINCE)
    hit = {"fields": {"id": ["a"], "brief": [packed(3, None, here)]}, "_score": None}
    assert candidate(hit, Frame(SINCE, 4e12, None)).is_full == is_full(told)


def _at(stamp: float) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)


@given(st.integers(0, 200), st.one_of(st.none(), st.tuples(st.floats(59, 70), st.floats(19, 32))), dates)
def test_an_offers_numbers_come_back_as_they_were(length: int, point: Any, made: list[tuple[float, float, bool]]) -> None:
    assert unpacked(packed(length, point, made)) == (length, point, made)


def test_only_what_is_asked_for_is_asked() -> None:
    bare = SearchQuery(facets=(), page_size=0)

    assert "aggs" not in _main(bare)
    assert _main(bare)["size"] == 0
    assert set(_main(SearchQuery(facets=("kind",)))["aggs"]) == {"kind", "lat", "lon"}
    assert set(_main(SearchQuery(facets=(), page_size=0, cluster_zoom=5))["aggs"]) == {"cells", "lat", "lon"}


def test_only_a_filter_whose_own_facet_is_counted_is_left_to_the_counts() -> None:
    assert "post_filter" not in _main(SearchQuery(kinds=("event",), facets=("category",)))
    assert "post_filter" not in _main(SearchQuery(accessibility=("lift",)))
    assert "post_filter" in _main(SearchQuery(kinds=("event",)))


def _main(query: SearchQuery) -> dict[str, Any]:
    return Question(AnalysedQuery(query, (), NOW)).main(needed=0, size=100 if query.page_size else 0)


@pytest.mark.parametrize(("box", "zoom", "finest"), [(None, 5, True), (None, 18, False), (BBox(24.9, 60.1, 25.0, 60.2), 15, True)])
def test_a_view_is_never_asked_for_more_cells_than_it_may_hold(box: BBox | None, zoom: int, finest: bool) -> None:
    precision = first_precision(box, zoom)

    assert (precision == zoom + 2) is finest
    assert 4**precision * 0.0021 <= CELLS_MOST or box


# indices and names

server = pytest.mark.elasticsearch


@server
def test_what_a_killed_rebuild_left_is_removed_by_the_next(elasticsearch: ElasticsearchEngine) -> None:
    left = elasticsearch._indices.make()

    elasticsearch.rebuild([document("a")], since_outbox=0)

    assert left not in _indices(elasticsearch)
    assert names(ask(elasticsearch)) == ["a"]


@server
def test_the_index_before_is_kept_and_the_one_before_that_is_not(elasticsearch: ElasticsearchEngine) -> None:
    made = [elasticsearch.rebuild([], since_outbox=0).generation for _turn in range(3)]

    assert _indices(elasticsearch) == set(made[1:])


@server
def test_the_index_before_goes_after_a_day(elasticsearch: ElasticsearchEngine) -> None:
    last = elasticsearch.rebuild([], since_outbox=0).generation

    elasticsearch.forget_before(datetime.now(UTC) + timedelta(hours=23))
    assert len(_indices(elasticsearch)) == 2
    elasticsearch.forget_before(datetime.now(UTC) + timedelta(hours=25))
    assert _indices(elasticsearch) == {last}


@server
def test_a_rebuild_that_breaks_off_leaves_nothing_behind_on_the_server(elasticsearch: ElasticsearchEngine) -> None:
    elasticsearch.upsert([document("a")])
    before = _indices(elasticsearch)

    def documents() -> Iterator[OfferDocument]:
        yield document("b")
        raise OSError("the database is away")

    with pytest.raises(OSError, match="away"):
        elasticsearch.rebuild(documents(), since_outbox=0)

    assert _indices(elasticsearch) == before
    assert names(ask(elasticsearch)) == ["a"]


def _indices(engine: ElasticsearchEngine) -> set[str]:
    return set(engine._calls.client.indices.get(index=f"{engine._calls.alias}-*", features="aliases").body)


# a strange server


@server
def test_an_index_of_another_shape_is_refused_and_stale(elasticsearch: ElasticsearchEngine) -> None:
    client, alias = elasticsearch._calls.client, elasticsearch._calls.alias
    client.indices.delete(index=elasticsearch.health().generation)
    client.index(index=f"{alias}-by-hand", document={"title": "concert"}, refresh=True)
    client.indices.put_alias(index=f"{alias}-by-hand", name=alias)

    assert elasticsearch.health().is_stale
    for action in (lambda: ask(elasticsearch), lambda: elasticsearch.search(AnalysedQuery(SearchQuery(facets=(), page_size=0), (), NOW))):
        with pytest.raises(EngineDown) as down:
            action()
        assert down.value.why is Why.WRONG_MAPPING


@server
def test_nothing_makes_an_index_by_itself(elasticsearch: ElasticsearchEngine) -> None:
    elasticsearch._calls.client.indices.delete(index=elasticsearch.health().generation)

    for action in (
        lambda: ask(elasticsearch),
        lambda: elasticsearch.upsert([document("a")]),
        lambda: elasticsearch.delete([(id_of("a"), 1)]),
        lambda: elasticsearch.set_places([PlacesUpdate(id_of("a"), id_of("d"), 1, 0)]),
    ):
        with pytest.raises(EngineDown) as down:
            action()
        assert down.value.why is Why.NO_INDEX
    assert not elasticsearch._calls.client.indices.exists(index=elasticsearch._calls.alias)
    assert elasticsearch.health().is_stale


@server
def test_a_document_that_does_not_fit_is_told_of(elasticsearch: ElasticsearchEngine) -> None:
    with pytest.raises(EngineDown) as down:
        elasticsearch._calls.bulk([{"index": {"_id": "1"}}, {"unknown": 1}], elasticsearch._calls.alias)

    assert down.value.why is Why.WRONG_MAPPING


@server
def test_an_index_made_by_another_analysis_still_answers_and_is_stale(elasticsearch: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    elasticsearch.upsert([document("a")])
    monkeypatch.setattr("search.analysis.fingerprint", lambda: "another")

    assert elasticsearch.health().is_stale
    assert ask(elasticsearch).total == 1


@server
def test_places_that_another_writer_overwrote_are_written_again(elasticsearch: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    elasticsearch.upsert([document("a", dates=[date_at("1", 1, places=5), date_at("2", 2, places=5)])])
    calls, bulk, rounds = elasticsearch._calls, elasticsearch._calls.bulk, list[int]()

    def overtaken(lines: list[dict], index: str) -> None:
        (old,) = calls.sources([id_of("a")])
        bulk(lines, index)
        if not rounds:  # another writer had read before us and writes after us
            bulk([{"index": {"_id": old["_id"], "version": old["_version"], "version_type": "external_gte"}}, old["_source"]], index)
        rounds.append(1)

    monkeypatch.setattr(calls, "bulk", overtaken)

    elasticsearch.set_places([PlacesUpdate(id_of("a"), id_of("1"), 5, 0)])

    assert ask(elasticsearch).hits[0].next.id == id_of("2")
    assert len(rounds) == 2


def test_the_mapping_is_strict() -> None:
    assert body("x")["mappings"]["dynamic"] == "strict"
