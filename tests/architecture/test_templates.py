"""Templates, styles and scripts: they compile, and nothing in them needs a looser content policy."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.template import engines

from tests.architecture.source import ROOT, name

SITE = ROOT / "templates" / "site"
OFF = {"redemption"} if os.environ["KAIKU_REDEMPTION"] == "off" else set()  # its filters are not there then
PAGES = sorted(path for path in SITE.rglob("*") if path.is_file() and not OFF & set(path.relative_to(SITE).parts))
HTML = [path for path in PAGES if path.suffix == ".html"]
STYLES = sorted(path for path in (ROOT / "static").rglob("*.css") if "vendor" not in path.parts)
SCRIPTS = sorted(path for path in (ROOT / "static").rglob("*.js") if "vendor" not in path.parts)
JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script with code in it": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/(?:ld\+)?json\")", re.IGNORECASE),
    "a handler attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
ANOTHER_HOST = re.compile(r"(?:\b(?:src|action|srcset|poster)\s*=\s*|url\(\s*|<link\b[^>]*href=)[\"']?(?:https?:)?//(?!www\.w3\.org)", re.IGNORECASE)


def source(path: Path) -> str:
    return JINJA_COMMENT.sub("", path.read_text())


def offenders(paths: list[Path], is_wrong) -> list[str]:
    return [name(path) for path in paths if is_wrong(path)]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_template_of_the_site_compiles(path: Path):
    assert engines["site"].get_template(str(path.relative_to(SITE)))


def test_every_template_of_the_admin_compiles():
    folder = ROOT / "templates" / "admin"

    for path in sorted(folder.rglob("*.html")):
        assert engines["admin"].get_template(str(path.relative_to(folder)))


@pytest.mark.parametrize("what", INLINE)
def test_no_template_has_anything_inline(what: str):
    assert offenders(HTML, lambda path: INLINE[what].search(source(path))) == []


def test_components_are_imported_without_context():
    assert offenders(HTML, lambda path: "with context" in source(path).replace("without context", "")) == []


def test_nothing_is_included_in_a_loop():
    loop = re.compile(r"\{%-?\s*for\b(?:(?!\{%-?\s*endfor).)*\{%-?\s*include\b", re.DOTALL)

    assert offenders(HTML, lambda path: loop.search(source(path))) == []


def test_nothing_is_loaded_from_another_host():
    assert offenders([*HTML, *STYLES], lambda path: ANOTHER_HOST.search(source(path))) == []


def test_no_style_sheet_shouts():
    calm = re.compile(r"@media[^{]*(?:print|reduced-motion)[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")

    assert offenders(STYLES, lambda path: "!important" in calm.sub("", bare(path))) == []


def test_no_style_sheet_selects_by_id():
    by_id = re.compile(r"(?:^|[\s,}>+~])#[a-zA-Z][\w-]*[^;{}]*\{")

    assert offenders(STYLES, lambda path: by_id.search(bare(path))) == []


def bare(path: Path) -> str:
    """Return a style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


def test_no_script_needs_a_looser_policy():
    loose = re.compile(r"\beval\(|new Function\(|document\.write|\.setAttribute\(\s*[\"']style")

    assert offenders(SCRIPTS, lambda path: loose.search(path.read_text())) == []


def test_no_script_talks_to_the_console():
    assert offenders(SCRIPTS, lambda path: "console.log" in path.read_text()) == []
