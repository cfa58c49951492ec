"""The desk's pages: without JavaScript, for its own device only, and nothing of any card in them."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from redemption.claims.models import Ledger, Use
from redemption.claims.rules import Seats
from redemption.desk.access import COOKIE
from tests import wing
from tests.factories import OccurrenceFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tonight(now):
    return OccurrenceFactory(starts_at=now + timedelta(minutes=30))


@pytest.fixture
def desk(client, tonight):
    _, token = wing.device(tonight.offer.venue)
    client.cookies[COOKIE] = token
    return client


def scanned(desk, code, target=""):
    return desk.post(reverse("desk:scan"), {"nonce": uuid4(), "target": target, "code": code}, follow=True)


def test_without_a_device_the_desk_asks_for_a_code(client):
    page = client.get(reverse("desk:start"))

    assert page.status_code == 200
    assert "Kertakoodi" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"


def test_a_device_is_paired_by_its_code(client, tonight, now):
    from redemption.desk.actions import invite_device

    code = invite_device(venue=tonight.offer.venue, name="Ovi A", now=now).code

    page = client.post(reverse("desk:pair"), {"code": f"{code[:4]} {code[4:]}"}, follow=True)

    assert "Ovi A" in page.content.decode()
    assert client.cookies[COOKIE]["httponly"]


@pytest.mark.parametrize("code", ["", "00000000", "ääää", "x" * 5000])
def test_a_wrong_code_pairs_nothing(client, code):
    page = client.post(reverse("desk:pair"), {"code": code})

    assert page.status_code == 422
    assert COOKIE not in client.cookies


def test_the_event_starting_now_is_chosen(desk, tonight):
    page = desk.get(reverse("desk:start")).content.decode()

    assert f'name="target" value="d-{tonight.uuid}"' in page


def test_a_ticket_code_lets_in_at_once(desk, tonight):
    ticket = wing.claim(wing.card(children=1), occurrence=tonight, seats=Seats(children=1)).tickets.get()
    code = ticket.short_code

    page = scanned(desk, f"{code[:3]} {code[3:6]} {code[6:]}", f"d-{tonight.uuid}").content.decode()

    assert "Tervetuloa" in page
    assert "Käynti kirjattu" in page
    assert Use.objects.get().seats.people == 2


def test_a_card_asks_who_came_and_is_recorded_by_one_press(desk, tonight):
    card = wing.card(children=2)

    asked = scanned(desk, wing.number_of(card), f"d-{tonight.uuid}")
    hidden = dict(re.findall(r'type="hidden" name="(nonce|target|card)" value="([^"]*)"', asked.content.decode()))
    page = desk.post(reverse("desk:card"), hidden | {"children": "1", "assistants": "0"}, follow=True).content.decode()

    assert "Tervetuloa" in page
    assert Use.objects.get().children == 1
    assert wing.number_of(card) not in asked.content.decode() + page


def test_undo_by_one_press(desk, tonight):
    ticket = wing.claim(wing.card(), occurrence=tonight).tickets.get()
    scanned(desk, ticket.short_code)
    use = Use.objects.get()

    page = desk.post(reverse("desk:undo", args=[use.public_id]), follow=True).content.decode()

    use.refresh_from_db()
    assert use.undone_at is not None
    assert "Peruttu" in page


@pytest.mark.parametrize(
    "code", ["", " ", "123456789", "ES 0000 0000 00", "http://example.org", "A" * 138, "\x00", '"', "💥" * 80, "x" * 5000, "١٢٣٤٥٦٧٨٩"]
)
def test_any_text_gets_a_reason_and_no_visit(desk, code):
    page = scanned(desk, code)

    assert page.status_code == 422
    assert Use.objects.count() == 0


def test_a_refused_scan_stands_in_the_ledger_without_its_text(desk):
    scanned(desk, "123456789")

    row = Ledger.objects.get(kind="scan-refused")
    assert row.body["reason"] == "desk-ticket-unknown"
    assert "123456789" not in str(row.body)


def test_ten_unknown_numbers_stop_the_device(desk):
    for number in range(10):
        scanned(desk, f"10000000{number}")

    page = scanned(desk, "100000011")

    assert "liian monta tuntematonta" in page.content.decode()


def test_another_devices_visit_is_not_found(desk, tonight):
    other, _ = wing.device(tonight.offer.venue, name="Toinen")
    ticket = wing.claim(wing.card(), occurrence=tonight).tickets.get()
    scanned(desk, ticket.short_code)
    use = Use.objects.get()
    Use.objects.filter(pk=use.pk).update(device_id=other.public_id)

    assert desk.get(reverse("desk:use", args=[use.public_id])).status_code == 404
    assert desk.post(reverse("desk:undo", args=[use.public_id])).status_code == 404


@pytest.mark.parametrize("name", ["desk:scan", "desk:card"])
def test_without_a_device_nothing_is_scanned(client, name):
    assert client.post(reverse(name), {"code": "123456789"}).status_code == 404


def test_a_revoked_device_is_asked_for_a_code_again(desk, tonight, now):
    from redemption.desk.actions import revoke_device
    from redemption.desk.models import DeskDevice

    revoke_device(DeskDevice.objects.get(), now=now)

    assert "Kertakoodi" in desk.get(reverse("desk:start")).content.decode()


def test_only_those_who_look_after_a_venue_make_codes(client, tonight, django_user_model):
    user = django_user_model.objects.create_user("ulkopuolinen", "ulkopuolinen@example.org", "kaiku-kaiku-kaiku")
    client.force_login(user)

    page = client.post(reverse("desk:devices"), {"venue": str(VenueFactory().uuid), "name": "Ovi A", "profile": "desk"})

    assert page.status_code in {302, 403, 422}
    from redemption.desk.models import DeskDevice

    assert not DeskDevice.objects.filter(name="Ovi A").exists()


def test_the_desk_alone_may_run_the_scanner(desk):
    assert "wasm-unsafe-eval" in desk.get(reverse("desk:start"))["Content-Security-Policy"]
    assert "wasm-unsafe-eval" not in desk.get("/fi/nothing/")["Content-Security-Policy"]
