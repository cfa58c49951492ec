"""A small piece of the demo, seeded once for a module: three areas of it with forty of their offers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from django.test import override_settings

from common.time import HELSINKI
from kaikusite.demo import seed
from kaikusite.demo.make import make_demo
from kaikusite.demo.shapes import Demo

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=HELSINKI)
AREAS = {"area/kainuu", "area/narpes", "area/mikkeli"}
OFFERS = 40


def small_demo() -> Demo:
    demo = make_demo(offers_wanted=600, today=NOW.date())
    venues = [venue for venue in demo.venues if venue.area in AREAS]
    keys = {venue.key for venue in venues}
    return replace(
        demo,
        areas=[area for area in demo.areas if area.key in AREAS],
        distributors=[place for place in demo.distributors if place.area in AREAS],
        venues=venues,
        offers=[offer for offer in demo.offers if offer.venue in keys][:OFFERS],
    )


@contextmanager
def seeded_site(media: Path) -> Iterator[Demo]:
    """Seed inside a transaction that is rolled back at the end. The year of visits is left out: it has tests of its own."""
    demo = small_demo()
    with pytest.MonkeyPatch.context() as patch, override_settings(MEDIA_ROOT=media), transaction.atomic():
        if apps.is_installed(seed.WING):
            patch.setattr("kaikusite.demo.wing.write_year", lambda now: None)
        seed.write_demo(demo, now=NOW)
        yield demo
        transaction.set_rollback(True)
