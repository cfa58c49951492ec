"""How finding stands, for /health/ready and for those who run the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from search import actions, engines
from search.engines.breaker import State
from search.engines.paired import PairedEngine
from search.types import EngineHealth


@dataclass(frozen=True, slots=True)
class SearchState:
    """How finding stands.

    embedded   of the engine that always answers; the site is not ready without it.
    server     of Elasticsearch, as words and numbers; empty where no server is named.
    trouble    sentences for whoever runs the site, the worst first; empty when all is well.
    """

    embedded: EngineHealth
    server: Mapping[str, str | int] = field(default_factory=dict)
    trouble: tuple[str, ...] = ()


def search_state() -> SearchState:
    """Return how finding stands. Asks Elasticsearch for half a second at most; one query."""
    embedded = engines.embedded().health()
    pair = engines.pair()
    own = () if embedded.is_up else ("The embedded search index cannot be read: manage.py rebuild_search --engine sqlite.",)
    if pair is None:
        return SearchState(embedded, trouble=own)
    server, unsent = pair.main_health(), actions.count_unsent()
    told: dict[str, str | int] = {
        "state": _word(server),
        "reading": pair.reading.state,
        "writing": pair.writing.state,
        "offers": server.documents,
        "index": server.generation,
        "unsent": unsent,
    }
    return SearchState(embedded, told, (*own, *_trouble(pair, server, unsent)))


def _word(server: EngineHealth) -> str:
    if server.is_stale:
        return "stale"
    return "down" if not server.is_up else "read-only" if server.is_read_only else "up"


def _trouble(pair: PairedEngine, server: EngineHealth, unsent: int) -> list[str]:
    found = []
    if server.is_stale:
        found.append(
            f"Elasticsearch has no index of the present shape ({server.detail or 'none'}): search runs on the embedded engine until one is built."
        )
    elif not server.is_up:
        found.append(f"Elasticsearch does not answer ({server.detail or 'no reason known'}): search runs on the embedded engine.")
    elif server.is_read_only:
        found.append("Elasticsearch takes no changes, its disk is full: make room; it goes on by itself then.")
    elif pair.reading.state is not State.CLOSED:
        found.append(f"Elasticsearch failed lately ({pair.last_trouble}): search runs on the embedded engine and tries again every 30 seconds.")
    if unsent:
        found.append(f"{unsent} changed offers wait to be sent to Elasticsearch; that happens by itself.")
    return found
