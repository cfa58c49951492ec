"""From a bare checkout to a seeded site in the browser.

    python3.11 scripts/run.py            packages, catalogues, database, demo content, index, server
    python3.11 scripts/run.py prepare    the same without the server
    python3.11 scripts/run.py seed       demo content anew

Each step is skipped while what it depends on stays the same. A new SQLite database is made beside the real one and renamed
when it is whole, so an interrupted start leaves nothing half done. The environment: PORT (8000), OFFERS (1000), DATABASE_URL.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import sys
from pathlib import Path

import environment
from steps import PYTHON, ROOT, VAR, digest, is_stamped, must, only_one, put_stamp, repository_files, say, step, stop

PORT = int(os.environ.get("PORT", "8000"))
OFFERS = os.environ.get("OFFERS", "1000")
INDEX = VAR / "search"


def main(arguments: list[str]) -> None:
    verb = arguments[0] if arguments else "run"
    if verb not in {"run", "prepare", "seed"}:
        stop(__doc__ or "")
    if verb in {"run", "seed"}:
        _refuse_if_busy()
    environment.ensure("run")
    with only_one("run"):
        compile_catalogues()
        if verb == "seed":
            seed_anew()
        prepare_database()
    if verb == "run":
        serve()


def _refuse_if_busy() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            stop(f"Port {PORT} is taken. Stop what serves there, or choose another: make run PORT=8001.")


def compile_catalogues() -> None:
    """Write the .mo files of every .po file, unless they are there for exactly these."""
    sources = repository_files("*.po")
    state = digest(sources)
    if is_stamped("catalogues", state) and all(source.with_suffix(".mo").exists() for source in sources):
        return
    with step("Interface texts in four languages"):
        must(PYTHON, "scripts/catalogs.py", "compile")
    put_stamp("catalogues", state)


def database_url() -> str:
    """Return DATABASE_URL of the environment, else of .env, else SQLite under var/: as the settings do."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    file = ROOT / ".env"
    for line in file.read_text().splitlines() if file.is_file() else []:
        name, _, value = line.partition("=")
        if name.strip() == "DATABASE_URL" and value.strip():
            return value.strip().strip("\"'")
    return f"sqlite:///{VAR / 'db.sqlite3'}"


def sqlite_path() -> Path | None:
    """Return where the SQLite database lies, or None when the site runs on PostgreSQL."""
    scheme, _, rest = database_url().partition("://")
    return ROOT / rest.removeprefix("/") if scheme == "sqlite" else None


def prepare_database() -> None:
    """Make, migrate and fill the database, and make the search index, as far as any of it is missing."""
    path = sqlite_path()
    if path and not path.exists():
        make_sqlite(path)
    else:
        keep_up(path)
    if not INDEX.is_dir() or not any(INDEX.iterdir()):
        with step("Search index"):
            must(PYTHON, "manage.py", "rebuild_search")


def make_sqlite(path: Path) -> None:
    """Make a database with demo content under a temporary name, then give it its own."""
    building = path.with_name(f"{path.name}.building")
    for leftover in _with_companions(building):
        leftover.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with step(f"Database, demo content with {OFFERS} offers, search index"):
        must(PYTHON, "scripts/fill.py", "--offers", OFFERS, env={"DATABASE_URL": f"sqlite:///{building}"})
    with sqlite3.connect(building) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for companion in _with_companions(building)[1:] + _with_companions(path)[1:]:
        companion.unlink(missing_ok=True)
    building.rename(path)
    put_stamp("migrations", _migrations_state(path))


def _with_companions(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))]


def keep_up(path: Path | None) -> None:
    """Migrate a database that exists, and fill it if it is empty, unless both were done for this very state."""
    state = _migrations_state(path)
    if is_stamped("migrations", state):
        return
    with step("Database"):
        must(PYTHON, "scripts/fill.py", "--offers", OFFERS)
    put_stamp("migrations", state)


def _migrations_state(path: Path | None) -> str:
    """Return what a migrated database depends on: the migrations, the packages, and which database it is."""
    which = f"{path} {path.stat().st_ino}" if path else database_url()
    files = [file for file in repository_files("*.py") if file.parent.name == "migrations"]
    return digest([*files, ROOT / "requirements.txt"], salt=which)


def seed_anew() -> None:
    """Put the database aside so that a new one is made; on PostgreSQL say how instead."""
    path = sqlite_path()
    if not path:
        stop("make seed makes a new SQLite database. On PostgreSQL, create an empty database and call make run.")
    for file in _with_companions(path):
        if file.exists():
            file.rename(file.with_name(f"{file.name}.before-seed"))


def serve() -> None:
    """Hand this process over to the development server."""
    say(f"\n  Kaikukortti is at http://localhost:{PORT}/  (stop with Ctrl-C)\n")
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    os.execv(PYTHON, [str(PYTHON), "manage.py", "runserver", "--skip-checks", f"127.0.0.1:{PORT}"])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        stop("\nStopped. Nothing is left half done; the next start goes on from here.")
