"""Hears allauth: what it does not record or carry over by itself (W40)."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.models import User
from django.dispatch import receiver
from django.http import HttpRequest


@receiver(authenticator_added)
def record_first_use(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    """Count the code that set a factor up as its first use, or the gate would ask for another at once (W40)."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", type=authenticator.type, id=authenticator.pk)


@receiver(email_changed)
def follow_address(sender: Any, user: User, to_email_address: EmailAddress, **more: Any) -> None:
    """Let the user name follow the address: they are one thing here."""
    User.objects.filter(pk=user.pk).update(username=to_email_address.email)
