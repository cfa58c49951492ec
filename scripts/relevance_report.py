"""Tables and the chart of docs/relevance.md, from the answers of relevance_run.py."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from steps import ROOT

sys.path.insert(0, str(ROOT))

from tests.relevance.corpus import KINDS, load_offers, load_queries
from tests.relevance.figures import Answer, figures, from_row, same_first

Runs = dict[str, dict[str, dict[str, list[dict[str, Any]]]]]  # analyser → engine → part → answers
PARTS = {"tuned": "tuned on", "held_out": "never tuned on"}
ANALYSERS = {"ours": "ours", "snowball": "Snowball only", "lower": "lower case only"}
ENGINES = {"sqlite": "embedded", "elasticsearch": "Elasticsearch"}
OVERALL_LEAST, KIND_LEAST, WORDS_LEAST = 0.90, 0.80, 0.92  # nDCG@10 of the part never tuned on; the last for these two kinds:
WORD_KINDS = ("inflection", "compounds")
SAME_LEAST = 0.90
WORST = 25

HEAD = """# Relevance

Made by `make relevance`. {circumstances}

{offers} invented offers in `tests/relevance/offers.jsonl`, seen on Tuesday 24 November 2026 at noon, and {questions} questions in sixteen
kinds, graded 3 (exactly what was meant), 2 (good) and 1 (acceptable) from the facts of the collection, not from any engine's answers. The part
*never tuned on* was written before the ranking was tuned and shows here as means only; six of its labels were completed after the first
means and before the first tuning, from the questions alone. *Tuned on* grew by 90 while it was tuned on. Each question goes the way of the
finder's page: understood, analysed, corrected, drawn as a circle that grows, asked of the engine. The plainer analysers have the same ranking, the
same synonyms and the same understood words.

**nDCG@10**: how near the first ten come to the best order there is, 1 at best. **First right**: questions whose first result is good (2 or 3,
or the best there is). **Forbidden**: look-alikes found that must not be. **Outside**: results outside a filter that was understood from the
words. **Empty**: pages without a result.

