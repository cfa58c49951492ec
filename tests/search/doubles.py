"""A main engine that fails when it is told to: an embedded one in a folder of its own, behind a switch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from search.engines.down import EngineDown, Why
from search.engines.sqlite import SqliteEngine
from search.types import (
    AnalysedQuery,
    EngineHealth,
    OfferDocument,
    PlacesUpdate,
    SearchResults,
)


class Switched(SqliteEngine):
    """Answers while `trouble` is None; else raises it, whatever is asked. `asked` counts what was."""

    name = "elasticsearch"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.trouble: Exception | None = None
        self.asked = 0

    def down(self, why: Why = Why.UNREACHABLE) -> None:
        self.trouble = EngineDown(why)

    def up(self) -> None:
        self.trouble = None

    def _through(self, call: Callable[[], Any]) -> Any:
        self.asked += 1
        if self.trouble:
            raise self.trouble
        return call()

    def search(self, q: AnalysedQuery) -> SearchResults:
        return self._through(lambda: super(Switched, self).search(q))

    def upsert(self, docs: Iterable[OfferDocument]) -> None:
        self._through(lambda: super(Switched, self).upsert(docs))

    def delete(self, ids: Iterable[tuple[str, int]]) -> None:
        self._through(lambda: super(Switched, self).delete(ids))

    def set_places(self, updates: Iterable[PlacesUpdate]) -> None:
        self._through(lambda: super(Switched, self).set_places(updates))

    def health(self) -> EngineHealth:
        if self.trouble:
            return EngineHealth(self.name, is_up=False, is_stale=False, documents=0, generation="", detail=str(self.trouble))
        return super().health()

    def lift_block(self) -> None:
        self._through(lambda: None)

    def forget_before(self, now: datetime) -> None:
        if self.trouble:
            raise self.trouble
