"""An area's team is granted on its page in every language, by itself, and the gap is found when somebody makes one (W19)."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.checks import run_checks
from wagtail.models import GroupPagePermission, Locale, WorkflowPage

from areas import teams
from areas.models import AreaTeam
from common.projection import page_writes
from tests.factories import area_index, area_page, home

pytestmark = pytest.mark.django_db


def in_swedish(page):
    """Return the area's Swedish page, an alias, as the tree's synchronising makes it."""
    swedish = Locale.objects.get(language_code="sv")
    with page_writes():
        if not area_index().get_translations().filter(locale=swedish).exists():
            area_index().copy_for_translation(swedish, alias=True)
        page.refresh_from_db()
        return page.copy_for_translation(swedish, alias=True)


def rights(group, page) -> set[str]:
    return set(GroupPagePermission.objects.filter(group=group, page_id=page.pk).values_list("permission__codename", flat=True))


def test_a_new_area_page_gets_its_team_in_the_same_transaction():
    page = area_page(name_fi="Kainuu", code="KA")

    team = teams.team_of(page.translation_key)

    assert rights(team.editors, page) == set(teams.EDITOR_RIGHTS)
    assert rights(team.publishers, page) == set(teams.PUBLISHER_RIGHTS)
    assert team.editors.name == "Kainuu (KA), toimittajat"
    assert WorkflowPage.objects.get(page_id=page.pk).workflow == team.workflow


def test_a_page_in_another_language_is_granted_to_the_same_team():
    page = area_page()

    alias = in_swedish(page)

    team = teams.team_of(page.translation_key)
    assert rights(team.publishers, alias) == set(teams.PUBLISHER_RIGHTS)
    assert WorkflowPage.objects.get(page_id=alias.pk).workflow == team.workflow
    assert AreaTeam.objects.count() == 1


def test_granting_again_changes_nothing():
    page = area_page()
    before = GroupPagePermission.objects.count()

    first, again = teams.grant_area_team(page), teams.grant_area_team(page)

    assert first == again
    assert GroupPagePermission.objects.count() == before


def test_the_check_reports_a_gap_and_the_command_closes_it():
    page = area_page()
    team = teams.team_of(page.translation_key)
    GroupPagePermission.objects.filter(group=team.editors).delete()

    found = [message for message in run_checks(databases=["default"]) if message.id == "areas.W001"]

    assert len(found) == 1
    assert [area.pk for area in teams.lacking_grants()] == [page.pk]


def test_the_office_has_every_right_at_the_root():
    root = home().get_parent()

    assert rights(teams.office_group(), root) == set(teams.OFFICE_RIGHTS)


def test_a_person_is_in_one_role_of_an_area_at_a_time():
    page = area_page()
    user = User.objects.create(username="a@example.org")

    teams.join(user, page.translation_key, teams.Role.EDITOR)
    teams.join(user, page.translation_key, teams.Role.PUBLISHER)

    assert list(teams.areas_of(user, teams.Role.EDITOR)) == []
    assert teams.areas_of(user, teams.Role.PUBLISHER).get().area_key == page.translation_key
    assert [found.pk for found in teams.pages_of(user)] == [page.pk]
