"""Answers that are nobody's own are kept for the minute, and no longer than until the next write."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common.geo import FINLAND
from search import engines, remembered
from search.types import AnalysedQuery, Group, Near, PlacesUpdate, SearchQuery
from tests.conftest import NOW
from tests.search.doubles import Switched
from tests.search.making import KAJAANI, date_at, document, id_of

pytestmark = pytest.mark.django_db


class Counted:
    """Counts what the engine is really asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        engine = engines.current()
        search = engine.search

        def counted(q: AnalysedQuery):
            self.times += 1
            return search(q)

        monkeypatch.setattr(engine, "search", counted)


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the last write were long ago."""
    monkeypatch.setattr(remembered, "SETTLED_S", 0.0)


def asked(later: timedelta = timedelta(), groups: tuple[Group, ...] = (), **more: object):
    question = AnalysedQuery(SearchQuery(**more), groups, NOW + later)  # type: ignore[arg-type]
    return remembered.search(engines.current(), question)


def test_the_same_question_in_the_same_minute_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    engines.current().upsert([document("a", fi="Jazz")])
    counted = Counted(monkeypatch)

    answers = [asked(later=timedelta(seconds=seconds)) for seconds in (0, 1, 59)]

    assert counted.times == 1
    assert answers[0] == answers[2]


@pytest.mark.parametrize(
    "other",
    [
        {"later": timedelta(minutes=1)},
        {"categories": ("music",)},
        {"page": 2},
        {"facets": ()},
        {"cluster_zoom": 5},
        {"date_from": NOW.date()},
    ],
)
def test_another_question_is_another_answer(monkeypatch: pytest.MonkeyPatch, other: dict) -> None:
    counted = Counted(monkeypatch)
    asked()
    asked(**other)

    assert counted.times == 2


@pytest.mark.parametrize(
    "own",
    [{"groups": (Group("jazz", (("fi:jazz", 1.0),)),)}, {"near": Near(*KAJAANI)}, {"bbox": FINLAND}, {"page": 6}],
    ids=["words", "a place", "a piece of the map", "a deep page"],
)
def test_what_is_a_persons_own_is_not_kept(monkeypatch: pytest.MonkeyPatch, own: dict) -> None:
    counted = Counted(monkeypatch)
    asked(**own)
    asked(**own)

    assert counted.times == 2


@pytest.mark.parametrize(
    "write",
    [
        lambda engine: engine.upsert([document("b")]),
        lambda engine: engine.delete([(id_of("a"), 2)]),
        lambda engine: engine.set_places([PlacesUpdate(id_of("a"), id_of("d"), 5, 0)]),
        lambda engine: engine.rebuild([document("x"), document("y")], 0),
    ],
    ids=["published", "taken down", "places", "rebuilt"],
)
def test_every_write_is_seen_at_once(write) -> None:
    engine = engines.current()
    engine.upsert([document("a", dates=[date_at("d", 1, places=5)])])
    before = asked()

    write(engine)

    assert (asked().total, asked().hits) != (before.total, before.hits)


def test_a_write_of_another_process_is_seen_too() -> None:
    from search.engines.sqlite import SqliteEngine

    assert asked().total == 0
    SqliteEngine(engines.folder()).upsert([document("a")])
    engines.embedded()._looked_at -= 1  # a fifth of a second later

    assert asked().total == 1


def test_nothing_is_kept_right_after_a_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "SETTLED_S", 60.0)
    counted = Counted(monkeypatch)
    asked()
    asked()

    assert counted.times == 2


def test_what_a_server_took_after_the_question_is_seen(server: Switched) -> None:
    """The embedded index is written first: an answer that came between the two must not stay."""
    upsert = server.upsert
    between: list[int] = []

    def slowly(docs):
        between.append(asked().total)
        upsert(docs)

    server.upsert = slowly  # type: ignore[method-assign]
    engines.current().upsert([document("a")])

    assert (between, asked().total) == ([0], 1)


def test_an_answer_of_the_embedded_engine_in_need_is_not_kept(server: Switched) -> None:
    server.down()
    assert asked().is_fallback

    server.up()
    engines.pair().reading.worked()

    assert not asked().is_fallback
