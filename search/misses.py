"""Counting the words that the search could not serve, without keeping anything of who asked (decision 0055).

Words wait in memory and are written by the worker. A person counts once a day for a word: known by a keyed hash that lies in
memory only, whose key is thrown away with the day. A word is shown once it was missed on five different days.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import DatabaseError, connections, transaction
from django.db.models import Count, F, Max, QuerySet, Sum

from common.time import day_of
from search.missed import Missed
from search.models import MissedWord

logger = logging.getLogger(__name__)

KEPT_DAYS = 90
SHOWN_FROM_DAYS = 5
OF_A_CLIENT_MOST = 20  # words a day that one client may have counted
WAITING_MOST = 2_000  # words in memory
WAITED_MOST = timedelta(minutes=2)  # the worker comes every 30 s
CLIENTS_MOST = 50_000
OF_A_DAY_MOST = 5_000  # rows


@dataclass(slots=True)
class _Day:
    """Whom this process has counted on a day. `key` never leaves it."""

    day: date
    key: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    seen: set[bytes] = field(default_factory=set)
    words_of: Counter[bytes] = field(default_factory=Counter)

    def is_new(self, client: str, word: str) -> bool:
        """Tell whether a word of a client may be counted, and remember that it was."""
        who, what = self._hash(client), self._hash(f"{client}\0{word}")
        if what in self.seen or self.words_of[who] >= OF_A_CLIENT_MOST or len(self.seen) >= CLIENTS_MOST:
            return False
        self.seen.add(what)
        self.words_of[who] += 1
        return True

    def _hash(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(errors="replace"), key=self.key, digest_size=8).digest()


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a word was missed in a day, and how it was last written and taken."""

    missed: Missed
    count: int


Tallies = dict[tuple[date, str], Tally]


class Memory:
    """The words that wait to be written, and whom they were counted for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._today: _Day | None = None
        self._waiting: Tallies = {}
        self._since: datetime | None = None

    def add(self, missed: Iterable[Missed], client: str, now: datetime) -> bool:
        """Count words; return whether some have waited so long that no worker seems to fetch them."""
        with self._lock:
            day = day_of(now)
            if self._today is None or self._today.day != day:
                self._today = _Day(day)
            for one in missed:
                if self._today.is_new(client, one.word):
                    self._add(day, one, 1)
            self._since = self._since or now
            return now - self._since > WAITED_MOST

    def take(self) -> Tallies:
        with self._lock:
            taken, self._waiting, self._since = self._waiting, {}, None
            return taken

    def put_back(self, tallies: Tallies) -> None:
        with self._lock:
            for (day, _word), tally in tallies.items():
                self._add(day, tally.missed, tally.count)

    def _add(self, day: date, missed: Missed, count: int) -> None:
        known = self._waiting.get((day, missed.word))
        if known or len(self._waiting) < WAITING_MOST:
            self._waiting[day, missed.word] = Tally(missed, count + (known.count if known else 0))


memory = Memory()


def note(missed: Sequence[Missed], *, client: str, now: datetime) -> None:
    """Count words in memory; nothing is written here. `client`: what tells visitors apart, an address; it is not kept."""
    if missed and memory.add(missed, client, now):
        threading.Thread(target=_write_and_leave, args=(now,), name="missed-words", daemon=True).start()


def _write_and_leave(now: datetime) -> None:
    try:
        write(now)
    except DatabaseError:  # the edge of the thread
        logger.exception("missed words were not written")
    finally:
        connections.close_all()


def write(now: datetime) -> None:
    """Write what waits and delete what is older than 90 days. Quick when there is nothing; the worker runs it."""
    tallies = memory.take()
    try:
        with transaction.atomic():
            for of_day in {day for day, _word in tallies}:
                _write_day(of_day, {word: tally for (day, word), tally in tallies.items() if day == of_day})
    except DatabaseError:
        memory.put_back(tallies)  # they wait for the next round
        raise
    old = MissedWord.objects.filter(day__lt=day_of(now) - timedelta(days=KEPT_DAYS))
    if old.exists():
        old.delete()


def _write_day(day: date, tallies: Mapping[str, Tally]) -> None:
    rows = MissedWord.objects.filter(day=day)
    room = OF_A_DAY_MOST - rows.count()
    known = set(rows.filter(word__in=tallies).values_list("word", flat=True))
    new = [word for word in tallies if word not in known][: max(0, room)]
    # Another process may write the same word at the same moment: the row is made empty, then counted up.
    MissedWord.objects.bulk_create([MissedWord(word=word, day=day, shown=word) for word in new], ignore_conflicts=True)
    for word in (*known, *new):
        one = tallies[word].missed
        rows.filter(word=word).update(count=F("count") + tallies[word].count, shown=one.shown, corrected=one.corrected[:60])


@dataclass(frozen=True, slots=True)
class MissedRow:
    """A missed word as editors see it. `days`: on how many it was missed; `count`: how often; `corrected`: what it is taken for."""

    word: str
    days: int
    count: int
    last_on: date
    corrected: str = ""


def shown_words(today: date, *, most: int = 200) -> list[MissedRow]:
    """Return the words missed on five days or more of the last 90, those of most days first. Two queries."""
    found: list[Any] = list(_often(today)[:most])
    last = MissedWord.objects.filter(word__in=[row["word"] for row in found]).order_by("day").values_list("word", "shown", "corrected")
    words = {word: (shown, corrected) for word, shown, corrected in last}
    rows = (MissedRow(row["word"], row["days"], row["total"], row["last"]) for row in found)
    return [replace(row, word=words[row.word][0], corrected=words[row.word][1]) for row in rows]


def _often(today: date) -> QuerySet[Any, Any]:
    rows = MissedWord.objects.filter(day__gte=today - timedelta(days=KEPT_DAYS)).order_by().values("word")
    counted = rows.annotate(days=Count("day"), total=Sum("count"), last=Max("day"))
    return counted.filter(days__gte=SHOWN_FROM_DAYS).order_by("-days", "-total", "word")
