"""What finding costs in the embedded engine: the whole page, the API, the engine alone beside bare SQL, growth, the map's bytes, writing.

Prints a Markdown section and draws docs/benchmarks-finder.svg. Makes an index and a database of its own under var/bench/. Sizes:
1,000, 10,000 and 100,000 offers, or those given: `python scripts/bench_finder.py 10000`. Times are milliseconds of processor time:
nothing here waits, and other work on the machine does not count; what a clock on the wall showed stands beside the whole page.
"""

from __future__ import annotations

import gzip
import json
import math
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

import finder_site

PLACE = finder_site.start("finder")

import finder_facts
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from finder_documents import documents
from finder_floor import Timed, floors
from finder_kinds import API, MOST_GROWTH, PAGES, Kind, engine_kinds
from finder_picture import drawn
from steps import PYTHON, ROOT

from common.geo import BBox
from search import engines, handlers
from search.analysis import analyse
from search.types import AnalysedQuery, PlacesUpdate

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 40
PAGE_GOALS = {10_000: (30, 80), 100_000: (None, 250)}  # p50, p95 of the whole page, ms
API_GOALS = {"text": 30}  # goal 7, p50 at 10,000 offers; the others 20
LIST_GOAL, RANK_GOAL = (25, 60), 60  # goal 8 at 100,000 offers: p50 and p95 without facets; by rank up to 5 %
FLOOR_TIMES, FLOOR_MS = 5, 2.0  # goal 8: what SQLite has of an answer
MAP_GOAL_KB, MAP_GOAL_FEATURES = 30, 300  # goal 10
REBUILD = (4_000, 16_000)  # facts: the rate is measured on the larger, the memory on both
PICTURE = ROOT / "docs" / "benchmarks-finder.svg"
VIEWS = {5: (17.0, 59.0, 33.0, 70.5), 8: (22.5, 59.6, 28.1, 61.0), 11: (24.4, 60.05, 25.3, 60.4), 14: (24.88, 60.15, 24.99, 60.19)}  # zoom → box


@dataclass
class Measured:
    """What one size showed: the section's text, and medians by kind for the growth."""

    text: str
    engine: dict[str, float] = field(default_factory=dict)
    pages: dict[str, float] = field(default_factory=dict)
    floor: dict[str, float] = field(default_factory=dict)


def main(sizes: Sequence[int]) -> None:
    facts = finder_facts.write(40, timezone.now())
    found = {size: _size(size, facts) for size in sizes}
    parts = ["## Finding, embedded engine\n", *(one.text for one in found.values())]
    if len(sizes) > 1:
        parts.append(_growth(found))
        PICTURE.write_text(drawn({kind: [one.engine[kind] for one in found.values()] for kind in found[sizes[0]].engine}, sizes, "Engine alone"))
    parts.append(_rebuilds())
    sys.stdout.write("\n".join([*parts, _noise()]))
    shutil.rmtree(PLACE, ignore_errors=True)


def _size(size: int, facts: Sequence[object]) -> Measured:
    engine, now = engines.embedded(), timezone.now()
    sys.stderr.write(f"  {size} offers\n")
    report = engine.rebuild(documents(size, now), since_outbox=0)
    began = time.process_time()
    _page("")
    first = (time.process_time() - began) * 1000
    floor = floors(engine.files.folder / report.generation, PLACE / "floor.sqlite3")
    measured = Measured("", floor=floor)
    parts = [
        f"### {size:,} offers".replace(",", " "),
        "",
        *_pages(size, measured),
        "",
        *_api(size),
        "",
        *_alone(size, measured),
        "",
        *_map(),
        "",
        f"First page after a start: {first:.0f} ms. Queries of the database: {_queries('q=konsertti&place=Kuopio')}. "
        f"HTML: {len(_page('')) / 1000:.1f} kB. The page that nobody's words or place are in, kept for the minute: {_kept():.1f} ms.",
        *_writing(facts),
        "",
    ]
    measured.text = "\n".join(parts)
    return measured


# reading


def _pages(size: int, measured: Measured) -> list[str]:
    rows, every, walls = [], [], []
    for name, query in PAGES.items():
        times, wall = _times(lambda query=query: _page(query))
        every += times
        walls += wall
        measured.pages[name] = median(times)
        rows.append(f"| {name} | {median(times):.1f} | {_p95(times):.1f} | {median(wall):.1f} | {_p95(wall):.1f} |")
    p50, p95 = PAGE_GOALS.get(size, (None, None))
    goal = ", ".join([*([f"p50 ≤ {p50}"] if p50 else []), *([f"p95 ≤ {p95}"] if p95 else [])]) or "none at this size"
    return [
        f"| whole page (goal: {goal}) | p50 | p95 | wall p50 | wall p95 |",
        "|---|---:|---:|---:|---:|",
        *rows,
        f"| **all of them** | **{median(every):.1f}** | **{_p95(every):.1f}** | {median(walls):.1f} | {_p95(walls):.1f} |",
    ]


