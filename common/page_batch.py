"""Writing many pages at once (W37): what the seed and large imports use.

It leaves the same rows as saving and publishing each page by hand would, aliases in the other languages included, and then runs
the same projection. The admin's search and reference index follow through the outbox, in the background.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page, Revision

from common import outbox, projection
from common.texts import LANGUAGES

Progress = Callable[[int], None]  # called with the number of things just written
CHUNK = 400
ADMIN_INDEX = "admin-index"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to publish.

    parent     the key of a thing earlier in the batch or of a live page's translation key
    texts      language -> {"title": …, other translatable fields}; must hold `language`
    facts      fields that are the same in every language
    children   child model -> rows, each the keyword arguments of one row (without `page`)
    many       many-to-many field -> primary keys
    aliases    languages that show the source's words when they have none of their own
    is_live    False leaves drafts, its aliases too
    """

    page_class: type[Page]
    parent: UUID
    slug: str | Mapping[str, str]
    language: str
    texts: Mapping[str, Mapping[str, Any]]
    facts: Mapping[str, Any] = field(default_factory=dict)
    children: Mapping[type[models.Model], Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    many: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    aliases: tuple[str, ...] = LANGUAGES
    key: UUID = field(default_factory=uuid4)
    is_live: bool = True


def write(things: Iterable[Thing], *, now: datetime, progress: Progress = lambda count: None) -> dict[UUID, Page]:
    """Publish things, parents before children, in one transaction; return key -> page in the source language.

    Raises KeyError when a parent is neither in the batch nor in the tree, ValueError when a slug is taken.
    """
    waiting = list(things)
    written: dict[UUID, Page] = {}
    with projection.page_writes():
        tree = _Tree({thing.key for thing in waiting})
        while waiting:
            level = [thing for thing in waiting if tree.has(thing.parent)]
            if not level:
                raise KeyError(f"no parent for {waiting[0].slug}")
            for start in range(0, len(level), CHUNK):
                written |= _write_level(level[start : start + CHUNK], tree, now)
                progress(len(level[start : start + CHUNK]))
            placed = {thing.key for thing in level}
            waiting = [thing for thing in waiting if thing.key not in placed]
        tree.save_numchild()
        for page in written.values():
            projection.note(page.pk, page.translation_key)
        outbox.write(ADMIN_INDEX, written)
    return written


class _Tree:
    """Where the next child of each page goes: paths are counted here, not asked from the database one by one."""

    def __init__(self, coming: set[UUID]) -> None:
        self._coming = coming  # keys of this batch: no use in asking the database for them
        self._places: dict[tuple[UUID, str], Page] = {}
        self._last: dict[str, int] = {}
        self._slugs: dict[str, set[str]] = {}
        self._grown: dict[int, Page] = {}

    def has(self, key: UUID) -> bool:
        """Whether pages of this thing are known; looks into the tree once."""
        if key not in self._coming and not any((key, language) in self._places for language in LANGUAGES):
            for page in Page.objects.filter(translation_key=key).select_related("locale"):
                self.add(page, page.locale.language_code)
                below = Page.objects.filter(depth=page.depth + 1, path__range=Page._get_children_path_interval(page.path))
                children = dict(below.values_list("path", "slug"))
                self._last[page.path] = int(max(children)[-Page.steplen :], 36) if children else 0
                self._slugs[page.path] = set(children.values())
        return any((key, language) in self._places for language in LANGUAGES)

    def add(self, page: Page, language: str) -> None:
        self._places[page.translation_key, language] = page

    def parent(self, key: UUID, language: str) -> Page | None:
        return self._places.get((key, language))

    def place(self, page: Page, parent: Page) -> None:
        """Give a new page its path, depth and address under its parent."""
        number = self._last[parent.path] = self._last.get(parent.path, 0) + 1
        slugs = self._slugs.setdefault(parent.path, set())
        if page.slug in slugs:
            raise ValueError(f"the slug “{page.slug}” is taken under {parent.url_path}")
        slugs.add(page.slug)
        page.path, page.depth = Page._get_path(parent.path, parent.depth + 1, number), parent.depth + 1
        page.url_path = f"{parent.url_path}{page.slug}/"
        parent.numchild += 1
        self._grown[parent.pk] = parent

    def save_numchild(self) -> None:
        Page.objects.bulk_update(self._grown.values(), ["numchild"], batch_size=CHUNK)


@dataclass(frozen=True, slots=True)
class _Press:
    """What every new page is made with."""

    tree: _Tree
    locales: Mapping[str, Locale]
    now: datetime


def _write_level(things: list[Thing], tree: _Tree, now: datetime) -> dict[UUID, Page]:
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    press = _Press(tree, locales, now)
    own = [page for thing in things for page in _own_pages(thing, press)]
    _insert(own)
    written_in = {(page.translation_key, page.locale.language_code): page for page in own}
    sources = {thing.key: written_in[thing.key, thing.language] for thing in things}
    aliases = [page for thing in things for page in _alias_pages(thing, sources[thing.key], press)]
    _insert(aliases)
    for page in (*own, *aliases):
        tree.add(page, page.locale.language_code)
    _write_rows(things, (*own, *aliases))
    _write_revisions(own, now)
    return sources


def _own_pages(thing: Thing, press: _Press) -> list[Page]:
    languages = (thing.language, *(code for code in thing.texts if code != thing.language))
    return [page for code in languages if (page := _page(thing, code, thing.texts[code], press))]


def _alias_pages(thing: Thing, source: Page, press: _Press) -> list[Page]:
    words = thing.texts[thing.language]
    languages = [code for code in thing.aliases if code not in thing.texts]
    pages = [page for code in languages if (page := _page(thing, code, words, press))]
    for page in pages:
        page.alias_of = source
    return pages


def _page(thing: Thing, language: str, words: Mapping[str, Any], press: _Press) -> Page | None:
    parent = press.tree.parent(thing.parent, language)
    if parent is None:  # nothing to hang it on in that language
        return None
    slug = thing.slug if isinstance(thing.slug, str) else thing.slug.get(language, thing.slug[thing.language])
    page = thing.page_class(
        **thing.facts,
        **words,
        draft_title=words["title"],
        slug=slug,
        locale=press.locales[language],
        translation_key=thing.key,
        live=thing.is_live,
        has_unpublished_changes=not thing.is_live,
        first_published_at=press.now if thing.is_live else None,
        last_published_at=press.now if thing.is_live else None,
        latest_revision_created_at=press.now,
        content_type=ContentType.objects.get_for_model(thing.page_class),
    )
    press.tree.place(page, parent)
    return page


def _insert(pages: list[Page]) -> None:
    """Insert pages of any classes: the base rows in bulk, then each class's own table (Django's bulk_create refuses those)."""
    if not pages:
        return
    names = [f.attname for f in Page._meta.concrete_fields if f.attname != "id"]
    bases = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    Page.objects.bulk_create(bases, batch_size=CHUNK)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = page.page_ptr_id = base.pk
        page._state.adding = False
    for page_class in dict.fromkeys(type(page) for page in pages):
        rows = [page for page in pages if type(page) is page_class]
        fields = page_class._meta.local_concrete_fields
        size = max(1, 30_000 // len(fields))  # SQLite takes 32,766 values in one statement
        for start in range(0, len(rows), size):
            page_class._base_manager._insert(rows[start : start + size], fields=fields, using="default")


def _write_rows(things: list[Thing], pages: Iterable[Page]) -> None:
    """Write child rows and many-to-many links of every language's page: copies, as a translation has them."""
    of_key = {thing.key: thing for thing in things}
    rows: dict[type[models.Model], list[models.Model]] = {}
    for page in pages:
        thing, held = of_key[page.translation_key], {}
        for model, given in thing.children.items():
            made = [model(page=page, sort_order=number, **row) for number, row in enumerate(given)]
            rows.setdefault(model, []).extend(made)
            held[model] = made
        for name, keys in thing.many.items():
            link = getattr(type(page), name).through
            here, there = type(page)._meta.model_name, type(page)._meta.get_field(name).related_model._meta.model_name
            rows.setdefault(link, []).extend(link(**{f"{here}_id": page.pk, f"{there}_id": key}) for key in keys)
        _hold(page, held)
    for model, made in rows.items():
        model._default_manager.bulk_create(made, batch_size=CHUNK)


def _hold(page: Page, rows: Mapping[type[models.Model], list[models.Model]]) -> None:
    """Let a page know its child rows, so that serialising it asks the database for none of them."""
    relations = {relation.related_model: relation.get_accessor_name() for relation in get_all_child_relations(type(page))}
    page._cluster_related_objects = {name: rows.get(model, []) for model, name in relations.items()}


def _let_go(page: Page, given: Collection[type[models.Model]]) -> None:
    """Let a page read from the database the child rows that it was not given: they are still there."""
    for relation in get_all_child_relations(type(page)):
        if relation.related_model not in given:
            del page._cluster_related_objects[relation.get_accessor_name()]


def _write_revisions(pages: list[Page], now: datetime) -> None:
    """Give each page with words of its own the revision that publishing it would have left."""
    base = ContentType.objects.get_for_model(Page)
    revisions = [
        Revision(
            content_type=page.content_type,
            base_content_type=base,
            object_id=str(page.pk),
            created_at=now,
            object_str=page.title,
            content=json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder)),
        )
        for page in pages
    ]
    Revision.objects.bulk_create(revisions, batch_size=CHUNK)
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision_id, page.live_revision_id = revision.pk, revision.pk if page.live else None
    keys = [Page(pk=page.pk, latest_revision_id=page.latest_revision_id, live_revision_id=page.live_revision_id) for page in pages]
    Page.objects.bulk_update(keys, ["latest_revision", "live_revision"], batch_size=CHUNK)


