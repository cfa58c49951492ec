"""Indices and the names that point at them: making a new one, swapping, going back, removing what is left over.

`{prefix}-offers` names the index in use and `{prefix}-offers-before` the one it took the place of. An index is never changed in
shape; a new one is made beside it and takes over the name in one step, so that every question is answered by one whole index.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from search import analysis
from search.engines.down import EngineDown, Why
from search.engines.elasticsearch.calls import Calls, told_as_down
from search.engines.elasticsearch.mapping import SCHEMA_VERSION, body
from search.types import NoWayBack

KEPT = timedelta(days=1)  # how long the index before can be gone back to
_BUILT_AT = re.compile(r"(?<!\d)\d{14}(?!\d)")  # in a name: when its building began, UTC
LOOK = "1s"  # how soon a write is found by itself; what is written little by little is made to be found at once


def fingerprint() -> str:
    """Return what the tokens of an index depend on, and its shape."""
    return f"{SCHEMA_VERSION}/{analysis.fingerprint()}"


def made_with(made: dict[str, Any]) -> str:
    """Return the fingerprint that an index was made with; empty for one that is not ours. made: as `indices.get` gives it."""
    return str(made["mappings"].get("_meta", {}).get("fingerprint", ""))


class Indices:
    """The indices of one site on a server."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        self.alias = calls.alias
        self.before = f"{calls.alias}-before"

    def current(self) -> tuple[str, dict[str, Any]]:
        """Return the name of the index in use and how it is made. Raises EngineDown with NO_INDEX when there is none, or several."""
        with told_as_down():
            found = self.calls.client.indices.get(index=self.alias).body
            if len(found) != 1:
                raise EngineDown(Why.NO_INDEX, f"{len(found)} behind one name")
            return next(iter(found.items()))

    def must_be_ours(self) -> None:
        """Raise EngineDown when an index of another make stands behind the name: it finds nothing where it should fail.

        The server leaves out of a question what can hold for no document, the guard too when no word is in the mapping.
        """
        _name, made = self.current()
        with told_as_down():
            if not made_with(made):
                raise EngineDown(Why.WRONG_MAPPING, "an index that we did not make")

    def make(self) -> str:
        """Make an empty index beside the one in use, and return its name; nothing is found in it before it is ready."""
        print_ = hashlib.sha256(fingerprint().encode()).hexdigest()[:8]
        name = f"{self.alias}-{print_}-{datetime.now(UTC):%Y%m%d%H%M%S}-{uuid4().hex[:6]}"
        with told_as_down():
            self.calls.builder.indices.create(index=name, **body(fingerprint()))
        return name

    def finish(self, name: str) -> int:
        """Let everything in a new index be found, and return how many offers that are."""
        with told_as_down():
            self.calls.builder.indices.put_settings(index=name, settings={"refresh_interval": LOOK})
            self.calls.builder.indices.refresh(index=name)
            return self.count(name)

    def count(self, name: str) -> int:
        """Return how many offers are found in an index, at whatever time."""
        with told_as_down():
            return int(self.calls.builder.count(index=name, query={"bool": {"must_not": {"term": {"is_gone": True}}}}).body["count"])

    def take_over(self, name: str) -> None:
        """Let an index be the one in use, in one step, and the one in use the one before; the one before that goes."""
        with told_as_down():
            old, older = self._behind(self.alias), self._behind(self.before)
            removed = [(one, self.alias) for one in old] + [(one, self.before) for one in older]
            actions = [{"remove": {"index": index, "alias": alias}} for index, alias in removed]
            actions += [{"add": {"index": index, "alias": self.before}} for index in old if index != name]
            if not old and self.calls.builder.indices.exists(index=self.alias):
                actions.append({"remove_index": {"index": self.alias}})  # made by accident, by a write to the name before it was one
            self.calls.builder.indices.update_aliases(actions=[*actions, {"add": {"index": name, "alias": self.alias}}])
            for index in set(older) - {name, *old}:
                self.calls.builder.indices.delete(index=index, ignore_unavailable=True)

    def previous(self) -> str:
        """Return the name of the index before. Raises NoWayBack when there is none."""
        with told_as_down():
            found = self._behind(self.before)
        if not found:
            raise NoWayBack
        return found[0]

    def remove_leftovers(self) -> None:
        """Remove what a rebuild that was broken off has left. Nobody may be rebuilding meanwhile."""
        with told_as_down():
            found = self.calls.builder.indices.get(index=f"{self.alias}-*", features="aliases").body
            for name in (name for name, made in found.items() if not made["aliases"]):
                self.calls.builder.indices.delete(index=name, ignore_unavailable=True)

    def discard(self, name: str) -> None:
        """Remove an index that was not finished, unless it is in use by now or the server is away: the next rebuild does it then."""
        with suppress(EngineDown), told_as_down():
            if not self.calls.builder.indices.get_alias(index=name).body[name]["aliases"]:
                self.calls.builder.indices.delete(index=name, ignore_unavailable=True)

    def forget_before(self, now: datetime) -> None:
        """Remove the index before, once the one in use is a day old."""
        with told_as_down():
            name, _made = self.current()
            stamp = _BUILT_AT.search(name)
            born = datetime.strptime(stamp[0], "%Y%m%d%H%M%S").replace(tzinfo=UTC) if stamp else now
            if now - born >= KEPT:
                for before in self._behind(self.before):
                    self.calls.builder.indices.delete(index=before, ignore_unavailable=True)

    def _behind(self, alias: str) -> list[str]:
        if not self.calls.builder.indices.exists_alias(name=alias):
            return []
        return sorted(self.calls.builder.indices.get_alias(name=alias).body)
