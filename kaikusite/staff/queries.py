"""Who has a log-in, and what they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Q, QuerySet

from areas import teams
from areas.models import AreaPage, AreaTeam
from kaikusite.staff.labels import ROLE_LABELS
from kaikusite.staff.rules import StaffRole, Standing


class LogInState(StrEnum):
    INVITED = "invited"
    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the list. `roles`: (role, area's name or "") pairs; `may_change`: whether the reader may act on them."""

    user_id: int
    name: str
    email: str
    roles: tuple[tuple[str, str], ...]
    state: LogInState
    last_login: datetime | None
    has_second_step: bool


@dataclass(frozen=True, slots=True)
class OwnLogIn:
    """What a person sees of their own log-in. `codes_left`: spare codes not yet used."""

    email: str
    has_second_step: bool
    codes_left: int


def own_log_in(user: AbstractBaseUser | AnonymousUser) -> OwnLogIn:
    """Return a person's own log-in. One query."""
    kept = {one.type: one for one in Authenticator.objects.filter(user=user.pk)}
    codes = kept.get(Authenticator.Type.RECOVERY_CODES)
    left = len(codes.wrap().get_unused_codes()) if codes else 0
    return OwnLogIn(getattr(user, "email", ""), Authenticator.Type.TOTP in kept, left)


def standing_of(user: User) -> Standing:
    """Return what a person is. Three queries."""
    publishes = AreaTeam.objects.filter(publishers__user=user.pk).values_list("area_key", flat=True)
    edits = AreaTeam.objects.filter(editors__user=user.pk).values_list("area_key", flat=True)
    return Standing(teams.is_office(user), frozenset(publishes), frozenset(edits), user.is_superuser)


def inviting_areas(user: User) -> QuerySet[AreaPage]:
    """Return the areas, by one page each, into which a person may invite: all for the office, else those they publish."""
    pages: QuerySet[AreaPage] = AreaPage.objects.filter(alias_of=None).order_by("title")
    if teams.is_office(user):
        return pages
    own: QuerySet[AreaPage] = pages.filter(translation_key__in=teams.areas_of(user, teams.Role.PUBLISHER).values("area_key"))
    return own


def people_seen_by(user: User) -> QuerySet[User]:
    """Return whose log-ins a person looks after: everyone's for the office, else the teams of the areas they publish."""
    everyone = User.objects.order_by("last_name", "first_name", "email")
    if teams.is_office(user):
        return everyone.filter(Q(groups__isnull=False) | Q(is_superuser=True)).distinct()
    mine = teams.areas_of(user, teams.Role.PUBLISHER)
    return everyone.filter(Q(groups__in=mine.values("editors")) | Q(groups__in=mine.values("publishers"))).distinct()


def people(user: User) -> list[PersonRow]:
    """Return the list of people that a person looks after. Six queries whatever their number."""
    found = list(people_seen_by(user).prefetch_related("groups"))
    with_phone = set(Authenticator.objects.filter(user__in=found, type=Authenticator.Type.TOTP).values_list("user_id", flat=True))
    roles = _roles_of_groups()
    return [_row(person, roles, has_second_step=person.pk in with_phone) for person in found]


def _roles_of_groups() -> dict[int, tuple[StaffRole, UUID]]:
    """Return group key -> (role, area key) of every area team."""
    rows = AreaTeam.objects.values_list("editors", "publishers", "area_key")
    pairs = [((editors, (StaffRole.EDITOR, key)), (publishers, (StaffRole.PUBLISHER, key))) for editors, publishers, key in rows]
    return dict(pair for both in pairs for pair in both)


def _row(person: User, roles: dict[int, tuple[StaffRole, UUID]], *, has_second_step: bool) -> PersonRow:
    names = {group.pk: group.name for group in person.groups.all()}
    held = [(str(ROLE_LABELS[roles[key][0]]), name.rpartition(", ")[0]) for key, name in names.items() if key in roles]
    if teams.OFFICE_GROUP in names.values() or person.is_superuser:
        held.insert(0, (str(ROLE_LABELS[StaffRole.OFFICE]), ""))
    return PersonRow(
        user_id=person.pk,
        name=person.get_full_name(),
        email=person.email,
        roles=tuple(held),
        state=_state(person),
        last_login=person.last_login,
        has_second_step=has_second_step,
    )


def _state(person: User) -> LogInState:
    if not person.is_active:
        return LogInState.CLOSED
    return LogInState.ACTIVE if person.has_usable_password() else LogInState.INVITED
