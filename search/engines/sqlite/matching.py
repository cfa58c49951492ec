"""Which documents hold the words of a question, and how well."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.engines.sqlite.schema import RANK
from search.engines.sqlite.snapshot import Snapshot
from search.types import Group

_MATCH = f"SELECT rowid, {RANK} FROM fts WHERE fts MATCH ?"


@dataclass(frozen=True, slots=True)
class Match:
    """Documents with at least one word. `words`: how many of the question's words each holds; `score`: higher is better."""

    words: Mapping[int, int]
    score: Mapping[int, float]
    groups: int

    def holding(self, least: int) -> list[int]:
        """Return the documents that hold at least so many of the words."""
        return [number for number, count in self.words.items() if count >= least]


class Matches:
    """The last few questions' matches: a circle that grows, a filter that is added and a page that is turned ask the same words."""

    MOST = 12
    DOCUMENTS_MOST = 20_000  # a broader match is not kept

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, tuple[Group, ...]], Match] = {}

    def get(self, connection: sqlite3.Connection, snapshot: Snapshot, groups: tuple[Group, ...]) -> Match:
        """Return the match of these words in the snapshot's state of the index."""
        key = (snapshot.generation, snapshot.seq, groups)
        kept = self._kept.get(key)
        if kept is None:
            kept = match(connection, groups, size=snapshot.size)
            if len(self._kept) >= self.MOST:
                self._kept = {}
            if len(kept.words) <= self.DOCUMENTS_MOST:
                self._kept[key] = kept
        return kept


def match(connection: sqlite3.Connection, groups: tuple[Group, ...], *, size: int) -> Match:
    """Return the documents of a question. Each word counts by the best of what may stand for it, title over place over parts.

    size   documents with this number or a higher one are newer than the snapshot, and left to the next.
    """
    words: dict[int, int] = defaultdict(int)
    score: dict[int, float] = defaultdict(float)
    for group in groups:
        for number, value in _group(connection, group).items():
            if number < size:
                words[number] += 1
                score[number] += value
    return Match(words, score, len(groups))


def _group(connection: sqlite3.Connection, group: Group) -> dict[int, float]:
    """One full-text query a weight: the ranking function cannot weigh words against each other."""
    best: dict[int, float] = {}
    for weight, tokens in _by_weight(group).items():
        for number, rank in connection.execute(_MATCH, [expression(tokens)]):
            value = -rank * weight
            if value > best.get(number, -1):
                best[number] = value
    return best


def _by_weight(group: Group) -> dict[float, list[str]]:
    """Return the tokens by weight, in three steps at most: a finer order among guesses is not worth a query each."""
    steps: dict[float, list[str]] = defaultdict(list)
    for token, weight in group.tokens:
        steps[weight if weight == group.tokens[0][1] else round(weight * 2.5) / 2.5 or 0.2].append(token)
    return steps


def expression(tokens: Iterable[str]) -> str:
    """Return the full-text expression for any of these tokens; a token with blanks asks for all of its parts."""
    return " OR ".join("(" + " AND ".join(f'"{_quoted(part)}"' for part in token.split(" ")) + ")" for token in tokens)


def _quoted(token: str) -> str:
    return token.replace('"', '""').replace("\x00", "")
