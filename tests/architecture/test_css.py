"""The look's files: sheets and sprites up to date, layers kept, weights within the budget."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from scripts import build_art, build_css

SITE = build_css.SITE
COMPONENTS = sorted((SITE / "css").rglob("*.css"))
TEMPLATES = sorted((SITE.parent.parent / "templates" / "site").rglob("*.html"))
LAYERS = {"reset", "base", "layout", "parts", "pages", "print"}
WEIGHTS = {"site.css": 12_000, "wing.css": 8_000}  # bytes, gzip (performance.md, section 5)


def _rules(file: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


def _relative(path: Path) -> str:
    return path.relative_to(SITE.parent.parent).as_posix()


def test_sheets_are_what_the_components_give():
    assert build_css.stale_sheets() == []


def test_drawn_files_are_what_the_code_draws():
    assert build_art.stale_files() == []


@pytest.mark.parametrize("file", COMPONENTS, ids=_relative)
def test_component_keeps_to_its_layers(file):
    rules = _rules(file)
    outside = re.sub(r"@font-face\s*\{[^}]*\}", "", rules)
    outside = _without_layers(outside)

    assert set(re.findall(r"@layer\s+([\w-]+)", rules)) <= LAYERS
    assert not outside.strip()


@pytest.mark.parametrize("file", COMPONENTS, ids=_relative)
def test_component_has_no_force_no_ids_and_logical_sides(file):
    rules = _rules(file)
    selectors = " ".join(re.findall(r"([^{};]+)\{", rules))

    assert "!important" not in rules
    assert not re.search(r"#[a-z]", selectors)
    assert not re.search(
        r"(?<![\w-])(?:margin|padding|border)-(?:left|right|top|bottom)\s*:|(?<![\w-])(?:left|right|top|bottom|width|height)\s*:", rules
    )


@pytest.mark.parametrize(("name", "most"), WEIGHTS.items())
def test_sheet_stays_within_its_weight(name, most):
    assert len(gzip.compress((SITE / name).read_bytes(), 9)) <= most


@pytest.mark.parametrize("template", TEMPLATES, ids=_relative)
def test_template_carries_no_style_and_no_handler(template):
    text = template.read_text(encoding="utf-8")

    assert not re.search(r"\sstyle=|<style|\son(?:click|change|submit|load|input)=|javascript:", text)


def test_vendored_font_is_the_one_recorded():
    recorded = dict(re.findall(r"`(fonts/[^`]+\.woff2)`.*`([0-9a-f]{64})`", (SITE / "VENDORED.md").read_text(encoding="utf-8")))

    found = {f"fonts/{file.name}": hashlib.sha256(file.read_bytes()).hexdigest() for file in (SITE / "fonts").glob("*.woff2")}

    assert found == recorded


def test_every_icon_that_a_template_names_is_drawn():
    named = {name for file in TEMPLATES for name in re.findall(r'(?:\bicon\(|icon_name=)"([a-z-]+)"', file.read_text(encoding="utf-8"))}

    assert named <= set(build_art.ICONS)


def _without_layers(rules: str) -> str:
    """Cut every `@layer name { … }` with its nested braces."""
    while match := re.search(r"@layer\s+[\w-]+\s*\{", rules):
        depth, end = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(rules[end], 0)
            end += 1
        rules = rules[: match.start()] + rules[end:]
    return rules
