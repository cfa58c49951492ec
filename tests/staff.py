"""Staff for tests: people with a log-in, and how they log in with two steps."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import translation

PASSWORD = "kolme sanaa peräkkäin"


def person(email: str = "aino@example.org", *, password: str | None = PASSWORD) -> User:
    """Return a person with a confirmed address."""
    user = User.objects.create_user(username=email, email=email, password=password)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def set_up_second_step(user: User) -> str:
    """Give a person a new phone and ten spare codes; return the phone's secret."""
    Authenticator.objects.filter(user=user).delete()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret: str) -> str:
    """Return the code that the phone shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def spare_code(user: User) -> str:
    return Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()[0]


def address(name: str, *args: object, language: str = "fi") -> str:
    with translation.override(language):
        return reverse(name, args=args)


def log_in(client: Client, user: User, *, password: str = PASSWORD):
    """Give the password; return the answer."""
    return client.post(address("account_login"), {"login": user.email, "password": password})


def log_in_fully(client: Client, user: User) -> Client:
    """Log in with password and code; the person gets a phone first if they have none."""
    secret = set_up_second_step(user)
    log_in(client, user)
    answer = client.post(address("mfa_authenticate"), {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content[:2000]
    return client