STAMPS = ("draft_title", "alias_of", "live", "has_unpublished_changes", "last_published_at", "latest_revision_created_at")


def write_again(things: Iterable[Thing], *, now: datetime, revived: Collection[UUID] = (), progress: Progress = lambda count: None) -> None:
    """Publish things that have pages already, in one transaction: words, facts and child rows become those given.

    What is not given stays: facts, the address, and the words of languages that only the site has. An alias that is given words
    becomes a page of its own; the others show the source's. A page that was taken down stays down, unless its key is in `revived`.
    """
    waiting = list(things)
    with projection.page_writes():
        for start in range(0, len(waiting), CHUNK):
            chunk = waiting[start : start + CHUNK]
            for page_class in dict.fromkeys(thing.page_class for thing in chunk):
                _write_level_again([thing for thing in chunk if thing.page_class is page_class], page_class, revived, now)
            progress(len(chunk))


def _write_level_again(things: list[Thing], page_class: type[Page], revived: Collection[UUID], now: datetime) -> None:
    of_key = {thing.key: thing for thing in things}
    pages = list(page_class._default_manager.filter(translation_key__in=of_key).select_related("locale"))
    for page in pages:
        _renew(page, of_key[page.translation_key], is_revived=page.translation_key in revived, now=now)
    for model in dict.fromkeys(model for thing in things for model in thing.children):
        model._default_manager.filter(page__in=[page.pk for page in pages if model in of_key[page.translation_key].children]).delete()
    _write_rows(things, pages)
    for page in pages:
        _let_go(page, of_key[page.translation_key].children)
    _write_revisions([page for page in pages if page.alias_of_id is None], now)
    for page in pages:
        projection.note(page.pk, page.translation_key)
    outbox.write(ADMIN_INDEX, of_key)


