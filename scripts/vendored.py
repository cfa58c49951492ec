"""Vendored files are what VENDORED.md says (W26): every file listed, every hash right.

    .venv/bin/python scripts/vendored.py

Each folder of a vendored package holds a VENDORED.md with name, version, source, licence and a table `| file | sha256 |`. A VENDORED.md
elsewhere lists the few files of its folder that are not ours.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHELVES = ("static/vendor", "tests/vendor")
ROW = re.compile(r"^\| *`?([^|`\n]+?)`? *\|(?:[^|\n]*\|)*? *`?([0-9a-f]{64})`? *\|", re.MULTILINE)


def faults() -> Iterator[str]:
    """Yield one sentence for each file that is unlisted, missing or changed, and for each folder without a list."""
    for shelf in SHELVES:
        for folder in sorted((ROOT / shelf).glob("*/")):
            listing = folder / "VENDORED.md"
            if listing.is_file():
                yield from _faults_of(folder, dict(ROW.findall(listing.read_text())))
            else:
                yield f"{folder.relative_to(ROOT)} has no VENDORED.md"
    for listing in sorted((ROOT / "static").rglob("VENDORED.md")):
        if "vendor" not in listing.parts:
            listed = dict(ROW.findall(listing.read_text()))
            yield from (fault for fault in _faults_of(listing.parent, listed) if "is not listed" not in fault)


def _faults_of(folder: Path, listed: dict[str, str]) -> Iterator[str]:
    present = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file() and path.name != "VENDORED.md"}
    for name in sorted(present.keys() | listed.keys()):
        place = f"{folder.relative_to(ROOT)}/{name}"
        if name not in present:
            yield f"{place} is listed but not there"
        elif name not in listed:
            yield f"{place} is not listed in VENDORED.md"
        elif hashlib.sha256(present[name].read_bytes()).hexdigest() != listed[name]:
            yield f"{place} differs from its hash"


if __name__ == "__main__":
    found = list(faults())
    sys.stdout.write("\n".join([*found, f"{len(found)} faults in vendored files"]) + "\n")
    sys.exit(1 if found else 0)
