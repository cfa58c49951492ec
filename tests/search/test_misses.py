"""Missed words are counted by day, written by the worker, shown from five days on, gone after ninety; no person is in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.db.models import QuerySet

from common import worker
from search import misses
from search.missed import Missed
from search.models import MissedWord
from tests.moment import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
JUMPPA = Missed("jumppa", "jumppa")
FINDER = "/fi/tarjonta/"


@pytest.fixture(autouse=True)
def _fresh_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(misses, "memory", misses.Memory())


def miss(*words: Missed, days_ago: int = 0, client: str = "192.0.2.1") -> None:
    now = NOW - timedelta(days=days_ago)
    misses.note(words, client=client, now=now)
    misses.write(now)


def rows() -> list[tuple[str, int]]:
    return list(MissedWord.objects.order_by("word", "day").values_list("word", "count"))


def test_nothing_is_written_before_the_worker_comes(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        misses.note([JUMPPA], client="192.0.2.1", now=NOW)
    assert rows() == []

    worker.work_once(NOW)

    assert rows() == [("jumppa", 1)]


def test_one_client_counts_once_a_day_for_a_word() -> None:
    for _ in range(3):
        miss(JUMPPA)
    miss(JUMPPA, client="192.0.2.2")
    miss(JUMPPA, days_ago=-1)

    assert rows() == [("jumppa", 2), ("jumppa", 1)]


def test_one_client_cannot_fill_the_table() -> None:
    miss(*(Missed(f"sana{chr(97 + n)}", "sana") for n in range(misses.OF_A_CLIENT_MOST + 5)))

    assert MissedWord.objects.count() == misses.OF_A_CLIENT_MOST


def test_a_day_has_room_for_so_many_words_and_known_ones_still_count(monkeypatch) -> None:
    monkeypatch.setattr(misses, "OF_A_DAY_MOST", 2)
    miss(Missed("a", "a"), Missed("b", "b"))
    miss(Missed("b", "b"), Missed("c", "c"), client="192.0.2.2")

    assert rows() == [("a", 1), ("b", 2)]


def test_memory_has_its_bounds(monkeypatch) -> None:
    monkeypatch.setattr(misses, "WAITING_MOST", 1)
    misses.note([JUMPPA, Missed("b", "b")], client="x", now=NOW)

    assert [word for _day, word in misses.memory.take()] == ["jumppa"]


def test_what_could_not_be_written_waits_for_the_next_round(monkeypatch) -> None:
    misses.note([JUMPPA], client="x", now=NOW)
    with monkeypatch.context() as broken:
        broken.setattr(QuerySet, "bulk_create", _fails)
        with pytest.raises(DatabaseError):
            misses.write(NOW)

    misses.write(NOW)

    assert rows() == [("jumppa", 1)]


def _fails(*_given: object, **_more: object) -> None:
    raise DatabaseError


@pytest.mark.parametrize(("days", "is_shown"), [(4, False), (5, True)])
def test_a_word_is_shown_once_it_was_missed_on_five_days(days: int, is_shown: bool) -> None:
    for ago in range(days):
        for client in "abc":
            miss(Missed("nayttely", "näyttely", "näyttelijä" if ago == 0 else ""), days_ago=ago, client=client)

    found = misses.shown_words(TODAY)

    assert [(row.word, row.days, row.count, row.corrected) for row in found] == ([("näyttely", 5, 15, "näyttelijä")] if is_shown else [])


def test_days_older_than_ninety_are_deleted_and_do_not_count() -> None:
    for ago in (0, 1, 2, 90, 91):
        MissedWord.objects.create(word="jumppa", shown="jumppa", day=TODAY - timedelta(days=ago), count=1)
    assert misses.shown_words(TODAY) == []

    worker.work_once(NOW)

    assert MissedWord.objects.count() == 4


def test_a_quiet_round_writes_nothing() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "delete", _fails)
        patch.setattr(QuerySet, "update", _fails)
        misses.write(NOW)


# --- through the page -------------------------------------------------------------------------------------------------


def test_the_finder_counts_a_word_it_cannot_serve_and_nothing_else(client) -> None:
    client.get(FINDER, {"q": "Aino Virtanen 040 1234567 aino@example.org keppihevoskerho Kajaanissa"}, REMOTE_ADDR="203.0.113.77")
    client.get(FINDER, {"q": "keppihevoskerho"}, REMOTE_ADDR="203.0.113.77")
    client.get(FINDER, {"q": "keppihevoskerho", "page": "2"}, REMOTE_ADDR="203.0.113.78")
    worker.work_once(NOW)

    assert rows() == [("keppihevoskerho", 1)]
    kept = everything_stored()
    for trace in ("203.0.113", "virtanen", "aino", "1234567", "example.org", "kajaanissa"):
        assert trace not in kept


def everything_stored() -> str:
    """Every value of the tables of the search, in lower case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM search_missedword")
        return repr((cursor.fetchall(), [column[0] for column in cursor.description])).lower()


def test_a_row_has_room_for_nothing_of_a_person() -> None:
    assert {field.name for field in MissedWord._meta.get_fields()} == {"id", "word", "shown", "corrected", "day", "count"}


def test_a_found_word_is_not_counted(client) -> None:
    client.get(FINDER)
    client.get(FINDER, {"q": "  "})
    worker.work_once(NOW)

    assert rows() == []