def _api(size: int) -> list[str]:
    rows = []
    for name, query in API.items():
        times, _wall = _times(lambda query=query: _answer(query))
        goal = f"{API_GOALS.get(name, 20)}" if size == 10_000 else ""
        rows.append(f"| {name} | {median(times):.1f} | {_p95(times):.1f} | {goal} |")
    return ["| API, 20 rows with all counts | p50 | p95 | goal 7, p50 |", "|---|---:|---:|---:|", *rows]


def _alone(size: int, measured: Measured) -> list[str]:
    rows = []
    for kind in engine_kinds(timezone.localdate()):
        question = _question(kind)
        times, _wall = _times(lambda question=question: engines.embedded().search(question))
        engines.embedded().forget_all()
        began = time.process_time()
        engines.embedded().search(question)
        unknown = (time.process_time() - began) * 1000
        in_sql, floor = _in_sql(question), measured.floor[kind.floor]
        measured.engine[kind.name] = median(times)
        verdict = "" if in_sql <= max(FLOOR_TIMES * floor, FLOOR_MS) else " **over**"
        share = engines.embedded().search(question).total / size
        rows.append(f"| {kind.name} | {share:.1%} | {median(times):.2f} | {_p95(times):.2f} | {unknown:.1f} | {in_sql:.2f}{verdict} | {floor:.2f} |")
    goal = f" (goal 8: p50 ≤ {LIST_GOAL[0]}, p95 ≤ {LIST_GOAL[1]}; by rank up to 5 % ≤ {RANK_GOAL})" if size == 100_000 else ""
    return [
        f"| engine alone{goal} | found | p50 | p95 | nothing known yet | of it SQLite | bare SQL |",
        "|---|---:|---:|---:|---:|---:|---:|",
        *rows,
    ]


def _question(kind: Kind) -> AnalysedQuery:
    vocabulary = engines.embedded().vocabulary()
    groups = analyse(kind.text, lang="fi", vocabulary=vocabulary, is_literal=True).groups if kind.text else ()
    return AnalysedQuery(kind.query, groups, timezone.now())


def _in_sql(question: AnalysedQuery) -> float:
    """Return how much of an answer SQLite had."""
    engine = engines.embedded()
    engine.search(question)
    opened, spent = engine.files.opened, []
    for _round in range(9):
        timed: list[Timed] = []

        def counted(name: str, timed: list[Timed] = timed) -> Timed:
            timed.append(Timed(opened(name)))
            return timed[-1]

        engine.files.opened = counted  # type: ignore[method-assign, assignment]
        engine.forget_answers()
        engine.search(question)
        spent.append(sum(one.spent_ms for one in timed))
    engine.files.opened = opened  # type: ignore[method-assign]
    return median(spent)


def _map() -> list[str]:
    rows = []
    for zoom, box in VIEWS.items():
        body = _answer(f"only=map&cluster_zoom={zoom}&bbox={BBox(*box).as_text()}")
        rows.append(f"| {zoom} | {len(gzip.compress(body, 6)) / 1000:.1f} | {len(json.loads(body)['clusters'])} |")
    return [f"| map, zoom | kB gz (goal ≤ {MAP_GOAL_KB}) | features (≤ {MAP_GOAL_FEATURES}) |", "|---|---:|---:|", *rows]


def _kept() -> float:
    _page("")
    times = []
    for _round in range(9):
        began = time.process_time()
        _page("")
        times.append((time.process_time() - began) * 1000)
    return median(times)


def _page(query: str) -> bytes:
    return _got(f"/fi/tarjonta/?{query}")


def _answer(query: str) -> bytes:
    return _got(f"/api/v1/search?{query}", REMOTE_ADDR=f"10.0.{next(_turns) % 250}.{next(_turns) % 250}")


_began = time.perf_counter() - time.process_time()
_turns = iter(range(10**9))


def _got(path: str, **extra: str) -> bytes:
    answer = Client().get(path, **extra)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    return answer.content


