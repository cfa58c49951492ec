"""A site of its own for measuring the finder: a folder, a database, areas. To be started before anything of the site is imported."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from uuid import uuid4

from steps import ROOT, VAR

AREAS = 30


def start(name: str) -> Path:
    """Make the empty site `name` under var/bench/ and set Django up; return its folder."""
    place = VAR / "bench" / name
    shutil.rmtree(place, ignore_errors=True)
    os.environ |= {"KAIKU_VAR": str(place), "DATABASE_URL": f"sqlite:///{place / 'db.sqlite3'}", "KAIKU_EMBEDDED_WORKER": "off", "DEBUG": "off"}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "kaikusite.settings", "LOG_LEVEL": "ERROR", "ELASTICSEARCH_URL": ""}
    sys.path.insert(0, str(ROOT))
    # Nothing of Django may be imported before the environment is there.
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    _make_areas()
    return place


def _make_areas() -> None:
    # After Django's start only.
    from areas.models import Area

    Area.objects.bulk_create(
        Area(
            uuid=uuid4(),
            code=f"{chr(65 + number // 26)}{chr(65 + number % 26)}",
            slug=f"alue-{number}",
            name_fi=f"Alue {number}",
            name_sv=f"Område {number}",
            name_en=f"Area {number}",
            state="permanent",
            is_live=True,
        )
        for number in range(AREAS)
    )
