"""One process that builds an index from facts twice, the words of the language unknown at first: prints JSON. `finder_rebuild.py 5000`"""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path

import finder_site

NUMBER = int(sys.argv[1])
PLACE = finder_site.start(f"rebuild-{NUMBER}")

import finder_facts
from django.utils import timezone

from search import actions, engines


def main() -> None:
    now = timezone.now()
    finder_facts.write(NUMBER, now)
    before, rounds = _peak_mb(), []
    Path("/proc/self/clear_refs").write_text("5")  # what writing the facts held does not count
    for _round in ("cold", "warm"):
        began, wall = time.process_time(), time.perf_counter()
        report = actions.rebuild_index(engines.embedded(), now=now)
        rounds.append({"cpu_s": time.process_time() - began, "wall_s": time.perf_counter() - wall, "documents": report.documents})
    sys.stdout.write(json.dumps({"cold": rounds[0], "warm": rounds[1], "before_mb": before, "peak_mb": _peak_mb()}))
    shutil.rmtree(PLACE, ignore_errors=True)


def _peak_mb() -> float:
    """Return the most memory that this process ever held; the parent's, which `getrusage` would count, left out."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
