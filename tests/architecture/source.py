"""The project's own files, as the tests of this folder read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("kaikusite", "home", "search", "redemption", "offerings", "areas", "common")


def python_files(*folders: str) -> list[Path]:
    """Return our Python files but for migrations, which Django writes."""
    found = (path for folder in folders or APPS for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def name(path: Path | str) -> str:
    """Return the path from the repository's root, as messages and test ids show it."""
    return str(Path(path).relative_to(ROOT))


def imported(node: ast.AST) -> Iterator[str]:
    """Yield the dotted names that an import brings in: `from a import b` yields a and a.b."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
