"""Build the search index anew, beside the one in use, or go back to the one before."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common import time
from search import actions, documents, engines
from search.engines.down import EngineDown
from search.types import Engine, NoWayBack, OfferDocument, RebuildRefused

BAR = 30


class Command(BaseCommand):
    help = "Build the search index anew, beside the one in use, and swap; finding goes on meanwhile. Every engine in use, unless one is named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--engine", choices=["sqlite", "elasticsearch"], help="only this one")
        parser.add_argument("--back", action="store_true", help="take the index before this one into use again; within a day of the swap")

    def handle(self, *args: Any, **options: Any) -> None:
        for name, engine in self._chosen(options["engine"]).items():
            with engines.rebuild_turn(name) as is_ours:
                if not is_ours:
                    raise CommandError(f"{name}: an index is being built already.")
                try:
                    verb = self._go_back if options["back"] else self._rebuild
                    verb(name, engine)
                except RebuildRefused as refused:
                    raise CommandError(f"{name}: {refused}, so it was not put to use; the old one goes on. Run it again.") from refused
                except NoWayBack as error:
                    raise CommandError(f"{name}: there is no index of the last day to go back to.") from error
                except EngineDown as down:
                    raise CommandError(f"{name}: the server failed ({down}); the old index goes on.") from down

    def _chosen(self, name: str | None) -> dict[str, Engine]:
        used = engines.each()
        if name and name not in used:
            raise CommandError(f"{name} is not in use: ELASTICSEARCH_URL names no server.")
        return {name: used[name]} if name else used

    def _rebuild(self, name: str, engine: Engine) -> None:
        total = documents.findable_offers().count()
        report = actions.rebuild_index(engine, now=time.now(), progress=lambda docs: self._shown(docs, total))
        rate = report.documents / report.seconds if report.seconds else 0
        self.stdout.write(
            f"{name}: {report.documents} offers in {report.seconds:.1f} s ({rate:.0f} a second), "
            f"{report.replayed} changed meanwhile: {report.generation}"
        )

    def _go_back(self, name: str, engine: Engine) -> None:
        self.stdout.write(f"{name}: back to {actions.go_back(engine, now=time.now())}")

    def _shown(self, docs: Iterable[OfferDocument], total: int) -> Iterator[OfferDocument]:
        for number, doc in enumerate(docs, 1):
            yield doc
            if sys.stdout.isatty() and (number % 50 == 0 or number == total):
                filled = BAR * number // max(total, 1)
                self.stdout.write(f"\r{'█' * filled}{'░' * (BAR - filled)} {number} of {total}", ending="" if number < total else "\n")
                self.stdout.flush()
