"""What every script here shares: where things lie, progress on the screen, stamps. Standard library only."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = Path(os.environ.get("KAIKU_VAR", ROOT / "var"))
STAMPS = VAR / "stamps"
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def say(words: str) -> None:
    """Print one line at once, so that progress is seen in pipes too."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def stop(words: str) -> NoReturn:
    """Print why, in one line, and end with status 1."""
    sys.stdout.flush()
    sys.stderr.write(f"{words}\n")
    raise SystemExit(1)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Announce a piece of work and, once done, how long it took."""
    say(f"▸ {name}")
    began = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - began:.1f} s")


def digest(paths: Iterable[Path], *, salt: str = "") -> str:
    """Return a hash of names (from the repository's root) and contents; a missing file counts as empty."""
    total = hashlib.sha256(salt.encode())
    for path in sorted(paths):
        total.update(f"\0{path.relative_to(ROOT)}\0".encode())
        total.update(path.read_bytes() if path.is_file() else b"")
    return total.hexdigest()


def is_stamped(name: str, value: str) -> bool:
    """Tell whether the work called `name` was last finished for exactly this state."""
    stamp = STAMPS / name
    return stamp.is_file() and stamp.read_text() == value


def put_stamp(name: str, value: str) -> None:
    """Remember that the work called `name` is finished for this state."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value)


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """Hold a lock that other processes of the same checkout wait for; the system frees it when a process dies."""
    VAR.mkdir(exist_ok=True)
    with (VAR / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def call(*command: str | Path, env: Mapping[str, str] | None = None) -> int:
    """Run a command from the repository's root and return its status. `env` is added to the present one."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, env={**os.environ, **(env or {})})


def must(*command: str | Path, env: Mapping[str, str] | None = None) -> None:
    """Run a command and stop with its status if it fails."""
    status = call(*command, env=env)
    if status:
        raise SystemExit(status)


def repository_files(*patterns: str) -> list[Path]:
    """Return files of the project's own folders that match; never from the environment, var/ or node_modules."""
    skipped = {".git", ".venv", "var", "staticfiles", "node_modules"}
    found: list[Path] = []
    for pattern in patterns:
        for top in ROOT.iterdir():
            if top.is_dir() and top.name not in skipped:
                found += top.rglob(pattern)
            elif top.is_file() and top.match(pattern):
                found.append(top)
    return sorted(set(found))
