"""The virtual environment in .venv: made once, filled from the hashed requirements, left alone while they stay the same.

python3.11 scripts/environment.py [run|dev]
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from steps import PYTHON, ROOT, VENV, call, only_one, say, step, stop

OLDEST = (3, 11)
LISTS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}  # the second holds everything of the first
BEGINS = re.compile(r"^(Collecting|Requirement already satisfied:) ")


def wanted(kind: str) -> str:
    """Return the text whose equality says that the environment needs nothing."""
    version = "{}.{}".format(*sys.version_info)
    return f"{version}\n{(ROOT / LISTS['run']).read_text()}\n{(ROOT / LISTS[kind]).read_text()}"


def is_ready(kind: str) -> bool:
    """Tell whether the packages of this kind, or of the fuller one, are in place."""
    fuller = ("dev",) if kind == "dev" else ("run", "dev")
    stamps = [(VENV / f".filled-{one}", wanted(one)) for one in fuller]
    return PYTHON.exists() and any(stamp.is_file() and stamp.read_text() == text for stamp, text in stamps)


def ensure(kind: str) -> None:
    """Make .venv hold exactly what the requirements name; do nothing when it already does.

    kind     "run": what the site needs; "dev": tests, checks and measurements too.
    Stops    with one sentence when Python is too old or lacks venv.
    """
    if sys.version_info < OLDEST:
        stop("Python 3.11 or newer is needed; call make with PYTHON=/path/to/python3.11.")
    with only_one("environment"):
        if is_ready(kind):
            return
        if not PYTHON.exists():
            _make()
        with step(f"Packages from {LISTS[kind]}"):
            _fill(ROOT / LISTS[kind])
        (VENV / f".filled-{kind}").write_text(wanted(kind))


def _make() -> None:
    with step("Virtual environment in .venv"):
        if call(sys.executable, "-m", "venv", "--clear", VENV):
            stop("The virtual environment could not be made; on Debian install python3-venv.")


def _fill(requirements: Path) -> None:
    """Install by hash and show how far it is."""
    total = sum(1 for line in requirements.read_text().splitlines() if re.match(r"^[a-z0-9][^ ]*==", line, re.IGNORECASE))
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes", "-r", requirements]
    with subprocess.Popen([str(part) for part in command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        tail = _follow(pip, total)
    if pip.returncode:
        say("".join(tail))
        stop("Packages could not be installed; the lines above are pip's.")


def _follow(pip: subprocess.Popen[str], total: int) -> list[str]:
    """Show one line a fifth of the way; return pip's last lines."""
    tail: list[str] = []
    seen = 0
    for line in pip.stdout or ():
        tail = [*tail[-40:], line]
        if BEGINS.match(line):
            seen += 1
            if seen % max(total // 5, 1) == 0:
                say(f"  {min(seen, total)} of {total}")
        elif line.startswith("Installing collected"):
            say("  installing")
    return tail


if __name__ == "__main__":
    ensure(sys.argv[1] if len(sys.argv) > 1 else "run")