![nDCG@10 of the questions never tuned on, by kind and analyser](relevance.svg)
"""


def _answers(runs: Runs, analyser: str, engine: str, part: str, kind: str = "") -> list[Answer]:
    rows = map(from_row, runs[analyser][engine][part])
    return [answer for answer in rows if not kind or answer.kind == kind]


def page(runs: Runs) -> str:
    """Return the whole of docs/relevance.md."""
    questions = sum(len(load_queries(part)) for part in PARTS)
    head = HEAD.format(circumstances=_circumstances(), offers=len(load_offers()), questions=questions)
    tables = [f"## nDCG@10 by kind, {ENGINES[engine]}\n\n{_by_kind(runs, engine)}" for engine in runs["ours"]]
    return "\n".join([head, *tables, f"## Everything together\n\n{_together(runs)}", _goals(runs), _worst(runs)])


def section(runs: Runs) -> str:
    """Return the short section for docs/benchmarks.md."""
    return f"## Relevance\n\nBy kind: [relevance.md](relevance.md).\n\n{_together(runs)}\n{_goals(runs)}"


def tuned_part(rows: Iterable[dict[str, Any]], *, kind: str) -> str:
    """Return the figures of the tuned part and its worst questions; all questions of a kind when one is named."""
    answers = [answer for answer in map(from_row, rows) if not kind or answer.kind == kind]
    lines = [f"{name:<22}{_line([one for one in answers if one.kind == name])}" for name in KINDS if any(one.kind == name for one in answers)]
    worst = sorted(answers, key=lambda answer: answer.ndcg)[: None if kind else 2 * WORST]
    return "\n".join([*lines, f"{'all':<22}{_line(answers)}", "", *map(_told, worst), ""])


def _line(answers: Sequence[Answer]) -> str:
    all_of = figures(answers)
    return (
        f"{all_of.queries:>4} questions  nDCG@10 {all_of.ndcg:.3f}  first right {all_of.first_right:.0%}  "
        f"forbidden {all_of.forbidden}  outside {all_of.breaches}  empty {all_of.empty}"
    )


def _told(answer: Answer) -> str:
    """Return one question with what it found and what it missed."""
    query = next(query for query in load_queries("tuned") if (query.q, query.lang) == (answer.q, answer.lang))
    best = sorted(query.grades, key=lambda key: -query.grades[key])
    missed = [f"{key}:{query.grades[key]}" for key in best if key not in answer.first][
        : max(0, 10 - sum(key in query.grades for key in answer.first))
    ]
    read = " ".join([*answer.understood, *([f"corrected: {answer.corrected}"] if answer.corrected else [])])
    found = " ".join(f"{key}:{query.grades.get(key, 0)}" for key in answer.first)
    trouble = " ".join([*(f"FORBIDDEN {key}" for key in answer.forbidden), *(f"OUTSIDE {one}" for one in answer.breaches[:3])])
    asked = f"{answer.ndcg:.2f} {answer.kind} · {answer.lang} · {answer.q}  [{read}] {trouble}"
    return f"{asked}\n     found  {found or '—'}\n     missed {' '.join(missed) or '—'}"


def _by_kind(runs: Runs, engine: str) -> str:
    columns = [(analyser, part) for analyser in ANALYSERS for part in PARTS]
    head = " | ".join(f"{ANALYSERS[analyser]}, {PARTS[part]}" for analyser, part in columns)
    lines = [f"| kind | {head} |", "| --- |" + " ---: |" * len(columns)]
    for kind in KINDS:
        cells = " | ".join(f"{figures(_answers(runs, analyser, engine, part, kind)).ndcg:.3f}" for analyser, part in columns)
        lines.append(f"| {kind} | {cells} |")
    cells = " | ".join(f"**{figures(_answers(runs, analyser, engine, part)).ndcg:.3f}**" for analyser, part in columns)
    return "\n".join([*lines, f"| **all** | {cells} |", ""])


def _together(runs: Runs) -> str:
    lines = ["| analyser | engine | part | questions | nDCG@10 | first right | forbidden | outside | empty |", "| --- | --- | --- |" + " ---: |" * 6]
    for analyser, name in ANALYSERS.items():
        for engine in runs[analyser]:
            for part, said in PARTS.items():
                one = figures(_answers(runs, analyser, engine, part))
                figure = f"{one.queries} | {one.ndcg:.3f} | {one.first_right:.0%} | {one.forbidden} | {one.breaches} | {one.empty}"
                lines.append(f"| {name} | {ENGINES[engine]} | {said} | {figure} |")
    return "\n".join([*lines, ""])


def _goals(runs: Runs) -> str:
    lines = [f"| {'✓' if is_met else '✗'} | {goal} | {value} |" for goal, value, is_met in _judged(runs)]
    return "\n".join(["| | goal, ours, never tuned on | now |", "| --- | --- | --- |", *lines, ""])


def is_good(runs: Runs) -> bool:
    """Return whether every goal is met."""
    return all(is_met for _goal, _value, is_met in _judged(runs))


def _judged(runs: Runs) -> list[tuple[str, str, bool]]:
    """Return each goal, its present value and whether it is met, for the worse of the engines."""
    ours = {engine: _answers(runs, "ours", engine, "held_out") for engine in runs["ours"]}
    overall = min(figures(answers).ndcg for answers in ours.values())
    kinds = {kind: min(fmean(one.ndcg for one in answers if one.kind == kind) for answers in ours.values()) for kind in KINDS}
    lowest = min(kinds, key=lambda kind: kinds[kind])
    outside = sum(len(one.breaches) for engine in runs["ours"] for part in PARTS for one in _answers(runs, "ours", engine, part))
    judged = [
        (f"nDCG@10 ≥ {OVERALL_LEAST:.2f}", f"{overall:.3f}", overall >= OVERALL_LEAST),
        (f"no kind under {KIND_LEAST:.2f}", f"{lowest} {kinds[lowest]:.3f}", kinds[lowest] >= KIND_LEAST),
        *((f"{kind} ≥ {WORDS_LEAST:.2f}", f"{kinds[kind]:.3f}", kinds[kind] >= WORDS_LEAST) for kind in WORD_KINDS),
        ("nothing outside an understood filter (both parts)", str(outside), outside == 0),
    ]
    if len(ours) > 1:
        pairs = [(_answers(runs, "ours", "sqlite", part), _answers(runs, "ours", "elasticsearch", part)) for part in PARTS]
        same = same_first([one for pair in pairs for one in pair[0]], [one for pair in pairs for one in pair[1]])
        judged.append((f"same first result on both engines ≥ {SAME_LEAST:.0%} (both parts)", f"{same:.1%}", same >= SAME_LEAST))
    return judged


def _worst(runs: Runs) -> str:
    answers = sorted(_answers(runs, "ours", "sqlite", "tuned"), key=lambda answer: answer.ndcg)[:WORST]
    rows = [f"| {one.ndcg:.2f} | {one.kind} | {one.q} | {', '.join(one.understood)} | {' '.join(one.first[:3])} |" for one in answers]
    head = [
        "## The worst of the part tuned on, embedded",
        "",
        "| nDCG@10 | kind | question | understood | first three |",
        "| ---: | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows, ""])


def _circumstances() -> str:
    """Return when and on what, without the machine's name."""
    cpu = next((line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "")
    return f"*{time.strftime('%Y-%m-%d')}, {os.cpu_count()} × {cpu or platform.machine()}, Python {platform.python_version()}.*"


# --- the chart ---------------------------------------------------------------------------------------------------------

ROW, BAR, LEFT, WIDTH, TOP = 40, 10, 190, 520, 54
COLOURS = {"ours": "#1d4e89", "snowball": "#7d9bb8", "lower": "#c3cfdb"}


def chart(runs: Runs) -> str:
    """Return bars by kind and analyser, of the part never tuned on, embedded engine, with the goal as a line."""
    height = TOP + ROW * len(KINDS) + 26
    label = "nDCG@10 of the questions never tuned on: ours beside Snowball only and lower case only"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 70} {height}" role="img" aria-label="{label}"'
        ' font-family="sans-serif" font-size="13" fill="#222">',
        f'<rect width="{LEFT + WIDTH + 70}" height="{height}" fill="#fff"/>',
        *_legend(),
        _goal_line(height - 26),
        *(line for place, kind in enumerate(KINDS) for line in _bars(runs, kind, TOP + ROW * place)),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _legend() -> Iterable[str]:
    for place, (analyser, name) in enumerate(ANALYSERS.items()):
        x = LEFT + 150 * place
        yield f'<rect x="{x}" y="14" width="14" height="14" fill="{COLOURS[analyser]}"/><text x="{x + 20}" y="26">{name}</text>'


def _bars(runs: Runs, kind: str, y: int) -> Iterable[str]:
    yield f'<text x="{LEFT - 10}" y="{y + 20}" text-anchor="end">{kind}</text>'
    for place, analyser in enumerate(ANALYSERS):
        value = figures(_answers(runs, analyser, "sqlite", "held_out", kind)).ndcg
        top = y + BAR * place
        yield f'<rect x="{LEFT}" y="{top}" width="{WIDTH * value:.1f}" height="{BAR - 1}" fill="{COLOURS[analyser]}"/>'
        yield f'<text x="{LEFT + WIDTH * value + 5:.1f}" y="{top + 9}" font-size="10">{value:.2f}</text>'


def _goal_line(bottom: int) -> str:
    x = LEFT + WIDTH * OVERALL_LEAST
    line = f'<line x1="{x}" y1="{TOP - 8}" x2="{x}" y2="{bottom}" stroke="#b00020" stroke-dasharray="4 3"/>'
    return f'{line}<text x="{x}" y="{bottom + 16}" text-anchor="middle" fill="#b00020">goal {OVERALL_LEAST:.2f}</text>'
