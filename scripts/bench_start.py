"""How long it takes from a bare checkout to the first page, and how long the second time.

Prints a Markdown section. Works in a clone of the last commit under var/bench/, on a port of its own.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from steps import ROOT, VAR, must, stop

CLONE = VAR / "bench" / "clone"
LONGEST = 600  # seconds
ROUNDS = 3


def main() -> None:
    shutil.rmtree(CLONE, ignore_errors=True)
    must("git", "clone", "--quiet", "--no-hardlinks", ROOT, CLONE)
    began = time.monotonic()
    _in_clone("scripts/environment.py", "run")
    packages = time.monotonic() - began
    first = seconds_to_first_page()
    again = sorted(seconds_to_first_page() for _ in range(ROUNDS))
    (CLONE / "common" / "locale" / "fi" / "LC_MESSAGES" / "django.po").open("a").write("\n")
    changed = seconds_to_first_page()
    shutil.rmtree(CLONE)
    sys.stdout.write(
        "## Start\n\n| step | seconds | goal |\n|---|---|---|\n"
        f"| virtual environment and packages | {packages:.1f} | |\n"
        f"| packages installed → first page, 1,000 offers | {first:.1f} | ≤ 60 |\n"
        f"| second start, nothing changed, median of {ROUNDS} | {again[ROUNDS // 2]:.1f} | ≤ 5 |\n"
        f"| second start after a changed catalogue | {changed:.1f} | ≤ 8 |\n"
    )


def seconds_to_first_page() -> float:
    """Run `make run` in the clone until the Finnish front page is answered; return the seconds."""
    port = _free_port()
    began = time.monotonic()
    server = subprocess.Popen(
        ["make", "run", f"PORT={port}"], cwd=CLONE, env=_environment() | {"PORT": str(port)}, stdout=sys.stderr, start_new_session=True
    )
    try:
        while time.monotonic() - began < LONGEST and server.poll() is None:
            if _answers(port):
                return time.monotonic() - began
            time.sleep(0.05)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)
    return stop("The site did not start.")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/fi/", timeout=60) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def _in_clone(*command: str) -> None:
    subprocess.run([sys._base_executable, *command], cwd=CLONE, env=_environment(), stdout=sys.stderr, check=True)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("KAIKU_", "DATABASE_URL", "VIRTUAL_ENV"))}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
