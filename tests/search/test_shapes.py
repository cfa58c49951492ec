"""A program finds only index files of its own shape: an upgrade never reads, and never removes at once, what the old program uses."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from search import engines
from tests.search.making import ask, document


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, settings: object) -> object:
    engines.forget()
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    yield
    engines.forget()


def upgrade(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Start over as a program whose index files have another shape; return the old program's folder."""
    old = engines.folder()
    engines._embedded.popitem()[1].close()
    monkeypatch.setattr(engines, "SCHEMA_VERSION", engines.SCHEMA_VERSION + 1)
    return old


def test_a_new_shape_begins_empty_and_leaves_the_old_files(monkeypatch: pytest.MonkeyPatch) -> None:
    engines.embedded().upsert([document("a")])
    old = upgrade(monkeypatch)

    assert ask(engines.embedded()).total == 0
    assert engines.embedded().health().documents == 0  # so the worker builds it
    assert any(old.glob("offers-*"))


def test_files_of_another_shape_go_a_day_after_their_last_use(monkeypatch: pytest.MonkeyPatch) -> None:
    engines.embedded().upsert([document("a")])
    old = upgrade(monkeypatch)
    engines.embedded().upsert([document("b")])

    engines.forget_other_shapes()
    assert old.exists()

    for path in old.iterdir():
        os.utime(path, (0, 0))
    engines.forget_other_shapes()
    assert not old.exists()
    assert ask(engines.embedded()).total == 1