def _times(work: Callable[[], object]) -> tuple[list[float], list[float]]:
    """Return milliseconds of processor time and of the wall's clock of each round."""
    work()
    cpu, wall = [], []
    for _round in range(ROUNDS):
        engines.embedded().forget_answers()  # nobody asks the same forty times
        caches["answers"].clear()
        began, began_wall = time.process_time(), time.perf_counter()
        work()
        cpu.append((time.process_time() - began) * 1000)
        wall.append((time.perf_counter() - began_wall) * 1000)
    return cpu, wall


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _queries(query: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        _page(query)
    return len(captured)


# writing


def _writing(facts: Sequence[object]) -> list[str]:
    now = timezone.now()
    doc = next(doc for doc in documents(50, now) if doc.occurrences)
    published = [_after(lambda offer=offer: handlers.offers_changed("offer", [offer]), "") for offer in facts[:9]]
    placed = [
        _after(lambda left=left: engines.embedded().set_places([PlacesUpdate(doc.id, doc.occurrences[0].id, 10, left)]), "") for left in range(9)
    ]
    return [
        f"From a published offer's facts until a page was made with it: {median(published):.0f} ms; "
        f"from places left until a page showed them: {median(placed):.0f} ms (goal 16: 1 s, whatever the size)."
    ]


def _after(write: Callable[[], None], query: str) -> float:
    _page(query)
    began = time.process_time()
    write()
    _page(query)
    return (time.process_time() - began) * 1000


def _rebuilds() -> str:
    small, large = (_rebuild(number) for number in REBUILD)
    rates = {name: (large[name]["documents"] / large[name]["cpu_s"], large[name]["documents"] / large[name]["wall_s"]) for name in ("cold", "warm")}
    growth = large["peak_mb"] / small["peak_mb"]
    return "\n".join(
        [
            "### A whole index from facts",
            "",
            f"Real texts of the relevance collection, each offer with a name of its own; {REBUILD[1]} offers.",
            "",
            "| rebuild | documents a second of processor time | by the clock on the wall | goal 15 |",
            "|---|---:|---:|---:|",
            f"| no word of the language known yet | {rates['cold'][0]:.0f} | {rates['cold'][1]:.0f} | 500 |",
            f"| words known | {rates['warm'][0]:.0f} | {rates['warm'][1]:.0f} | 1500 |",
            "",
            f"Memory at the most: {small['peak_mb']:.0f} MB at {REBUILD[0]} offers, {large['peak_mb']:.0f} MB at {REBUILD[1]}: "
            f"{growth:.2f} times (goal: 1.2).",
            "",
        ]
    )


def _rebuild(number: int) -> dict:
    sys.stderr.write(f"  rebuild of {number} facts\n")
    done = subprocess.run([PYTHON, str(Path(__file__).parent / "finder_rebuild.py"), str(number)], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def _noise() -> str:
    """Return how much of a core this process got: what else ran on the machine makes the clock on the wall run ahead."""
    share = time.process_time() / (time.perf_counter() - _began)
    return f"This process had {share:.0%} of a core, other work the rest: compare processor times.\n"


# growth


def _growth(found: Mapping[int, Measured]) -> str:
    sizes = list(found)
    steps = " | ".join(f"{one:,} → {other:,}".replace(",", " ") for one, other in pairwise(sizes))
    head = ["### Growth", "", "Median at a size by the median at the one before; slope on logarithmic axes (goal 9: ≤ 0.3)."]
    picture = f"![Milliseconds of the engine alone at each size, both axes logarithmic]({PICTURE.name})"
    table = [f"| kind | {steps} | slope | bare SQL, slope | goal a tenfold |", "|---|" + "---:|" * (len(sizes) + 2)]
    for kind in engine_kinds(timezone.localdate()):
        floor = _slope(sizes, [one.floor[kind.floor] for one in found.values()])
        times = [one.engine[kind.name] for one in found.values()]
        table.append(f"| engine: {kind.name} | {_steps(times)} | {_slope(sizes, times):.2f} | {floor:.2f} | {MOST_GROWTH[kind.growth][0]:g} |")
    for name in PAGES:
        times = [one.pages[name] for one in found.values()]
        table.append(f"| page: {name} | {_steps(times)} | {_slope(sizes, times):.2f} | | 2 |")
    return "\n".join([*head, "", picture, "", *table, ""])


def _steps(times: Sequence[float]) -> str:
    return " | ".join(f"{other / one:.2f}" for one, other in pairwise(times))


def _slope(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Return the slope of the best line through the logarithms."""
    xs, ys = [math.log10(size) for size in sizes], [math.log10(max(one, 0.001)) for one in times]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
