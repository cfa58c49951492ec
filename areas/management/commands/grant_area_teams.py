"""Grant every area's team its rights on every language's page; what is granted already stays as it is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from areas import teams
from common.projection import page_writes


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        with page_writes():
            lacking = teams.lacking_grants()
            for area in lacking:
                teams.grant_area_team(area)
        self.stdout.write(f"{len(lacking)} area pages got what they lacked.")
