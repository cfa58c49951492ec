"""Feedback: a message without a sender."""

from __future__ import annotations

import pytest
from django.test import Client

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
