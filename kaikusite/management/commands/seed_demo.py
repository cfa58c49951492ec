"""`manage.py seed_demo`: realistic demo content into an empty site, with a progress bar."""

from __future__ import annotations

import sys
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import time
from kaikusite.demo import people, seed
from kaikusite.demo.make import OFFERS

MOST = 200_000
WIDTH = 30  # characters of the bar


class Command(BaseCommand):
    help = "Fill an empty site with demo content: areas, venues, offers, pages and log-ins. `make seed` makes it anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--offers", type=int, default=OFFERS, help=f"how many offers, 1..{MOST} (default {OFFERS})")

    def handle(self, *args: Any, offers: int, **options: Any) -> None:
        if not 1 <= offers <= MOST:
            raise CommandError(f"--offers must be from 1 to {MOST}.")
        if seed.is_seeded():
            self.stdout.write("There is content already; nothing was changed. `make seed` makes the demo anew.")
            return
        now = time.now()
        demo = seed.plan(offers_wanted=offers, now=now)
        bar = Bar(seed.steps_of(demo).total, self.stdout)
        seed.write_demo(demo, now=now, progress=bar.move)
        bar.end()
        self.stdout.write(f"{len(demo.areas)} areas, {len(demo.venues)} venues, {len(demo.offers)} offers.")
        self._tell_log_ins()

    def _tell_log_ins(self) -> None:
        has_wing = apps.is_installed(seed.WING)
        shown = people.EVERYONE if has_wing else (people.OFFICE, *people.TEAMS)
        self.stdout.write(f"\nLog-ins (password {people.PASSWORD}):")
        for person in shown:
            self.stdout.write(f"  {person.name}@example.org  {person.does}")
        if has_wing:
            from kaikusite.demo.wing import PIN, TRY_CARDS  # the wing may be off

            self.stdout.write("Cards to try:")
            for card in TRY_CARDS:
                self.stdout.write(f"  {card.printed}  PIN {PIN}  {card.children} children")


class Bar:
    """A line that grows; in a log file only its end is written."""

    def __init__(self, total: int, out: Any) -> None:
        self._total, self._done, self._out = max(1, total), 0, out
        self._is_live = sys.stdout.isatty()

    def move(self, what: str, count: int) -> None:
        self._done += count
        if self._is_live:
            full = min(WIDTH, self._done * WIDTH // self._total)
            self._out.write(f"\r{'█' * full}{'·' * (WIDTH - full)} {self._done * 100 // self._total:3d} %  {what:<8}", ending="")
            self._out.flush()

    def end(self) -> None:
        if self._is_live:
            self._out.write("")
