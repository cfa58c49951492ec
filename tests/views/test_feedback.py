"""Feedback: a message without a sender."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from home.actions import forget_feedback
from home.admin import OfficeReads
from home.models import Feedback
from home.views import MESSAGES_AN_HOUR

pytestmark = pytest.mark.django_db
ADDRESS = "/fi/palaute/"
GOOD = {"topic": "site", "message": "Hyvä sivu.", "page": "/fi/alueet/"}


def test_a_message_is_stored_without_a_sender(client):
    response = client.post(ADDRESS, GOOD)

    assert response.status_code == 302
    row = Feedback.objects.get()
    assert (row.topic, row.message, row.page, row.language) == ("site", "Hyvä sivu.", "/fi/alueet/", "fi")
    assert "Kiitos" in client.get(response["Location"]).content.decode()


def test_the_form_is_kept_nowhere_and_brings_the_only_cookie(client):
    response = client.get(ADDRESS)

    assert response["Cache-Control"] == "private, no-store"
    assert list(response.cookies) == ["csrf"]


def test_a_message_without_the_token_is_refused_in_words():
    response = Client(enforce_csrf_checks=True).post(ADDRESS, GOOD)

    assert response.status_code == 403
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "given",
    [{}, {"topic": "site"}, {"topic": "nothing", "message": "x"}, {"topic": "site", "message": "x" * 2001}, {"topic": "site", "message": "  "}],
)
def test_what_is_missing_or_wrong_is_said(client, given):
    response = client.post(ADDRESS, given)

    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Feedback.objects.exists()


def test_a_machine_is_thanked_and_forgotten(client):
    assert client.post(ADDRESS, GOOD | {"website": "http://spam"}).status_code == 302
    assert not Feedback.objects.exists()


def test_one_connection_sends_so_many_messages_an_hour(client):
    for _ in range(MESSAGES_AN_HOUR):
        client.post(ADDRESS, GOOD)

    response = client.post(ADDRESS, GOOD)

    assert response.status_code == 429
    assert "Hyvä sivu." in response.content.decode()
    assert Feedback.objects.count() == MESSAGES_AN_HOUR


@pytest.mark.parametrize(("page", "kept"), [("/fi/alueet/", "/fi/alueet/"), ("//evil.example", ""), ("https://evil.example", ""), ("", "")])
def test_the_page_it_is_about_is_a_path_of_this_site(client, page, kept):
    html = client.get(ADDRESS, {"page": page}).content.decode()

    assert (f'value="{kept}"' in html) if kept else ("evil.example" not in html.split("<main")[1].split("</main")[0])


@pytest.mark.parametrize(
    ("address", "words"), [("/sv/respons/", "Ge respons"), ("/en/feedback/", "Give feedback"), ("/fi-simple/palaute/", "Anna palautetta")]
)
def test_feedback_speaks_every_language(client, address, words):
    assert words in client.get(address).content.decode()


def test_messages_are_forgotten_after_a_year(now):
    for days in (364, 365):
        row = Feedback.objects.create(topic="site", message=f"{days}", language="fi")
        Feedback.objects.filter(pk=row.pk).update(sent_at=now - timedelta(days=days))

    forget_feedback(now)

    assert [row.message for row in Feedback.objects.all()] == ["364"]


def test_the_office_reads_and_an_area_editor_does_not(client, cast):
    policy = OfficeReads(Feedback)
    office = User.objects.create_superuser("toimisto")

    assert policy.user_has_permission(office, "change")
    assert not policy.user_has_permission(office, "delete")
    assert not policy.user_has_any_permission(cast.area_editor, {"view", "change"})


def test_the_office_sees_a_message_in_the_admin(client):
    row = Feedback.objects.create(topic="site", message="Hyvä sivu.", language="fi")
    client.force_login(User.objects.create_superuser("toimisto"))

    assert client.get("/admin/feedback/").status_code == 200
    assert "Hyvä sivu." in client.get(f"/admin/feedback/inspect/{row.pk}/").content.decode()
