"""What editors taught is known at once where it was saved, within 20 s elsewhere, and costs no query in between."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import TestCase

from areas.actions import NewArea, create_area
from search import editors_words
from search.models import PinnedAnswer, SynonymGroup, UnderstoodWord
from tests.moment import NOW

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def pin(**more: object) -> PinnedAnswer:
    values = {"words": "kortti hukassa", "title_fi": "Hukkasitko kortin?", "sentence_fi": "Soita.", "address_fi": "/fi/kortti/"}
    return PinnedAnswer.objects.create(**{**values, **more})


def known() -> editors_words.Taught:
    return editors_words.taught(TODAY)


def test_what_was_taught_is_read(db) -> None:
    SynonymGroup.objects.create(words="Jumppa, gympa")
    UnderstoodWord.objects.create(phrase="mukula", kind="audience", value="children")
    pin(title_sv="Har du tappat kortet?", sentence_sv="Ring.")

    taught = known()

    assert taught.words.synonyms == (("jumppa", "gympa"),)
    assert taught.words.understood == {"mukula": ("audience", "children")}
    assert taught.pins[0].phrases == ("kortti hukassa",)
    assert taught.pins[0].texts == {"fi": ("Hukkasitko kortin?", "Soita."), "sv": ("Har du tappat kortet?", "Ring.")}
    assert taught.pins[0].links == {"fi": "/fi/kortti/"}


def test_a_season_becomes_its_days_and_is_silent_when_over(db) -> None:
    days = {"first_on": date(2025, 2, 15), "last_on": date(2025, 3, 14)}
    UnderstoodWord.objects.create(phrase="hiihtoloma", kind="season", is_yearly=True, **days)
    UnderstoodWord.objects.create(phrase="juhlavuosi", kind="season", **days)
    UnderstoodWord.objects.create(phrase="syysviikot", kind="season", first_on=date(2026, 11, 1), last_on=TODAY)

    assert known().words.understood == {"hiihtoloma": ("date", "2027-02-15..2027-03-14"), "syysviikot": ("date", "2026-11-24..2026-11-24")}


def test_it_is_live_at_once_here_and_costs_nothing_until_then(django_assert_num_queries) -> None:
    known()
    with django_assert_num_queries(0):
        before = known()
    with TestCase.captureOnCommitCallbacks(execute=True):
        group = SynonymGroup.objects.create(words="jumppa, gympa")
    assert before.words.synonyms == ()
    assert known().words.synonyms == (("jumppa", "gympa"),)

    with TestCase.captureOnCommitCallbacks(execute=True):
        group.delete()

    assert known().words.synonyms == ()


def test_another_process_knows_it_within_twenty_seconds(db) -> None:
    known()
    SynonymGroup.objects.bulk_create([SynonymGroup(words="jumppa, gympa")])  # no signal: as if saved elsewhere

    assert known().words.synonyms == ()
    with time_machine.travel(NOW + timedelta(seconds=21)):
        assert known().words.synonyms == (("jumppa", "gympa"),)


def test_the_same_object_stays_as_long_as_nothing_changed(db) -> None:
    SynonymGroup.objects.create(words="jumppa, gympa")
    first = known()
    editors_words.forget()

    assert known() is first


def test_a_new_day_is_read_anew(db) -> None:
    UnderstoodWord.objects.create(phrase="syysviikot", kind="season", first_on=TODAY, last_on=TODAY)

    assert "syysviikot" in known().words.understood
    assert "syysviikot" not in editors_words.taught(TODAY + timedelta(days=1)).words.understood


def test_a_pinned_page_is_linked_in_each_language_and_waits_while_it_is_down(db) -> None:
    area = create_area(NewArea(slug="kainuu", names={"fi": "Kainuu"}, code="KA", municipalities=["205"], state="permanent"))
    pin(page=area, address_fi="")
    links = known().pins[0].links
    assert links["fi"] == area.url_path
    assert links["sv"].startswith("/sv/")

    area.get_translations(inclusive=True).update(live=False)
    editors_words.forget()

    assert known().pins == ()
