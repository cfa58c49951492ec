"""Build the search index anew, beside the one in use."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand

from common import time
from search import actions, documents, engines
from search.types import OfferDocument

BAR = 30


class Command(BaseCommand):
    help = "Build the search index anew, beside the one in use, and swap; finding goes on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--engine", choices=["sqlite"], default="sqlite")

    def handle(self, *args: Any, **options: Any) -> None:
        total = documents.findable_offers().count()
        report = actions.rebuild_index(engines.current(), now=time.now(), progress=lambda docs: self._shown(docs, total))
        rate = report.documents / report.seconds if report.seconds else 0
        self.stdout.write(
            f"{report.documents} offers in {report.seconds:.1f} s ({rate:.0f} a second), {report.replayed} changed meanwhile: {report.generation}"
        )

    def _shown(self, docs: Iterable[OfferDocument], total: int) -> Iterator[OfferDocument]:
        for number, doc in enumerate(docs, 1):
            yield doc
            if sys.stdout.isatty() and (number % 50 == 0 or number == total):
                filled = BAR * number // max(total, 1)
                self.stdout.write(f"\r{'█' * filled}{'░' * (BAR - filled)} {number} of {total}", ending="" if number < total else "\n")
                self.stdout.flush()
