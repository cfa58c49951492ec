"""The page of missed words: for those who may read what the search was taught; with acts for the office alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from areas import teams
from search.models import MissedWord
from tests.cast import person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _words(db) -> None:
    for word, days in (("keppihevonen", 5), ("salaisuus", 4)):
        for ago in range(days):
            MissedWord.objects.create(word=word, shown=word, corrected="hevonen", day=TODAY - timedelta(days=ago), count=3)


def test_the_office_sees_the_word_of_five_days_and_can_act(client) -> None:
    user = person("toimisto")
    user.groups.add(teams.office_group())
    client.force_login(user)

    html = client.get(reverse("search_missed")).content.decode()

    assert "keppihevonen" in html
    assert "”hevonen”" in html
    assert "salaisuus" not in html
    for name in ("search_synonyms:add", "search_understood:add", "search_pinned:add"):
        assert f"{reverse(name)}?word=keppihevonen" in html


def test_an_area_team_reads_without_acts(client, cast) -> None:
    client.force_login(cast.area_editor)

    html = client.get(reverse("search_missed")).content.decode()

    assert "keppihevonen" in html
    assert "salaisuus" not in html
    assert reverse("search_synonyms:add") not in html


def test_nobody_else_sees_it(client) -> None:
    assert client.get(reverse("search_missed")).status_code == 302
    client.force_login(person("ei-ryhmaa"))
    assert client.get(reverse("search_missed")).status_code in {302, 403}
