"""What the site's own pages show: frozen values, a fixed number of queries whatever the size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from areas.queries import AreaCard, Paged, foreign, page_of, shown_areas
from common.pages import SitePage
from common.words import date_words
from home.body import Part, body_parts
from home.pages import ContentPage, HomePage, MaterialPage, MaterialsPage, NewsIndexPage, NewsPage

NEWS_ON_THE_FRONT = 3
NEWS_A_PAGE = 12


@dataclass(frozen=True, slots=True)
class NewsItem:
    url: str
    title: str
    lang: str
    lead: str
    day: date
    day_words: str


@dataclass(frozen=True, slots=True)
class Front:
    title: str
    lead: str
    lang: str
    areas: Sequence[AreaCard]
    news: Sequence[NewsItem]


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    href: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Child:
    url: str
    title: str
    lead: str


@dataclass(frozen=True, slots=True)
class Content:
    """A page of words: its own language, the way here, and the pages below it."""

    lang: str
    crumbs: tuple[Crumb, ...]
    parts: tuple[Part, ...]
    children: tuple[Child, ...]
    not_translated: bool
    is_unchecked_plain: bool


@dataclass(frozen=True, slots=True)
class News:
    items: tuple[NewsItem, ...]
    paged: Paged


@dataclass(frozen=True, slots=True)
class Material:
    url: str
    title: str
    lang: str
    lead: str
    version: str
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MaterialGroup:
    key: str
    title: str
    materials: tuple[Material, ...]


@dataclass(frozen=True, slots=True)
class File:
    """One file of a material: `kind` PDF, DOCX …; `size` in words."""

    label: str
    url: str
    kind: str
    size: str


def front_page(page: HomePage, *, language: str, now: datetime) -> Front:
    """Return the front page's own parts. Four queries."""
    index = NewsPage.objects.filter(locale=page.locale_id, live=True)
    return Front(
        title=page.title,
        lead=page.lead,
        lang=foreign(page.content_language, language),
        areas=[area for area in shown_areas(language=language, now=now) if area.is_running],
        news=[_news_item(item, language) for item in _newest(index)[:NEWS_ON_THE_FRONT]],
    )


def _newest(items: QuerySet[NewsPage]) -> QuerySet[NewsPage]:
    return items.select_related("locale", "alias_of__locale").order_by("-published_on", "-pk")


def _news_item(item: NewsPage, language: str) -> NewsItem:
    return NewsItem(item.url_path, item.title, foreign(item.content_language, language), item.lead, item.published_on, date_words(item.published_on))


def content_page(page: SitePage) -> Content:
    """Return a page of words and what stands round it. At most seven queries."""
    language = get_language() or "fi"
    below = ContentPage.objects.filter(path__startswith=page.path, depth=page.depth + 1, live=True) if isinstance(page, ContentPage) else ()
    return Content(
        lang=foreign(page.content_language, language),
        crumbs=crumbs_of(page),
        parts=body_parts(page.body) if hasattr(page, "body") else (),
        children=tuple(Child(child.url_path, child.title, child.lead) for child in below),
        not_translated=page.content_language != language,
        is_unchecked_plain=page.content_language == "fi-simple" and not getattr(page, "is_checked_plain", True),
    )


def crumbs_of(page: Page) -> tuple[Crumb, ...]:
    """Return the pages above this one, the front page left out. One query, none right under the front page."""
    above = [page.path[: depth * Page.steplen] for depth in range(3, page.depth)]
    if not above:
        return ()
    rows = Page.objects.filter(path__in=above, live=True).order_by("depth").values_list("title", "url_path")
    return tuple(Crumb(title, url_path) for title, url_path in rows)


def news_index(page: NewsIndexPage, *, wanted: str) -> News:
    """Return a page of the news, newest first. One query."""
    items, where = page_of(_newest(NewsPage.objects.filter(path__startswith=page.path, live=True)), wanted, NEWS_A_PAGE)
    language = get_language() or "fi"
    return News(tuple(_news_item(item, language) for item in items), where)


def materials(page: MaterialsPage) -> tuple[MaterialGroup, ...]:
    """Return the material bank by whom it is for. One query."""
    language = get_language() or "fi"
    rows = (
        MaterialPage.objects.filter(path__startswith=page.path, live=True)
        .select_related("locale", "alias_of__locale", "pdf", "editable")
        .order_by("path")
    )
    found: dict[str, list[Material]] = {}
    for row in rows:
        found.setdefault(row.for_whom, []).append(_material(row, language))
    return tuple(MaterialGroup(code, str(name), tuple(found[code])) for code, name in MaterialPage.ForWhom.choices if code in found)


def _material(row: MaterialPage, language: str) -> Material:
    formats = [file.kind for file in files_of(row)] or [_("To read and print")]
    return Material(row.url_path, row.title, foreign(row.content_language, language), row.lead, version_words(row), tuple(formats))


def version_words(page: MaterialPage) -> str:
    """Return 2.1, 8.12.2026 · 8.12.2026."""
    day = date_words(page.version_on)
    return f"{page.version}, {day}" if page.version else day


def files_of(page: MaterialPage) -> tuple[File, ...]:
    """Return the files of a material; asks nothing when `pdf` and `editable` were fetched with it and their sizes are known."""
    labelled = ((_("To print"), page.pdf), (_("To edit"), page.editable))
    return tuple(File(label, file.url, file.file_extension.upper(), _size(file)) for label, file in labelled if file is not None)


def _size(file: Any) -> str:
    kilobytes = (file.file_size or 0) / 1000
    return f"{kilobytes / 1000:.1f} MB".replace(".", ",") if kilobytes >= 1000 else f"{max(1, round(kilobytes))} kB"
