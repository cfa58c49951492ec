"""What an outage of Elasticsearch costs a reader: outage O1, measured on the finder's whole page with a real server behind a stub.

Prints a Markdown section. Makes an index, a database and a server of its own. 10,000 offers, or the number that is given.
Milliseconds by the clock on the wall: waiting is what is measured.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles

from steps import ROOT, VAR

PLACE = VAR / "bench" / "outages"
shutil.rmtree(PLACE, ignore_errors=True)
os.environ |= {"KAIKU_VAR": str(PLACE), "DATABASE_URL": f"sqlite:///{PLACE / 'db.sqlite3'}", "KAIKU_EMBEDDED_WORKER": "off", "DEBUG": "off"}
os.environ |= {"DJANGO_SETTINGS_MODULE": "kaikusite.settings", "LOG_LEVEL": "CRITICAL", "ELASTICSEARCH_URL": "http://127.0.0.1:1"}
sys.path.insert(0, str(ROOT))

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from elastic_server import Server, server
from finder_documents import documents

from search import engines
from search.engines.breaker import Breaker, State
from search.engines.paired import PairedEngine
from search.types import OfferDocument
from tests.search.stub_server import FAILURES, Mode, StubServer

ROUNDS = 20
WORDS = ("konsertti", "lasten konsertti", "utställning", "tiedepaja", "sirkus", "elokuvailta", "luontoretki")
RECOVERS_S = 60
SAID = {
    Mode.REFUSES: "refuses connections",
    Mode.FULL: "never connects",
    Mode.HANGS: "takes the question, says nothing",
    Mode.LATE: "answers after 10 s",
    Mode.HTML: "200 with HTML",
    Mode.HALF: "half a body",
    Mode.DRIPS: "a byte every 50 ms",
    Mode.BUSY: "503",
    Mode.EMPTY: "200 with {}",
}
failed = 0


def main(size: int) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    with server(heap="1g") as real:
        stub = StubServer(real.url)
        settings.ELASTICSEARCH_URL = stub.url
        pair, docs = _filled(size)
        pair.reading = Breaker()
        _until(lambda: not _is_fallback(pair))
        well = [_page(turn) for turn in range(2 * ROUNDS)][ROUNDS:]
        rows = [_row(stub, pair, mode) for mode in FAILURES]
        lags, back = _lags(pair, docs), _killed(real, pair)
        stub.close()
    sys.stdout.write("\n".join(_section(size, well, rows, lags, back)))
    shutil.rmtree(PLACE, ignore_errors=True)


def _filled(size: int) -> tuple[PairedEngine, list[OfferDocument]]:
    pair, docs = engines.pair(), list(documents(size, timezone.now()))
    if pair is None:
        raise SystemExit("no server is named")
    for engine in (pair.spare, pair.main):
        engine.rebuild(docs, 0)
    _page(0)
    time.sleep(5)  # the embedded engine is warmed beside the first question
    return pair, docs


def _page(turn: int) -> float:
    """Return the milliseconds of a whole page; counts the ones that failed."""
    global failed  # noqa: PLW0603  (one number for the whole run)
    began = time.perf_counter()
    status = Client().get("/fi/tarjonta/", {"q": WORDS[turn % len(WORDS)]}).status_code
    failed += status != 200
    return (time.perf_counter() - began) * 1000


def _row(stub: StubServer, pair: PairedEngine, mode: Mode) -> str:
    sys.stderr.write(f"  {SAID[mode]}\n")
    stub.behave(mode)
    first = [_first(pair, turn) for turn in range(ROUNDS)]
    pair.reading = Breaker()
    for _failure in range(3):
        pair.reading.failed()
    opened = [_page(turn) for turn in range(ROUNDS)] if pair.reading.state is State.OPEN else []
    stub.behave(Mode.WELL)
    seconds = _until(lambda: not _is_fallback(pair))
    sys.stderr.write(f"    back after {seconds:.0f} s, last trouble: {pair.last_trouble}\n")
    return f"| {SAID[mode]} | {median(first):.0f} | {_p95(first):.0f} | {median(opened):.0f} | {_p95(opened):.0f} | {seconds:.0f} |"


def _first(pair: PairedEngine, turn: int) -> float:
    pair.reading = Breaker()
    return _page(turn)


def _is_fallback(pair: PairedEngine) -> bool:
    _page(0)
    return pair.reading.state is not State.CLOSED


def _until(holds: Callable[[], bool]) -> float:
    """Return the seconds until something holds, looked at for two minutes at most."""
    began = time.monotonic()
    while not holds() and time.monotonic() - began < 2 * RECOVERS_S:
        time.sleep(0.25)
    return time.monotonic() - began


def _lags(pair: PairedEngine, docs: list[OfferDocument]) -> list[float]:
    """Return the milliseconds from the handing over of a changed document until both engines find it."""
    found = []
    for doc in docs[:ROUNDS]:
        began = time.perf_counter()
        pair.upsert([doc])
        found.append((time.perf_counter() - began) * 1000)
    return found


def _killed(real: Server, pair: PairedEngine) -> float:
    """Return the seconds from the answering of a server that was killed until it answers the finder again."""
    real.kill()
    for turn in range(ROUNDS):
        _page(turn)
    real.start()
    return _until(lambda: not _is_fallback(pair))


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _section(size: int, well: list[float], rows: list[str], lags: list[float], back: float) -> list[str]:
    return [
        "## Outages of Elasticsearch",
        "",
        f"{size:,} offers, whole page of the finder, milliseconds on the wall. Promise (O1): first answer p95 ≤ 700, with an open breaker ≤ 300; "
        f"back within {RECOVERS_S} s; no page fails.".replace(",", " ", 1),
        "",
        "| the server | first page p50 | p95 | breaker open p50 | p95 | back after (s) |",
        "|---|---:|---:|---:|---:|---:|",
        f"| is well | {median(well):.0f} | {_p95(well):.0f} | | | |",
        *rows,
        f"| killed with −9 and started again | | | | | {back:.0f} |",
        "",
        f"Pages that failed: {failed}. From handing over a change until both engines find it: p50 {median(lags):.0f}, p95 {_p95(lags):.0f} ms.",
        "",
    ]


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)
