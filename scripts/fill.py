"""Migrate the database that the settings name, fill it with demo content if it is empty, and index it. One process.

.venv/bin/python scripts/fill.py [--offers 1000]
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaikusite.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import transaction

from areas.models import Area


def fill(*, offers: int) -> None:
    """Bring the schema up to date; an empty database gets demo content, whole or not at all, and its index."""
    call_command("migrate", interactive=False, verbosity=0)
    if Area.objects.exists():
        return
    with transaction.atomic():
        call_command("seed_demo", offers=offers)
    call_command("rebuild_search")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=1000)
    fill(offers=parser.parse_args().offers)
