"""Building the seeded site once, and serving copies of it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import random
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.before import PLACE, ROOT, WORKER
from tests.moment import NOW

SERVE = Path(__file__).parent / "serve.py"
APPS = ("kaikusite", "home", "search", "redemption", "offerings", "areas", "common")
SHAPES = ("*.py", "*.json", "*.csv", "*.tsv", "*.txt", "*.toml", "*.po")


def state() -> str:
    """Return a hash of what a built site depends on: code and data of the apps, packages."""
    total = hashlib.sha256()
    files = [path for app in APPS for shape in SHAPES for path in (ROOT / app).rglob(shape)]
    for path in sorted([*files, SERVE, ROOT / "requirements.txt"]):
        total.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return total.hexdigest()[:12]


def built() -> Path:
    """Return the folder of the built site; build it first if it is not there. Others wait meanwhile."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with (PLACE / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = PLACE / f"site-{state()}"
        building = PLACE / "site-building"
        if not folder.exists():
            for old in PLACE.glob("site-*/"):
                shutil.rmtree(old)
            _run("build", environment(building), log=PLACE / "site-building.log")
            building.rename(folder)
        return folder


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of a site in `folder`: what `make run` serves, whatever the shell says."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "KAIKU_EMBEDDED_WORKER"}}
    given = {
        "KAIKU_VAR": str(folder),
        "DEBUG": "off",
        "SECRET_KEY": "only-for-tests-" * 5,
        "KAIKU_DEMO": "on",
        "KAIKU_REDEMPTION": "on",
        "SITE_CLOCK": NOW.isoformat(),
        "PYTHONUNBUFFERED": "1",
    }
    return kept | given | more


def _run(verb: str, given: dict[str, str], *, log: Path) -> None:
    with log.open("w") as output:
        status = subprocess.call([sys.executable, SERVE, verb], env=given, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    if status:
        raise RuntimeError(f"The site could not be built:\n{log.read_text()[-4000:]}")


class Site:
    """A copy of the built site, being served. `url` has no trailing slash."""

    def __init__(self, name: str = "site", **settings: str) -> None:
        self.folder = PLACE / WORKER / name
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(built(), self.folder)
        port = _free_port()
        self.url = f"http://localhost:{port}"
        self.log = self.folder / "site.log"
        given = environment(self.folder, SITE_PORT=str(port), SITE_URL=self.url, **settings)
        self._output = self.log.open("w")
        self._process = subprocess.Popen(
            [sys.executable, SERVE, "serve"], env=given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._output, text=True
        )
        self._read()

    def ask(self, verb: str, **arguments: Any) -> Any:
        """Have the site's process call a function of props.py, and return what it returned."""
        self._process.stdin.write(json.dumps({"do": verb, **arguments}, default=str) + "\n")
        self._process.stdin.flush()
        return self._read()

    def turn_clock(self, moment: datetime) -> None:
        """Let the site's clock go on from this moment."""
        self.ask("clock", at=moment.isoformat())

    def close(self) -> None:
        self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._output.close()

    def _read(self) -> Any:
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"trouble": f"The site ended:\n{self.log.read_text()[-4000:]}"}
        if "trouble" in answer:
            raise RuntimeError(answer["trouble"])
        return answer["answer"]


def _free_port() -> int:
    """Return a port below those that the system gives to outgoing connections: Chromium's would take it in between."""
    for port in random.SystemRandom().sample(range(20_000, 32_000), 50):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no free port")
