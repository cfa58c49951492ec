"""What editors teach works on the finder's page at once: no index is built anew."""

from __future__ import annotations

import pytest
from django.test import TestCase

from search.models import SynonymGroup, UnderstoodWord
from tests.views.test_finder import FINDER, offer, page, text, titles

pytestmark = pytest.mark.django_db


def teach(row: SynonymGroup | UnderstoodWord) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        row.save()


def test_a_synonym_finds_what_the_typed_word_did_not(client) -> None:
    offer("Seniorijumppa")
    offer("Kuoroilta")
    assert "Seniorijumppa" not in titles(page(client, f"{FINDER}?q=keppihevostelu"))

    teach(SynonymGroup(words="keppihevostelu, seniorijumppa"))

    assert titles(page(client, f"{FINDER}?q=keppihevostelu")) == ["Seniorijumppa"]
    assert titles(page(client, f"{FINDER}?q=keppihevostelua")) == ["Seniorijumppa"]


def test_an_understood_word_becomes_a_chip_and_a_filter(client) -> None:
    offer("Satutunti", audiences=["children"])
    offer("Satuja aikuisille", audiences=["adults"])

    teach(UnderstoodWord(phrase="mukulat", kind="audience", value="children"))
    html = page(client, f"{FINDER}?q=satu+mukuloille")

    assert titles(html) == ["Satutunti"]
    assert "Lasten kanssa" in text(html)


def test_a_taught_category_and_kind_become_filters_too(client) -> None:
    offer("Kurssi", kind="course", categories=["craft"])
    offer("Ilta", kind="event", categories=["film"])
    teach(UnderstoodWord(phrase="treenit", kind="kind", value="course"))
    teach(UnderstoodWord(phrase="leffakerho", kind="category", value="film"))

    assert titles(page(client, f"{FINDER}?q=treenit")) == ["Kurssi"]
    assert titles(page(client, f"{FINDER}?q=leffakerho")) == ["Ilta"]


def test_what_is_taken_away_is_forgotten_at_once(client) -> None:
    offer("Seniorijumppa")
    group = SynonymGroup(words="keppihevostelu, seniorijumppa")
    teach(group)
    assert titles(page(client, f"{FINDER}?q=keppihevostelu"))

    with TestCase.captureOnCommitCallbacks(execute=True):
        group.delete()

    assert titles(page(client, f"{FINDER}?q=keppihevostelu")) == []
