"""Giving people a log-in and taking it away: by invitation only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from areas import teams
from areas.models import AreaPage
from common.refusals import Refused
from kaikusite.staff.labels import ROLE_LABELS
from kaikusite.staff.queries import standing_of
from kaikusite.staff.refusals import Refusal
from kaikusite.staff.rules import StaffRole, change_refusal, invitation_refusal

ADMIN_LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom to give a log-in, and as what.

    area      the area page's translation key, for the roles of an area
    language  of the mail and of the admin: fi, sv or en
    name      "" if not known; it is shown to colleagues
    """

    email: str
    role: StaffRole
    area: UUID | None = None
    language: str = "fi"
    name: str = ""


@transaction.atomic
def invite(invitation: Invitation, *, by: User | None, now: datetime) -> User:
    """Give an address a log-in in a role, and mail it a link to choose a password; return the user.

    Somebody who has a log-in already gets the role as well, and a mail that says so.
    by      who invites; None = the system (seeds, commands), which may invite anyone.
    Raises  Refused: `not-yours-to-invite`, `area-is-missing`, `address-too-long`.
    """
    address = invitation.email.strip().lower()
    refusal = invitation_refusal(standing_of(by), role=invitation.role, area=invitation.area, email=address) if by else None
    if refusal:
        raise Refused(refusal)
    user = _user_of(address, name=invitation.name, now=now)
    give_role(user, invitation.role, area=invitation.area)
    language = invitation.language if invitation.language in ADMIN_LANGUAGES else "fi"
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    log(instance=user, action="staff.invite", user=by, data={"role": invitation.role.value})
    transaction.on_commit(lambda: send_invitation(user, invitation, by=by))
    return user


def _user_of(address: str, *, name: str, now: datetime) -> User:
    """Return the user of an address: a known one opened again, or a new one without a password."""
    user = User.objects.filter(username__iexact=address).first() or User.objects.filter(email__iexact=address).first()
    if user is None:
        first, _, last = name.strip().partition(" ")
        user = User.objects.create_user(username=address, email=address, first_name=first[:150], last_name=last[:150], date_joined=now)
    elif not user.is_active:
        User.objects.filter(pk=user.pk).update(is_active=True)
        user.is_active = True
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


def give_role(user: User, role: StaffRole, *, area: UUID | None = None) -> None:
    """Put a user into the groups of a role. Seeds use it; people are invited."""
    if role is StaffRole.OFFICE:
        user.groups.add(teams.office_group())
    elif area is None:
        raise Refused(Refusal.AREA_IS_MISSING)
    else:
        teams.join(user, area, teams.Role(role.value))


def send_invitation(user: User, invitation: Invitation, *, by: User | None) -> None:
    """Mail the link by which an invited person chooses a password, or the news of a new role to who has one."""
    language = invitation.language
    page = AreaPage.objects.filter(translation_key=invitation.area).order_by("pk").first() if invitation.area else None
    with translation.override(language):
        link = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), default_token_generator.make_token(user)])
        context = {
            "by": (by.get_full_name() or by.email) if by else "",
            "role": str(ROLE_LABELS[invitation.role]),
            "area": getattr(page, f"name_{language}", page.title) if page else "",
            "has_password": user.has_usable_password(),
            "link": settings.SITE_URL + (reverse("account_login") if user.has_usable_password() else link),
            "reset": settings.SITE_URL + reverse("account_reset_password"),
        }
        get_adapter().send_mail("account/email/invitation", user.email, context)


def resend(user: User, *, by: User) -> None:
    """Mail an invited person a new link. Raises Refused: `not-yours-to-change`, `not-your-own`."""
    _refuse_change(user, by)
    standing = standing_of(user)
    role = StaffRole.OFFICE if standing.is_office else StaffRole.PUBLISHER if standing.publishes else StaffRole.EDITOR
    area = next(iter(standing.publishes or standing.edits), None)
    language = UserProfile.get_for_user(user).preferred_language or "fi"
    send_invitation(user, Invitation(user.email, role, area, language), by=by)


@transaction.atomic
def withdraw(user: User, *, by: User, now: datetime) -> None:
    """Close a log-in: no password, no second step, no role, every session ended. Raises Refused as `resend`."""
    _refuse_change(user, by)
    user.is_active = False
    user.is_superuser = False
    user.set_unusable_password()  # changes the hash that sessions stand on
    user.save(update_fields=["is_active", "is_superuser", "password"])
    user.groups.clear()
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user, now=now)
    log(instance=user, action="staff.withdraw", user=by)


@transaction.atomic
def reset_second_step(user: User, *, by: User, now: datetime) -> None:
    """Let somebody who lost the phone and the spare codes set the second step up anew. Raises Refused as `resend`."""
    _refuse_change(user, by)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user, now=now)
    log(instance=user, action="staff.reset", user=by)


def _refuse_change(user: User, by: User) -> None:
    refusal = change_refusal(standing_of(by), standing_of(user), is_same=by.pk == user.pk)
    if refusal:
        raise Refused(refusal)


def end_sessions(user: User, *, now: datetime) -> int:
    """Delete every session of a user; return how many. It reads all running sessions: for rare acts only."""
    mine = [session.pk for session in Session.objects.filter(expire_date__gt=now) if session.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=mine).delete()
    return len(mine)
