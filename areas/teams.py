"""Area teams: who may edit, who may publish, and where the fence between areas stands (W19; design.md, section 3).

Each area has two groups, *editors* and *publishers*, with rights on its page in every language, one collection for pictures and
files, and a moderation that its publishers approve. One group at the root is the national office. Rights follow the pages: an area
page saved in a new language gets its rows in the same transaction (`follow`), and a check reports gaps.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, Permission, User
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from areas.models import AreaTeam
from areas.pages import AreaPage
from common.projection import Noted

OFFICE_GROUP = "Valtakunnallinen toimisto"
SHARED_COLLECTION = "Yhteiset"

EDITOR_RIGHTS = ("add_page", "change_page")
PUBLISHER_RIGHTS = (*EDITOR_RIGHTS, "publish_page", "lock_page", "unlock_page")  # no bulk_delete: an area's tree is not theirs to fell
OFFICE_RIGHTS = (*PUBLISHER_RIGHTS, "bulk_delete_page")
FILE_RIGHTS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
SHARED_RIGHTS = ("choose_image", "choose_document")
EVERYONE_RIGHTS = ("access_admin", "submit_translation")
OFFICE_MODEL_RIGHTS = ("add_redirect", "change_redirect", "delete_redirect", "change_areapage")  # the last opens the facts of an area

MODEL_RIGHTS_OF = ("wagtailadmin", "wagtail_localize", "wagtailredirects", "areas")


class Role(StrEnum):
    """What a person may do in one area."""

    EDITOR = "editor"
    PUBLISHER = "publisher"


Person = AbstractBaseUser | AnonymousUser


@transaction.atomic
def grant_area_team(area: AreaPage) -> AreaTeam:
    """Return the area's team, made and granted on the area's page of every language. Repeating it changes nothing.

    area   the area's page in any language.
    """
    office_group()
    team = AreaTeam.objects.filter(area_key=area.translation_key).first() or _new_team(area)
    pages = list(AreaPage.objects.filter(translation_key=area.translation_key))
    _grant_pages(team.editors, pages, EDITOR_RIGHTS)
    _grant_pages(team.publishers, pages, PUBLISHER_RIGHTS)
    _moderate(team.workflow, pages)
    return team


def _new_team(area: AreaPage) -> AreaTeam:
    name = f"{area.name_fi} ({area.code})"
    editors, publishers = (_group(f"{name}, {word}", EVERYONE_RIGHTS) for word in ("toimittajat", "julkaisijat"))
    collection = Collection.get_first_root_node().add_child(name=name[:255])
    shared = shared_collection()
    for group in (editors, publishers):
        _grant_files(group, collection, FILE_RIGHTS)
        _grant_files(group, shared, SHARED_RIGHTS)
    return AreaTeam.objects.create(
        area_key=area.translation_key, editors=editors, publishers=publishers, collection=collection, workflow=_new_workflow(name, publishers)
    )


def _new_workflow(name: str, publishers: Group) -> Workflow:
    task = GroupApprovalTask.objects.create(name=f"{name}: julkaisija tarkistaa", active=True)
    task.groups.add(publishers, office_group())
    workflow = Workflow.objects.create(name=f"{name}: tarkistus", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def office_group() -> Group:
    """Return the national office's group: every right on every page, picture and file."""
    existing = Group.objects.filter(name=OFFICE_GROUP).first()
    if existing:
        return existing
    group = _group(OFFICE_GROUP, EVERYONE_RIGHTS + OFFICE_MODEL_RIGHTS)
    root = Page.objects.get(depth=1)
    _grant_pages(group, [root], OFFICE_RIGHTS)
    _grant_files(group, Collection.get_first_root_node(), FILE_RIGHTS)
    return group


def shared_collection() -> Collection:
    """Return the collection that every area may choose from and only the office may fill."""
    existing = Collection.objects.filter(name=SHARED_COLLECTION, depth=2).first()
    return existing or Collection.get_first_root_node().add_child(name=SHARED_COLLECTION)


def _group(name: str, rights: Iterable[str]) -> Group:
    group, _ = Group.objects.get_or_create(name=name[:150])
    group.permissions.add(*Permission.objects.filter(codename__in=list(rights), content_type__app_label__in=MODEL_RIGHTS_OF))
    return group


def _grant_pages(group: Group, pages: Iterable[Page], rights: Iterable[str]) -> None:
    permissions = Permission.objects.filter(codename__in=list(rights), content_type__app_label="wagtailcore")
    rows = [GroupPagePermission(group=group, page_id=page.pk, permission=permission) for page in pages for permission in permissions]
    GroupPagePermission.objects.bulk_create(rows, ignore_conflicts=True)


