"""What finding costs with Elasticsearch, beside the bare request of the same question: a server of our own, thrown away afterwards.

Prints a Markdown section. Sizes: 1,000, 100,000 and 1,000,000 offers, or those given: `python scripts/bench_elasticsearch.py 10000`.
A bare request is made by hand, in one piece: 20 rows, six counts, cells with their middles, the box of all, the exact total. Ours
and the bare one take turns, so both meet the same machine. HEAP=4g is what the server gets unless said otherwise.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from steps import ROOT, VAR

PLACE = VAR / "bench" / "elasticsearch"
shutil.rmtree(PLACE, ignore_errors=True)
os.environ |= {"KAIKU_VAR": str(PLACE), "DATABASE_URL": f"sqlite:///{PLACE / 'db.sqlite3'}", "KAIKU_EMBEDDED_WORKER": "off", "DEBUG": "off"}
os.environ |= {"DJANGO_SETTINGS_MODULE": "kaikusite.settings", "LOG_LEVEL": "ERROR"}
sys.path.insert(0, str(ROOT))

import django

django.setup()

from django.utils import timezone
from elastic_server import Server, server
from elasticsearch import Elasticsearch
from finder_documents import documents

from common.geo import BBox
from common.time import day_of
from search.analysis import analyse
from search.engines import wire
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.requests import Question
from search.engines.sqlite import SqliteEngine
from search.types import AnalysedQuery, Group, Near, OfferDocument, PlacesUpdate, SearchQuery, SearchResults, Sort

SIZES = (1_000, 100_000, 1_000_000)
ROUNDS = 24
WARM_UPS = 3
ROUNDS_LEAST, PATIENCE_S = 8, 20  # of a question on a busy machine
HEAP = os.environ.get("HEAP", "4g")
NOW = timezone.now()
TODAY = day_of(NOW)
WEEK = {"date_from": TODAY, "date_to": TODAY + timedelta(days=6)}
TAMPERE = Near(61.50, 23.76)
REGION, CITY = BBox(22.5, 61.0, 25.5, 62.3), BBox(24.7, 60.1, 25.3, 60.35)
BARE_FACETS = ("kind", "category", "audience", "accessibility", "area", "municipality")
FULL, LIST = "with counts and map", "the list alone"
KINDS: dict[str, tuple[str, str, dict[str, Any]]] = {  # name → kind of answer, words, the rest of the question
    "a broad word": (FULL, "ilta", {}),
    "a word in some": (FULL, "konsertti", {}),
    "a rare word": (FULL, "lasten konsertti", {}),
    "two words": (FULL, "konsertti ilta", {}),
    "no words, soonest first": (FULL, "", {}),
    "region": (FULL, "", {"bbox": REGION, "cluster_zoom": 8}),
    "near a point, all": (FULL, "", {"near": TAMPERE}),
    "word, region and week": (FULL, "konsertti", {"bbox": REGION, "cluster_zoom": 8, **WEEK}),
    "a week": (FULL, "", WEEK),
    "two kinds, step-free": (FULL, "", {"categories": ("music", "film"), "accessibility": ("step-free",)}),
    "soonest": (LIST, "", {}),
    "town box": (LIST, "", {"bbox": CITY}),
    "days": (LIST, "", WEEK),
    "nearest": (LIST, "", {"near": TAMPERE}),
    "word, soonest first": (LIST, "konsertti", {"sort": Sort.SOONEST}),
    "word, best first": (LIST, "konsertti", {}),
    "page 20": (LIST, "", {"page": 20}),
}
ZOOMS = (5, 8, 11, 14)  # of the map's answers that are weighed, around Tampere
SPANS = {5: 9.0, 8: 1.6, 11: 0.2, 14: 0.025}  # degrees of latitude from the middle to the edge


@dataclass
class Times:
    """Milliseconds until an answer was there, and of processor time: the server's and ours."""

    waited: list[float]
    worked: list[float]

    @property
    def p50(self) -> float:
        return median(self.waited)

    @property
    def p95(self) -> float:
        return quantiles(self.waited, n=20)[-1]


class Everything:
    """A dictionary that knows every word: nothing is corrected while times are taken."""

    documents = 1_000

    def count(self, _token: str) -> int:
        return 1

    def nearest(self, _word: str) -> None:
        return None

    nearest_base = nearest


def main(sizes: list[int]) -> None:
    sections, first = [], {}
    with server(heap=HEAP) as one:
        client = wire.client(one.url).options(request_timeout=60)
        engine = ElasticsearchEngine(client, prefix="bench", dictionary=SqliteEngine(PLACE / "dictionary"))
        for size in sizes:
            text, medians = _size(one, client, engine, size)
            sections.append(text)
            first[size] = medians
    sys.stdout.write(f"## Finding, Elasticsearch\n\nServer {HEAP} heap on the same cores; ms p50 / p95.\n\n" + "\n".join([*sections, _growth(first)]))
    shutil.rmtree(PLACE, ignore_errors=True)


