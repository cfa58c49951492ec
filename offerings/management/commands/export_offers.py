"""`manage.py export_offers`: every published offer as JSON lines, as `import_offers` reads them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from areas.models import Area
from offerings.queries.export import exported


class Command(BaseCommand):
    help = "Write every published offer as JSON lines. docs/offers-jsonl.md tells the form."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, nargs="?", help="the file; the screen by default")
        parser.add_argument("--area", default="", help="slug: of one area only")
        parser.add_argument("--name", default="json", help="whose ids are kept, as at the import")

    def handle(self, *args: Any, path: Path | None, area: str, name: str, **options: Any) -> None:
        if area and not Area.objects.filter(slug=area).exists():
            raise CommandError(f"There is no area “{area}”.")
        lines = (json.dumps(row, ensure_ascii=False) for row in exported(area=area, source=name))
        if path is None:
            for line in lines:
                self.stdout.write(line)
            return
        with path.open("w", encoding="utf-8") as out:
            count = sum(1 for line in lines if out.write(f"{line}\n"))
        self.stdout.write(f"{count} offers in {path}.")