def _grant_files(group: Group, collection: Collection, rights: Iterable[str]) -> None:
    permissions = Permission.objects.filter(codename__in=list(rights), content_type__app_label__in=("wagtailimages", "wagtaildocs"))
    rows = [GroupCollectionPermission(group=group, collection=collection, permission=permission) for permission in permissions]
    GroupCollectionPermission.objects.bulk_create(rows, ignore_conflicts=True)


def _moderate(workflow: Workflow, pages: Iterable[Page]) -> None:
    for page in pages:
        WorkflowPage.objects.update_or_create(page_id=page.pk, defaults={"workflow": workflow})


def follow(noted: Noted, now: datetime) -> None:
    """Grant what lacks a grant among the noted area pages: called at the end of every transaction that writes pages (W19)."""
    keys = set(AreaPage.objects.filter(pk__in=list(noted)).values_list("translation_key", flat=True))
    for area in {page.translation_key: page for page in lacking_grants(keys)}.values():  # once for all its languages
        grant_area_team(area)


def lacking_grants(keys: Iterable[UUID] | None = None) -> list[AreaPage]:
    """Return area pages on which some right of their team, or the moderation, is missing; all areas if no keys are given."""
    pages = AreaPage.objects.all() if keys is None else AreaPage.objects.filter(translation_key__in=list(keys))
    found = {page.pk: page for page in pages}
    if not found:
        return []
    teams = {team.area_key: team for team in AreaTeam.objects.filter(area_key__in={page.translation_key for page in found.values()})}
    granted = set(GroupPagePermission.objects.filter(page__in=list(found)).values_list("group_id", "page_id", "permission__codename"))
    moderated = set(WorkflowPage.objects.filter(page__in=list(found)).values_list("page_id", "workflow_id"))
    return [page for page in found.values() if not _is_granted(page, teams.get(page.translation_key), granted, moderated)]


def _is_granted(page: AreaPage, team: AreaTeam | None, granted: set[tuple[int, int, str]], moderated: set[tuple[int, int]]) -> bool:
    if team is None or (page.pk, team.workflow_id) not in moderated:
        return False
    wanted = {(team.editors_id, page.pk, right) for right in EDITOR_RIGHTS} | {(team.publishers_id, page.pk, right) for right in PUBLISHER_RIGHTS}
    return wanted <= granted


# --- who is who ------------------------------------------------------------------------------------------------------


def team_of(area_key: UUID) -> AreaTeam:
    """Return an area's team. Raises AreaTeam.DoesNotExist for a key that is no area's."""
    return AreaTeam.objects.select_related("editors", "publishers", "collection", "workflow").get(area_key=area_key)


def groups_for(team: AreaTeam, role: Role) -> Group:
    return team.publishers if role is Role.PUBLISHER else team.editors


def join(user: User, area_key: UUID, role: Role) -> None:
    """Put a user into one of the two groups of an area's team, and out of the other."""
    team = team_of(area_key)
    user.groups.remove(team.editors, team.publishers)
    user.groups.add(groups_for(team, role))


def is_office(user: Person) -> bool:
    """Whether the user is of the national office (or a superuser): no fence holds for them."""
    if not user.is_authenticated:
        return False
    return bool(getattr(user, "is_superuser", False)) or OFFICE_GROUP in _group_names(user)


def _group_names(user: Person) -> frozenset[str]:
    """Return the names of a user's groups; one query a request, kept on the user."""
    names: frozenset[str] | None = getattr(user, "_team_group_names", None)
    if names is None:
        names = frozenset(Group.objects.filter(user=user.pk).values_list("name", flat=True))
        user._team_group_names = names  # type: ignore[union-attr]
    return names


def areas_of(user: Person, *roles: Role) -> QuerySet[AreaTeam]:
    """Return the teams that a user is in, in any of the roles (both if none is named). The office is in none."""
    chosen = roles or tuple(Role)
    where = Q(pk=None)
    if Role.EDITOR in chosen:
        where |= Q(editors__user=user.pk)
    if Role.PUBLISHER in chosen:
        where |= Q(publishers__user=user.pk)
    return AreaTeam.objects.filter(where).distinct()


def pages_of(user: Person) -> QuerySet[AreaPage]:
    """Return the area pages, in every language, that a user may work below; all of them for the office."""
    if is_office(user):
        return AreaPage.objects.all()
    return AreaPage.objects.filter(translation_key__in=areas_of(user).values("area_key"))
