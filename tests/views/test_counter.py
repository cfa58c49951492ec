"""The counter of a place that hands cards out: its own workers only, its own cards only, the PIN once."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from redemption.cards import pins, vault
from redemption.cards.actions import stock_cards
from redemption.cards.models import Card, CardBackground, HolderSession
from redemption.cards.numbers import grouped, read_number
from redemption.claims.models import Claim, Ledger
from tests import wing

pytestmark = pytest.mark.django_db
START = "/fi/kortinjako/"


@pytest.fixture(autouse=True)
def _second_factor(settings):
    """Most tests are about the counter; two are about the second factor."""
    settings.KAIKU_SECOND_FACTOR = False


@pytest.fixture
def worker():
    return wing.worker()


@pytest.fixture
def counter(client, worker):
    client.force_login(worker.user)
    return client


def answers(**given):
    return {
        "key": str(uuid4()),
        "number": "",
        "age_band": "30-64",
        "municipality": "205",
        "companions_max": "2",
        "is_eligible": "on",
        "has_agreed": "on",
        "language": "fi",
    } | given


def at(name, card):
    return reverse(f"counter:{name}", kwargs={"public_id": card.public_id})


def pin_on(response):
    return re.search(r'class="pin-code">(\d{6})<', response.content.decode())[1]


def test_three_fields_and_two_lines_hand_over_a_card_with_its_slip(counter, worker, now):
    response = counter.post(START, answers())

    card = Card.objects.get()
    term = card.terms.get()
    text = response.content.decode()
    number = vault.open_number(card.number_sealed)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert (card.state, card.unit, card.issued_by, card.active_claims) == ("active", worker.unit, worker, 0)
    assert (term.companions_max, term.attested_at is not None) == (2, True)
    assert (term.valid_until - term.valid_from).days == 364
    assert grouped(number) in text
    assert read_number(number) == number
    assert pins.is_right_pin(pin_on(response), stored=card.pin_hash, pepper=vault.pepper())
    row = Ledger.objects.get()
    assert (row.kind, row.actor, row.body) == ("card-issued", "worker", {"unit_kind": "social"})


def test_only_bands_are_kept_of_the_person(counter):
    counter.post(START, answers(municipality="other", other_municipality="765", companions_max="0"))

    background = CardBackground.objects.get()
    assert (background.age_band, background.municipality_id, background.has_children) == ("30-64", "765", False)


def test_the_number_and_the_pin_stand_nowhere_in_the_database(counter):
    response = counter.post(START, answers())

    card = Card.objects.get()
    number, pin = vault.open_number(card.number_sealed), pin_on(response)
    stored = " ".join(str(value) for value in Card.objects.values_list().get())
    assert number not in stored
    assert number[2:] not in stored
    assert pin not in stored.replace(card.number_index, "").replace(card.qr_id, "").replace(str(card.public_id), "")


def test_the_slip_speaks_the_holders_language_and_the_page_the_workers(counter):
    text = counter.post(START, answers(language="sv")).content.decode()

    assert "Tulosta lappu" in text
    assert "Ditt kort gäller till" in text


def test_the_same_form_twice_makes_one_card_and_shows_no_pin_again(counter):
    sent = answers()
    counter.post(START, sent)

    again = counter.post(START, sent)

    assert Card.objects.count() == 1
    assert again.status_code == 302
    assert again.url == at("card", Card.objects.get())


def test_a_card_from_the_box_keeps_its_number(counter, worker, now):
    number = stock_cards(unit=worker.unit, count=3, now=now)[1]

    response = counter.post(START, answers(number=grouped(number).lower()))

    card = Card.objects.get(state="active")
    assert response.status_code == 200
    assert vault.open_number(card.number_sealed) == number
    assert counter.post(START, answers(number=number)).status_code == 422


def test_a_card_from_another_box_or_a_mistyped_one_is_refused(counter, now):
    foreign = stock_cards(unit=wing.unit(), count=1, now=now)[0]

    for number in (foreign, wing.number_for(), "KA 1234 5678 90", "x" * 100, "\x00"):
        assert counter.post(START, answers(number=number)).status_code == 422
    assert not Card.objects.filter(state="active").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"age_band": ""},
        {"age_band": "0-99"},
        {"municipality": ""},
        {"municipality": "999"},
        {"municipality": "other", "other_municipality": ""},
        {"companions_max": "16"},
        {"companions_max": "-1"},
        {"companions_max": "kaksi"},
        {"companions_max": "9" * 400},
        {"is_eligible": ""},
        {"has_agreed": ""},
        {"key": "x"},
        {"language": "de"},
    ],
)
def test_an_incomplete_or_odd_form_is_shown_again(counter, wrong):
    sent = {name: value for name, value in answers(**wrong).items() if value != ""}

    response = counter.post(START, sent)

    assert response.status_code == 422
    assert not Card.objects.exists()


def test_an_empty_form_is_shown_again(counter):
    assert counter.post(START, {}).status_code == 422


def test_a_new_pin_ends_every_sign_in(counter, worker, now):
    card = wing.card(worker.unit)
    HolderSession.objects.create(key_hash="x", card=card, created_at=now, seen_at=now)

    response = counter.post(at("new-pin", card))

    card.refresh_from_db()
    assert pins.is_right_pin(pin_on(response), stored=card.pin_hash, pepper=vault.pepper())
    assert not HolderSession.objects.exists()
    assert Ledger.objects.get().kind == "pin-reset"


def test_closing_a_card_gives_its_places_back(counter, worker):
    claim = wing.claim(wing.card(worker.unit))

    response = counter.post(at("close", claim.card))

    claim.card.refresh_from_db()
    assert response.status_code == 302
    assert claim.card.state == "revoked"
    assert Claim.objects.get().state == "cancelled"
    assert counter.post(at("close", claim.card)).status_code == 422


def test_a_card_near_its_end_is_renewed_by_a_second_term(counter, worker, now):
    from datetime import timedelta

    card = wing.card(worker.unit, until=now.date() + timedelta(days=20))

    counter.post(at("renew", card), {"companions_max": "1", "is_eligible": "on", "has_agreed": "on"})

    first, second = card.terms.all()
    assert second.valid_from == first.valid_until + timedelta(days=1)
    assert second.companions_max == 1
    assert second.background.age_band == "30-64"


def test_a_young_card_is_not_renewed(counter, worker):
    card = wing.card(worker.unit)

    assert counter.post(at("renew", card), {"companions_max": "1", "is_eligible": "on", "has_agreed": "on"}).status_code == 422
    assert card.terms.count() == 1


def test_the_list_shows_the_units_own_cards_masked(counter, worker):
    mine, foreign = wing.card(worker.unit), wing.card()

    text = counter.get("/fi/kortinjako/kortit/").content.decode()

    assert str(mine.public_id) in text
    assert str(foreign.public_id) not in text
    assert grouped(wing.number_of(mine)) not in text


@pytest.mark.parametrize("name", ["card", "new-pin", "renew", "close"])
def test_another_units_card_is_not_there(counter, name):
    foreign = wing.card()
    ask = counter.get if name == "card" else counter.post

    assert ask(at(name, foreign)).status_code == 404
    foreign.refresh_from_db()
    assert foreign.state == "active"


def test_staff_without_a_job_at_a_unit_are_refused(client, worker, cast):
    card = wing.card(worker.unit)
    client.force_login(cast.outsider)

    for path in (START, "/fi/kortinjako/kortit/", at("card", card)):
        assert client.get(path).status_code == 403
    assert client.post(START, answers()).status_code == 403
    assert client.post(at("close", card)).status_code == 403


def test_a_holder_is_not_let_to_the_counter(client):
    card = wing.card()
    client.post("/fi/oma/kirjaudu/", {"number": wing.number_of(card), "pin": wing.PIN})

    response = client.get(START)

    assert response.status_code == 302
    assert "kortinjako" in response.url


def test_a_password_alone_opens_no_counter(counter, settings):
    settings.KAIKU_SECOND_FACTOR = True

    for path in (START, "/fi/kortinjako/kortit/"):
        assert counter.get(path).status_code == 302
    assert counter.post(START, answers()).status_code == 302
    assert not Card.objects.exists()


def test_a_password_and_a_code_do(client, worker, settings):
    from allauth.account.models import EmailAddress

    from tests import staff

    settings.KAIKU_SECOND_FACTOR = True
    EmailAddress.objects.create(user=worker.user, email=worker.user.email, verified=True, primary=True)
    worker.user.set_password(staff.PASSWORD)
    worker.user.save()

    assert staff.log_in_fully(client, worker.user).get(START).status_code == 200


def test_a_worker_whose_job_ended_is_refused(counter, worker, now):
    worker.ended_at = now
    worker.save()

    assert counter.get(START).status_code == 403


def test_a_worker_of_two_units_changes_between_them(counter, worker):
    other = wing.unit()
    type(worker).objects.create(user=worker.user, unit=other)

    counter.post("/fi/kortinjako/yksikko/", {"unit": str(other.pk)})
    counter.post(START, answers())

    assert Card.objects.get().unit == other
    assert counter.post("/fi/kortinjako/yksikko/", {"unit": str(wing.unit().pk)}).status_code == 302
    counter.post(START, answers())
    assert set(Card.objects.values_list("unit", flat=True)) == {other.pk}


@pytest.mark.parametrize("state", ["interested", "paused", "ended"])
def test_an_area_that_does_not_run_hands_out_nothing(counter, worker, state):
    area = worker.unit.distributor.area
    area.state = state
    area.save()

    assert counter.post(START, answers()).status_code == 422
    assert not Card.objects.exists()