def _renew(page: Page, thing: Thing, *, is_revived: bool, now: datetime) -> None:
    """Give a page its new words and facts, in both of its tables; nothing else of it is touched."""
    words = thing.texts.get(page.locale.language_code)
    if words is not None:
        page.alias_of = None
    elif page.alias_of_id:
        words = thing.texts[thing.language]
    given = {**thing.facts, **(words or {})}
    for name, value in given.items():
        setattr(page, name, value)
    page.draft_title, page.live = page.title, page.live or is_revived
    page.has_unpublished_changes, page.latest_revision_created_at = not page.live, now
    page.last_published_at = now if page.live else page.last_published_at
    changed = [page._meta.get_field(name) for name in {*given, *STAMPS}]
    for model in (Page, type(page)):
        values = {one.attname: getattr(page, one.attname) for one in changed if one.model is model}
        if values:
            model._base_manager.filter(pk=page.pk).update(**values)


def index_for_admin(kind: str, keys: list[UUID]) -> None:
    """Bring the admin's search and reference index up to date with pages that were written in bulk."""
    from modelsearch import index  # Wagtail's own search; only the admin uses it
    from wagtail.models import ReferenceIndex

    for page in Page.objects.filter(translation_key__in=keys, alias_of=None).specific():
        index.insert_or_update_object(page)
        ReferenceIndex.create_or_update_for_object(page)
