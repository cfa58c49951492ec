"""Which documents hold the words of a question, and what they are worth by `search.scoring`: sets and sums of sets.

The documents that hold a token in a field are asked of the full-text table once and kept as sets; a question is then arithmetic on
sets, whose cost hardly depends on how common its words are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import accumulate, chain
from operator import and_, or_

from search.engines.bits import added, at_least, bits_of, less
from search.engines.sqlite.snapshot import Snapshot
from search.scoring import FIELDS, WORD, Tier, tiers
from search.types import Group

Holding = tuple[int, ...]  # by FIELDS: the documents that hold a token in the first of them, in the first two, …
_HELD = "SELECT rowid FROM fts WHERE fts MATCH ?"
_DIGITS = WORD.bit_length() - 1


@dataclass(frozen=True)
class Match:
    """What the words of a question come to.

    groups   how many words were asked.
    planes   the score of every document, one set a binary digit, the lowest first.
    """

    groups: int
    planes: Sequence[int]

    def holding(self, least: int) -> int:
        """Return the documents that hold at least so many of the words; least is 1 or more."""
        return at_least(self.planes[_DIGITS:], least)

    @cached_property
    def any(self) -> int:
        """Return the documents that hold a word."""
        return self.holding(1)


Kept = dict[str, tuple[int, Holding]]  # token → state, sets


class Postings:
    """The sets of tokens, mended as documents change. Threads may share it."""

    BYTES_MOST = 48_000_000

    def __init__(self) -> None:
        self._latest: tuple[str, Kept] = "", {}

    def get(self, connection: sqlite3.Connection, snapshot: Snapshot, token: str) -> Holding:
        """Return the documents that hold a token, in the snapshot's state of the index."""
        kept = self._of(snapshot.generation)
        known = kept.get(token)
        if known and known[0] == snapshot.seq:
            return known[1]
        holding = _mended(known, snapshot, token) if known else None
        if holding is None:
            holding = _read(connection, snapshot.size, token)
        if len(kept) * _weight(snapshot.size) > self.BYTES_MOST:
            for old in list(kept)[: len(kept) // 2]:
                kept.pop(old, None)
        kept[token] = snapshot.seq, holding
        return holding

    def _of(self, generation: str) -> Kept:
        """Return what is kept of an index. A thread that still reads the one before must not write among this one's."""
        latest, kept = self._latest
        if latest != generation:
            kept = {}
            self._latest = generation, kept
        return kept


def _weight(size: int) -> int:
    """Return the bytes of one token's sets, at most, in an index of this size."""
    return 500 + len(FIELDS) * (size >> 3)


def _read(connection: sqlite3.Connection, size: int, token: str) -> Holding:
    """Ask the full-text table, field by field. Documents newer than the snapshot are left to the next."""
    quoted = token.replace('"', '""').replace("\x00", "")
    found = []
    for field in FIELDS:
        rows = chain.from_iterable(connection.execute(_HELD, [f'{field} : "{quoted}"']))
        found.append(bits_of([number for number in rows if number < size], size))
    return tuple(accumulate(found, or_))


def _mended(known: tuple[int, Holding], snapshot: Snapshot, token: str) -> Holding | None:
    changed = snapshot.changed_since(known[0])
    if changed is None:
        return None
    gone = bits_of(changed, snapshot.size)
    now = (bits_of([n for n in changed if token in snapshot.texts[n][at]], snapshot.size) for at in range(len(FIELDS)))
    return tuple(less(bits, gone) | more for bits, more in zip(known[1], accumulate(now, or_), strict=True))


class Matches:
    """The last few questions' matches: a circle that grows, a filter that is added and a page that is turned ask the same words."""

    MOST = 24

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, tuple[Group, ...]], Match] = {}
        self._postings = Postings()

    def get(self, connection: sqlite3.Connection, snapshot: Snapshot, groups: tuple[Group, ...]) -> Match:
        """Return the match of these words in the snapshot's state of the index."""
        key = (snapshot.generation, snapshot.seq, groups)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._made(connection, snapshot, groups)
            if len(self._kept) >= self.MOST:
                self._kept = {}
            self._kept[key] = kept
        return kept

    def forget(self) -> None:
        """Forget the questions, but not the sets of their tokens: for measuring."""
        self._kept = {}

    def _made(self, connection: sqlite3.Connection, snapshot: Snapshot, groups: tuple[Group, ...]) -> Match:
        planes: list[int] = []
        for group in groups:
            wanted = tiers(group)
            holding = {part: self._postings.get(connection, snapshot, part) for part in _parts(wanted)}
            planes = added(planes, _planes((tier.worth, _held(tier, holding)) for tier in wanted))
        return Match(len(groups), planes)


def _parts(wanted: Iterable[Tier]) -> set[str]:
    return {part for tier in wanted for token in tier.tokens for part in token.split(" ")}


def _held(tier: Tier, holding: dict[str, Holding]) -> int:
    """Return the documents that hold a tier: any of its tokens, each with all of its parts."""
    at = len(tier.fields) - 1
    return reduce(or_, (reduce(and_, (holding[part][at] for part in token.split(" "))) for token in tier.tokens))


def _planes(held: Iterable[tuple[int, int]]) -> list[int]:
    """Return the value of one word for every document: WORD and the worth of the best tier that it holds, the worthiest first."""
    planes = [0] * (_DIGITS + 1)
    seen = 0
    for worth, bits in held:
        fresh = less(bits, seen)
        if not fresh:
            continue
        seen |= fresh
        for digit in range(worth.bit_length()):
            if worth >> digit & 1:
                planes[digit] |= fresh
    planes[_DIGITS] = seen
    return planes
