"""The measurements: each prints its tables, and docs/benchmarks.md keeps the last of each.

    python3.11 scripts/bench.py [name …]

Every scripts/bench_<name>.py is one measurement. It prints Markdown that begins with a heading `## …`; progress goes to standard
error. A section of the report is replaced when its measurement is run again.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

import environment
import run
from steps import PYTHON, ROOT, say, step, stop

REPORT = ROOT / "docs" / "benchmarks.md"
SECTION = re.compile(r"<!-- begin (\w+) -->\n(.*?)<!-- end \1 -->\n", re.DOTALL)
HEAD = """# Benchmarks

Made by `make bench`; each section says when and on what. Goals and their reasons: `docs/decisions/`. Numbers of different machines do not
compare; ratios and growth do.
"""


def main(chosen: list[str]) -> None:
    names = [path.stem.removeprefix("bench_") for path in sorted((ROOT / "scripts").glob("bench_*.py"))]
    unknown = set(chosen) - set(names)
    if unknown:
        stop(f"No such measurement: {', '.join(sorted(unknown))}. There are: {', '.join(names)}.")
    environment.ensure("dev")
    run.compile_catalogues()
    has_failed = False
    for name in chosen or names:
        with step(f"Measuring: {name}"):
            has_failed = not measure(name) or has_failed
    raise SystemExit(1 if has_failed else 0)


def measure(name: str) -> bool:
    """Run one measurement and put its tables into the report; return whether it succeeded."""
    done = subprocess.run([PYTHON, f"scripts/bench_{name}.py"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        say(f"  failed with status {done.returncode}")
        return False
    say(done.stdout)
    _keep(name, f"{done.stdout.strip()}\n\n{_circumstances()}\n")
    return True


def _keep(name: str, text: str) -> None:
    sections = dict(SECTION.findall(REPORT.read_text())) if REPORT.exists() else {}
    sections[name] = text
    body = "".join(f"\n<!-- begin {one} -->\n{sections[one]}<!-- end {one} -->\n" for one in sorted(sections))
    REPORT.write_text(HEAD + body)


def _circumstances() -> str:
    """Return when and on what, without the machine's name."""
    cpu = next((line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "")
    load = os.getloadavg()[1]
    return f"*{time.strftime('%Y-%m-%d')}, {os.cpu_count()} × {cpu or platform.machine()}, Python {platform.python_version()}, load {load:.1f}.*"


if __name__ == "__main__":
    main(sys.argv[1:])
