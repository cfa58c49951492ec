"""Pages of people's own log-ins, and where Wagtail's doors lead."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic.edit import FormView

from common import slots
from common.staff import NEXT_KEY, require_staff
from kaikusite.staff import queries

WORK = "staff.work"  # slot: what else a person works on, as {"href", "label"}; filled by the gated wing


@require_staff
def home(request: HttpRequest) -> HttpResponseBase:
    """Send people to what they came for, else to where their work is: editors to the admin, others to their one workplace."""
    target = request.session.pop(NEXT_KEY, "")
    if target:
        return HttpResponseRedirect(target)
    if request.user.has_perm("wagtailadmin.access_admin"):
        return HttpResponseRedirect(reverse("wagtailadmin_home"))
    work = slots.ask(WORK, request)
    return HttpResponseRedirect(work[0]["href"] if len(work) == 1 else reverse("staff_account"))


@require_staff
def own_account(request: HttpRequest) -> HttpResponse:
    """Show a person their own log-in: address, password, second step."""
    context = {"work": slots.ask(WORK, request), **asdict(queries.own_log_in(request.user))}
    return render(request, "account/own.html", context)


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class ReplaceTOTPView(ActivateTOTPView):
    """Moves the second step to another phone: the old one ends when the new one's code is right, never before."""

    template_name = "mfa/totp/activate_form.html"

    def dispatch(self, request: HttpRequest, *args: object, **given: object) -> HttpResponseBase:
        return FormView.dispatch(self, request, *args, **given)  # past allauth's “you have one already”

    def get_context_data(self, **given: object) -> dict[str, object]:
        return super().get_context_data(**given) | {"is_new_phone": True}

    def form_valid(self, form: object) -> HttpResponse:
        with transaction.atomic():
            Authenticator.objects.filter(user=self.request.user.pk, type=Authenticator.Type.TOTP).delete()
            return super().form_valid(form)


replace_totp = ReplaceTOTPView.as_view()


def to_log_in(request: HttpRequest) -> HttpResponse:
    """Lead Wagtail's own log-in to ours, whatever the method: a password sent here is not read (W28)."""
    return _onward(request, "account_login")


def to_password_reset(request: HttpRequest) -> HttpResponse:
    return _onward(request, "account_reset_password")


def to_own_account(request: HttpRequest) -> HttpResponse:
    return _onward(request, "staff_account")


def _onward(request: HttpRequest, name: str) -> HttpResponse:
    target = request.GET.get("next", "")
    query = f"?{urlencode({'next': target})}" if target else ""
    return HttpResponseRedirect(reverse(name) + query)
