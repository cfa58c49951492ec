"""What the search is taught: the office writes it, area teams read it, nobody else comes near; each slip is told."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from areas import teams
from search.models import PinnedAnswer, SynonymGroup, UnderstoodWord
from tests.cast import person

pytestmark = pytest.mark.django_db
VIEWSETS = ("search_synonyms", "search_understood", "search_pinned")
PIN = {
    "words": "Kortti hukassa", "title_fi": "Hukkasitko kortin?", "sentence_fi": "Soita sinne, mistä sait sen.", "address_fi": "/fi/kortti/",
}  # fmt: skip


@pytest.fixture
def office(client, db):
    user = person("toimisto")
    user.groups.add(teams.office_group())
    client.force_login(user)
    return client


def add(client: Any, name: str, **given: Any) -> Any:
    return client.post(reverse(f"{name}:add"), given)


def errors(answer: Any) -> dict[str, list[str]]:
    """The codes of a refused form by field."""
    assert answer.status_code == 200
    return {name: [error.code for error in found.as_data()] for name, found in answer.context["form"].errors.items()}


def test_the_office_teaches_synonyms(office) -> None:
    answer = add(office, "search_synonyms", words="Jumppa , gympa,\naerobics", note="liikunta")

    assert answer.status_code == 302
    group = SynonymGroup.objects.get()
    assert group.words == "jumppa, gympa, aerobics"
    assert [entry.action for entry in ModelLogEntry.objects.for_instance(group)] == ["wagtail.create"]


def test_a_word_in_two_groups_is_told_and_a_group_may_be_saved_again(office) -> None:
    group = SynonymGroup.objects.create(words="jumppa, gympa")

    assert errors(add(office, "search_synonyms", words="gympa, aerobics")) == {"words": ["word-in-two-groups"]}
    assert errors(add(office, "search_synonyms", words="aerobics")) == {"words": ["two-words-needed"]}
    assert office.post(reverse("search_synonyms:edit", args=[group.pk]), {"words": "jumppa, gympa, aerobics"}).status_code == 302


@pytest.mark.parametrize(
    ("meaning", "kind", "value"),
    [
        ("audience:children", "audience", "children"),
        ("category:film", "category", "film"),
        ("kind:course", "kind", "course"),
        ("accessibility:step-free", "accessibility", "step-free"),
        ("how:phone", "how", "phone"),
        ("language:sv", "language", "sv"),
        ("free:1", "free", "1"),
        ("places:1", "places", "1"),
        ("date:weekend", "date", "weekend"),
        ("place:205", "place", "205"),
    ],
)
def test_the_office_teaches_what_a_word_means(office, meaning: str, kind: str, value: str) -> None:
    assert add(office, "search_understood", phrase="Mukulax", meaning=meaning).status_code == 302

    row = UnderstoodWord.objects.get()
    assert (row.phrase, row.kind, row.value, row.first_on) == ("mukulax", kind, value, None)


def test_a_season_keeps_its_days_and_another_meaning_drops_them(office) -> None:
    days = {"first_on": "15.02.2027", "last_on": "14.03.2027", "is_yearly": "on"}

    assert errors(add(office, "search_understood", phrase="talviloma", meaning="season:")) == {"first_on": ["season-needs-days"]}
    assert add(office, "search_understood", phrase="talvilomax", meaning="season:", **days).status_code == 302
    row = UnderstoodWord.objects.get()
    assert (row.kind, row.value, row.is_yearly, row.first_on.isoformat()) == ("season", "", True, "2027-02-15")

    again = office.post(reverse("search_understood:edit", args=[row.pk]), {"phrase": "talvilomax", "meaning": "audience:young", **days})
    assert again.status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.first_on, row.is_yearly) == ("audience", None, False)


@pytest.mark.parametrize("phrase", ["lapsille", "Kajaanissa", "huomenna", "ilmaiseksi"])
def test_a_phrase_that_is_already_understood_is_told(office, phrase: str) -> None:
    assert errors(add(office, "search_understood", phrase=phrase, meaning="category:film")) == {"phrase": ["already-understood"]}


def test_an_unknown_meaning_is_no_meaning(office) -> None:
    assert "meaning" in errors(add(office, "search_understood", phrase="mukulax", meaning="audience:dragons"))
    assert UnderstoodWord.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {}),
        ({"words": ","}, {"words": ["word-needed"]}),
        ({"address_fi": ""}, {"page": ["link-needed"]}),
        ({"address_fi": "javascript:alert(1)"}, {"address_fi": ["not-a-link"]}),
        ({"address_sv": "//example.org"}, {"address_sv": ["not-a-link"]}),
        ({"title_sv": "Har du tappat kortet?"}, {"sentence_sv": ["half-a-language"]}),
        ({"sentence_en": "Call."}, {"title_en": ["half-a-language"]}),
        ({"title_fi": ""}, {"title_fi": ["required"]}),
        ({"valid_from": "02.12.2026", "valid_until": "01.12.2026"}, {"valid_from": ["days-turned"]}),
        ({"valid_from": "01.12.2026", "valid_until": "01.12.2026"}, {}),
    ],
)
def test_a_pinned_answer_leads_somewhere_and_speaks_finnish(office, changes, expected) -> None:
    answer = add(office, "search_pinned", **{**PIN, **changes})

    if expected:
        assert errors(answer) == expected
    else:
        assert answer.status_code == 302
    assert PinnedAnswer.objects.count() == (0 if expected else 1)


def test_a_pinned_answer_may_lead_to_a_page(office, cast) -> None:
    assert add(office, "search_pinned", **{**PIN, "address_fi": "", "page": cast.area_page.pk}).status_code == 302
    assert PinnedAnswer.objects.get().page_id == cast.area_page.pk


def test_a_new_group_begins_with_the_word_that_was_missed(office) -> None:
    for name, field in (("search_synonyms", "words"), ("search_understood", "phrase"), ("search_pinned", "words")):
        form = office.get(reverse(f"{name}:add") + "?word=keppihevonen").context["form"]
        assert form[field].value() == "keppihevonen"


# --- who ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def rows(db) -> dict[str, int]:
    return {
        "search_synonyms": SynonymGroup.objects.create(words="jumppa, gympa").pk,
        "search_understood": UnderstoodWord.objects.create(phrase="mukulax", kind="audience", value="children").pk,
        "search_pinned": PinnedAnswer.objects.create(**PIN).pk,
    }


def addresses(rows: dict[str, int]) -> dict[str, list[str]]:
    """What reads and what writes."""
    return {
        "reads": [reverse(f"{name}:{view}") for name in VIEWSETS for view in ("index", "index_results")]
        + [reverse(f"{name}:inspect", args=[rows[name]]) for name in VIEWSETS],
        "writes": [reverse(f"{name}:add") for name in VIEWSETS]
        + [reverse(f"{name}:{view}", args=[rows[name]]) for name in VIEWSETS for view in ("edit", "delete")],
    }


def is_refused(answer: Any) -> bool:
    return answer.status_code in {302, 403, 404} and not answer.get("Location", "").startswith("/admin/search/")


def test_area_teams_read_and_write_nothing(client, cast, rows) -> None:
    client.force_login(cast.area_editor)

    for address in addresses(rows)["reads"]:
        assert client.get(address).status_code == 200, address
    for address in addresses(rows)["writes"]:
        assert is_refused(client.get(address)), address
        assert is_refused(client.post(address, {"words": "aerobics, gympa2", **PIN})), address
    assert (SynonymGroup.objects.count(), UnderstoodWord.objects.count(), PinnedAnswer.objects.count()) == (1, 1, 1)


def test_nobody_else_comes_near(client, rows) -> None:
    for who in (None, person("ei-ryhmaa")):
        client.logout()
        if who:
            client.force_login(who)
        for address in chain.from_iterable(addresses(rows).values()):
            assert is_refused(client.get(address)), (who, address)
            assert is_refused(client.post(address, {})), (who, address)


def test_the_menu_shows_the_search_to_those_who_may_read(client, cast) -> None:
    client.force_login(cast.area_editor)

    home = client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("search_synonyms:index") in home
