"""The engines in use: the embedded one always, and Elasticsearch before it where ELASTICSEARCH_URL names a server."""

from __future__ import annotations

import fcntl
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from search.engines.paired import NoteUnsent, PairedEngine, Server
from search.engines.sqlite import SqliteEngine
from search.engines.sqlite.schema import SCHEMA_VERSION
from search.types import Engine

SHAPE_KEPT_S = 86_400

_embedded: dict[str, SqliteEngine] = {}
_paired: dict[str, PairedEngine] = {}  # URL and prefix → the engine that asks there
_note_unsent: list[NoteUnsent] = []
_lock = threading.Lock()


def folder() -> Path:
    """Return where the embedded engine keeps its files: a folder for each shape of them, so that an older program still finds its own."""
    return home() / f"shape-{SCHEMA_VERSION}"


def home() -> Path:
    """Return where everything of the search lies."""
    return Path(settings.VAR) / "search"


def forget_other_shapes() -> None:
    """Remove files of other shapes that no program has touched for a day."""
    for path in home().iterdir():
        is_other = path.name.startswith("shape-") and path != folder()
        if is_other and all(time.time() - file.stat().st_mtime > SHAPE_KEPT_S for file in path.iterdir()):
            shutil.rmtree(path, ignore_errors=True)


def current() -> Engine:
    """Return this process's engine, made when it is first asked for."""
    return pair() or embedded()


def embedded() -> SqliteEngine:
    """Return the embedded engine: dictionary, completions, and what answers when nothing else does."""
    with _lock:
        if "sqlite" not in _embedded:
            _embedded["sqlite"] = SqliteEngine(folder())
        return _embedded["sqlite"]


def pair() -> PairedEngine | None:
    """Return Elasticsearch with the embedded engine behind it; None where no server is named."""
    if not settings.ELASTICSEARCH_URL:
        return None
    key = f"{settings.ELASTICSEARCH_URL} {settings.ELASTICSEARCH_PREFIX}"
    spare = embedded()
    with _lock:
        if key not in _paired:
            _paired[key] = PairedEngine(_elasticsearch(spare), spare, note_unsent=_noted)
        return _paired[key]


def _elasticsearch(dictionary: Engine) -> Server:
    # Only a site that has a server pays for loading its client.
    from search.engines.elasticsearch import ElasticsearchEngine
    from search.engines.wire import client

    return ElasticsearchEngine(client(settings.ELASTICSEARCH_URL), prefix=settings.ELASTICSEARCH_PREFIX, dictionary=dictionary)


def _noted(offers: list[str]) -> None:
    for note in _note_unsent:
        note(offers)


def note_unsent_with(note: Callable[[list[str]], None]) -> None:
    """Have `note` called with the offers whose change Elasticsearch did not take."""
    if note not in _note_unsent:
        _note_unsent.append(note)


def each() -> dict[str, Engine]:
    """Return every engine in use by its name, the embedded one first."""
    both = pair()
    return {"sqlite": embedded(), **({"elasticsearch": both.main} if both else {})}


@contextmanager
def rebuild_turn(name: str = "sqlite") -> Iterator[bool]:
    """Yield whether it is this process's turn to build an engine's index: False while another on this machine does."""
    home().mkdir(parents=True, exist_ok=True)
    with (home() / f"rebuild-{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def forget() -> None:
    """Throw the embedded index away, if this process has opened it, and ask no server any more: between tests only."""
    with _lock:
        _paired.clear()
        while _embedded:
            _embedded.popitem()[1].close()
            shutil.rmtree(folder(), ignore_errors=True)
