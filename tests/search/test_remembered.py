"""What is mended from one state of the index to the next must be what a fresh start would make of it."""

from __future__ import annotations

import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from common.geo import BBox
from search.engines.sqlite import SqliteEngine
from search.types import Near, PlacesUpdate, SearchResults, Sort
from tests.conftest import NOW
from tests.search.making import HELSINKI, KAJAANI, OULU, ask, date_at, document, id_of

QUESTIONS: list[dict] = [
    {},
    {"date_from": NOW.date(), "date_to": NOW.date() + timedelta(days=3)},
    {"date_from": NOW.date() + timedelta(days=1), "date_to": NOW.date()},  # turned round: no date is in it
    {"places_left": True},
    {"near": Near(*KAJAANI)},
    {"near": Near(*OULU, 600), "sort": Sort.SOONEST},
    {"kinds": ("event",), "cluster_zoom": 5},
    {"bbox": BBox(25, 60, 28, 66), "cluster_zoom": 12},
    {"text": "jazz"},
    {"text": "jazz runo", "near": Near(*HELSINKI), "date_to": NOW.date() + timedelta(days=9)},
]


def shown(results: SearchResults) -> tuple:
    hits = [(hit.offer_id, hit.next.id if hit.next else None, hit.next.places_left if hit.next else None, hit.distance_m) for hit in results.hits]
    return results.total, hits, dict(results.facets), [(cluster.count, cluster.bounds) for cluster in results.clusters]


def some_document(dice: random.Random, version: int):
    name = f"n{dice.randrange(12)}"
    dates = [
        date_at(f"{name}/{n}", dice.choice([-3, -0.05, 0.2, 1, 2, 9, 40]), hours=dice.choice([2, 2, 100]), places=dice.choice([None, 0, 3]))
        for n in range(dice.randrange(4))
    ]
    live_at, expire_at = (dice.choice([None, None, NOW + timedelta(minutes=dice.randrange(-60, 600))]) for _edge in range(2))
    at = dice.choice([KAJAANI, OULU, HELSINKI, None, (62 + dice.random(), 27.0)])
    return document(
        name,
        fi=dice.choice(["Jazz", "Runo", "Jazz ja runo"]),
        kind=dice.choice(["event", "course"]),
        dates=dates,
        at=at,
        live_at=live_at,
        expire_at=expire_at,
        version=version,
    )


@pytest.mark.parametrize("seed", range(60 if os.environ.get("SOAK") else 8))
def test_a_long_life_is_a_fresh_start(tmp_path: Path, seed: int) -> None:
    dice, now = random.Random(seed), NOW
    engine = SqliteEngine(tmp_path)

    for version in range(1, 26):
        match dice.randrange(4):
            case 0 | 1:
                engine.upsert([some_document(dice, version) for _n in range(dice.randrange(1, 4))])
            case 2:
                engine.delete([(id_of(f"n{dice.randrange(12)}"), version)])
            case _:
                name = f"n{dice.randrange(12)}"
                engine.set_places([PlacesUpdate(id_of(name), id_of(f"{name}/{n}"), 3, dice.randrange(3)) for n in range(3)])
        now += timedelta(minutes=dice.choice([0, 0, 1, 7, 90, -3]))
        old = [shown(ask(engine, now=now, **question)) for question in QUESTIONS]
        fresh = SqliteEngine(tmp_path)
        new = [shown(ask(fresh, now=now, **question)) for question in QUESTIONS]
        fresh.close()
        assert old == new, version


def test_ones_own_write_is_seen_while_another_thread_still_reads_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = SqliteEngine(tmp_path)
    ask(engine)
    engine.upsert([document("a")])
    is_reading, may_go_on = threading.Event(), threading.Event()
    current = engine.files.current

    def slowly():
        is_reading.set()
        may_go_on.wait(5)
        return current()

    monkeypatch.setattr(engine.files, "current", slowly)
    with ThreadPoolExecutor(2) as threads:
        threads.submit(ask, engine)
        is_reading.wait(5)
        own = threads.submit(ask, engine)
        time.sleep(0.05)
        may_go_on.set()

        assert own.result(5).total == 1
