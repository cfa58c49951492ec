"""What every engine must keep: versions, deletions, rebuilds, and writes made meanwhile."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from search import analysis
from search.engines.sqlite import SqliteEngine
from search.types import Engine, NoWayBack, OfferDocument, RebuildRefused
from tests.search.making import ask, document, id_of, names


def test_the_same_document_twice_is_one(engine: Engine) -> None:
    engine.upsert([document("a", fi="Jazz")])
    engine.upsert([document("a", fi="Jazz")])

    assert ask(engine, "jazz").total == 1


def test_a_newer_version_replaces_every_word_and_value(engine: Engine) -> None:
    engine.upsert([document("a", fi="Jazz", categories=("music",))])
    engine.upsert([document("a", fi="Runo", categories=("literature",), version=2)])

    assert ask(engine, "jazz", is_literal=True).total == 0
    assert names(ask(engine, "runo", categories=("literature",))) == ["Runo"]
    assert ask(engine, categories=("music",)).total == 0


def test_an_older_version_comes_too_late(engine: Engine) -> None:
    engine.upsert([document("a", fi="Uusi", version=5)])
    engine.upsert([document("a", fi="Vanha", version=4)])

    assert names(ask(engine)) == ["Uusi"]


def test_what_is_deleted_stays_so_until_a_newer_version(engine: Engine) -> None:
    engine.upsert([document("a", version=3)])
    engine.delete([(id_of("a"), 4)])
    engine.upsert([document("a", version=3)])
    assert ask(engine).total == 0

    engine.upsert([document("a", version=5)])
    assert ask(engine).total == 1


def test_deleting_what_never_was_is_no_error(engine: Engine) -> None:
    engine.delete([(id_of("ghost"), 1)])

    assert ask(engine).total == 0
    assert engine.health().documents == 0


def test_a_rebuild_holds_the_new_and_forgets_the_old(engine: Engine) -> None:
    engine.upsert([document("old")])

    report = engine.rebuild([document("new")], since_outbox=0)

    assert report.documents == 1
    assert names(ask(engine)) == ["new"]
    assert engine.health().generation == report.generation


def test_what_is_written_during_a_rebuild_is_not_lost(engine: Engine) -> None:
    changed: list[OfferDocument] = []

    def documents():
        yield document("a", fi="Ennen")
        changed.append(document("a", fi="Jälkeen", version=2))  # published while the rebuild reads
        engine.upsert(changed)

    def replay(mark: int):
        return len(changed), changed[mark:], [] if mark else [(id_of("b"), 9)]

    engine.rebuild(documents(), since_outbox=0, replay=replay)

    assert names(ask(engine)) == ["Jälkeen"]


def test_a_new_index_that_lacks_offers_is_not_put_to_use(engine: Engine) -> None:
    engine.upsert([document("a"), document("b")])
    before = engine.health().generation

    def refuse(found: int) -> None:
        raise RebuildRefused(found=found, expected=2)

    with pytest.raises(RebuildRefused, match="holds 1 offers, not 2"):
        engine.rebuild([document("a")], 0, None, refuse)

    assert engine.health().generation == before
    assert ask(engine).total == 2


def test_the_way_back_leads_to_the_index_before_with_what_changed_since(engine: Engine) -> None:
    before = engine.rebuild([document("a", fi="Vanha"), document("b")], since_outbox=0).generation
    engine.rebuild([document("x")], since_outbox=0)

    generation = engine.go_back(0, lambda mark: (1, [] if mark else [document("a", fi="Uusi", version=2)], [] if mark else [(id_of("b"), 2)]))

    assert generation == before == engine.health().generation
    assert names(ask(engine)) == ["Uusi"]


def test_there_is_no_way_back_from_the_first_index(engine: Engine) -> None:
    with pytest.raises(NoWayBack):
        engine.go_back(0)


def test_a_rebuild_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    engine = SqliteEngine(tmp_path)
    before = {path.name for path in tmp_path.iterdir()}

    def documents():
        yield document("a")
        raise OSError("the database is away")

    with pytest.raises(OSError, match="away"):
        engine.rebuild(documents(), since_outbox=0)

    assert {path.name for path in tmp_path.iterdir()} == before
    assert ask(engine).total == 0


def test_readers_and_writers_go_on_while_an_index_is_rebuilt(tmp_path: Path) -> None:
    engine = SqliteEngine(tmp_path)
    engine.upsert([document(f"n{n}") for n in range(50)])
    stop, totals, errors = threading.Event(), set(), []

    def read() -> None:
        try:
            while not stop.is_set():
                totals.add(ask(engine).total)
        except Exception as error:  # noqa: BLE001  (whatever a reader meets is what the test looks for)
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(3):
        engine.rebuild([document(f"n{n}") for n in range(50)], since_outbox=0)
        engine.upsert([document("n0", version=turn + 2)])
    stop.set()
    for reader in readers:
        reader.join()

    assert (errors, totals) == ([], {50})


def test_old_files_go_but_the_one_before_stays(tmp_path: Path) -> None:
    engine = SqliteEngine(tmp_path)
    before = [engine.rebuild([], since_outbox=0).generation for _turn in range(3)]
    for path in tmp_path.glob("offers-*"):
        os.utime(path, (0, 0))

    last = engine.rebuild([], since_outbox=0).generation

    assert {path.name for path in tmp_path.glob("offers-*.sqlite3")} == {before[-1], last}


def test_another_process_sees_what_was_written(tmp_path: Path) -> None:
    writer, reader = SqliteEngine(tmp_path), SqliteEngine(tmp_path)
    assert ask(reader).total == 0

    writer.upsert([document("a")])
    reader._looked_at -= 1  # a fifth of a second later

    assert ask(reader).total == 1


def test_an_index_of_another_analysis_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SqliteEngine(tmp_path).close()
    monkeypatch.setattr(analysis, "fingerprint", lambda: "other")

    engine = SqliteEngine(tmp_path)
    assert engine.health().is_stale

    engine.rebuild([], since_outbox=0)
    assert not engine.health().is_stale


def test_health_tells_of_a_broken_file_and_never_raises(tmp_path: Path) -> None:
    engine = SqliteEngine(tmp_path)
    engine.close()
    (tmp_path / "offers-0.sqlite3").write_bytes(b"not a database" * 100)

    assert not engine.health().is_up


def test_what_is_written_while_a_question_is_answered_waits_for_the_next(tmp_path: Path) -> None:
    """The full text may already hold a document that the snapshot does not know."""
    writer, reader = SqliteEngine(tmp_path), SqliteEngine(tmp_path)
    writer.upsert([document("a", fi="Jazz")])
    assert ask(reader, "jazz").total == 1

    writer.upsert([document(f"b{n}", fi="Jazz") for n in range(20)])
    assert ask(reader, "jazz").total == 1  # looked a moment ago

    reader._looked_at -= 1
    assert ask(reader, "jazz").total == 21
