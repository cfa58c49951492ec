"""The page of parts: every macro with its states, in every language."""

from __future__ import annotations

import pytest
from django import forms
from django.template import engines
from django.utils.translation import gettext_lazy

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/_parts/", "/_parts/wing/"])
@pytest.mark.parametrize("language", ["fi", "sv", "en", "fi-simple"])
def test_parts_page_shows_itself_in_every_language(client, address, language):
    response = client.get(address, {"lang": language})

    assert response.status_code == 200
    assert f'<html lang="{language.removesuffix("-simple")}">' in response.content.decode()


def test_parts_page_lets_no_cookie_out(client):
    assert not client.get("/_parts/").cookies


def test_wing_loads_its_own_sheet_and_no_other(client):
    html = client.get("/_parts/wing/").content.decode()

    assert "site/wing." in html
    assert "site/site." not in html


@pytest.mark.parametrize(
    ("left", "how", "state", "tone"),
    [
        ("none", "just-come", "", "free"),
        ("none", "phone", "", "plain"),
        ("4", "reserve-here", "", "free"),
        ("3", "reserve-here", "", "wait"),
        ("1", "reserve-here", "", "wait"),
        ("0", "reserve-here", "", "stop"),
        ("0", "reserve-here", "queue", "wait"),
        ("4", "reserve-here", "closed", "plain"),
        ("4", "reserve-here", "cancelled", "stop"),
        ("none", "just-come", "ended", "plain"),
    ],
)
def test_places_say_by_tone_and_word_what_is_left(left, how, state, tone):
    html = _printed(f'{{% from "parts/places_badge.html" import places_badge %}}{{{{ places_badge({left}, how="{how}", state="{state}") }}}}')

    assert f'class="badge {tone}"' in html


def test_filter_that_would_give_nothing_is_no_link_and_says_why():
    html = _printed('{% from "parts/chip.html" import chip %}{{ chip("Tanssi", "/x", state="off", count=0, reason="Ei tapahtumia") }}')

    assert "<a" not in html
    assert "Ei tapahtumia" in html


def test_field_with_a_fault_names_hint_and_error_to_readers():
    html = _printed('{% from "parts/field.html" import field %}{{ field("pin", "PIN", hint="Kuusi numeroa", errors=["Liian lyhyt"]) }}')

    assert 'aria-describedby="f-pin-hint f-pin-error"' in html
    assert 'aria-invalid="true"' in html


def test_select_takes_lazy_words_and_groups():
    options = [("a", gettext_lazy("today")), ("Muut", [("b", "Oulu")])]
    html = (
        engines["site"]
        .from_string('{% from "parts/field.html" import field %}{{ field("x", "X", "b", type="select", options=options) }}')
        .render({"options": options})
    )

    assert html.count("<option") == 2
    assert '<optgroup label="Muut"><option value="b" selected>' in html


def test_bound_textarea_names_each_attribute_once():
    class Form(forms.Form):
        words = forms.CharField(widget=forms.Textarea, max_length=200)

    html = engines["site"].from_string('{% from "parts/field.html" import bound_field %}{{ bound_field(form.words) }}').render({"form": Form()})

    assert html.count(" rows=") == 1
    assert " cols=" not in html
    assert 'maxlength="200"' in html


def test_words_of_others_are_escaped():
    html = _printed('{% from "parts/badge.html" import badge %}{{ badge("<script>") }}')

    assert "<script>" not in html


def test_ticket_that_is_over_shows_no_code():
    ticket = '{"title": "T", "when": "", "where": "", "code": "QR", "short": "1", "people": "1", "state": "Peruttu"}'
    html = _printed('{% from "parts/ticket.html" import ticket %}{{ ticket(' + ticket + ") }}")

    assert "QR" not in html
    assert "Peruttu" in html


def _printed(source: str) -> str:
    """Render a few words of template in the site's own environment."""
    return engines["site"].from_string(source).render({})
