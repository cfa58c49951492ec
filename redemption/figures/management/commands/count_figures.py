"""`manage.py count_figures`: count all areas' visits of a year anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from areas.models import Area
from common import time
from common.time import day_of
from redemption.figures.actions import count_year


class Command(BaseCommand):
    help = "Count the visits of a year anew for every area, and protect the cells."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, default=day_of(time.now()).year)

    def handle(self, *args: Any, year: int, **options: Any) -> None:
        areas = Area.objects.all()
        for number, area in enumerate(areas, 1):
            count_year(area, year=year, now=time.now())
            self.stdout.write(f"{number}/{len(areas)} {area.name_fi}")
