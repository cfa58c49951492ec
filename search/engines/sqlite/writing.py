"""Put documents into an index file, take them out, and bring their places up to date."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from search.engines.sqlite import suggesting
from search.engines.sqlite.schema import COLUMNS
from search.types import OfferDocument, PlacesUpdate

BATCH = 500  # documents that are written together
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NAMES = ", ".join(COLUMNS)
_UPSERT = (
    f"INSERT INTO doc ({_NAMES}) VALUES ({', '.join('?' * len(COLUMNS))}) ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in COLUMNS)
    + " WHERE excluded.version >= doc.version RETURNING ord"
)


def put_documents(connection: sqlite3.Connection, docs: Iterable[OfferDocument]) -> int:
    """Insert or renew documents inside the caller's transaction; older versions are left alone. Returns how many were taken."""
    seq, pending, taken = _next_seq(connection), iter(docs), 0
    while batch := list(islice(pending, BATCH)):
        taken += _put(connection, batch, seq)
    _keep_seq(connection, seq, is_text=True)
    return taken


def _put(connection: sqlite3.Connection, docs: Sequence[OfferDocument], seq: int) -> int:
    (newest,) = connection.execute("SELECT coalesce(max(ord), 0) FROM doc").fetchone()
    rows = ((doc, connection.execute(_UPSERT, _row(doc, seq)).fetchone()) for doc in docs)
    taken = {row[0]: doc for doc, row in rows if row}
    _clear(connection, [ord_ for ord_ in taken if ord_ <= newest])
    connection.executemany(
        "INSERT INTO fts (rowid, title, place, parts, body, surface) VALUES (?, ?, ?, ?, ?, ?)", ((ord_, *_texts(doc)) for ord_, doc in taken.items())
    )
    connection.executemany(
        "INSERT OR REPLACE INTO occurrence VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (ord_, o.id, o.starts_at.timestamp(), o.ends_at.timestamp(), int(o.is_all_day), o.places, o.places_left, int(o.is_cancelled))
            for ord_, doc in taken.items()
            for o in doc.occurrences
        ),
    )
    suggesting.put_names(connection, taken)
    return len(taken)


def _texts(doc: OfferDocument) -> list[str]:
    """Return the tokens of each full-text column. How often one stands counts nothing (search.scoring), so each is written once."""
    return [" ".join(dict.fromkeys(tokens)) for tokens in (doc.title, doc.place, doc.parts, doc.body, map("w:{}".format, doc.surface))]


def _row(doc: OfferDocument, seq: int) -> list[object]:
    return [
        doc.id, doc.version, seq, 0, doc.kind,
        " ".join(doc.categories), " ".join(doc.audiences), " ".join(doc.accessibility), " ".join(doc.languages),
        doc.how_to_get, doc.municipality, doc.area, doc.venue, doc.lat, doc.lon,
        int(doc.is_free), int(doc.is_always_on), doc.title_length, _stamp(doc.live_at), _stamp(doc.expire_at),
        _json(doc.display), _json(doc.facts),
    ]  # fmt: skip


def _stamp(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment else None


def _clear(connection: sqlite3.Connection, ords: Iterable[int]) -> None:
    for table, key in (("fts", "rowid"), ("occurrence", "ord")):
        connection.executemany(f"DELETE FROM {table} WHERE {key} = ?", ((ord_,) for ord_ in ords))


def remove_documents(connection: sqlite3.Connection, ids: Iterable[tuple[str, int]]) -> None:
    """Mark documents as gone inside the caller's transaction; what is newer than the given version stays."""
    seq = _next_seq(connection)
    for id_, version in ids:
        row = connection.execute(
            "INSERT INTO doc (id, version, seq, is_gone) VALUES (?, ?, ?, 1) ON CONFLICT (id) DO UPDATE SET "
            "version = excluded.version, seq = excluded.seq, is_gone = 1 WHERE excluded.version >= doc.version RETURNING ord",
            [id_, version, seq],
        ).fetchone()
        if row:
            _clear(connection, [row[0]])
            suggesting.clear_names(connection, row[0])
    _keep_seq(connection, seq, is_text=True)


def put_places(connection: sqlite3.Connection, updates: Sequence[PlacesUpdate]) -> None:
    """Renew the places of single dates inside the caller's transaction, without touching any text."""
    seq = _next_seq(connection)
    for update in updates:
        changed = connection.execute(
            "UPDATE occurrence SET places = ?, places_left = ?, is_cancelled = ? "
            "WHERE id = ? AND ord = (SELECT ord FROM doc WHERE id = ?) RETURNING ord",
            [update.places, update.places_left, int(update.is_cancelled), update.occurrence_id, update.offer_id],
        ).fetchone()
        if changed:
            connection.execute("UPDATE doc SET seq = ? WHERE ord = ?", [seq, changed[0]])
    _keep_seq(connection, seq, is_text=False)


def _next_seq(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT value FROM meta WHERE key = 'seq'").fetchone()[0]) + 1


def _keep_seq(connection: sqlite3.Connection, seq: int, *, is_text: bool) -> None:
    keys = ("seq", "text_seq") if is_text else ("seq",)
    connection.executemany("UPDATE meta SET value = ? WHERE key = ?", [(str(seq), key) for key in keys])
