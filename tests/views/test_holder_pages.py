"""The holder's pages: sign in, tickets, booking, giving back. Without script, and never a 500."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from redemption.cards.models import AreaPolicy, Card, CardClass, CardState, HolderSession
from redemption.claims.models import Claim
from tests import wing
from tests.factories import OccurrenceFactory, evening

pytestmark = pytest.mark.django_db
SIGN_IN = "/fi/oma/kirjaudu/"
MINE = "/fi/oma/"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setattr("redemption.cards.actions.sessions.FAILURE_SECONDS", 0)


def sign_in(client, card, *, pin=wing.PIN, **more):
    return client.post(SIGN_IN, {"number": wing.number_of(card), "pin": pin, **more})


@pytest.fixture
def card():
    return wing.card()


@pytest.fixture
def holder(client, card):
    sign_in(client, card)
    return client


def booking(occurrence):
    return reverse("claims:claim", kwargs={"occurrence": occurrence.uuid})


def ticket(claim, name="ticket"):
    return reverse(f"claims:{name}", kwargs={"public_id": claim.public_id})


# --- signing in ------------------------------------------------------------------------------------------------------


def test_number_and_pin_open_the_holders_page(client, card):
    response = sign_in(client, card)

    cookie = response.cookies[settings.HOLDER_COOKIE_NAME]
    session = HolderSession.objects.get()
    assert (response.status_code, response.url) == (302, MINE)
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["max-age"], cookie["path"]) == ("Lax", "", "/")
    assert session.key_hash != cookie.value
    assert session.device_class == "shared"
    assert client.get(MINE).status_code == 200


def test_an_own_phone_stays_signed_in_for_thirty_days(client, card):
    response = sign_in(client, card, own="on")

    assert response.cookies[settings.HOLDER_COOKIE_NAME]["max-age"] == 30 * 24 * 3600
    assert HolderSession.objects.get().device_class == "own"


def test_unknown_wrong_inactive_and_waiting_get_one_answer(client, card, now):
    waiting = wing.card(pin_delay_until=now + timedelta(minutes=1))
    answers = [
        client.post(SIGN_IN, {"number": wing.number_for(), "pin": wing.PIN}),
        sign_in(client, card, pin="493022"),
        sign_in(client, card, pin="49302"),
        sign_in(client, wing.card(state=CardState.REVOKED)),
        sign_in(client, wing.card(card_class=CardClass.COMMUNITY)),
        sign_in(client, wing.card(pin="")),
        sign_in(client, waiting),
    ]

    assert {response.status_code for response in answers} == {422}
    assert len({re.sub(r'value="[^"]*"', "", response.content.decode()) for response in answers}) == 1
    assert len({tuple(sorted(response.headers)) for response in answers}) == 1
    assert not HolderSession.objects.exists()


@pytest.mark.parametrize(
    "pin", ["\u0664\u0669\u0663\u0660\u0662\u0661", "\uff14\uff19\uff13\uff10\uff12\uff11", "493 021", "4930211", "4" * 100_000, "", "\x00"]
)
def test_an_odd_pin_is_an_ordinary_no(client, card, pin):
    assert sign_in(client, card, pin=pin).status_code == 422


@pytest.mark.parametrize("number", ["", "ES", "\u200d", "'; drop table", "\x00", "9" * 100_000, "ES4827193605\n"])
def test_an_odd_number_is_an_ordinary_no(client, number):
    assert client.post(SIGN_IN, {"number": number, "pin": wing.PIN}).status_code == 422


def test_a_form_without_fields_is_an_ordinary_no(client):
    assert client.post(SIGN_IN, {}).status_code == 422


def test_a_sixth_failure_makes_the_card_wait_and_success_forgets(client, card):
    for _ in range(6):
        sign_in(client, card, pin="000001")
    card.refresh_from_db()
    assert card.pin_delay_until is not None
    assert sign_in(client, card).status_code == 422

    Card.objects.filter(pk=card.pk).update(pin_delay_until=None)

    assert sign_in(client, card).status_code == 302
    card.refresh_from_db()
    assert (card.pin_fail_total, card.pin_delay_until) == (0, None)


def test_the_fiftieth_failure_voids_the_pin_never_the_card(client, card):
    Card.objects.filter(pk=card.pk).update(pin_fail_total=49)

    sign_in(client, card, pin="000001")

    card.refresh_from_db()
    assert (card.pin_hash, card.state) == ("", "active")


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https:evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https://evil.example/",
        "/\t/evil.example",
        "\\\\evil",
        "///evil",
        "evil",
    ],
)
def test_next_never_leads_off_the_site(client, card, wanted):
    assert sign_in(client, card, next=wanted).url == MINE


def test_next_leads_back_to_the_booking(client, card):
    wanted = booking(OccurrenceFactory())

    asked = client.get(wanted)
    response = sign_in(client, card, next=wanted)

    assert asked.url.startswith(SIGN_IN + "?next=")
    assert response.url == wanted


def test_signing_in_again_ends_the_session_before(client, card):
    sign_in(client, card)
    first = client.cookies[settings.HOLDER_COOKIE_NAME].value

    sign_in(client, card)

    assert HolderSession.objects.count() == 1
    assert client.cookies[settings.HOLDER_COOKIE_NAME].value != first


def test_post_without_token_is_refused(card):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(SIGN_IN, {"number": wing.number_of(card), "pin": wing.PIN}).status_code == 403


@pytest.mark.parametrize("language", ["fi", "sv", "en", "fi-simple"])
def test_sign_in_speaks_every_language(client, language):
    with translation.override(language):
        path = reverse("cards:sign-in")

    assert path.startswith(f"/{language}/")
    assert client.get(path).status_code == 200


# --- the end of a sign-in --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes_idle", "status"), [(4.9, 200), (5.1, 302)])
def test_a_shared_computer_forgets_after_five_minutes(holder, now, minutes_idle, status):
    with time_machine.travel(now + timedelta(minutes=minutes_idle), tick=False):
        assert holder.get(MINE).status_code == status


def test_a_shared_computer_forgets_after_twenty_minutes_whatever_is_done(holder, now):
    for minutes in (4, 8, 12, 16, 19):
        with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
            assert holder.get(MINE).status_code == 200
    with time_machine.travel(now + timedelta(minutes=20, seconds=5), tick=False):
        response = holder.get(MINE)

    assert response.status_code == 302
    assert "ended" in response.url


def test_leaving_ends_the_session_and_clears_the_browser(holder):
    response = holder.post("/fi/oma/poistu/")

    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert response.cookies[settings.HOLDER_COOKIE_NAME]["max-age"] == 0
    assert not HolderSession.objects.exists()
    assert holder.get(MINE).status_code == 302


def test_leaving_by_a_link_is_not_possible(holder):
    assert holder.get("/fi/oma/poistu/").status_code == 405
    assert HolderSession.objects.exists()


def test_a_card_that_is_closed_meanwhile_opens_nothing(holder, card):
    Card.objects.filter(pk=card.pk).update(state=CardState.SUSPENDED)

    assert holder.get(MINE).status_code == 302


def test_a_made_up_cookie_opens_nothing(client):
    client.cookies[settings.HOLDER_COOKIE_NAME] = "x" * 43

    assert client.get(MINE).status_code == 302


# --- every page ------------------------------------------------------------------------------------------------------


def pages(card):
    claim = wing.claim(card)
    return [
        MINE,
        "/fi/oma/kortti/",
        booking(OccurrenceFactory(starts_at=evening(9))),
        *(ticket(claim, name) for name in ("ticket", "paper", "cancel")),
    ]


def test_no_page_of_a_holder_is_kept_found_or_named_by_a_number(holder, card):
    for path in pages(card):
        response = holder.get(path)
        text = response.content.decode()
        assert response.status_code == 200, path
        assert response["Cache-Control"] == "private, no-store"
        assert 'name="robots" content="noindex"' in text
        assert wing.number_of(card) not in path
        assert "style=" not in text
        assert not re.search(r'(?:src|href)="(?:https?:)?//', text), path


def test_signed_out_every_page_sends_to_sign_in(card):
    for path in pages(card):
        response = Client().get(path)
        assert (response.status_code, response.url.split("?")[0]) == (302, SIGN_IN)
        assert response["Cache-Control"] == "private, no-store"


def test_the_log_holds_no_number_and_no_pin(client, card, caplog):
    caplog.set_level("DEBUG")
    sign_in(client, card)
    sign_in(client, card, pin="493022")
    for path in pages(card):
        client.get(path)

    for secret in (wing.number_of(card), wing.PIN, "493022"):
        assert secret not in caplog.text


def test_fifteen_tickets_cost_as_many_queries_as_one(holder, card, django_assert_max_num_queries):
    AreaPolicy.objects.create(area=card.area, valid_from="2020-01-01", live_claims_max=20)
    for days in range(1, 16):
        wing.claim(card, occurrence=OccurrenceFactory(starts_at=evening(days)))

    with django_assert_max_num_queries(12):
        assert holder.get(MINE).status_code == 200


# --- booking ---------------------------------------------------------------------------------------------------------


def test_booking_and_ticket_by_plain_forms(holder):
    path = booking(OccurrenceFactory(places=5))
    key = holder.get(path).content.decode().split('name="key" value="')[1].split('"')[0]
    sent = {"key": key, "children": "2", "assistants": "0"}

    response = holder.post(path, sent)

    claim = Claim.objects.get()
    text = holder.get(response.url).content.decode()
    assert (claim.children, claim.places) == (2, 3)
    assert str(claim.public_id) in response.url
    assert "1 henkilö + 2 lasta" in text
    assert "<svg" in text
    assert holder.post(path, sent).url == response.url
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("children", ["-1", "1.5", "1e3", "1 ", "NaN", "true", "[1]", "2147483648", "\u0661", None])
def test_seats_that_are_no_number_are_refused_and_write_nothing(holder, children):
    sent = {"key": "k" * 36, "assistants": "0"} | ({"children": children} if children is not None else {})

    response = holder.post(booking(OccurrenceFactory()), sent)

    assert response.status_code == 422
    assert not Claim.objects.exists()


def test_what_else_is_sent_with_the_form_is_never_stored(holder, card):
    extra = {"state": "used", "pool": "9", "card": "1", "made_by": "desk", "used": "5", "holder": "9", "workers": "2"}

    holder.post(booking(OccurrenceFactory()), {"key": "k" * 36, "children": "0", "assistants": "0", **extra})

    claim = Claim.objects.get()
    assert (claim.state, claim.made_by, claim.card, claim.holder, claim.workers) == ("live", "holder", card, 1, 0)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"places": 0}, "Kaikki Kaikukortti-paikat on varattu"),
        ({"is_cancelled": True}, "Järjestäjä on perunut"),
        ({"is_sold_out": True}, "Kaikki Kaikukortti-paikat on varattu"),
    ],
)
def test_what_cannot_be_booked_is_said_and_no_button_is_shown(holder, given, says):
    text = holder.get(booking(OccurrenceFactory(**given))).content.decode()

    assert says in text
    assert 'name="key"' not in text


def test_the_ticket_one_has_is_a_link_away_from_booking_twice(holder, card):
    claim = wing.claim(card)

    assert ticket(claim) in holder.get(booking(claim.occurrence)).content.decode()


# --- tickets ---------------------------------------------------------------------------------------------------------


def test_another_cards_ticket_is_not_there(holder):
    foreign = wing.claim()

    for name in ("ticket", "paper", "cancel"):
        assert holder.get(ticket(foreign, name)).status_code == 404
    assert holder.post(ticket(foreign, "cancel")).status_code == 404
    foreign.refresh_from_db()
    assert foreign.state == "live"


@pytest.mark.parametrize("path", ["/fi/oma/varaa/00000000-0000-0000-0000-000000000000/", "/fi/oma/varaa/x/", "/fi/oma/lippu/1/"])
def test_an_address_of_nothing_is_not_found(holder, path):
    assert holder.get(path).status_code == 404


def test_giving_back_asks_once_then_does_it(holder, card):
    claim = wing.claim(card)
    path = ticket(claim, "cancel")

    holder.get(path)
    claim.refresh_from_db()
    assert claim.state == "live"
    response = holder.post(path)

    claim.refresh_from_db()
    assert claim.state == "cancelled"
    assert "Varaus on peruttu" in holder.get(response.url).content.decode()
    assert holder.post(path).status_code == 422


def test_opening_the_paper_notes_that_paper_exists(holder, card):
    claim = wing.claim(card)

    holder.get(ticket(claim, "paper"))

    assert claim.tickets.get().printed_at is not None
