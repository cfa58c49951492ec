"""The body of a plain page as finished values, ready for the macros of templates/site/home/body.html.

W13: an optional value may be missing altogether, so every one is read with a default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify
from django.utils.translation import get_language
from markupsafe import Markup
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model

from common.richtext import expanded, paths_of

PICTURE_SPEC = "max-1200x900|format-webp"  # made when the page is published, never in a request


@dataclass(frozen=True, slots=True)
class Titled:
    """A step, or a question with its answer."""

    title: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Part:
    """One block. `kind` heading, text, steps, questions, picture or link; only the fields of that kind are filled."""

    kind: str
    words: str = ""
    anchor: str = ""
    html: str = ""  # safe HTML
    titled: tuple[Titled, ...] = ()
    href: str = ""
    picture: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was looked up for all blocks at once, by the block's place or the thing's key."""

    html: dict[str, Markup]
    paths: dict[int, str]
    pictures: dict[int, dict[str, Any]]


def body_parts(body: StreamValue) -> tuple[Part, ...]:
    """Return a page's blocks in order, empty ones left out. At most five queries, whatever the number of blocks."""
    blocks = [(number, block.block_type, block.value) for number, block in enumerate(body)]
    looked = _Looked(
        html=expanded(dict(_rich_texts(blocks))),
        paths=paths_of((value["page"].pk for _n, kind, value in blocks if kind == "link" and value.get("page")), get_language() or "fi"),
        pictures=_pictures([value["image"] for _n, kind, value in blocks if kind == "picture" and value.get("image")]),
    )
    parts = (_part(number, kind, value, looked) for number, kind, value in blocks)
    return tuple(part for part in parts if part is not None)


def _rich_texts(blocks: list[tuple[int, str, Any]]) -> Iterator[tuple[str, str]]:
    for number, kind, value in blocks:
        if kind == "text" and value is not None:
            yield f"{number}", value.source
        elif kind in {"steps", "questions"}:
            name = "text" if kind == "steps" else "answer"
            yield from ((f"{number}.{place}", row[name].source) for place, row in enumerate(value) if row.get(name) is not None)


def _part(number: int, kind: str, value: Any, looked: _Looked) -> Part | None:
    if kind == "heading" and value:
        return Part(kind, words=value, anchor=slugify(value))
    if kind == "text" and looked.html.get(str(number)):
        return Part(kind, html=looked.html[str(number)])
    if kind in {"steps", "questions"}:
        return _titled(number, kind, value, looked)
    if kind == "picture" and value.get("image") and value["image"].pk in looked.pictures:
        return Part(kind, picture=looked.pictures[value["image"].pk] | {"alt": value.get("alt") or ""})
    return _link(value, looked) if kind == "link" else None


def _titled(number: int, kind: str, value: Any, looked: _Looked) -> Part | None:
    name = "title" if kind == "steps" else "question"
    titled = tuple(Titled(row.get(name) or "", looked.html.get(f"{number}.{place}", Markup())) for place, row in enumerate(value))
    return Part(kind, titled=titled) if titled else None


def _link(value: Any, looked: _Looked) -> Part | None:
    href = looked.paths.get(value["page"].pk, "") if value.get("page") else value.get("address") or ""
    return Part("link", words=value.get("text") or "", href=href) if href and value.get("text") else None


def _pictures(images: list[Any]) -> dict[int, dict[str, Any]]:
    """Return image id -> its ready rendition, else the file as it is. One query."""
    if not images:
        return {}
    renditions = get_image_model().get_rendition_model().objects.filter(image__in=images, filter_spec=PICTURE_SPEC)
    ready = {row.image_id: {"url": row.url, "width": row.width, "height": row.height} for row in renditions}
    return {image.pk: ready.get(image.pk) or {"url": image.file.url, "width": image.width, "height": image.height} for image in images}


def make_pictures(body: StreamValue) -> None:
    """Make the renditions that a page's pictures are shown in: called when it is published."""
    for block in body:
        if block.block_type == "picture" and block.value.get("image"):
            block.value["image"].get_rendition(PICTURE_SPEC)
