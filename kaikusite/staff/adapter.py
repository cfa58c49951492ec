"""How allauth speaks and decides here: nobody signs up, mails name our own address, a lone second factor stays."""

from __future__ import annotations

import base64
import hashlib
import time
from io import BytesIO
from typing import Any

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

WRONG_LOG_IN = _("The e-mail address or the password is wrong.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of staff: made by invitation only; the e-mail address is the user name."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This log-in has been closed. Ask the person who invited you."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": WRONG_LOG_IN,
        "email_taken": _("Somebody else uses this address here."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("The code is wrong. Wait for the next one and try again."),
        "incorrect_password": _("The password is wrong."),
        "invalid_login": WRONG_LOG_IN,
        "invalid_password_reset": _("This link has been used, or it is too old. Ask for a new one."),
        "too_many_login_attempts": _("Too many wrong attempts. Wait five minutes and try again."),
        "unverified_primary_email": _("Confirm your e-mail address first."),
        "same_as_current": _("This is the same as before."),
        "rate_limited": _("Too many attempts. Wait a moment and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again only when the last proof of who somebody is lies back longer than ACCOUNT_REAUTHENTICATION_TIMEOUT: logging in counts."""
        records = get_authentication_records(self.request, self.request.user)
        return not records or time.time() - records[-1]["at"] >= app_settings.REAUTHENTICATION_TIMEOUT

    def add_message(self, *args: Any, **more: Any) -> None:
        """Say nothing: each page says what happened, and a message loop would put `Vary: Cookie` on public pages (W45)."""

    def get_reset_password_from_key_url(self, key: str) -> str:
        user, _, token = key.partition("-")
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[user, token])

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return settings.SITE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail, plain text only. Needs no request: invitations go out from commands too."""
        self.render_mail(template_prefix, email, context | {"site_url": settings.SITE_URL}).send()


class MFAAdapter(DefaultMFAAdapter):
    """Second factors of staff: kept encrypted, and the only one cannot be given up."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Ask the national office to change your address."),
        "cannot_delete_authenticator": _("A log-in always needs a second step. Move it to another phone instead."),
        "cannot_generate_recovery_codes": _("Set up the second step first."),
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": AccountAdapter.error_messages["unverified_primary_email"],
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as SVG, black on white in dark mode too."""
        picture = BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", xmldecl=False, dark="#000", light="#fff", omitsize=True)
        return picture.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    """Return the lock of stored secrets: by SECRET_KEY, opened by SECRET_KEY_FALLBACKS too."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor:{key!s}".encode()).digest())) for key in keys])
