"""What CI runs: lint, types, layers, migrations, translations, hashes, a production start; then the tests.

    python3.11 scripts/run_checks.py           everything, and the tests
    python3.11 scripts/run_checks.py lint      everything but the tests
    python3.11 scripts/run_checks.py fix       format and mend what can be

Each check runs even if another fails; the status is 1 if any did. The last line is the tests' closing line.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import environment
import run
from steps import PYTHON, ROOT, call, must, say, step

BIN = PYTHON.parent
PRODUCTION = {
    "DEBUG": "off",
    "SECRET_KEY": "".join(chr(33 + number % 90) for number in range(80)),  # long and varied, as a real one is
    "SITE_URL": "https://kortti.example.fi",
    "ALLOWED_HOSTS": "kortti.example.fi",
    "EMAIL_URL": "smtp://localhost:25",
    "KAIKU_VAR": str(ROOT / "var" / "check"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One command that passes or fails; its output is shown when it fails."""

    name: str
    command: tuple[str, ...]
    env: dict[str, str] = field(default_factory=dict)


def python(*arguments: str) -> tuple[str, ...]:
    return (str(PYTHON), *arguments)


CHECKS = (
    Check("types", (str(BIN / "mypy"),)),
    Check("lint", (str(BIN / "ruff"), "check", ".")),
    Check("format", (str(BIN / "ruff"), "format", "--check", ".")),
    Check("layers", (str(BIN / "lint-imports"), "--no-cache")),
    Check("interface texts in four languages", python("scripts/catalogs.py", "check")),
    Check("hashes of vendored files", python("scripts/vendored.py")),
    Check("no missing migration", python("manage.py", "makemigrations", "--check", "--dry-run"), {"KAIKU_VAR": PRODUCTION["KAIKU_VAR"]}),
    Check("a production start", python("manage.py", "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    Check(
        "a start without redemption",
        python("manage.py", "check", "--fail-level", "WARNING"),
        {"KAIKU_REDEMPTION": "off", "KAIKU_VAR": PRODUCTION["KAIKU_VAR"]},
    ),
)


def main(arguments: list[str]) -> None:
    environment.ensure("dev")
    if arguments == ["fix"]:
        mend()
        return
    run.compile_catalogues()
    failed = run_checks()
    if arguments == ["lint"]:
        raise SystemExit(1 if failed else 0)
    tests = call(sys.executable, "scripts/run_tests.py")
    raise SystemExit(1 if failed or tests else 0)


def run_checks() -> list[str]:
    """Run all checks, two at a time; return the names of those that failed."""
    began = time.monotonic()
    with ThreadPoolExecutor(max_workers=2) as two:
        results = list(two.map(_run, CHECKS))
    failed = [check.name for check, passed in zip(CHECKS, results, strict=True) if not passed]
    outcome = f"{len(failed)} failed: {', '.join(failed)}" if failed else "all passed"
    say(f"▸ {len(CHECKS)} checks in {time.monotonic() - began:.0f} s, {outcome}")
    return failed


def _run(check: Check) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        check.command, cwd=ROOT, env={**os.environ, **check.env}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    passed = done.returncode == 0
    said = "" if passed else f"\n{done.stdout}{done.stderr}"
    say(f"{'✓' if passed else '✗'} {check.name} ({time.monotonic() - began:.0f} s){said}")
    return passed


def mend() -> None:
    """Format the code, mend what the linter can, and bring the catalogues up to date."""
    with step("Format and mend"):
        call(BIN / "ruff", "check", "--fix", "--quiet", ".")
        must(BIN / "ruff", "format", "--quiet", ".")
    with step("Catalogues"):
        must(PYTHON, "scripts/catalogs.py", "update")
        must(PYTHON, "scripts/catalogs.py", "compile")


if __name__ == "__main__":
    main(sys.argv[1:])
