"""What editors taught the search, as every process knows it: at once where it was saved, within 20 s elsewhere.

The rows are read every 20 s; a stamp of their content in the cache tells whether what is kept here is still true, so the same
object stays as long as nothing changed and what is derived from it may be kept too.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.core.cache import cache
from django.db.models import CharField, DateField, Value
from wagtail.models import Page

from search.codes import Meaning
from search.models import PinnedAnswer, SynonymGroup, UnderstoodWord
from search.pinned import Pin
from search.rules import phrases, season_days
from search.types import EditorsWords

KEY = "search-editors-words"
SECONDS = 20
FIELD_OF = {"fi": "fi", "sv": "sv", "en": "en", "fi-simple": "fi_simple"}


@dataclass(frozen=True, slots=True)
class Taught:
    """words   for understanding and analysing. pins: answers above the list."""

    words: EditorsWords
    pins: tuple[Pin, ...]


_kept: dict[str, Taught] = {}  # the stamp that was read last, and what it stands for


def taught(today: date) -> Taught:
    """Return what editors taught. No query within 20 s of the last reading; then two, and one more with pinned pages."""
    stamp = cache.get(KEY) or ""
    known = _kept.get(stamp)
    if known and stamp.startswith(f"{today} "):
        return known
    found = _read(today)
    stamp = f"{today} {hashlib.sha256(repr(found).encode()).hexdigest()}"
    found = _kept.get(stamp, found)
    _kept.clear()
    _kept[stamp] = found
    cache.set(KEY, stamp, SECONDS)
    return found


def forget() -> None:
    """Have this process read anew at once."""
    cache.delete(KEY)


class _Row(NamedTuple):
    """A group of synonyms, with an empty kind, or an understood word."""

    words: str
    kind: str
    value: str
    first_on: date | None
    last_on: date | None
    is_yearly: bool


def _read(today: date) -> Taught:
    rows = sorted((_Row(*row) for row in _rows()), key=lambda row: row.words)
    groups = tuple(phrases(row.words) for row in rows if not row.kind)
    understood = {row.words: meant for row in rows if row.kind and (meant := _filter(row, today))}
    pins = PinnedAnswer.objects.select_related("page").order_by("pk")
    return Taught(EditorsWords(groups, understood), tuple(_pins(pins)))


def _rows() -> Iterable[tuple[Any, ...]]:
    """Return synonyms and understood words in one query: a page of the finder may wait for it."""
    no_text, no_day = Value("", output_field=CharField()), Value(None, output_field=DateField())
    groups = SynonymGroup.objects.order_by().values_list("words", no_text, no_text, no_day, no_day, Value(value=False))
    understood = UnderstoodWord.objects.order_by().values_list("phrase", "kind", "value", "first_on", "last_on", "is_yearly")
    return groups.union(understood, all=True)


def _filter(row: _Row, today: date) -> tuple[str, str] | None:
    """Return the filter of a word; None for a season that is over."""
    if row.kind != Meaning.SEASON:
        return row.kind, row.value
    if row.first_on is None or row.last_on is None:
        return None
    first, last = season_days(row.first_on, row.last_on, today) if row.is_yearly else (row.first_on, row.last_on)
    return (Meaning.DATE.value, f"{max(first, today)}..{last}") if last >= today else None


def _pins(rows: Iterable[PinnedAnswer]) -> Iterator[Pin]:
    """Yield the answers that lead somewhere: one whose page was taken down waits until it is back."""
    found = list(rows)
    paths = _paths({row.page.translation_key for row in found if row.page})
    for row in found:
        links = paths.get(row.page.translation_key, {}) if row.page else _of_languages(row, "address")
        if links:
            yield Pin(phrases(row.words), _texts(row), links, row.valid_from, row.valid_until)


def _paths(keys: Collection[UUID]) -> Mapping[UUID, Mapping[str, str]]:
    """Return translation key → language → path of the live pages."""
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    pages = Page.objects.filter(translation_key__in=keys, live=True) if keys else Page.objects.none()
    for key, language, path in pages.values_list("translation_key", "locale__language_code", "url_path"):
        found[key][language] = path
    return found


def _texts(row: PinnedAnswer) -> Mapping[str, tuple[str, str]]:
    titles, sentences = _of_languages(row, "title"), _of_languages(row, "sentence")
    return {lang: (title, sentences[lang]) for lang, title in titles.items() if lang in sentences}


def _of_languages(row: PinnedAnswer, name: str) -> dict[str, str]:
    return {lang: value for lang, ending in FIELD_OF.items() if (value := getattr(row, f"{name}_{ending}"))}
