"""The whole suite, part by part, and one closing line that counts them all.

    python3.11 scripts/run_tests.py [sqlite|elasticsearch|postgresql|without-redemption|browser …] [-- pytest's own options]

sqlite                everything outside browser/, on the embedded database, two processes
elasticsearch         finding on a real Elasticsearch, and what happens when it fails
postgresql            what must behave the same there: actions, queries, views
without-redemption    KAIKU_REDEMPTION=off: everything with a database that does not test the gated wing
browser               Chromium against a served, seeded site
SOAK=1 runs full counts. Ends with status 1 if any part fails; each part runs even so.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import environment
import run
import setup_test
from elastic_server import server
from postgres import cluster
from steps import IN_CI, PYTHON, ROOT, say, stop

CLOSING = re.compile(r"^=* ?((?:\d+ [a-z]+(?: [a-z]+)?(?:, )?)+) in ([\d.]+)s(?: \([\d:]+\))? ?=*$")
COLOURS = re.compile(r"\x1b\[[\d;]*m")
ORDER = ("failed", "errors", "passed", "skipped", "xfailed", "xpassed", "deselected", "warnings", "subtests passed")
SINGULAR = {"error": "errors", "warning": "warnings"}
OUTSIDE_BROWSER = ("tests", "--ignore=tests/browser")
WITHOUT_SERVER = "not elasticsearch"


@dataclass(frozen=True, slots=True)
class Part:
    """One run of pytest."""

    name: str
    arguments: tuple[str, ...]
    env: dict[str, str] = field(default_factory=dict)


PARTS = (
    Part("sqlite", ("-n", "2", "-m", WITHOUT_SERVER, *OUTSIDE_BROWSER)),
    Part("elasticsearch", ("-n", "2", "--dist", "loadfile", "-m", "elasticsearch", *OUTSIDE_BROWSER)),
    Part("postgresql", ("-n", "2", "-m", "both_databases", *OUTSIDE_BROWSER)),
    Part("without-redemption", ("-n", "2", "-m", WITHOUT_SERVER, *OUTSIDE_BROWSER, "--ignore=tests/rules"), {"KAIKU_REDEMPTION": "off"}),
    Part("browser", ("-n", "2", "--dist", "loadfile", "tests/browser")),
)
NEEDED = {"postgresql": (setup_test.POSTGRESQL,), "elasticsearch": (setup_test.JAVA, setup_test.MAVEN)}


def main(arguments: list[str]) -> None:
    chosen, options = _split(arguments)
    environment.ensure("dev")
    setup_test.ensure()
    run.compile_catalogues()
    began = time.monotonic()
    total: Counter[str] = Counter()
    has_failed = False
    for part in PARTS:
        if not chosen or part.name in chosen:
            status, counts = run_part(part, options)
            total += counts
            has_failed = has_failed or status != 0
    _close(total, time.monotonic() - began)
    raise SystemExit(1 if has_failed else 0)


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    chosen, options = arguments[:cut], arguments[cut + 1 :]
    unknown = set(chosen) - {part.name for part in PARTS}
    if unknown:
        stop(f"No such part: {', '.join(sorted(unknown))}. Parts: {', '.join(part.name for part in PARTS)}.")
    return chosen, options


def run_part(part: Part, options: list[str]) -> tuple[int, Counter[str]]:
    """Run one part; return its status and its counts by outcome."""
    say(f"\n▸ Tests: {part.name}")
    lacking = [need.name for need in NEEDED.get(part.name, ()) if setup_test.find(need) is None]
    if lacking:
        say(f"  not run: not on this machine: {', '.join(lacking)}")
        return (1 if IN_CI else 0), Counter()
    if part.name == "postgresql":
        with cluster() as url:
            return _pytest(part, options, {"DATABASE_URL": url})
    if part.name == "elasticsearch":
        with server() as one:
            return _pytest(part, options, {"ELASTICSEARCH_URL": one.url})
    return _pytest(part, options, {})


def _pytest(part: Part, options: list[str], env: dict[str, str]) -> tuple[int, Counter[str]]:
    command = [str(PYTHON), "-m", "pytest", "-q", "--durations=5", *part.arguments, *options]
    counts: Counter[str] = Counter()
    together = {**os.environ, **part.env, **env, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=together, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pytest:
        for line in pytest.stdout or ():
            if closing := CLOSING.match(COLOURS.sub("", line).strip()):
                counts = _counts(closing[1])
                say(f"  {part.name}: {closing[1]}, {float(closing[2]):.0f} s")
            else:
                sys.stdout.write(line)
                sys.stdout.flush()
    return pytest.returncode, counts


def _counts(words: str) -> Counter[str]:
    pairs = (entry.split(" ", 1) for entry in words.split(", "))
    return Counter({SINGULAR.get(outcome, outcome): int(number) for number, outcome in pairs})


def _close(total: Counter[str], seconds: float) -> None:
    """Print the line that pytest closes with, counting every part."""
    words = ", ".join(f"{total[outcome]} {outcome}" for outcome in ORDER if total[outcome]) or "no tests ran"
    say(f"\n{f' {words} in {seconds:.2f}s ':=^100}")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the cluster or server is ended then too
    main(sys.argv[1:])
