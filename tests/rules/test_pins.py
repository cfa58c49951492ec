from datetime import timedelta
from threading import BoundedSemaphore

import pytest

from redemption.cards import pins

NUMBER = "ES4827193617"
PEPPER = b"p" * 32


@pytest.mark.parametrize("pin", ["123456", "000000", "493021", " 493021 ", "493021\n"])
def test_six_digits_are_a_pin(pin):
    assert pins.read_pin(pin) == pin.strip()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12345",
        "1234567",
        "12 34 56",
        "\u0661\u0662\u0663\u0664\u0665\u0666",
        "\uff11\uff12\uff13\uff14\uff15\uff16",
        "12345a",
        "-12345",
        "1" * 6_000_000,
    ],
)
def test_anything_else_is_not(typed):
    assert pins.read_pin(typed) is None


@pytest.mark.parametrize(
    "pin",
    ["000000", "999999", "123456", "234567", "567890", "654321", "098765", "121212", "123123", "111222", "112233", "159753", "482719", "193617"],
)
def test_a_guessable_pin_is_never_drawn(pin):
    draws = iter([int(pin), 493021])

    assert pins.is_guessable(pin, number=NUMBER)
    assert pins.make_pin(NUMBER, randbelow=lambda _: next(draws)) == "493021"


@pytest.mark.parametrize("pin", ["493021", "111223", "123457", "012346", "482718"])
def test_an_ordinary_pin_is_drawn(pin):
    assert not pins.is_guessable(pin, number=NUMBER)
    assert pins.make_pin(NUMBER, randbelow=lambda _: int(pin)) == pin


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (5, 0), (6, 30), (7, 60), (8, 120), (9, 240), (10, 480), (11, 900), (12, 900), (50, 900), (10**6, 900)],
)
def test_the_sixth_failure_waits_and_the_wait_doubles_to_a_quarter_of_an_hour(failures, seconds):
    assert pins.delay_after(failures) == timedelta(seconds=seconds)


def test_only_the_right_pin_with_the_right_pepper_opens():
    stored = pins.hash_pin("493021", pepper=PEPPER)

    assert "493021" not in stored
    assert pins.is_right_pin("493021", stored=stored, pepper=PEPPER)
    assert not pins.is_right_pin("493022", stored=stored, pepper=PEPPER)
    assert not pins.is_right_pin("493021", stored=stored, pepper=b"q" * 32)


@pytest.mark.parametrize("stored", ["", "not-a-hash"])
def test_nothing_opens_where_no_pin_is_stored(stored):
    assert not pins.is_right_pin("493021", stored=stored, pepper=PEPPER)


def test_the_same_pin_never_looks_the_same_twice():
    assert pins.hash_pin("493021", pepper=PEPPER) != pins.hash_pin("493021", pepper=PEPPER)


def test_a_fifth_hash_at_once_is_told_to_come_back(monkeypatch):
    taken = BoundedSemaphore(1)
    taken.acquire()
    monkeypatch.setattr(pins, "_slots", taken)
    monkeypatch.setattr(pins, "HASH_WAIT_SECONDS", 0.01)

    with pytest.raises(pins.HashingBusy):
        pins.is_right_pin("493021", stored="", pepper=PEPPER)
