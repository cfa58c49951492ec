"""Compare areas/data/municipalities.csv with the open postal list and print every difference that is not explained below.

    python scripts/check_municipalities.py            fetches the npm package with the npm client into a temporary folder
    python scripts/check_municipalities.py FOLDER     reads an unpacked package

Ends with 1 if a difference is unexplained. Compared: codes, names fi and sv, language relation, regions fi and sv.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from build_postcodes import DATA, PACKAGE, fetched

# The postal list writes the Finnish name where few people speak Swedish; the official Swedish name is ours.
SWEDISH_NAME_ONLY_OURS = frozenset(
    [
        "010",
        "020",
        "074",
        "081",
        "102",
        "139",
        "142",
        "145",
        "176",
        "249",
        "260",
        "276",
        "284",
        "291",
        "400",
        "410",
        "426",
        "480",
        "503",
        "700",
        "747",
        "918",
        "934",
        "935",
    ]
)
FINNISH_NAME_DIFFERS = frozenset({"599"})  # officially Pedersören kunta
# The postal list has one code (2) for both majorities; 545 Närpiö is bilingual since 2012, 599 Pedersöre always was.
RELATIONS = {"fi": {"1"}, "sv": {"4"}, "fi-sv": {"2"}, "sv-fi": {"2"}}
RELATION_DIFFERS = frozenset({"545", "599"})
REGION_NAMES = {"Uusimaa": "Helsinki-Uusimaa", "Nyland": "Helsingfors-Nyland"}
REGION_NAMES_SV = REGION_NAMES | {"Satakunta": "Satakunda"}  # as the postal list spells it


def main() -> int:
    if len(sys.argv) > 1:
        return report(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder:
        return report(fetched(PACKAGE, Path(folder)))


def report(package: Path) -> int:
    """Print the unexplained differences and return the exit code."""
    ours = {row["code"]: row for row in _rows("municipalities.csv")}
    merged = {row["code"] for row in _rows("municipality_mergers.csv")}
    records = json.loads((package / "postcodes.json").read_text(encoding="utf-8"))
    theirs = {record["municipal_code"]: record for record in records}
    lines = [f"{code}: only in our table" for code in ours.keys() - theirs.keys()]
    lines += [f"{code}: only in the postal list" for code in theirs.keys() - ours.keys() - merged]
    for code in sorted(ours.keys() & theirs.keys()):
        lines += differences(ours[code], theirs[code])
    print("\n".join(lines) or f"{len(ours)} municipalities agree with the postal list")
    return 1 if lines else 0


def differences(ours: dict[str, str], theirs: dict[str, str]) -> Iterator[str]:
    """Yield one line for each difference that no exception explains."""
    code = ours["code"]
    region_fi = REGION_NAMES.get(ours["region_fi"], ours["region_fi"])
    region_sv = REGION_NAMES_SV.get(ours["region_sv"], ours["region_sv"])
    pairs = (
        ("name_fi", ours["name_fi"], theirs["municipal_name_fi"], code in FINNISH_NAME_DIFFERS),
        ("name_sv", ours["name_sv"], theirs["municipal_name_sv"], code in SWEDISH_NAME_ONLY_OURS),
        ("region_fi", region_fi, theirs["ad_area_fi"], False),
        ("region_sv", region_sv, theirs["ad_area_sv"], False),
    )
    for field, mine, other, is_explained in pairs:
        if mine != other and not is_explained:
            yield f"{code} {field}: {mine!r}, the postal list has {other!r}"
    relation = theirs["municipal_language_ratio_code"]
    if relation not in RELATIONS[ours["language"]] and code not in RELATION_DIFFERS:
        yield f"{code} language: {ours['language']!r}, the postal list has code {relation!r}"


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


if __name__ == "__main__":
    sys.exit(main())