def _size(one: Server, client: Elasticsearch, engine: ElasticsearchEngine, size: int) -> tuple[str, dict[str, float]]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = engine.rebuild(_counted(size), since_outbox=0)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    rows, medians = [], {}
    for kind in (FULL, LIST):
        rows.append(f"| *{kind}* | | | | | | |")
        for name, (wanted, words, rest) in KINDS.items():
            if wanted == kind:
                found, ours, bare = _compared(one, client, engine, _asked(kind, words, rest))
                medians[name] = ours.p50
                rows.append(_row(name, found, ours, bare))
    published, placed = _publish(engine), _places(engine, size)
    disk = int(client.indices.stats(index="bench-offers", metric="store").body["_all"]["primaries"]["store"]["size_in_bytes"]) / 1e6
    lines = [
        f"### {size:,} offers".replace(",", " "),
        "",
        "| question | found | ours | bare | ratio of p50 | processor, ours | bare |",
        "|---|---:|---:|---:|---:|---:|---:|",
        *rows,
        "",
        f"Rebuild: {report.documents / report.seconds:.0f} documents a second, memory {grown:+.0f} MB; {disk:.0f} MB on disk. "
        f"From the engine's write until it is found: {published:.0f} ms; places left: {placed:.0f} ms.",
        f"Map: {_weights(engine)}.",
        "",
    ]
    return "\n".join(lines), medians


def _counted(size: int) -> Iterator[OfferDocument]:
    for number, doc in enumerate(documents(size, NOW), 1):
        if number % 50_000 == 0:
            sys.stderr.write(f"  {number:,} of {size:,}\n")
        yield doc


def _asked(kind: str, words: str, rest: dict[str, Any]) -> AnalysedQuery:
    query = SearchQuery(text=words, cluster_zoom=5 if kind == FULL else None)
    query = replace(query, **(rest if kind == FULL else {**rest, "facets": ()}))
    groups = analyse(words, lang="fi", vocabulary=Everything()).groups if words else ()
    return AnalysedQuery(query, groups, NOW)


def _row(name: str, found: int, ours: Times, bare: Times) -> str:
    ratio = ours.p50 / bare.p50
    worked = f"{median(ours.worked):.0f} | {median(bare.worked):.0f}"
    return f"| {name} | {found} | {ours.p50:.0f} / {ours.p95:.0f} | {bare.p50:.0f} / {bare.p95:.0f} | {ratio:.2f} | {worked} |"


def _compared(one: Server, client: Elasticsearch, engine: ElasticsearchEngine, asked: AnalysedQuery) -> tuple[int, Times, Times]:
    """Time ours and the bare request in turns."""
    body = bare(asked)
    ours, simple = Times([], []), Times([], [])
    results: list[SearchResults] = []
    began = time.perf_counter()
    for turn in range(-WARM_UPS, ROUNDS):
        if turn >= ROUNDS_LEAST and time.perf_counter() - began > PATIENCE_S:
            break
        for times, work in (
            (ours, lambda: results.append(engine.search(asked))),
            (simple, lambda: client.search(index="bench-offers", body=body, request_cache=False)),
        ):
            waited, worked = _timed(one, work)
            if turn >= 0:
                times.waited.append(waited)
                times.worked.append(worked)
    if results[-1].total != client.search(index="bench-offers", body=body).body["hits"]["total"]["value"]:
        raise SystemExit("the bare request is of another question")
    return results[-1].total, ours, simple


def _timed(one: Server, work: Callable[[], object]) -> tuple[float, float]:
    began, worked = time.perf_counter(), _worked(one)
    work()
    return (time.perf_counter() - began) * 1000, _worked(one) - worked


def _worked(one: Server) -> float:
    """Return the milliseconds of processor time that the server and this process have used."""
    used = time.process_time() * 1000
    for path in Path(f"/proc/{_java(one)}/task").glob("*/schedstat"):
        try:
            used += int(path.read_text().split()[0]) / 1e6
        except OSError:  # a thread that has ended
            continue
    return used


