"""Asks the labelled questions with one analyser on every engine there is, and prints the answers as JSON.

    relevance_run.py ours|snowball|lower tuned|held_out …

Started by bench_relevance.py for each analyser anew, because a process reads words in one way only. The environment names the
database with the imported collection (DATABASE_URL), a place for the index (KAIKU_VAR) and, if one runs, ELASTICSEARCH_URL.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "kaikusite.settings"

import django

django.setup()

from django.conf import settings

from search import actions, engines
from search.engines.wire import client
from tests.relevance.corpus import NOW, load_queries
from tests.relevance.figures import as_row
from tests.relevance.measuring import WithWords, ask_all
from tests.relevance.plainer import Analyser, use


def main(analyser: str, parts: list[str]) -> None:
    use(Analyser(analyser))
    found = {}
    for name, engine in engines.each().items():
        actions.rebuild_index(engine, now=NOW)
        asked = WithWords(engine, engines.embedded())
        found[name] = {part: [as_row(answer) for answer in ask_all(load_queries(part), engine=asked)] for part in parts}
    _leave_no_index()
    json.dump(found, sys.stdout)


def _leave_no_index() -> None:
    if settings.ELASTICSEARCH_URL:
        indices = client(settings.ELASTICSEARCH_URL).options(request_timeout=30).indices
        for name in indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}-*", expand_wildcards="all"):
            indices.delete(index=name)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
