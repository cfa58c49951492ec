"""Test databases: migrated once into a template, then copied for each worker and after each test that commits (W33).

Migrating takes about 11 s a process, a copy some milliseconds. The template is kept under var/test/ (SQLite) or in the running
cluster (PostgreSQL) and made anew when a migration, the packages or the installed apps change.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from tests.before import PLACE, ROOT, WORKER


def state() -> str:
    """Return a hash of all that a migrated database depends on."""
    total = hashlib.sha256(",".join(settings.INSTALLED_APPS).encode())
    files = [path for path in ROOT.glob("*/**/migrations/*.py") if ".venv" not in path.parts and "var" not in path.parts]
    for path in [*sorted(files), ROOT / "requirements.txt"]:
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def begin() -> None:
    """Point the process's connection at a fresh copy of the template, which is made first if it is not there."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time():
        _kind().make_template()
    restore()


def restore() -> None:
    """Replace the worker's database by a fresh copy of the template. Only outside a transaction."""
    connections.close_all()
    _kind().copy_template()


def _kind() -> type[_Sqlite] | type[_Postgresql]:
    return _Postgresql if connection.vendor == "postgresql" else _Sqlite


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (PLACE / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _use(name: str) -> None:
    """Let every connection of this process, and of those it starts, use this database."""
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    connections.close_all()


class _Sqlite:
    """Files under var/test/."""

    @staticmethod
    def template() -> Path:
        return PLACE / f"template-{state()}.sqlite3"

    @classmethod
    def make_template(cls) -> None:
        if cls.template().exists():
            return
        for old in PLACE.glob("template-building.sqlite3*"):
            old.unlink()
        for old in sorted(PLACE.glob("template-*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-4]:
            old.unlink()
        building = PLACE / "template-building.sqlite3"
        _use(str(building))
        _migrate()
        building.rename(cls.template())

    @classmethod
    def copy_template(cls) -> None:
        place = PLACE / WORKER / "db.sqlite3"
        place.parent.mkdir(parents=True, exist_ok=True)
        for end in ("", "-wal", "-shm", "-journal"):
            place.with_name(place.name + end).unlink(missing_ok=True)
        shutil.copyfile(cls.template(), place)
        _use(str(place))
        os.environ["DATABASE_URL"] = f"sqlite:///{place}"


class _Postgresql:
    """Databases of the cluster that DATABASE_URL names; scripts/postgres.py starts one."""

    @staticmethod
    def template() -> str:
        return f"template_{state()}"

    @classmethod
    def make_template(cls) -> None:
        with _maintenance() as cursor:
            cursor.execute("select 1 from pg_database where datname = %s", [cls.template()])
            if cursor.fetchone():
                return
            cursor.execute(f'drop database if exists "{cls.template()}_building" with (force)')
            cursor.execute(f'create database "{cls.template()}_building"')
        _use(f"{cls.template()}_building")
        _migrate()
        with _maintenance() as cursor:
            cursor.execute(f'alter database "{cls.template()}_building" rename to "{cls.template()}"')

    @classmethod
    def copy_template(cls) -> None:
        name = f"test_{WORKER}"
        with _maintenance() as cursor:
            cursor.execute(f'drop database if exists "{name}" with (force)')
            cursor.execute(f'create database "{name}" template "{cls.template()}" strategy file_copy')
        _use(name)
        base = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
        os.environ["DATABASE_URL"] = f"{base}/{name}"


@contextmanager
def _maintenance() -> Iterator:
    """Yield a cursor in autocommit on the cluster's own database."""
    _use("postgres")
    with connection.cursor() as cursor:
        yield cursor
    connections.close_all()
