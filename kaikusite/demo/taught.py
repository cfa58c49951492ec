"""Writes what the demo's office taught the search, and words that its visitors missed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wagtail.models import Page

from kaikusite.demo.texts import table
from kaikusite.demo.things import key
from search.analysis.words import folded
from search.editors_words import FIELD_OF
from search.models import MissedWord, PinnedAnswer, SynonymGroup, UnderstoodWord

TEXTS = ("title", "sentence")


def write_words(today: date) -> None:
    """Write synonyms, understood words, pinned answers and missed words. The pages that answers lead to must be there."""
    rows = table("words")
    SynonymGroup.objects.bulk_create(SynonymGroup(**row) for row in rows["synonyms"])
    UnderstoodWord.objects.bulk_create(UnderstoodWord(**row) for row in rows["understood"])
    PinnedAnswer.objects.bulk_create(map(_pinned, rows["pinned"]))
    MissedWord.objects.bulk_create(_missed(row, today - timedelta(days=ago)) for row in rows["missed"] for ago in range(row["days"]))


def _pinned(row: dict[str, Any]) -> PinnedAnswer:
    texts = {f"{name}_{ending}": row[name].get(lang, "") for name in TEXTS for lang, ending in FIELD_OF.items()}
    page = Page.objects.get(translation_key=key(row["page"]), locale__language_code="fi")
    return PinnedAnswer(words=row["words"], page=page, **texts)


def _missed(row: dict[str, Any], day: date) -> MissedWord:
    word = row["word"]
    return MissedWord(word=folded(word), shown=word, corrected=row.get("corrected", ""), day=day, count=row["count"])
