"""The tables of an index file. A change here raises SCHEMA_VERSION, and a rebuild follows by itself."""

SCHEMA_VERSION = 5

# `seq` numbers changes: a reader asks only for rows with a higher one than it has seen. A deleted document stays as a row
# with `is_gone`, so that a late older version cannot bring it back.
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE doc (
    ord INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    is_gone INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL DEFAULT '',
    categories TEXT NOT NULL DEFAULT '',
    audiences TEXT NOT NULL DEFAULT '',
    accessibility TEXT NOT NULL DEFAULT '',
    languages TEXT NOT NULL DEFAULT '',
    how TEXT NOT NULL DEFAULT '',
    municipality TEXT NOT NULL DEFAULT '',
    area TEXT NOT NULL DEFAULT '',
    venue TEXT NOT NULL DEFAULT '',
    lat REAL,
    lon REAL,
    is_free INTEGER NOT NULL DEFAULT 0,
    is_always_on INTEGER NOT NULL DEFAULT 0,
    title_length INTEGER NOT NULL DEFAULT 0,
    live_at REAL,
    expire_at REAL,
    display TEXT NOT NULL DEFAULT '{}',
    facts TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX doc_by_seq ON doc (seq);
CREATE TABLE occurrence (
    ord INTEGER NOT NULL,
    id TEXT NOT NULL,
    starts REAL NOT NULL,
    ends REAL NOT NULL,
    is_all_day INTEGER NOT NULL,
    places INTEGER,
    places_left INTEGER,
    is_cancelled INTEGER NOT NULL,
    PRIMARY KEY (ord, id)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE fts USING fts5(title, place, parts, body, surface, detail = column, tokenize = "ascii tokenchars ':-_'''");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(fts, 'row');
"""

COLUMNS = (
    "id version seq is_gone kind categories audiences accessibility languages how municipality area venue lat lon is_free "
    "is_always_on title_length live_at expire_at display facts"
).split()
