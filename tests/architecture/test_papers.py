"""The papers say what is so: settings, commands, log-ins, links."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.architecture.source import ROOT, python_files

README = (ROOT / "README.md").read_text()
ASKS = ("text", "switch", "whole", r"env\.\w+", "env", r"os\.environ\.get", r"Env\(\)")
NAMES = re.compile(rf"\b(?:{'|'.join(ASKS)})\(\s*\"([A-Z_]+)\"")


def settings_read() -> set[str]:
    """Return the names that our code asks the environment for."""
    return {name for path in python_files() for name in NAMES.findall(path.read_text())}


TOLD = {"README.md": r"`([A-Z]+(?:_[A-Z]+)+|DEBUG)`", ".env.example": r"(?m)^# ([A-Z_]+)="}


@pytest.mark.parametrize("paper", TOLD)
def test_every_setting_is_told_and_none_that_is_not_read(paper: str):
    told = set(re.findall(TOLD[paper], (ROOT / paper).read_text()))

    assert settings_read() - told == set()
    assert told - settings_read() == set()


def test_every_command_of_the_readme_is_in_the_makefile():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"make ([a-z]+)", README)) <= targets


def test_every_demo_log_in_is_told():
    from kaikusite.demo import people

    assert {f"{person.name}@example.org" for person in people.EVERYONE} <= set(re.findall(r"`([\w-]+@example\.org)`", README))
    assert people.PASSWORD in README


def test_every_link_of_the_papers_leads_somewhere():
    papers = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    links = [(paper, link) for paper in papers for link in re.findall(r"\]\(([^)#:\s]+)\)", paper.read_text())]

    assert [f"{paper.name}: {link}" for paper, link in links if not (paper.parent / link).exists()] == []


def test_every_decision_answers_five_questions():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    headings = ["Question", "Options", "Choice", "Cost", "When to look again"]

    assert [path.name for path in decisions if re.findall(r"^## (.+)$", path.read_text(), re.MULTILINE) != headings] == []


def test_no_two_decisions_share_a_number():
    numbers = Counter(path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md"))

    assert [number for number, times in numbers.items() if times > 1] == []
