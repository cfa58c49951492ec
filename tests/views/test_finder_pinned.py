"""A pinned answer on the finder's page: above the list, no result of it, marked when it is in another language."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import TestCase

from search.models import PinnedAnswer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lost_card(db) -> None:
    PinnedAnswer.objects.create(
        words="kortti hukassa, kort borta", title_fi="Hukkasitko kortin?", sentence_fi="Soita sinne, mistä sait sen.", address_fi="/fi/kortti/"
    )


def card(client, address: str) -> str:
    html = client.get(address).content.decode()
    found = re.search(r'<aside class="notice pinned".*?</aside>', html, re.DOTALL)
    return found[0] if found else ""


def test_a_lost_card_finds_its_answer_though_no_offer_does(client) -> None:
    html = client.get("/fi/tarjonta/?q=kortti+hukassa").content.decode()

    assert '<a href="/fi/kortti/">Hukkasitko kortin?</a>' in html
    assert html.index("Hukkasitko kortin?") < html.index('data-part="list"')
    assert "0 vaihtoehtoa" in html.replace("\xa0", " ")


def test_it_is_marked_in_another_language(client) -> None:
    assert 'lang="fi"' in card(client, "/sv/utbud/?q=kort+borta")
    assert "(på finska)" in card(client, "/sv/utbud/?q=kort+borta")
    assert "lang=" not in card(client, "/fi/tarjonta/?q=kortti+hukassa")


@pytest.mark.parametrize("address", ["/fi/tarjonta/", "/fi/tarjonta/?q=konsertti", "/fi/tarjonta/?place=kortti"])
def test_other_words_call_nothing(client, address: str) -> None:
    assert card(client, address) == ""


def test_it_is_gone_at_once_when_it_is_taken_away_or_over(client) -> None:
    row = PinnedAnswer.objects.get()
    assert card(client, "/fi/tarjonta/?q=kortti+hukassa")

    with TestCase.captureOnCommitCallbacks(execute=True):
        row.valid_until = date(2026, 11, 23)
        row.save()
    assert card(client, "/fi/tarjonta/?q=kortti+hukassa") == ""


def test_what_an_editor_writes_is_text(client) -> None:
    row = PinnedAnswer.objects.get()
    with TestCase.captureOnCommitCallbacks(execute=True):
        row.title_fi = "<script>alert(1)</script>"
        row.save()

    assert "<script>alert" not in card(client, "/fi/tarjonta/?q=kortti+hukassa")
