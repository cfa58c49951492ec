"""Names that are completed while one types: titles and venues, each once, the best known first, whatever the size of the index.

A name is found from the beginning of any of its first words. A beginning that few names have is read whole; one that many have
(`ko`) is walked from the best known names on, so that neither reads more than some hundreds of rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from search.analysis.words import folded, words
from search.types import OfferDocument, Suggestion

# `rank` is the number of binary digits of `offers`: it changes seldom, so a new offer of a large venue rewrites nothing.
TABLES = """
CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    key TEXT NOT NULL,
    offers INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, label, key)
);
CREATE TABLE name_of (ord INTEGER NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (ord, name)) WITHOUT ROWID;
CREATE INDEX name_of_by_name ON name_of (name);
CREATE TABLE beginning (
    folded TEXT NOT NULL,
    name INTEGER NOT NULL,
    kind TEXT NOT NULL,
    rank INTEGER NOT NULL,
    two TEXT NOT NULL,
    PRIMARY KEY (folded, name)
) WITHOUT ROWID;
CREATE INDEX beginning_by_rank ON beginning (two, kind, rank DESC, folded, name);
CREATE INDEX beginning_by_name ON beginning (name);
"""
LABEL_WORDS_MOST = 6  # a title is completed from any of its first words
WORD_LETTERS_LEAST = 3  # of a word that is not the first
TYPED_LEAST = 2  # letters before anything is completed
FEW = 400  # names with a beginning; more of them are walked by rank
WALKED = 60  # names of each kind that are then looked at
KINDS = ("venue", "title")


def put_names(connection: sqlite3.Connection, docs: Mapping[int, OfferDocument]) -> None:
    """Renew the names that documents (by `doc.ord`) bring, inside the caller's transaction."""
    marks, known = ",".join("?" * len(docs)), dict[tuple[str, str, str], int]()
    old = set(connection.execute(f"SELECT ord, name FROM name_of WHERE ord IN ({marks})", list(docs)))
    new = {(ord_, name) for ord_, doc in docs.items() for name in _names(connection, doc, known)}
    connection.executemany("DELETE FROM name_of WHERE ord = ? AND name = ?", old - new)
    connection.executemany("INSERT INTO name_of VALUES (?, ?)", sorted(new - old))
    more = Counter(name for _ord, name in new - old)
    more.subtract(name for _ord, name in old - new)
    for name, offers in more.items():
        if offers:
            _count(connection, name, offers)


def _names(connection: sqlite3.Connection, doc: OfferDocument, known: dict[tuple[str, str, str], int]) -> Iterator[int]:
    """Yield the keys of a document's names, made where they are new. known: those of the same batch."""
    for kind, label in doc.names:
        name = kind, label, doc.venue if kind == "venue" else ""
        if name not in known:
            known[name] = _name(connection, *name)
        yield known[name]


def clear_names(connection: sqlite3.Connection, ord_: int) -> None:
    """Take away the names of a document that is gone; a name that no offer has left is no longer completed."""
    names = [row[0] for row in connection.execute("DELETE FROM name_of WHERE ord = ? RETURNING name", [ord_])]
    for name in names:
        _count(connection, name, -1)


def _name(connection: sqlite3.Connection, kind: str, label: str, key: str) -> int:
    row = connection.execute("SELECT id FROM name WHERE kind = ? AND label = ? AND key = ?", [kind, label, key]).fetchone()
    if row:
        return int(row[0])
    made = connection.execute("INSERT INTO name (kind, label, key) VALUES (?, ?, ?) RETURNING id", [kind, label, key]).fetchone()[0]
    rows = [(text, made, kind, 0, text[:2]) for text in dict.fromkeys(_beginnings(label))]
    connection.executemany("INSERT INTO beginning VALUES (?, ?, ?, ?, ?)", rows)
    return int(made)


def _beginnings(label: str) -> Iterator[str]:
    said = [folded(word.text) for word in words(label)][:LABEL_WORDS_MOST]
    for at, word in enumerate(said):
        if at == 0 or len(word) >= WORD_LETTERS_LEAST:
            yield " ".join(said[at:])


