"""The national pages, news and materials, read from `data/pages/*.txt`.

A file holds blocks `== key ; kind ; …`, each with a section for every language (`@fi @sv @en @selko`). In a section `# ` is the title,
`/ ` the slug, `> ` the lead, `## ` a heading, `- ` a line of a list, `+ ` a step and `? ` a question (title ~ text); the rest are
paragraphs. `*word*` is bold, `[words](/path/)` a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from common.shell import ADDRESSES
from kaikusite.demo.texts import DATA, PLAIN

Block = dict[str, Any]  # one raw block of a StreamField: {"type", "value", "id"}
MARKS = {"# ": "title", "/ ": "slug", "> ": "lead"}


@dataclass(frozen=True, slots=True)
class PageSeed:
    """One page of words. `kind`: home, content, areas, news-index, news, materials or material; `parent`: key of the page above.

    head    what the block's first line says besides: of news days from today and an area's slug, of a material for whom,
            version and days from today.
    words   language -> title, slug, lead.
    bodies  language -> raw blocks of the body.
    """

    key: str
    kind: str
    parent: str
    head: tuple[str, ...]
    words: dict[str, dict[str, str]]
    bodies: dict[str, list[Block]] = field(default_factory=dict)


@cache
def pages() -> tuple[PageSeed, ...]:
    """Return every page, parents before children."""
    found = [page for name in ("index", "card", "partners", "statements", "news", "materials") for page in _file(name)]
    return tuple(found)


PARENTS = {"home": "", "news": "news", "material": "materials"}


def _file(name: str) -> Iterator[PageSeed]:
    text = (DATA / "pages" / f"{name}.txt").read_text(encoding="utf-8")
    for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        head, _, rest = block.partition("\n")
        key, kind, *more = [part.strip() for part in head.split(";")]
        parent = more[0] if kind == "content" and more else PARENTS.get(kind, "front")
        yield _page(key, kind, parent, tuple(more), rest)


def _page(key: str, kind: str, parent: str, head: tuple[str, ...], text: str) -> PageSeed:
    words: dict[str, dict[str, str]] = {}
    bodies: dict[str, list[Block]] = {}
    for section in re.split(r"^@", text, flags=re.MULTILINE)[1:]:
        name, _, lines = section.partition("\n")
        language = PLAIN if name.strip() == "selko" else name.strip()
        rows = [line for line in lines.splitlines() if line.strip()]
        own = {MARKS[row[:2]]: row[2:].strip() for row in rows if row[:2] in MARKS}
        words[language] = {"lead": "", "slug": ADDRESSES.get(key, {}).get(language, ""), **own}
        bodies[language] = _blocks(f"{key}/{language}", [row for row in rows if row[:2] not in MARKS])
    return PageSeed(f"page/{key}", kind, f"page/{parent}" if parent else "", head, words, bodies)


def _blocks(key: str, rows: list[str]) -> list[Block]:
    """Return raw blocks, each with an id that is the same in every seeding."""
    made = [_block(kind, list(group)) for kind, group in groupby(rows, _kind)]
    return [{"type": kind, "value": value, "id": _id(key, number)} for number, (kind, value) in enumerate(made)]


def _kind(row: str) -> str:
    return {"## ": "heading", "+ ": "steps", "? ": "questions"}.get(row[: 3 if row.startswith("##") else 2], "text")


def _block(kind: str, rows: list[str]) -> tuple[str, Any]:
    if kind == "heading":
        return kind, rows[0][3:].strip()
    if kind in {"steps", "questions"}:
        names = ("title", "text") if kind == "steps" else ("question", "answer")
        pairs = [row[2:].split(" ~ ", 1) for row in rows]
        return kind, [_item(names, title, text) for title, text in pairs]
    return kind, "".join(_paragraphs(rows))


def _item(names: tuple[str, str], title: str, text: str) -> Block:
    """Return a raw item of a list block, with an id that is the same in every seeding."""
    return {"type": "item", "value": {names[0]: title, names[1]: f"<p>{_inline(text)}</p>"}, "id": _id("item", title, text)}


def _paragraphs(rows: list[str]) -> Iterator[str]:
    for is_list, group in groupby(rows, lambda row: row.startswith("- ")):
        if is_list:
            yield "<ul>" + "".join(f"<li>{_inline(row[2:])}</li>" for row in group) + "</ul>"
        else:
            yield from (f"<p>{_inline(row)}</p>" for row in group)


def _inline(text: str) -> str:
    """Return words as HTML: *bold* and [a link](/path/)."""
    html = escape(text, quote=False)
    html = re.sub(r"\[([^\]]+)\]\((/[^)]+)\)", r'<a href="\2">\1</a>', html)
    return re.sub(r"\*([^*]+)\*", r"<b>\1</b>", html)


def _id(*parts: object) -> str:
    return str(uuid5(NAMESPACE_URL, "demo/block/" + "/".join(map(str, parts))))
