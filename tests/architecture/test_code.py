"""The house style, as far as a machine can read it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import APPS, ROOT, functions, imported, name, python_files, tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
NEVER_IN = {  # house style, section 2: what kind of file may not know what
    "rules": ("django", "wagtail", "environ"),
    "queries": ("django.shortcuts", "django.http", "django.forms"),
    "actions": ("django.shortcuts", "django.http", "django.forms", "django.template"),
    "views": ("django.db.models",),
}
BY_THE_MACHINE = ("common/time.py", "common/outbox.py", "search/actions.py", "kaikusite/staff/")  # leases, stamps of work, staff log-ins
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def of_kind(kind: str) -> list[Path]:
    return [path for path in python_files() if path.stem == kind or kind in path.parent.parts[-1:]]


def test_every_file_is_short_enough_to_be_read():
    lengths = {name(path): path.read_text().count("\n") for path in python_files(*APPS, "scripts", "tests")}

    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_every_function_is_short_enough_to_be_read():
    lengths = {
        f"{name(path)} {one.name}": (one.end_lineno or 0) - one.lineno + 1 for path in python_files(*APPS, "scripts") for one in functions(path)
    }

    assert {one: lines for one, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_nothing_is_left_unfinished():
    unfinished = [name(path) for path in python_files(*APPS, "scripts") if UNFINISHED.search(path.read_text())]

    assert unfinished == []


def test_no_app_prints():
    calls = [
        f"{name(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]

    assert calls == []


def test_the_clock_is_read_in_one_place():
    """KAIKU_NOW holds everywhere, or a repeatable run is none."""
    read = [name(path) for path in python_files() if re.search(r"timezone\.(now|localdate|localtime)\(|date\.today\(", path.read_text())]

    assert [path for path in read if not path.startswith(BY_THE_MACHINE)] == []


@pytest.mark.parametrize("kind", NEVER_IN)
def test_a_kind_of_file_knows_only_what_it_may(kind: str):
    wrong = [
        f"{name(path)}:{node.lineno} imports {module}"
        for path in of_kind(kind)
        for node in ast.walk(tree(path))
        for module in imported(node)
        if any(module == never or module.startswith(f"{never}.") for never in NEVER_IN[kind])
    ]

    assert wrong == []


def test_an_import_inside_a_function_says_which_cycle_it_breaks():
    unexplained = [
        f"{name(path)}:{line}"
        for path in python_files()
        if path.name != "apps.py"  # `ready()` is where Django wants them
        for line in _inner_imports(path)
        if not _is_explained(path.read_text().splitlines(), line)
    ]

    assert unexplained == []


def _inner_imports(path: Path) -> list[int]:
    inside = {node.lineno for one in functions(path) for node in ast.walk(one) if isinstance(node, ast.Import | ast.ImportFrom)}
    return sorted(inside)


def _is_explained(lines: list[str], number: int) -> bool:
    """Tell whether the line, the one above, or the first of its block of imports carries a comment."""
    while number > 1 and lines[number - 2].strip().startswith(("from ", "import ")) and "#" not in lines[number - 1]:
        number -= 1
    return "#" in lines[number - 1] or lines[number - 2].strip().startswith("#")


def test_every_migration_is_named_by_hand():
    written = [path for app in APPS for path in (ROOT / app).glob("**/migrations/0*.py")]

    assert [name(path) for path in written if re.search(r"_auto_\d|_and_more|_alter_\w+_\w+_\w+_", path.stem)] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
