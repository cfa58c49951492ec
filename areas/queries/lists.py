"""Long lists a page at a time, and words that fell back to another language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Model, QuerySet, Window

HTML_LANG = {"fi-simple": "fi"}  # what a browser or a reader understands


def foreign(language: str, wanted: str) -> str:
    """Return the lang attribute of words in `language` on a page in `wanted`: "" when they are the same to a browser."""
    spoken = HTML_LANG.get(language, language)
    return "" if spoken == HTML_LANG.get(wanted, wanted) else spoken


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of a long list. `page` from 1; the addresses are "" where there is no page."""

    page: int
    pages: int
    count: int

    @property
    def previous(self) -> int:
        return self.page - 1 if self.page > 1 else 0

    @property
    def next(self) -> int:
        return self.page + 1 if self.page < self.pages else 0


Row = TypeVar("Row", bound=Model)


def page_of(rows: QuerySet[Row], wanted: str, size: int) -> tuple[list[Row], Paged]:
    """Return one page of a list and where it stands in the whole; a page that does not exist is the first. One query, two for such."""
    page = int(wanted) if wanted.isascii() and wanted.isdigit() and 0 < len(wanted) < 7 else 1
    page = max(page, 1)
    counted = rows.annotate(how_many=Window(Count("pk")))
    chosen = list(counted[(page - 1) * size : page * size])
    if not chosen and page > 1:
        return page_of(rows, "1", size)
    count = getattr(chosen[0], "how_many", 0) if chosen else 0
    return chosen, Paged(page, max(1, -(-count // size)), count)
