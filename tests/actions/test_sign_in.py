"""Signing in: one answer and one length of time for every no."""

import time
from statistics import median

import pytest

from common.refusals import Refused
from redemption.cards import pins
from redemption.cards.actions import sign_in
from redemption.cards.models import Card, CardState, HolderSession
from redemption.cards.rules import DeviceClass, Refusal
from redemption.claims.models import Ledger
from tests import wing

pytestmark = pytest.mark.django_db


def attempt(number, pin, now):
    with pytest.raises(Refused) as caught:
        sign_in(number=number, pin=pin, device=DeviceClass.SHARED, now=now)
    return caught.value.reason


def seconds(number, pin, now):
    began = time.perf_counter()
    attempt(number, pin, now)
    return time.perf_counter() - began


def test_an_unknown_card_takes_as_long_as_a_wrong_pin(now):
    known, unknown, revoked = wing.number_of(wing.card()), wing.number_for(), wing.number_of(wing.card(state=CardState.REVOKED))
    pins.is_right_pin("000000", stored="", pepper=b"x")  # the first dummy hash is made once a process

    took = {number: median(seconds(number, "000001", now) for _ in range(5)) for number in (known, unknown, revoked)}

    assert max(took.values()) / min(took.values()) < 1.05


def test_when_no_hashing_is_to_spare_nothing_is_counted(now, monkeypatch):
    card = wing.card()

    def busy(*_args, **_more):
        raise pins.HashingBusy

    monkeypatch.setattr(pins, "is_right_pin", busy)

    assert attempt(wing.number_of(card), wing.PIN, now) is Refusal.SIGN_IN_BUSY
    assert Card.objects.get(pk=card.pk).pin_fail_total == 0


def test_the_fiftieth_failure_is_told_to_the_ledger_once(now, monkeypatch):
    monkeypatch.setattr("redemption.cards.actions.sessions.FAILURE_SECONDS", 0)
    card = wing.card(pin_fail_total=49)

    attempt(wing.number_of(card), "000001", now)
    attempt(wing.number_of(card), "000001", now)

    assert list(Ledger.objects.values_list("kind", flat=True)) == ["pin-disabled"]


def test_a_card_that_waits_is_not_even_checked(now, monkeypatch):
    from datetime import timedelta

    card = wing.card(pin_delay_until=now + timedelta(seconds=30), pin_fail_total=6)
    checked = []
    monkeypatch.setattr(pins, "is_right_pin", lambda pin, *, stored, pepper: checked.append(stored) or False)
    monkeypatch.setattr("redemption.cards.actions.sessions.FAILURE_SECONDS", 0)

    attempt(wing.number_of(card), wing.PIN, now)

    assert checked == [""]
    assert Card.objects.get(pk=card.pk).pin_fail_total == 6


def test_the_cookie_is_not_in_the_table(now):
    secret = sign_in(number=wing.number_of(wing.card()), pin=wing.PIN, device=DeviceClass.OWN, now=now)

    assert secret not in str(HolderSession.objects.values_list().get())
    assert len(secret) >= 43


def test_ended_sign_ins_are_forgotten_a_day_later(now):
    from datetime import timedelta

    from redemption.cards.actions import forget_sessions

    card = wing.card()
    for device, hours in (("shared", 23), ("shared", 25), ("own", 47), ("own", 49)):
        seen = now - timedelta(hours=hours)
        HolderSession.objects.create(key_hash=f"{device}{hours}", card=card, device_class=device, created_at=seen, seen_at=seen)

    forget_sessions(now)

    assert set(HolderSession.objects.values_list("key_hash", flat=True)) == {"shared23", "own47"}


def test_keys_of_forms_are_forgotten_after_two_days(now):
    from datetime import timedelta

    from redemption.claims.actions import forget_keys
    from redemption.claims.models import IdemKey

    for scope, hours in (("card:1", 47), ("card:2", 49), ("device:3", 49)):
        IdemKey.objects.create(scope=scope, key="k", request_hash="h", made_at=now - timedelta(hours=hours))

    forget_keys(now)

    assert set(IdemKey.objects.values_list("scope", flat=True)) == {"card:1", "device:3"}
