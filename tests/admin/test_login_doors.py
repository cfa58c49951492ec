"""Every door to the admin asks for the password at one place, and for a second step (T62, W28, W40)."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.core.checks import run_checks
from django.urls import reverse

from tests.staff import PASSWORD, address, code_of, log_in, log_in_fully, person, set_up_second_step, spare_code

pytestmark = pytest.mark.django_db

DOORS = ["/admin/login/", "/fi/_util/login/", "/sv/_util/login/", "/_util/login/"]


@pytest.fixture(autouse=True)
def _second_factor(settings):
    settings.KAIKU_SECOND_FACTOR = True


@pytest.fixture
def editor():
    user = person()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def offered_secret(client, name: str = "mfa_activate_totp") -> str:
    """Open the page that sets a phone up; return the key that it offers."""
    assert client.get(address(name)).status_code == 200
    return client.session["mfa.totp.secret"]


@pytest.mark.parametrize("door", DOORS)
def test_a_password_at_another_door_opens_nothing(client, editor, door):
    answer = client.post(door, {"username": editor.username, "password": PASSWORD, "login": editor.email, "next": "/admin/"})

    assert answer.status_code == 302
    assert answer["Location"] in {address("account_login", language=code) for code in ("fi", "sv")}
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", ["/admin/password_reset/", "/admin/password_reset/done/", "/admin/password_reset/confirm/MQ/abc-def/"])
def test_the_admin_resets_no_password_itself(client, editor, door, mailoutbox):
    answer = client.post(door, {"email": editor.email})

    assert answer["Location"] == address("account_reset_password")
    assert mailoutbox == []


def test_there_is_no_django_admin(client, editor):
    for path in ("/django-admin/", "/admin/auth/user/", "/django-admin/login/"):
        assert client.post(path, {"username": editor.username, "password": PASSWORD}).status_code in (302, 404)
        assert "_auth_user_id" not in client.session


def test_a_stranger_is_sent_to_our_log_in_and_back(client):
    answer = client.get("/admin/pages/")

    assert answer["Location"] == f"{address('account_login')}?next=/admin/pages/"


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/api/main/pages/", "/documents/1/x.pdf", "/admin/sprite/", "/admin/account/"])
def test_a_password_alone_gets_no_further_than_the_second_step(client, editor, path):
    log_in(client, editor)

    answer = client.get(path)

    assert answer.status_code == 302
    assert answer["Location"] == address("mfa_activate_totp")
    assert client.post(path).status_code == 302


def test_the_session_that_lacks_the_code_of_a_known_phone_is_asked_for_it(client, editor):
    log_in(client, editor)
    set_up_second_step(editor)

    answer = client.get("/admin/pages/")

    assert answer["Location"] == f"{address('mfa_reauthenticate')}?next=%2Fadmin%2Fpages%2F"


def test_password_and_code_open_the_admin(client, editor):
    log_in_fully(client, editor)

    assert client.get("/admin/").status_code == 200


def test_a_spare_code_opens_it_once(client, editor):
    set_up_second_step(editor)
    code = spare_code(editor)
    log_in(client, editor)

    assert client.post(address("mfa_authenticate"), {"code": code}).status_code == 302
    assert client.get("/admin/").status_code == 200

    client.logout()
    log_in(client, editor)
    assert client.post(address("mfa_authenticate"), {"code": code}).status_code == 200


@pytest.mark.django_db(transaction=True)  # allauth records after the commit, in the same request
def test_setting_up_the_second_step_counts_as_its_first_use(client, editor):
    log_in(client, editor)
    secret = offered_secret(client)

    client.post(address("mfa_activate_totp"), {"code": "000000"})
    assert client.session["mfa.totp.secret"] == secret  # the picture stays the same after a slip
    answer = client.post(address("mfa_activate_totp"), {"code": code_of(secret)})

    assert answer["Location"] == address("mfa_view_recovery_codes")
    assert client.get("/admin/").status_code == 200
    codes = client.get(address("mfa_view_recovery_codes"))
    assert codes.content.decode().count("<li>") >= 10
    assert "no-store" in codes["Cache-Control"]


@pytest.mark.django_db(transaction=True)  # allauth records after the commit, in the same request
def test_what_was_asked_for_first_comes_after_setting_up(client, editor):
    log_in(client, editor)
    client.get("/admin/pages/")
    secret = offered_secret(client)
    client.post(address("mfa_activate_totp"), {"code": code_of(secret)})

    assert client.get(address("staff_home"))["Location"] == "/admin/pages/"


def test_the_only_second_step_cannot_be_given_up(client, editor):
    log_in_fully(client, editor)

    answer = client.post(address("mfa_deactivate_totp"))

    assert answer.status_code == 200
    assert editor.authenticator_set.filter(type="totp").exists()


def test_the_second_step_moves_to_another_phone(client, editor, django_capture_on_commit_callbacks):
    log_in_fully(client, editor)
    old = editor.authenticator_set.get(type="totp")
    secret = offered_secret(client, "mfa_replace_totp")

    assert client.post(address("mfa_replace_totp"), {"code": "000000"}).status_code == 200
    assert editor.authenticator_set.get(type="totp") == old
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("mfa_replace_totp"), {"code": code_of(secret)})

    assert editor.authenticator_set.get(type="totp").wrap().validate_code(code_of(secret))
    assert client.get("/admin/").status_code == 200


def test_secrets_are_kept_encrypted(editor):
    secret = set_up_second_step(editor)

    assert secret not in str(list(editor.authenticator_set.values_list("data", flat=True)))


def test_ten_wrong_passwords_lock_the_log_in(client, editor):
    answers = [log_in(client, editor, password="wrong") for _ in range(11)]

    assert answers[-1].status_code in (200, 429)
    log_in(client, editor)
    assert "_auth_user_id" not in client.session


def test_a_new_address_replaces_the_old_one_as_user_name(client, editor, mailoutbox, django_capture_on_commit_callbacks):
    log_in_fully(client, editor)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("account_email"), {"email": "uusi@example.org", "action_add": ""})
    link = next(word for mail in mailoutbox if mail.to == ["uusi@example.org"] for word in mail.body.split() if "/confirm-e-mail/" in word)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(link.removeprefix("http://localhost:8000"))

    editor.refresh_from_db()
    assert (editor.username, editor.email) == ("uusi@example.org", "uusi@example.org")
    client.logout()
    assert client.post(address("account_login"), {"login": "aino@example.org", "password": PASSWORD}).status_code == 200


def test_with_the_switch_off_a_password_is_enough(client, editor, settings):
    settings.KAIKU_SECOND_FACTOR = False
    log_in(client, editor)

    assert client.get("/admin/").status_code == 200


def test_the_switch_cannot_be_off_at_a_public_address(settings):
    settings.KAIKU_SECOND_FACTOR, settings.IS_SECURE = False, True

    assert "staff.E001" in {message.id for message in run_checks(tags=["security"])}


def test_nobody_signs_up(client):
    answer = client.post(address("account_signup"), {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD})

    assert answer.status_code == 200
    assert b"password1" not in answer.content
    assert reverse("account_signup")
