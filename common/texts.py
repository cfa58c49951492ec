"""Choosing the language of content, and cleaning what editors and importers write."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

import nh3

LANGUAGES = ("fi", "sv", "en", "fi-simple")
ALLOWED_TAGS = {"a", "b", "strong", "i", "em", "p", "br", "ul", "ol", "li", "h2", "h3", "h4"}


class HasLanguage(Protocol):
    language: str


Row = TypeVar("Row", bound=HasLanguage)


def order(language: str, source: str) -> tuple[str, ...]:
    """Return the languages to try: the reader's, for plain Finnish also Finnish, then the source's, then any."""
    wanted = (language, "fi", source) if language == "fi-simple" else (language, source)
    return tuple(dict.fromkeys((*wanted, *LANGUAGES)))


def pick(rows: Iterable[Row], language: str, *, source: str = "fi") -> Row | None:
    """Return the text row that a reader of `language` should get, or None when there is none at all."""
    by_language = {row.language: row for row in rows}
    return next((by_language[code] for code in order(language, source) if code in by_language), None)


def pick_path(paths: Mapping[str, str], language: str, *, source: str = "fi") -> str:
    """Return the page's path for a reader of `language`, or "" when it has no page."""
    return next((paths[code] for code in order(language, source) if paths.get(code)), "")


def clean_html(value: str) -> str:
    """Return HTML with only harmless tags and links: what editors' and importers' texts may hold."""
    return nh3.clean(value, tags=ALLOWED_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"}, link_rel="noopener")


def plain(value: str) -> str:
    """Return the words of an HTML text, tags and doubled spaces gone."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", value))).strip()


def content_hash(*parts: str) -> str:
    """Return 32 hex digits that change when any of the parts changes: how a stale translation is known."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
