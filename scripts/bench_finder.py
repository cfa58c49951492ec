"""What finding costs in the embedded engine: the whole page with list, counts and map's bounds, and the engine alone.

Prints a Markdown section. Makes an index and a database of its own under var/bench/. Sizes: 1,000, 10,000 and 100,000 offers,
or those given: `python scripts/bench_finder.py 10000`.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles

from steps import ROOT, VAR

PLACE = VAR / "bench" / "finder"
shutil.rmtree(PLACE, ignore_errors=True)
os.environ |= {"KAIKU_VAR": str(PLACE), "DATABASE_URL": f"sqlite:///{PLACE / 'db.sqlite3'}", "KAIKU_EMBEDDED_WORKER": "off", "DEBUG": "off"}
os.environ |= {"DJANGO_SETTINGS_MODULE": "kaikusite.settings", "LOG_LEVEL": "ERROR"}
sys.path.insert(0, str(ROOT))

import django

django.setup()

from uuid import uuid4

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from finder_documents import documents

from areas.models import Area
from search import asking, engines
from search.finding import find
from search.types import PlacesUpdate

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 40
GOALS = {10_000: (30, 80), 100_000: (None, 250)}  # p50, p95 of the whole page, ms
KINDS = {
    "nothing asked": "",
    "a broad word": "q=konsertti",
    "three words": "q=lasten konsertti kahvila",
    "a word in Swedish": "q=utställning",
    "a typing error": "q=taidenayttely",
    "near a town": "place=Kuopio",
    "near a point, all": "near=62.24,25.75&radius_km=1500",
    "this weekend": "when=weekend",
    "two categories, step-free": "category=music,film&accessibility=step-free",
    "words, town, days, filter": "q=konsertti viikonloppuna Tampereella&audience=children&places_left=1",
    "map, all": "view=map",
    "map, a word": "q=konsertti&view=map",
    "page 20": "page=20",
    "nothing found": "q=sirkus&category=film&audience=seniors&accessibility=sign-language,quiet,lift&when=today",
}


def main(sizes: list[int]) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    Area.objects.bulk_create(_area(number) for number in range(30))
    sections = [_size(size) for size in sizes]
    sys.stdout.write("## Finding, embedded engine\n\n" + "\n".join(sections))
    shutil.rmtree(PLACE, ignore_errors=True)


def _area(number: int) -> Area:
    name = f"Alue {number}"
    return Area(
        uuid=uuid4(),
        code=f"{chr(65 + number // 26)}{chr(65 + number % 26)}",
        slug=f"alue-{number}",
        name_fi=name,
        name_sv=name,
        name_en=name,
        state="permanent",
    )


def _size(size: int) -> str:
    engine, now = engines.current(), timezone.now()
    report = engine.rebuild(documents(size, now), since_outbox=0)
    began = time.perf_counter()
    _page("")
    cold = (time.perf_counter() - began) * 1000
    rows, pages = [], []
    for name, query in KINDS.items():
        whole, alone = _times(lambda query=query: _page(query)), _times(lambda query=query: _engine(query))
        pages += whole
        rows.append(f"| {name} | {median(whole):.1f} | {_p95(whole):.1f} | {median(alone):.1f} | {_p95(alone):.1f} |")
    html, queries = _page(""), _queries("q=konsertti&place=Kuopio")
    published, placed = _publish(now), _places(now)
    return "\n".join(
        [
            f"### {size:,} offers".replace(",", " "),
            "",
            "| question (ms of processor time) | whole page p50 | p95 | engine alone p50 | p95 |",
            "|---|---:|---:|---:|---:|",
            *rows,
            f"| **all of them** | **{median(pages):.1f}** | **{_p95(pages):.1f}** | | |",
            "",
            f"Goal: {_goal(size)}. First page after a start: {cold:.0f} ms. Queries of the database: {queries}. HTML: {len(html) / 1000:.1f} kB.",
            f"Rebuild: {report.documents / report.seconds:.0f} documents a second. "
            f"From the engine's write until a page shows it: {published:.0f} ms; places left: {placed:.0f} ms.",
            "",
        ]
    )


def _goal(size: int) -> str:
    p50, p95 = GOALS.get(size, (None, None))
    return ", ".join([*([f"p50 ≤ {p50} ms"] if p50 else []), *([f"p95 ≤ {p95} ms"] if p95 else [])]) or "none at this size"


def _page(query: str) -> bytes:
    answer = Client().get(f"/fi/tarjonta/?{query}")
    if answer.status_code != 200:
        raise SystemExit(f"/fi/tarjonta/?{query} answered {answer.status_code}")
    return answer.content


def _engine(query: str) -> None:
    params: dict[str, list[str]] = {}
    for pair in filter(None, query.split("&")):
        name, value = pair.split("=")
        params.setdefault(name, []).append(value)
    now = timezone.now()
    find(asking.read(params, lang="fi", today=now.date()), now=now)


def _times(work: Callable[[], object]) -> list[float]:
    """Return milliseconds of processor time: nothing here waits, and other work on the machine does not count."""
    work()
    found = []
    for _round in range(ROUNDS):
        engines.current().forget_answers()  # nobody asks the same words forty times
        began = time.process_time()
        work()
        found.append((time.process_time() - began) * 1000)
    return found


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _queries(query: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        _page(query)
    return len(captured)


def _publish(now: object) -> float:
    """Return the median milliseconds of processor time from handing one new document to the engine until a page was made with it."""
    return median(_after(lambda doc=doc: engines.current().upsert([doc]), "") for doc in documents(5, now, seed=11))


def _places(now: object) -> float:
    doc = next(doc for doc in documents(50, now) if doc.occurrences)
    updates = [PlacesUpdate(doc.id, doc.occurrences[0].id, 10, left) for left in range(5)]
    return median(_after(lambda update=update: engines.current().set_places([update]), "places_left=1") for update in updates)


def _after(write: Callable[[], None], query: str) -> float:
    _page(query)
    began = time.process_time()
    write()
    _page(query)
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