def _count(connection: sqlite3.Connection, name: int, more: int) -> None:
    """Count an offer of a name, or one less; the last one takes the name along."""
    (offers,) = connection.execute("UPDATE name SET offers = offers + ? WHERE id = ? RETURNING offers", [more, name]).fetchone()
    if offers <= 0:
        connection.execute("DELETE FROM beginning WHERE name = ?", [name])
        connection.execute("DELETE FROM name WHERE id = ?", [name])
    elif offers.bit_length() != (offers - more).bit_length():
        connection.execute("UPDATE beginning SET rank = ? WHERE name = ?", [offers.bit_length(), name])


def suggest(connection: sqlite3.Connection, prefix: str, limit: int) -> list[Suggestion]:
    """Return names that begin with what was typed, or hold a word that does: those first that begin so, then those of most offers.

    Result   at most `limit` of each kind, venues before titles.
    """
    typed = " ".join(folded(word.text) for word in words(prefix))
    if len(typed) < TYPED_LEAST:
        return []
    names = _few(connection, typed)
    if len(names) > FEW:
        names = [name for kind in KINDS for name in _best_known(connection, typed, kind)]
    return [_suggestion(connection, name) for name in _chosen(names, typed, limit)]


class Name(NamedTuple):
    """A row of the table `name`."""

    id: int
    kind: str
    label: str
    key: str
    offers: int


_READ = "SELECT DISTINCT n.id, n.kind, n.label, n.key, n.offers FROM beginning b JOIN name n ON n.id = b.name"


def _few(connection: sqlite3.Connection, typed: str) -> list[Name]:
    rows = connection.execute(f"{_READ} WHERE b.folded >= ? AND b.folded < ? LIMIT ?", [typed, _after(typed), FEW + 1])
    return [Name(*row) for row in rows]


def _best_known(connection: sqlite3.Connection, typed: str, kind: str) -> list[Name]:
    """Walk the names that share the first two letters by rank."""
    rows = connection.execute(
        f"{_READ} WHERE b.two = ? AND b.kind = ? AND b.folded >= ? AND b.folded < ? ORDER BY b.rank DESC LIMIT ?",
        [typed[:2], kind, typed, _after(typed), WALKED],
    )
    return [Name(*row) for row in rows]


def _after(text: str) -> str:
    return text + "\U0010ffff"


def _chosen(names: Iterable[Name], typed: str, limit: int) -> Iterator[Name]:
    """Yield the best of each kind, venues first, a venue once under whichever of its names was met."""
    taken: Counter[str] = Counter()
    seen: set[str] = set()
    for name in sorted(names, key=lambda name: _order(name, typed)):
        known_by = name.key or name.label
        if taken[name.kind] < limit and known_by not in seen:
            seen.add(known_by)
            taken[name.kind] += 1
            yield name


def _order(name: Name, typed: str) -> tuple[int, bool, int, int, str]:
    return KINDS.index(name.kind), not folded(name.label).startswith(typed), -name.offers, len(name.label), name.label


def _suggestion(connection: sqlite3.Connection, name: Name) -> Suggestion:
    """Return a name with what choosing it needs: a venue its key and town; a title that one offer has, that offer."""
    found = connection.execute("SELECT doc.id, doc.facts, doc.display FROM name_of JOIN doc USING (ord) WHERE name = ? LIMIT 1", [name.id]).fetchone()
    offer, facts = found[0], json.loads(found[1])
    if name.kind == "venue":
        return Suggestion("venue", name.key, name.label, names=facts.get("venue", {}), detail=facts.get("town", {}), offers=name.offers)
    if name.offers > 1:
        return Suggestion("title", "", name.label, offers=name.offers)
    names = {lang: text.get("title", "") for lang, text in json.loads(found[2]).items()}
    return Suggestion("title", offer, name.label, names=names, detail=facts.get("venue", {}), paths=facts.get("paths", {}), offers=1)
