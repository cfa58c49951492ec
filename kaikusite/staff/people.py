"""The admin's pages of people: who has a log-in, inviting, and taking a log-in away."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from areas import teams
from common import refusals
from common.refusals import Refused
from kaikusite.staff import actions
from kaikusite.staff.forms import InvitationForm
from kaikusite.staff.queries import people, people_seen_by
from kaikusite.staff.rules import StaffRole

ACTS = {
    "resend": (
        gettext_lazy("Send the invitation again"),
        gettext_lazy("They get a new link; the old one works no more once a password is chosen."),
        gettext_lazy("The invitation is on its way again."),
    ),
    "reset": (
        gettext_lazy("Set up the second step anew"),
        gettext_lazy("Do this only when you have spoken with them: whoever knows the password can then set up a phone of their own."),
        gettext_lazy("The next log-in asks them to set up the second step."),
    ),
    "withdraw": (
        gettext_lazy("Close the log-in"),
        gettext_lazy("They are logged out at once and lose every role. What they wrote stays."),
        gettext_lazy("The log-in is closed."),
    ),
}


def looks_after_people(request: HttpRequest) -> bool:
    """Whether a person may invite others: the office, and publishers of an area."""
    return teams.is_office(request.user) or teams.areas_of(request.user, teams.Role.PUBLISHER).exists()


def _allowed(request: HttpRequest) -> User:
    """Return who asks, if they look after people; else refuse."""
    if not looks_after_people(request):
        raise PermissionDenied
    return cast(User, request.user)


def _context(title: str, **more: Any) -> dict[str, Any]:
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": reverse("staff_people"), "label": _("People")}]
    if title != _("People"):
        crumbs.append({"url": "", "label": title})
    return {"page_title": title, "header_title": title, "header_icon": "group", "breadcrumbs_items": crumbs, **more}


def people_list(request: HttpRequest) -> HttpResponse:
    """List the people whose log-ins the reader looks after."""
    reader = _allowed(request)
    return TemplateResponse(request, "kaikusite/people.html", _context(_("People"), people=people(reader)))


def invite_person(request: HttpRequest) -> HttpResponse:
    """Invite somebody by e-mail."""
    inviter = _allowed(request)
    form = InvitationForm(request.POST or None, by=inviter)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(_invitation(form), by=inviter, now=timezone.now())
        except Refused as refused:
            words = refusals.sentence(refused.reason)
            form.add_error(None, f"{words.says} {words.next_step}")
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": form.cleaned_data["email"]})
            return redirect("staff_people")
    return TemplateResponse(request, "kaikusite/invite.html", _context(_("Invite a person"), form=form))


def _invitation(form: InvitationForm) -> actions.Invitation:
    given = form.cleaned_data
    role = StaffRole(given["role"])
    area = given["area"].translation_key if given["area"] and role is not StaffRole.OFFICE else None
    return actions.Invitation(given["email"], role, area, given["language"], given["name"])


def act_on_person(request: HttpRequest, user_id: int, act: str) -> HttpResponse:
    """Ask once more, then resend, reset or withdraw."""
    reader = _allowed(request)
    person = get_object_or_404(people_seen_by(reader), pk=user_id)
    title, text, done = ACTS[act]
    if request.method != "POST":
        return TemplateResponse(request, "kaikusite/act_on_person.html", _context(str(title), person=person, text=text))
    try:
        _act(act, person, by=reader)
    except Refused as refused:
        words = refusals.sentence(refused.reason)
        messages.error(request, f"{words.says} {words.next_step}")
    else:
        messages.success(request, done)
    return redirect("staff_people")


def _act(act: str, person: Any, *, by: User) -> None:
    if act == "resend":
        actions.resend(person, by=by)
    elif act == "reset":
        actions.reset_second_step(person, by=by, now=timezone.now())
    else:
        actions.withdraw(person, by=by, now=timezone.now())


urlpatterns = [
    path("people/", people_list, name="staff_people"),
    path("people/invite/", invite_person, name="staff_invite"),
    *[path(f"people/<int:user_id>/{act}/", act_on_person, {"act": act}, name=f"staff_{act}") for act in ACTS],
]