def _java(one: Server, known: dict[str, int] = {}) -> int:  # noqa: B006  (found once)
    """Return the process that does the work: the server's start script may have children."""
    if one.url not in known:
        group = one.process.pid if one.process else 0
        members = [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/stat") if _group(path) == group]
        known[one.url] = max(members, key=lambda pid: len(list(Path(f"/proc/{pid}/task").iterdir())))
    return known[one.url]


def _group(path: Path) -> int:
    try:
        return int(path.read_text().rpartition(")")[2].split()[2])
    except OSError:
        return -1


# the bare request


def bare(asked: AnalysedQuery) -> dict[str, Any]:
    """Return the plainest single request that answers the same question, roughly in the same order."""
    q, question = asked.query, Question(asked)
    words = [_bare_word(group) for group in asked.groups]
    point = {"lat": q.near.lat, "lon": q.near.lon} if q.near else None
    soonest = {"dates.starts": {"order": "asc", "nested": {"path": "dates", "filter": {"range": {"dates.starts": {"gte": question.frame.since}}}}}}
    is_by_words = bool(words) and q.sort is not Sort.SOONEST
    sort = "_score" if is_by_words else {"_geo_distance": {"location": point}} if point else soonest
    body = {
        "query": {"bool": {"must": words, "filter": question.filters}},
        "sort": [sort],
        "from": (q.page - 1) * q.page_size,
        "size": q.page_size,
        "_source": ["shown"],
        "track_total_hits": True,
    }
    return body | ({"aggs": _bare_counts(q)} if q.facets else {})


_BOOSTS = (("title", 6), ("place", 4), ("parts", 2), ("body", 1.5))


def _bare_word(group: Group) -> dict[str, Any]:
    """Return one clause for everything that may stand for a word, as one would write it by hand: a boost a field, no tiers."""
    single = [token for token, _weight in group.tokens if " " not in token]
    fields = [{"constant_score": {"filter": {"terms": {name: single}}, "boost": boost}} for name, boost in _BOOSTS]
    split = [token.split(" ") for token, _weight in group.tokens if " " in token]
    names = [name for name, _boost in _BOOSTS]
    apart = [{"bool": {"filter": [{"multi_match": {"query": part, "fields": names, "type": "best_fields"}} for part in parts]}} for parts in split]
    return {"bool": {"should": [*fields, *apart], "minimum_should_match": 1}}


def _bare_counts(q: SearchQuery) -> dict[str, Any]:
    counted = {facet: {"terms": {"field": facet, "size": 400}} for facet in BARE_FACETS}
    cells = {
        "geotile_grid": {"field": "location", "precision": (q.cluster_zoom or 5) + 2, "size": 10_000},
        "aggs": {"middle": {"geo_centroid": {"field": "location"}}},
    }
    return {**counted, "cells": cells, "box": {"geo_bounds": {"field": "location"}}}


# freshness, weight, growth


def _publish(engine: ElasticsearchEngine) -> float:
    """Return the median ms from handing a new document to the engine until an answer holds it."""
    return median(_until_found(engine, replace(doc, id=f"0-{at}", venue=f"new-{at}")) for at, doc in enumerate(documents(7, NOW, seed=11)))


def _until_found(engine: ElasticsearchEngine, doc: OfferDocument) -> float:
    asked = AnalysedQuery(SearchQuery(venues=(doc.venue,), facets=()), (), NOW)
    began = time.perf_counter()
    engine.upsert([doc])
    _wait(lambda: bool(engine.search(asked).total))
    return (time.perf_counter() - began) * 1000


def _wait(until: Callable[[], bool]) -> None:
    began = time.perf_counter()
    while not until():
        if time.perf_counter() - began > 30:
            raise SystemExit("what was written was not found within 30 s")
        time.sleep(0.005)


def _places(engine: ElasticsearchEngine, size: int) -> float:
    """Return the median ms from handing new numbers of a date to the engine until the answer shows them."""
    doc = next(doc for doc in documents(size, NOW) if doc.occurrences)
    asked = AnalysedQuery(SearchQuery(venues=(doc.venue,), facets=(), page_size=100), (), NOW)
    found = []
    for left in range(7):
        began = time.perf_counter()
        engine.set_places([PlacesUpdate(doc.id, one.id, 50, 40 + left) for one in doc.occurrences])
        _wait(lambda left=left: any(hit.next and hit.next.places_left == 40 + left for hit in engine.search(asked).hits))
        found.append((time.perf_counter() - began) * 1000)
    return median(found)


def _weights(engine: ElasticsearchEngine) -> str:
    """Return how much a map's answer weighs at each zoom."""
    found = []
    for zoom in ZOOMS:
        box = BBox(TAMPERE.lon - SPANS[zoom], TAMPERE.lat - SPANS[zoom] / 2, TAMPERE.lon + SPANS[zoom], TAMPERE.lat + SPANS[zoom] / 2)
        clusters = engine.search(AnalysedQuery(SearchQuery(bbox=box, facets=(), page_size=0, cluster_zoom=zoom), (), NOW)).clusters
        packed = gzip.compress(json.dumps([asdict(cluster) for cluster in clusters], ensure_ascii=False).encode())
        found.append(f"zoom {zoom} {len(clusters)} pins, {len(packed) / 1000:.1f} kB")
    return "; ".join(found)


def _growth(medians: dict[int, dict[str, float]]) -> str:
    """Return how the median grows from each size to the next."""
    sizes = sorted(medians)
    if len(sizes) < 2:
        return ""
    heads = [f"{small:,} → {large:,}".replace(",", " ") for small, large in pairwise(sizes)]
    rows = [f"| {name} | " + " | ".join(_times(medians, name, *pair) for pair in pairwise(sizes)) + " |" for name in KINDS]
    return "\n".join(["### Growth of p50", "", f"| question | {' | '.join(heads)} |", f"|---|{'---:|' * len(heads)}", *rows, ""])


def _times(medians: dict[int, dict[str, float]], name: str, small: int, large: int) -> str:
    return f"× {medians[large][name] / medians[small][name]:.1f}"


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
