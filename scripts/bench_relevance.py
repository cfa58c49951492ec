"""How well finding answers the labelled questions: by kind, on both engines, beside plainer analysers.

    bench_relevance.py                  everything: docs/relevance.md and docs/relevance.svg anew, a short section to standard output
    bench_relevance.py --embedded       the same without Elasticsearch
    bench_relevance.py --tuned [KIND]   only the part that may be tuned on, embedded engine, with its worst questions; some seconds

The part that is never tuned on shows as means only. The collection is imported once into a database under var/relevance/ and used
again while neither it nor the tables change. Elasticsearch: the one that ELASTICSEARCH_URL names, else one of our own if Java is here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import relevance_report as report
import setup_test
from elastic_server import server
from steps import PYTHON, ROOT, VAR, digest

sys.path.insert(0, str(ROOT))

COLLECTION = ROOT / "tests" / "relevance" / "offers.jsonl"
PLACE = VAR / "relevance"
ANALYSERS = ("ours", "snowball", "lower")
PARTS = ("tuned", "held_out")
Run = dict[str, dict[str, list[dict[str, Any]]]]  # engine → part → answers


def main(arguments: list[str]) -> None:
    database = _database()
    if arguments[:1] == ["--tuned"]:
        answers = _run("ours", ("tuned",), database, url="")["sqlite"]["tuned"]
        sys.stdout.write(report.tuned_part(answers, kind=" ".join(arguments[1:])))
        return
    with nullcontext("") if arguments[:1] == ["--embedded"] else _elasticsearch() as url:
        runs = {analyser: _run(analyser, PARTS, database, url=url) for analyser in ANALYSERS}
    (ROOT / "docs" / "relevance.svg").write_text(report.chart(runs))
    (ROOT / "docs" / "relevance.md").write_text(report.page(runs))
    sys.stdout.write(report.section(runs))
    raise SystemExit(0 if report.is_good(runs) else 1)


def _run(analyser: str, parts: tuple[str, ...], database: str, *, url: str) -> Run:
    env = _env(database) | {"ELASTICSEARCH_URL": url, "ELASTICSEARCH_PREFIX": f"relevance-{analyser}", "KAIKU_VAR": str(PLACE / analyser)}
    if analyser != "ours":
        env["KAIKU_FINNISH"] = "snowball"
    done = subprocess.run([PYTHON, "scripts/relevance_run.py", analyser, *parts], cwd=ROOT, env=env, stdout=subprocess.PIPE, check=True)
    run: Run = json.loads(done.stdout)
    return run


def _env(database: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database,
        "KAIKU_VAR": str(PLACE),
        "KAIKU_NOW": "2026-11-24T12:00+02:00",
        "KAIKU_EMBEDDED_WORKER": "off",
        "ELASTICSEARCH_URL": "",
        "LOG_LEVEL": "ERROR",
    }


def _database() -> str:
    """Return the address of a database with the collection in it, made when it is not there for this state of things."""
    migrations = [path for path in ROOT.glob("*/**/migrations/*.py") if ".venv" not in path.parts and "var" not in path.parts]
    path = PLACE / f"facts-{digest([*migrations, COLLECTION])[:12]}.sqlite3"
    if not path.exists():
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        PLACE.mkdir(parents=True, exist_ok=True)
        _manage(making, "migrate", "--verbosity=0")
        _manage(making, "import_offers", str(COLLECTION), "--source=json", "--create-venues", "--create-areas", "--facts-only")
        making.rename(path)
    return f"sqlite:///{path}"


def _manage(database: Path, *command: str) -> None:
    subprocess.run(
        [PYTHON, "manage.py", *command, "--skip-checks"], cwd=ROOT, env=_env(f"sqlite:///{database}"), stdout=subprocess.DEVNULL, check=True
    )


@contextmanager
def _elasticsearch() -> Iterator[str]:
    """Yield the URL of a server, or nothing where there is none and none can be started."""
    named = os.environ.get("ELASTICSEARCH_URL", "")
    if named or not setup_test.find(setup_test.JAVA):
        yield named
        return
    with server() as own:
        yield own.url


if __name__ == "__main__":
    main(sys.argv[1:])
