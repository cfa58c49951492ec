"""Pages to facts, in the transaction that saves the page (design.md, section 3; W38, W39).

Every save and deletion of a page notes its key. At the end of the same transaction the noted pages and all below them
are read again and projected. Code that writes pages does it inside `page_writes()`; a save outside it is projected at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from wagtail.models import Page

from common import time
from common.texts import content_hash

Noted = dict[int, UUID]  # page key -> translation key, which outlives a deletion
Projector = Callable[[Noted, datetime], None]

_projectors: dict[int, Projector] = {}  # floor -> projector
_noted: ContextVar[Noted | None] = ContextVar("noted pages", default=None)


def register(projector: Projector, *, floor: int) -> None:
    """Have a projector called; lower floors first, for what stands above reads the facts below."""
    _projectors[floor] = projector


def note(page_id: int, translation_key: UUID) -> None:
    """Have a page and its subtree projected at the end of the running `page_writes()`, or now if there is none."""
    noted = _noted.get()
    if noted is None:
        with transaction.atomic():
            _project({page_id: translation_key})
    else:
        noted[page_id] = translation_key


@contextmanager
def page_writes() -> Iterator[None]:
    """Run page writes as one transaction under the tree's lock, and project what they touched before it commits."""
    if _noted.get() is not None:
        yield
        return
    token = _noted.set({})
    try:
        with transaction.atomic():
            lock_tree()
            yield
            _project(dict(_noted.get() or {}))
    finally:
        _noted.reset(token)


def lock_tree() -> None:
    """Wait for the one lock of the page tree (W38). On SQLite, BEGIN IMMEDIATE has taken it already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM wagtailcore_page WHERE depth = 1 FOR UPDATE")


def _project(noted: Noted) -> None:
    if noted:
        now = time.now()
        for floor in sorted(_projectors):
            _projectors[floor](noted, now)


PageOf = TypeVar("PageOf", bound=Page)
CHUNK = 500


@dataclass(frozen=True)
class Thing(Generic[PageOf]):
    """One real thing and its pages in every language, aliases included."""

    key: UUID
    pages: tuple[PageOf, ...]

    def source(self, language: str | None) -> PageOf | None:
        """Return the page that facts are read from: that of the known source language, else the oldest; never an alias."""
        if language is None:
            oldest = min(self.pages, key=lambda page: page.pk, default=None)
            return oldest if oldest is not None and oldest.alias_of_id is None else None
        return next((page for page in self.pages if page.locale.language_code == language and page.alias_of_id is None), None)

    def is_public(self, language: str | None) -> bool:
        """Whether the page that facts are read from is published."""
        source = self.source(language)
        return source is not None and source.live

    def paths(self) -> dict[str, str]:
        """Return the public path of each language's live page, aliases included."""
        return {page.locale.language_code: page.url_path for page in self.pages if page.live}

    def own_words(self) -> list[tuple[str, PageOf]]:
        """Return the live pages that have words of their own."""
        return [(page.locale.language_code, page) for page in self.pages if page.live and page.alias_of_id is None]


def things_below(page_class: type[PageOf], noted: Noted) -> list[Thing[PageOf]]:
    """Return the things of one page class among the noted pages and below them, with all their languages.

    A deleted thing comes back with the pages that are left, or none. Two queries for each 500 noted pages, and two more.
    """
    keys: dict[UUID, None] = {}
    page_ids = list(noted)
    for start in range(0, len(page_ids), CHUNK):
        keys |= dict.fromkeys(_keys_below(page_class, page_ids[start : start + CHUNK]))
    keys |= dict.fromkeys(noted.values())
    pages: dict[UUID, list[PageOf]] = {key: [] for key in keys}
    wanted = list(keys)
    for start in range(0, len(wanted), CHUNK):
        for page in page_class.objects.filter(translation_key__in=wanted[start : start + CHUNK]).select_related("locale"):
            pages[page.translation_key].append(page)
    return [Thing(key, tuple(found)) for key, found in pages.items()]


