"""What the bare SQL of each kind of question costs over the same rows, with every index that helps: the floor to compare with."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from statistics import median

from finder_kinds import HELSINKI, JYVASKYLA

from common.geo import cell_of

ROUNDS = 9
INDEXES = """
CREATE INDEX floor_starts ON occurrence (starts, ord);
CREATE INDEX floor_box ON doc (lat, lon);
CREATE INDEX floor_kind ON doc (kind); CREATE INDEX floor_category ON doc (categories); CREATE INDEX floor_town ON doc (municipality);
CREATE INDEX floor_area ON doc (area); CREATE INDEX floor_audience ON doc (audiences);
ALTER TABLE doc ADD COLUMN cell INTEGER; UPDATE doc SET cell = cell(lat, lon);
CREATE INDEX floor_cell ON doc (cell, lat, lon);
ANALYZE;
"""
_FACETS = ("kind", "categories", "municipality", "area", "audiences")
_CELL_ZOOM = 7  # the cells of a map at zoom 5
_COMING = "starts >= :now AND NOT is_cancelled"
_FOUND = "SELECT rowid FROM fts WHERE fts MATCH :word"


def _ranked(word: str) -> str:
    return f"SELECT rowid FROM fts WHERE fts MATCH '{word}' ORDER BY bm25(fts, 6.0, 4.0, 2.0, 1.5, 0.0) LIMIT 20"


def _facets(where: str = "") -> list[str]:
    return [f"SELECT {column}, count(*) FROM doc {where} GROUP BY {column}" for column in _FACETS]


STATEMENTS: dict[str, list[str]] = {
    "list": [f"SELECT ord FROM occurrence WHERE {_COMING} ORDER BY starts LIMIT 40"],
    "box": ["SELECT ord FROM doc WHERE lat BETWEEN :south AND :north AND lon BETWEEN :west AND :east ORDER BY ord LIMIT 20"],
    "date": ["SELECT DISTINCT ord FROM occurrence WHERE starts >= :now AND starts < :now + 604800 ORDER BY starts LIMIT 20"],
    "nearest": ["SELECT ord FROM doc ORDER BY (lat - :lat) * (lat - :lat) + (lon - :lon) * (lon - :lon) * 0.217 LIMIT 20"],
    "text by date": [f"SELECT ord FROM occurrence WHERE {_COMING} AND ord IN ({_FOUND}) ORDER BY starts LIMIT 20"],
    "circle": [
        "SELECT count(*) FROM doc WHERE lat BETWEEN 60.02 AND 60.38 AND (lat - 60.2) * (lat - 60.2) + (lon - 24.9) * (lon - 24.9) * 0.247 < 0.0324"
    ],
    "rank 27": [_ranked('"fi:shakki"')],
    "rank 5": [_ranked('"fi:keramiikka"')],
    "rank 1": [_ranked('"fi:kantele"')],
    "rank two": [_ranked('"fi:lapsi" AND "fi:konsertti"')],
    "count 27": ["SELECT count(*) FROM fts WHERE fts MATCH '\"fi:shakki\"'"],
    "facets": _facets(),
    "facets 27": _facets("WHERE ord IN (SELECT rowid FROM fts WHERE fts MATCH '\"fi:shakki\"')"),
    "clusters": ["SELECT cell, count(*), avg(lat), avg(lon) FROM doc GROUP BY 1"],
    "clusters 27": [
        "SELECT cell, count(*), avg(lat), avg(lon) FROM doc WHERE ord IN (SELECT rowid FROM fts WHERE fts MATCH '\"fi:shakki\"') GROUP BY 1"
    ],
}


def floors(index: Path, copy: Path) -> dict[str, float]:
    """Return the median milliseconds of processor time of each kind's statements, over a copy of an index with more indexes."""
    copy.unlink(missing_ok=True)
    connection = sqlite3.connect(copy)
    sqlite3.connect(index).backup(connection)
    connection.create_function("cell", 2, lambda lat, lon: cell_of(lat, lon, _CELL_ZOOM), deterministic=True)
    connection.executescript(INDEXES)
    found = {name: _cost(connection, statements) for name, statements in STATEMENTS.items()}
    connection.close()
    copy.unlink()
    return found


def _cost(connection: sqlite3.Connection, statements: list[str]) -> float:
    params = {**HELSINKI._asdict(), "lat": JYVASKYLA.lat, "lon": JYVASKYLA.lon, "now": time.time(), "word": '"fi:keramiikka"'}
    times = []
    for _round in range(ROUNDS):
        began = time.process_time()
        for statement in statements:
            connection.execute(statement, params).fetchall()
        times.append((time.process_time() - began) * 1000)
    return median(times)


class Timed:
    """A connection whose statements are counted in milliseconds of processor time: the part of an answer that SQLite has."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection, self.spent_ms = connection, 0.0

    def execute(self, sql: str, params: object = ()) -> Rows:
        began = time.process_time()
        rows = Rows(self.connection.execute(sql, params).fetchall())  # type: ignore[arg-type]
        self.spent_ms += (time.process_time() - began) * 1000
        return rows


class Rows(list):  # type: ignore[type-arg]
    """Rows that were read already, asked as a cursor is."""

    def fetchall(self) -> Rows:
        return self

    def fetchone(self) -> object:
        return self[0] if self else None
