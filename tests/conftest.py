"""What every test stands on: a database, a clock, a language, no network, and the cast.

The clock stands at NOW outside `browser/`, the language is Finnish, sockets reach this machine only, and a test that commits
(`django_db(transaction=True)`) leaves a fresh database behind. The cast is in cast.py, the makers of facts in factories.py.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.test import TransactionTestCase
from django.utils import translation

from search import engines
from tests import databases
from tests.moment import NOW

if TYPE_CHECKING:
    from tests.cast import Cast

HERE = Path(__file__).parent
ON_BOTH_DATABASES = {"actions", "queries", "views"}
USES_REDEMPTION = re.compile(r"^\s*(?:(?:from|import) (?:redemption|tests\.wing)\b|from tests import .*\bwing\b)", re.MULTILINE)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out what tests the gated wing when the wing is off."""
    if os.environ["KAIKU_REDEMPTION"] == "off" and collection_path.suffix == ".py" and collection_path.name.startswith("test_"):
        return True if USES_REDEMPTION.search(collection_path.read_text()) else None
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the folder they stand in; leave the soak for SOAK=1, and Elasticsearch's for where one runs."""
    for item in items:
        kind = item.path.relative_to(HERE).parts[0]
        if kind in ON_BOTH_DATABASES:
            item.add_marker(pytest.mark.both_databases)
        if kind == "browser":
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("elasticsearch") and not os.environ.get("ELASTICSEARCH_URL"):
            item.add_marker(pytest.mark.skip(reason="no ELASTICSEARCH_URL: scripts/run_tests.py elasticsearch"))
        if item.get_closest_marker("soak") and not os.environ.get("SOAK"):
            item.add_marker(pytest.mark.skip(reason="full counts: make soak"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker) -> None:
    """Make the worker's database from the migrated template; pytest-django's own way migrates each time (W33)."""
    with django_db_blocker.unblock():
        databases.begin()


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> None:
    """Hash passwords of test users cheaply; what hashes cards and PINs is not touched."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _embedded_unless_asked_for() -> None:
    """Find with the embedded engine, whatever server the environment names: a test that wants that one says so."""
    settings.ELASTICSEARCH_URL = ""


@pytest.fixture(scope="session", autouse=True)
def _fresh_database_after_a_commit() -> Iterator[None]:
    """Restore the template after a test that commits: a flush would take the rows that migrations wrote."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: databases.restore())
        yield


@pytest.fixture(autouse=True)
def _frozen(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stop the clock at NOW (not in the browser), speak Finnish, and forget what was cached."""
    for one in caches.all(initialized_only=True):
        one.clear()
    with translation.override("fi"):
        if request.node.get_closest_marker("browser"):
            yield
        else:
            with time_machine.travel(NOW, tick=True):
                yield


@pytest.fixture(autouse=True)
def _no_index_stays() -> Iterator[None]:
    """Throw the search index away when a test has opened it: its offers went with the database."""
    yield
    engines.forget()


@pytest.fixture
def now() -> datetime:
    """The moment at which the test began."""
    return NOW


@pytest.fixture
def cast(db) -> Cast:
    """The five people that everyone knows: cast.py."""
    from tests.cast import Cast  # its models need the settings, which pytest reads after this file

    return Cast()