def settled_things(page_class: type[PageOf], noted: Noted, source_languages: Callable[[list[UUID]], Mapping[UUID, str]]) -> list[Thing[PageOf]]:
    """Return `things_below`, after taking down what outlived its source (W15).

    `source_languages` returns the source language of each known fact. Unpublishing, expiry and deletion of the source page, whichever
    way they came, take every other language's page down with it: nothing stays public only because nobody thought of it.
    """
    things = things_below(page_class, noted)
    languages = source_languages([thing.key for thing in things])
    orphans = [page for thing in things if not thing.is_public(languages.get(thing.key)) for page in thing.pages if page.live]
    for page in orphans:
        page.unpublish()
    return things_below(page_class, noted) if orphans else things


def _keys_below(page_class: type[PageOf], page_ids: list[int]) -> list[UUID]:
    """Return the translation keys of this class's pages at or below the given pages."""
    paths = list(Page.objects.filter(pk__in=page_ids).order_by("path").values_list("path", flat=True))
    roots = _roots(paths)
    keys: list[UUID] = []
    for start in range(0, len(roots), 100):
        below = Q()
        for path in roots[start : start + 100]:
            below |= Q(path__range=(path, f"{path}zzzz"))  # as treebeard asks for descendants: LIKE would read every page
        keys += page_class.objects.filter(below).values_list("translation_key", flat=True)
    return keys


def _roots(paths: list[str]) -> list[str]:
    """Return the paths that lie under no other one; `paths` are sorted, so a subtree stands right behind its root."""
    roots: list[str] = []
    for path in paths:
        if not roots or not path.startswith(roots[-1]):
            roots.append(path)
    return roots


def write_texts(
    model: Any,
    owner: str,
    facts: Mapping[UUID, Any],
    things: Iterable[Thing[Any]],
    words_of: Callable[[Any], dict[str, Any]],
) -> None:
    """Write one text row per thing and language with words of its own, and drop those of languages that have none now.

    `facts` maps keys to saved facts with `source_language`; `owner` is the row's foreign key. A translation is stale when the
    source's words changed after its own last did. Three queries for each 500 things.
    """
    # What is not public keeps its last words: tickets that were taken still name it.
    chosen = [thing for thing in things if thing.key in facts and thing.own_words()]
    for start in range(0, len(chosen), CHUNK):
        _write_texts(model, owner, facts, chosen[start : start + CHUNK], words_of)


def _write_texts(model: Any, owner: str, facts: Mapping[UUID, Any], things: list[Thing[Any]], words_of: Callable[[Any], dict[str, Any]]) -> None:
    owners = [facts[thing.key].pk for thing in things]
    known = {(getattr(row, f"{owner}_id"), row.language): row for row in model.objects.filter(**{f"{owner}__in": owners})}
    rows, kept = [], set()
    for thing in things:
        fact = facts[thing.key]
        source = thing.source(fact.source_language)
        source_hash = content_hash(*map(str, words_of(source).values())) if source else ""
        for language, page in thing.own_words():
            words, was = words_of(page), known.get((fact.pk, language))
            made_from = was.source_hash if was and language != fact.source_language and _same(was, words) else source_hash
            rows.append(model(**{owner: fact}, language=language, source_hash=made_from, is_stale=made_from != source_hash, **words))
            kept.add((fact.pk, language))
    if rows:
        names = [field.name for field in model._meta.concrete_fields if field.name not in {"id", owner, "language"}]
        model.objects.bulk_create(rows, update_conflicts=True, unique_fields=[owner, "language"], update_fields=names, batch_size=CHUNK)
    model.objects.filter(pk__in=[row.pk for place, row in known.items() if place not in kept]).delete()


def _same(row: Any, words: Mapping[str, Any]) -> bool:
    """Whether a translation's words are as they were: then it keeps the hash of the source that it was made from."""
    return all(getattr(row, name) == value for name, value in words.items())


def parent_keys(pages: Iterable[Page]) -> dict[int, UUID]:
    """Return page key -> translation key of the page right above it. One query for each 500 pages."""
    above = {page.pk: page.path[: -Page.steplen] for page in pages}
    paths = list(dict.fromkeys(above.values()))
    by_path: dict[str, UUID] = {}
    for start in range(0, len(paths), CHUNK):
        by_path |= dict(Page.objects.filter(path__in=paths[start : start + CHUNK]).values_list("path", "translation_key"))
    return {key: by_path[path] for key, path in above.items() if path in by_path}
