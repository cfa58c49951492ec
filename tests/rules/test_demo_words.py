"""What the demo's office taught the search would pass its own forms."""

from __future__ import annotations

import pytest

from common.texts import LANGUAGES
from kaikusite.demo.pages import pages
from kaikusite.demo.texts import table
from search.codes import Meaning
from search.rules import phrase, phrases, pin_refusal, synonyms_refusal, understood_refusal

WORDS = table("words")


def test_groups_share_no_word() -> None:
    seen: dict[str, str] = {}
    for row in WORDS["synonyms"]:
        assert synonyms_refusal(row["words"], seen) is None, row["words"]
        seen |= dict.fromkeys(phrases(row["words"]), row["words"])


@pytest.mark.parametrize("row", WORDS["understood"], ids=lambda row: row["phrase"])
def test_understood_words_are_written_as_they_are_read(row) -> None:
    assert row["phrase"] == phrase(row["phrase"])
    assert understood_refusal(row["phrase"], Meaning(row["kind"]), row.get("first_on"), row.get("last_on"), otherwise="") is None


@pytest.mark.parametrize("row", WORDS["pinned"], ids=lambda row: row["title"]["fi"])
def test_pinned_answers_lead_to_a_page_and_speak_whole_languages(row) -> None:
    assert pin_refusal(row["words"], None, None) is None
    assert f"page/{row['page'].removeprefix('page/')}" in {page.key for page in pages()}
    assert set(row["title"]) == set(row["sentence"]) <= set(LANGUAGES)
    assert max(map(len, row["title"].values())) <= 80
    assert max(map(len, row["sentence"].values())) <= 200
