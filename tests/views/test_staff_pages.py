"""Every page of allauth that can be reached is ours, in four languages, and every mail is plain text of ours (W40)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

from common.texts import LANGUAGES
from kaikusite.staff import urls
from tests.staff import PASSWORD, address, code_of, log_in, log_in_fully, person, set_up_second_step

pytestmark = pytest.mark.django_db

SITE = Path(__file__).parents[2] / "templates" / "site"
OPEN_TO_ALL = ["account_login", "account_inactive", "account_signup", "account_email_verification_sent", "account_reset_password"]
OPEN_TO_ALL += ["account_reset_password_done", "account_reset_password_from_key_done"]
OWN = ["staff_account", "account_logout", "account_email", "account_change_password", "mfa_index", "mfa_replace_totp"]
OWN += ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "account_reauthenticate", "mfa_reauthenticate"]
WITHOUT_A_PAGE = {"staff_home", "mfa_download_recovery_codes", "account_set_password"}  # redirects, a file, who has a password needs none
IN_PASSING = {"mfa_authenticate", "mfa_activate_totp", "account_confirm_email", "account_reset_password_from_key"}


def names(patterns=urls.urlpatterns) -> set[str]:
    found = set()
    for pattern in patterns:
        found |= names(pattern.url_patterns) if hasattr(pattern, "url_patterns") else {pattern.name}
    return found


def is_ours(answer) -> bool:
    """Whether a page came from our layout: allauth's own have no <main id="main">."""
    return answer.status_code == 200 and b'<main id="main"' in answer.content and b"menu:" not in answer.content.lower()


def test_every_reachable_page_is_tested_here():
    assert names() == {*OPEN_TO_ALL, *OWN, *WITHOUT_A_PAGE, *IN_PASSING}


def test_only_chosen_pages_of_allauth_can_be_reached():
    reachable = {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith(("account_", "mfa_"))}

    assert reachable <= names()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OPEN_TO_ALL)
def test_a_page_for_anyone_is_ours(client, name, language):
    answer = client.get(address(name, language=language))

    assert is_ours(answer)
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert not re.search(rb"\sstyle=|<script(?![^>]*src=)|\son[a-z]+=", answer.content)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OWN)
def test_a_page_of_ones_own_is_ours(client, name, language):
    log_in_fully(client, person())

    answer = client.get(address(name, language=language))

    assert is_ours(answer)
    assert "no-store" in answer["Cache-Control"]


def test_pages_in_passing_are_ours(client):
    user = person()
    secret = set_up_second_step(user)
    log_in(client, user)
    assert is_ours(client.get(address("mfa_authenticate")))
    client.post(address("mfa_authenticate"), {"code": code_of(secret)})

    other = person("toinen@example.org")
    client.logout()
    log_in(client, other)
    assert is_ours(client.get(address("mfa_activate_totp")))

    new = EmailAddress.objects.create(user=other, email="uusi@example.org")
    assert is_ours(client.get(address("account_confirm_email", EmailConfirmationHMAC(new).key)))
    assert is_ours(client.get(address("account_confirm_email", "xyz")))

    link = address("account_reset_password_from_key", user_pk_to_url_str(other), default_token_generator.make_token(other))
    assert is_ours(client.get(link, follow=True))
    assert is_ours(client.get(address("account_reset_password_from_key", "1", "set-password")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wrong_password_is_answered_in_the_readers_words(client, language):
    answer = client.post(address("account_login", language=language), {"login": "a@example.org", "password": "wrong"})

    assert is_ours(answer)
    assert b'role="alert"' in answer.content


def test_bad_input_is_no_error(client):
    for given in ({}, {"login": "a\x00b", "password": "\x00"}, {"login": "x" * 5000, "password": "x" * 5000}, {"login": ["a", "b"]}):
        assert is_ours(client.post(address("account_login"), given))
    assert is_ours(client.post(address("account_reset_password"), {"email": "ei osoite"}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_forgotten_password_is_chosen_anew(client, mailoutbox, language):
    user = person("aija&co@example.org")
    client.post(address("account_reset_password", language=language), {"email": user.email})

    (mail,) = mailoutbox
    assert mail.alternatives == []
    assert "&amp;" not in mail.body + mail.subject
    link = next(word for word in mail.body.split() if "/key/" in word)
    assert link.startswith(f"http://localhost:8000/{language}/")
    page = client.get(link.removeprefix("http://localhost:8000"), follow=True)
    assert is_ours(page)
    answer = client.post(page.redirect_chain[-1][0], {"password1": "aivan uusi sana", "password2": "aivan uusi sana"})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.check_password("aivan uusi sana")
    assert client.get(link.removeprefix("http://localhost:8000"), follow=True).status_code == 200


def test_a_stranger_gets_no_mail(client, mailoutbox):
    answer = client.post(address("account_reset_password"), {"email": "ei.ketaan@example.org"})

    assert answer.status_code == 302
    assert mailoutbox == []


def test_who_has_two_steps_gives_the_code_after_a_new_password_too(client):
    user = person()
    set_up_second_step(user)
    link = address("account_reset_password_from_key", user_pk_to_url_str(user), default_token_generator.make_token(user))
    page = client.get(link, follow=True)

    answer = client.post(page.redirect_chain[-1][0], {"password1": PASSWORD + "!", "password2": PASSWORD + "!"})

    assert answer["Location"] == address("mfa_authenticate")
    assert "_auth_user_id" not in client.session


MAILS = ["password_changed", "password_set", "password_reset", "email_confirm", "email_deleted", "email_changed", "password_reset_key"]
MAILS += ["email_confirmation", "email_confirmation_signup", "account_already_exists", "unknown_account"]
MAILS = [f"account/email/{name}" for name in MAILS] + [
    f"mfa/email/{name}" for name in ("totp_activated", "totp_deactivated", "recovery_codes_generated")
]


@pytest.mark.parametrize("name", MAILS)
@pytest.mark.parametrize("part", ["subject", "message"])
def test_every_mail_is_ours(name, part):
    assert Path(get_template(f"{name}_{part}.txt").template.filename).is_relative_to(SITE)


def test_a_mail_says_what_was_done_and_by_which_way_out(client, mailoutbox, django_capture_on_commit_callbacks):
    user = person()
    log_in_fully(client, user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("account_change_password"), {"oldpassword": PASSWORD, "password1": "aivan uusi sana", "password2": "aivan uusi sana"})

    (mail,) = mailoutbox
    with translation.override("fi"):
        assert address("account_reset_password") in mail.body
    assert "  " not in mail.subject
