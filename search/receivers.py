"""Hears that editors taught the search something, and has this process know it at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from search import editors_words
from search.models import PinnedAnswer, SynonymGroup, UnderstoodWord

TAUGHT = (SynonymGroup, UnderstoodWord, PinnedAnswer)


def forget_words(sender: type, **_given: Any) -> None:
    transaction.on_commit(editors_words.forget)


def connect() -> None:
    for model in TAUGHT:
        for signal in (post_save, post_delete):
            signal.connect(forget_words, sender=model, dispatch_uid=f"search-taught-{model.__name__}")
