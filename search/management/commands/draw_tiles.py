"""Draw the map's tiles of the whole country to zoom 8, and throw away those of older data."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from search.tiles import ahead

AT_ONCE = 100


class Command(BaseCommand):
    help = "Draw the map's tiles of the whole country to zoom 8 (about two minutes); closer ones are drawn when they are first asked for."

    def handle(self, *args: Any, **options: Any) -> None:
        old, drawn = ahead.forget_old(), 0
        while count := ahead.draw_ahead(AT_ONCE):
            drawn += count
            if sys.stderr.isatty():
                self.stderr.write(f"\r{drawn} tiles", ending="")
        self.stdout.write(f"{drawn} tiles drawn, tiles of {old} older versions thrown away")
