"""What the tests need from the system: PostgreSQL, Chromium, zbar, Java. Installed where that may be done, else named in one line.

    python3.11 scripts/setup_test.py [--only-look]

As root on Debian the packages are installed. Elsewhere the tests that need a missing one are counted as skipped, each with its
reason; with CI=true something missing ends with status 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from steps import IN_CI, call, say, step, stop


@dataclass(frozen=True, slots=True)
class Need:
    """One program of the system. `programs` are names on the path or patterns of full paths; the first found is used."""

    name: str
    programs: tuple[str, ...]
    package: str


NEEDS = (
    Need("PostgreSQL", ("/usr/lib/postgresql/*/bin/initdb", "/usr/pgsql-*/bin/initdb", "initdb"), "postgresql"),
    Need("Chromium", ("/usr/bin/chromium", "/usr/bin/chromium-browser", "chromium", "google-chrome"), "chromium"),
    Need("zbarimg", ("zbarimg",), "zbar-tools"),
    Need("Java", ("/usr/lib/jvm/java-*-openjdk*/bin/java", "java"), "openjdk-17-jre-headless"),
    Need("Maven", ("mvn",), "maven"),
)
POSTGRESQL, _CHROMIUM, _ZBAR, JAVA, MAVEN = NEEDS


def find(need: Need) -> Path | None:
    """Return the program's full path, the newest where several versions stand side by side, or None."""
    for program in need.programs:
        found = sorted(Path("/").glob(program[1:])) if program.startswith("/") else [shutil.which(program)]
        if found and found[-1]:
            return Path(found[-1])
    return None


def missing() -> list[Need]:
    return [need for need in NEEDS if find(need) is None]


def ensure() -> None:
    """Install what is missing where that may be done; name what stays missing. Stops in CI if anything does."""
    lacking = missing()
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        _install([need.package for need in lacking])
        lacking = missing()
    if not lacking:
        return
    packages = " ".join(need.package for need in lacking)
    sentence = f"Not on this machine: {', '.join(need.name for need in lacking)}. On Debian: apt-get install {packages}"
    if IN_CI:
        stop(sentence)
    say(f"{sentence}. The tests that need them are counted as skipped.")


def _install(packages: list[str]) -> None:
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    with step(f"From Debian: {' '.join(packages)}"):
        call("apt-get", "update", "-qq", env=quiet)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        done = subprocess.run(command, env={**os.environ, **quiet}, capture_output=True, text=True, check=False)
        if done.returncode:
            say(done.stderr[-2000:])


if __name__ == "__main__":
    if "--only-look" in sys.argv:
        say("\n".join(f"{need.name}: {find(need) or 'not found'}" for need in NEEDS))
    else:
        ensure()
