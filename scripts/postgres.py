"""A PostgreSQL cluster of our own for tests and measurements: made on a free port, thrown away at the end.

    .venv/bin/python scripts/postgres.py COMMAND …    run a command with DATABASE_URL pointing at it

Nothing it holds is worth keeping, so it does not wait for the disk (fsync off), unless SAFE=1: then it keeps its promises, as a
measurement wants. PostgreSQL refuses root, so as root it runs as the system user `postgres`, else `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from setup_test import POSTGRESQL, find
from steps import VAR, call, stop

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ALWAYS = ("unix_socket_directories=", "listen_addresses=127.0.0.1", "max_connections=200", "shared_buffers=256MB", "jit=off")


@contextmanager
def cluster() -> Iterator[str]:
    """Yield the DATABASE_URL of a running, empty cluster's database `kaiku`; stop and delete the cluster afterwards."""
    initdb = find(POSTGRESQL)
    if initdb is None:
        stop("PostgreSQL is not on this machine.")
    user = _unprivileged_user()
    folder = _folder(user)
    port = _free_port()
    try:
        _as(user, initdb, "-D", folder / "data", "-U", "kaiku", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        _start(user, initdb.parent, folder, port)
        _as(user, initdb.parent / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "kaiku", "kaiku")
        yield f"postgres://kaiku@127.0.0.1:{port}/kaiku"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            _as(user, initdb.parent / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop", may_fail=True)
        shutil.rmtree(folder, ignore_errors=True)


def _start(user: str | None, programs: Path, folder: Path, port: int) -> None:
    settings = (*ALWAYS, *(() if os.environ.get("SAFE") else FAST), f"port={port}")
    options = " ".join(f"-c {setting!r}" if setting.endswith("=") else f"-c {setting}" for setting in settings)
    _as(user, programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", options, "start")


def _unprivileged_user() -> str | None:
    """Return whom to run as, or None when this process is not root and may do it itself."""
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None) or stop("No unprivileged system user.")


def _folder(user: str | None) -> Path:
    """Return a new folder that the user owns: under var/ where it can be reached, else in the system's temporary place."""
    VAR.mkdir(parents=True, exist_ok=True)
    may_reach = user is None or all(part.stat().st_mode & 0o001 for part in (VAR, *VAR.parents))
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=VAR if may_reach else None))
    if user:
        shutil.chown(folder, user)
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as(user: str | None, *command: str | Path, may_fail: bool = False) -> None:
    """Run one of PostgreSQL's programs quietly; stop with what it said if it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        text=True,
        check=False,
    )
    if done.returncode and not may_fail:
        stop(f"{Path(command[0]).name} failed: {done.stderr.strip()}")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the cluster is stopped then too
    with cluster() as url:
        status = call(*sys.argv[1:], env={"DATABASE_URL": url})
    raise SystemExit(status)
