"""What may be counted of a question that found too little, and what never."""

from __future__ import annotations

import pytest

from search.analysis import analyse
from search.missed import Served, missed_words


class Holds:
    """A vocabulary of some words; `nearest` mends what it was told."""

    def __init__(self, *words: str, **mended: str) -> None:
        self.words, self.mended = set(words), mended

    documents = 100

    def nearest_base(self, word: str) -> str | None:
        return None

    def count(self, token: str) -> int:
        return int(token in self.words)

    def nearest(self, word: str) -> str | None:
        return self.mended.get(word)


def missed(text: str, vocabulary: Holds | None = None, *, total: int = 3, lang: str = "fi") -> list[tuple[str, str, str]]:
    vocabulary = vocabulary or Holds()
    asked = analyse(text, lang=lang, vocabulary=vocabulary)
    found = missed_words(Served(text, text, lang, asked.groups, asked.corrected, total), vocabulary)
    return [(one.word, one.shown, one.corrected) for one in found]


def test_a_word_that_nothing_holds_is_missed_in_its_base_form_without_dots() -> None:
    assert missed("keppihevosia ja konsertteja", Holds("fi:konsertti")) == [("keppihevonen", "keppihevonen", "")]
    assert missed("näyttelyssä") == [("nayttely", "näyttely", "")]


def test_it_is_told_what_a_word_was_taken_for() -> None:
    assert missed("konsrtti", Holds("fi:konsertti", konsrtti="konsertti")) == [("konsrtti", "konsrtti", "konsertti")]


def test_held_words_are_missed_only_when_nothing_was_found() -> None:
    assert missed("konsertti", Holds("fi:konsertti")) == []
    assert missed("konsertti", Holds("fi:konsertti"), total=0) == [("konsertti", "konsertti", "")]


def test_at_most_three_words_of_a_question_and_each_once() -> None:
    assert [word for word, *_ in missed("keppihevonen jumppa jumppaa kudonta saippua kynttilä")] == ["keppihevonen", "jumppa", "kudonta"]


@pytest.mark.parametrize(
    "text",
    [
        "aino.virtanen@example.org",
        "040-1234567",
        "0401234567 87100",
        "KA12003400",
        "https://example.org/salaista",
        "example.org/salaista",
        "Matti85",
        "Aino Virtanen",
        "korhonen",
        "ab",
        "x" * 41,
        "",
        "!?",
    ],
)
def test_nothing_that_may_be_a_person_is_counted(text: str) -> None:
    assert missed(text, total=0) == []


def test_what_stands_beside_a_number_or_name_is_still_counted() -> None:
    assert [word for word, *_ in missed("Aino Virtanen 0401234567 aino@example.org keppihevonen", total=0)] == ["keppihevonen"]


@pytest.mark.parametrize(("letters", "is_counted"), [(2, False), (3, True), (40, True), (41, False)])
def test_a_word_has_three_to_forty_letters(letters: int, is_counted: bool) -> None:
    assert bool(missed("q" * letters)) is is_counted
