"""What a public page costs, uncached: queries, processor time and size, with 10 and with 500 children.

Prints a Markdown section. Makes a database of its own under var/bench/, through the same batch writer as the seed.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from uuid import UUID

from steps import ROOT, VAR

PLACE = VAR / "bench" / "pages"
shutil.rmtree(PLACE, ignore_errors=True)
os.environ |= {"KAIKU_VAR": str(PLACE), "DATABASE_URL": f"sqlite:///{PLACE / 'db.sqlite3'}", "KAIKU_EMBEDDED_WORKER": "off", "DEBUG": "off"}
os.environ["DJANGO_SETTINGS_MODULE"] = "kaikusite.settings"
sys.path.insert(0, str(ROOT))

import django

django.setup()

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from areas.models import Area, AreaIndexPage, AreaPage
from common import page_batch
from offerings.models import OfferDate, OfferPage, VenuePage

SIZES = (10, 500)
ROUNDS = 15
FIXED_MS, MS_A_KB, MOST_QUERIES = 6.0, 0.65, 12


@dataclass(frozen=True, slots=True)
class Cost:
    """One page's cost: queries, median milliseconds of processor time, kB (1000 bytes) of HTML."""

    queries: int
    cpu_ms: float
    kb: float


def main() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    index = _index()
    rows = []
    for number, size in enumerate(SIZES):
        area = make_area(index, number, size)
        for kind, path in addresses(area):
            rows.append((kind, size, measure(path)))
    rows.append(("front page", 1, measure("/fi/")))
    rows.append(("area index", len(SIZES), measure(AreaIndexPage.objects.get(locale__language_code="fi").url_path)))
    sys.stdout.write(table(rows))
    shutil.rmtree(PLACE, ignore_errors=True)


def _index() -> UUID:
    """Return the key of the area index; it is made if migrations did not."""
    found = AreaIndexPage.objects.filter(locale__language_code="fi").first()
    if found:
        return found.translation_key
    home = Page.objects.get(depth=2, locale__language_code="fi")
    thing = page_batch.Thing(AreaIndexPage, home.translation_key, "alueet", "fi", {"fi": {"title": "Alueet"}})
    page_batch.write([thing], now=timezone.now())
    return thing.key


def make_area(index: UUID, number: int, size: int) -> Area:
    """Make an area with `size` venues, the first of which has `size` events with three dates each, the others one event."""
    names = {f"name_{language}": f"Alue {number}" for language in ("fi", "sv", "en")}
    facts = names | {"code": "XY"[number] * 2, "state": "permanent"}
    area = page_batch.Thing(AreaPage, index, f"alue-{number}", "fi", {"fi": {"title": f"Alue {number}"}}, facts, many={"municipalities": ["205"]})
    things = [area, *(thing for venue in range(size) for thing in _venue(area.key, venue, size if venue == 0 else 1))]
    page_batch.write(things, now=timezone.now())
    return Area.objects.get(uuid=area.key)


def _venue(area: UUID, number: int, offers: int) -> Iterator[page_batch.Thing]:
    facts = {"municipality_id": "205", "kind": "theatre", "sector": "culture", "address": f"Kauppakatu {number + 1}", "lat": 64.2, "lon": 27.7}
    venue = page_batch.Thing(VenuePage, area, f"paikka-{number}", "fi", {"fi": {"title": f"Teatteri {number}", "summary": "Näyttämö."}}, facts)
    yield venue
    for offer in range(offers):
        begins = timezone.now() + timedelta(days=1 + offer % 180)
        dates = [{"starts_at": begins + timedelta(days=day), "ends_at": begins + timedelta(days=day, hours=2)} for day in range(3)]
        texts = {"fi": {"title": f"Esitys {offer}", "summary": "Kertomus kaupungista.", "description": "<p>Kaksi näytöstä.</p>" * 3}}
        facts = {"kind": "event", "categories": ["theatre"], "audiences": ["everyone"], "how_to_get": "reserve-here", "places": 20}
        yield page_batch.Thing(OfferPage, venue.key, f"esitys-{offer}", "fi", texts, facts, children={OfferDate: dates})


def addresses(area: Area) -> list[tuple[str, str]]:
    """Return (kind, path) of the area's page, its fullest venue's and one of that venue's offers."""
    venue = area.venues.get(paths__fi__endswith="/paikka-0/")
    return [("area", area.paths["fi"]), ("venue", venue.paths["fi"]), ("offer", venue.offers.first().paths["fi"])]


def measure(path: str) -> Cost:
    client = Client()
    times = []
    for _ in range(ROUNDS):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            began = time.process_time()
            response = client.get(path)
            times.append((time.process_time() - began) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{path} answered {response.status_code}")
    return Cost(len(queries), median(times[1:]), len(response.content) / 1000)


def table(rows: list[tuple[str, int, Cost]]) -> str:
    lines = [
        "## Public pages, uncached\n",
        f"In process, SQLite, median of {ROUNDS - 1}. Goal: at most {MOST_QUERIES} queries whatever the size, and processor time at most",
        f"{FIXED_MS:.0f} ms and {MS_A_KB} ms for each kB of HTML.\n",
        "| page | children | queries | CPU ms | at most | HTML kB |",
        "|---|---|---|---|---|---|",
    ]
    for kind, size, cost in rows:
        most = FIXED_MS + MS_A_KB * cost.kb
        lines.append(f"| {kind} | {size} | {cost.queries} | {cost.cpu_ms:.1f} | {most:.1f} | {cost.kb:.1f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
