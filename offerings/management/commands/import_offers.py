"""`manage.py import_offers`: offers from elsewhere, with a report of each row."""

from __future__ import annotations

import json
import sys
import time as stopwatch
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from common import time
from offerings.actions import import_offers as importing
from offerings.actions.import_offers import Outcome, RowReport, TooManyVanish
from offerings.actions.import_places import ImportWish, UnknownArea
from offerings.importers import SOURCES

BAR = 30
SHOWN = 50  # refused rows on the screen; all of them are in --report


class Command(BaseCommand):
    help = "Take in offers from a file. docs/offers-jsonl.md tells the form. The same rows again change nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the file")
        parser.add_argument("--source", choices=sorted(SOURCES), required=True, help="the form of the file")
        parser.add_argument("--name", default="", help="whose ids these are, if several send files of one form (default: the form)")
        parser.add_argument("--area", default="", help="slug of the area for venues in municipalities without one")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, write nothing")
        parser.add_argument("--create-venues", action="store_true", help="publish new venues at once; else they are drafts for review")
        parser.add_argument("--create-areas", action="store_true", help="make areas that are named but not there, and those that municipalities lack")
        parser.add_argument("--complete", action="store_true", help="the file has everything: take down what it no longer has")
        parser.add_argument("--force", action="store_true", help="with --complete: even if over a fifth would vanish")
        parser.add_argument("--facts-only", action="store_true", help="no pages, for measuring at size; never on a real site")
        parser.add_argument("--report", type=Path, help="write every row's outcome there, one JSON object a line")

    def handle(self, *args: Any, path: Path, source: str, **options: Any) -> None:
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        if options["complete"] and options["facts_only"]:
            raise CommandError("--complete does not go with --facts-only.")
        with translation.override("en"):
            self._import(path, SOURCES[source], _wish(source, options), options)

    def _import(self, path: Path, rows: Any, wish: ImportWish, options: dict[str, Any]) -> None:
        gone = self._vanishing(rows(path), wish, is_forced=options["force"]) if options["complete"] else []
        began = stopwatch.perf_counter()
        with ExitStack() as stack:
            tell = stack.enter_context(self._telling(path, options["report"]))
            try:
                report = importing.import_offers(rows(path), wish=wish, now=time.now(), tell=tell)
            except UnknownArea as unknown:
                raise CommandError(f"There is no area “{unknown}”. Name one that is there, or add --create-areas.") from None
        report.counts[Outcome.VANISHED] = len(gone) if wish.is_dry else importing.take_down(gone, now=time.now())
        self._summary(report, wish, stopwatch.perf_counter() - began)

    def _vanishing(self, rows: Any, wish: ImportWish, *, is_forced: bool) -> list[Any]:
        try:
            return importing.vanishing(wish.source, importing.source_ids(rows), is_forced=is_forced)
        except TooManyVanish as many:
            sentence = f"{many.vanishing} of {many.known} offers are not in this file: nothing was changed. Add --force if that is so."
            raise CommandError(sentence) from None

    @contextmanager
    def _telling(self, path: Path, report: Path | None) -> Iterator[Callable[[RowReport], None]]:
        """Yield what shows rows: refused ones on the screen, every one in the report, and a bar where somebody looks."""
        total, done, refused = _lines(path), 0, 0
        out = report.open("w", encoding="utf-8") if report else None

        def tell(row: RowReport) -> None:
            nonlocal done, refused
            done += 1
            if out:
                out.write(json.dumps(_told(row), ensure_ascii=False) + "\n")
            for flaw in row.flaws:
                refused += 1
                if refused <= SHOWN:
                    self.stderr.write(f"line {row.line} ({row.source_id}): {flaw.field} {flaw.code}: {flaw.sentence}")
            if sys.stdout.isatty() and (done % 100 == 0 or done == total):
                full = BAR * done // max(total, 1)
                self.stdout.write(f"\r{'█' * full}{'░' * (BAR - full)} {done} of {total}", ending="\n" if done == total else "")
                self.stdout.flush()

        try:
            yield tell
        finally:
            if out:
                out.close()

    def _summary(self, report: Any, wish: ImportWish, seconds: float) -> None:
        counts = ", ".join(f"{report.counts[outcome]} {outcome}" for outcome in Outcome if report.counts[outcome] or outcome != Outcome.VANISHED)
        rate = report.counts.total() / seconds if seconds else 0
        self.stdout.write(f"{'Dry run, nothing was written: ' if wish.is_dry else ''}{counts}; {seconds:.1f} s, {rate:.0f} rows a second.")
        if report.areas or report.venues or report.changed_venues:
            self.stdout.write(f"New areas: {report.areas}, new venues: {report.venues}, changed venues: {report.changed_venues}.")
        if report.drafts:
            self.stdout.write(
                f"{report.drafts} new venues are drafts: their offers are found once somebody has published them. --create-venues publishes at once."
            )


def _wish(source: str, options: dict[str, Any]) -> ImportWish:
    return ImportWish(
        source=(options["name"] or source)[:40],
        area=options["area"],
        creates_venues=options["create_venues"],
        creates_areas=options["create_areas"],
        is_facts_only=options["facts_only"],
        is_dry=options["dry_run"],
    )


def _told(row: RowReport) -> dict[str, Any]:
    flaws = [{"field": flaw.field, "code": flaw.code, "message": flaw.sentence} for flaw in row.flaws]
    return {"line": row.line, "id": row.source_id, "outcome": row.outcome, "flaws": flaws}


def _lines(path: Path) -> int:
    with path.open("rb") as lines:
        return sum(1 for line in lines if line.strip())
