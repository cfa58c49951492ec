"""`manage.py work`: the outbox and the clock's chores, for sites that run the worker by itself."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from common import worker


class Command(BaseCommand):
    help = "Bring search and caches up to date, and do what the clock brings. Runs until stopped, or once with --once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then end")
        parser.add_argument("--pause", type=float, default=1.0, help="seconds between rounds")

    def handle(self, *args: Any, once: bool, pause: float, **options: Any) -> None:
        while True:
            done = worker.work_once()
            if once:
                self.stdout.write(f"{done} rows done")
                return
            time.sleep(pause)
