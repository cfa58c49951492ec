import random
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from redemption.cards.codes import (
    CardClass,
    CardCode,
    CodeRefusal,
    CodeType,
    SigningPair,
    card_text,
    open_code,
    seal,
)
from redemption.cards.qr import qr_svg
from redemption.claims.codes import (
    TicketCode,
    grouped_short_code,
    make_short_code,
    occurrence_tag,
    read_code,
    read_short_code,
    ticket_text,
)

PAIR = SigningPair(key_id=7, private=Ed25519PrivateKey.from_private_bytes(b"k" * 32))
OTHER = SigningPair(key_id=7, private=Ed25519PrivateKey.from_private_bytes(b"o" * 32))
KEYS = {7: PAIR.private.public_key().public_bytes_raw()}
TICKET = TicketCode(
    key_id=7,
    public_id="00ff17a2b3c4d5e6",
    occurrence_tag=occurrence_tag(UUID("12345678-0000-5000-8000-000000000000")),
    adults=1,
    children=2,
    assistants=1,
    opens_at=datetime(2026, 11, 24, 15, 30, tzinfo=UTC),
    closes_at=datetime(2026, 11, 24, 19, 30, tzinfo=UTC),
)
TEXT = ticket_text(TICKET, private_pair=PAIR)
CARD_TEXT = card_text(qr_id="8899aabbccddeeff", card_class=CardClass.PERSONAL, area_code="ES", valid_until=date(2027, 3, 31), pair=PAIR)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def test_a_ticket_says_what_was_sealed():
    assert read_code(TEXT, keys=KEYS) == TICKET
    assert read_code(TEXT.encode(), keys=KEYS) == TICKET
    assert read_code(f" {TEXT.lower()}\r\n", keys=KEYS) == TICKET


def test_a_card_says_what_was_sealed():
    assert read_code(CARD_TEXT, keys=KEYS) == CardCode(
        key_id=7, qr_id="8899aabbccddeeff", card_class=CardClass.PERSONAL, area_code="ES", valid_until=date(2027, 3, 31)
    )


@pytest.mark.parametrize("text", [TEXT, CARD_TEXT])
def test_a_code_is_a_version_six_m_in_the_signs_every_scanner_types(text):
    picture = segno.make_qr(text, error="m", boost_error=False)

    assert len(TEXT) == 138
    assert set(text) <= set(ALPHABET)
    assert (picture.version, picture.error, picture.mode) == (6, "M", "alphanumeric")


@given(
    st.integers(0, 3),
    st.integers(0, 31),
    st.integers(0, 1),
    st.binary(min_size=8, max_size=8),
    st.datetimes(datetime(2024, 1, 1), datetime(2055, 11, 1)),
)
def test_every_ticket_comes_back_whole(adults, children, assistants, public_id, opens):
    opens = opens.replace(second=0, microsecond=0, tzinfo=UTC)
    code = replace(
        TICKET,
        adults=adults,
        children=children,
        assistants=assistants,
        public_id=public_id.hex(),
        opens_at=opens,
        closes_at=opens + timedelta(hours=4),
    )

    assert read_code(ticket_text(code, private_pair=PAIR), keys=KEYS) == code


def test_seconds_are_rounded_so_that_the_window_never_shrinks():
    odd = replace(TICKET, opens_at=TICKET.opens_at + timedelta(seconds=59), closes_at=TICKET.closes_at + timedelta(seconds=1))

    read = read_code(ticket_text(odd, private_pair=PAIR), keys=KEYS)

    assert read.opens_at == TICKET.opens_at
    assert read.closes_at == TICKET.closes_at + timedelta(minutes=1)


@pytest.mark.parametrize("place", range(138))
def test_any_changed_sign_is_refused(place):
    changed = ALPHABET[(ALPHABET.index(TEXT[place]) + 1) % 32]

    assert isinstance(read_code(TEXT[:place] + changed + TEXT[place + 1 :], keys=KEYS), CodeRefusal)


@pytest.mark.parametrize("length", range(138))
def test_a_code_cut_short_is_refused_at_every_length(length):
    refusal = read_code(TEXT[:length], keys=KEYS)

    assert refusal in {CodeRefusal.EMPTY, CodeRefusal.DAMAGED, CodeRefusal.FOREIGN}


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", CodeRefusal.EMPTY),
        (" \n", CodeRefusal.EMPTY),
        (b"", CodeRefusal.EMPTY),
        ("A" * 4096, CodeRefusal.FOREIGN),
        ("https://example.org/ticket", CodeRefusal.FOREIGN),
        ("\u00e4\u00f6 \u0000\ud800", CodeRefusal.FOREIGN),
        (b"\x00\xff\xfe" * 20, CodeRefusal.FOREIGN),
        (TEXT + "A" * 8, CodeRefusal.DAMAGED),
        ("C" + TEXT[1:], CodeRefusal.VERSION_UNKNOWN),
        (TEXT[:-1] + ALPHABET[ALPHABET.index(TEXT[-1]) + 1], CodeRefusal.DAMAGED),
    ],
)
def test_each_kind_of_rubbish_has_its_reason(text, refusal):
    assert read_code(text, keys=KEYS) is refusal


def test_a_key_we_do_not_know_is_not_a_forgery():
    assert read_code(TEXT, keys={8: KEYS[7]}) is CodeRefusal.KEY_UNKNOWN
    assert read_code(TEXT, keys={}) is CodeRefusal.KEY_UNKNOWN


def test_another_signature_is_a_forgery():
    assert read_code(ticket_text(TICKET, private_pair=OTHER), keys=KEYS) is CodeRefusal.FORGED
    assert read_code(TEXT, keys={7: b"broken"}) is CodeRefusal.FORGED


def test_a_type_of_tomorrow_is_named_as_such():
    tomorrow = seal(9, b"\x00" * 19, pair=PAIR)

    assert read_code(tomorrow, keys=KEYS) is CodeRefusal.TYPE_UNKNOWN


def test_a_signed_card_without_sense_is_damaged():
    senseless = seal(CodeType.CARD, b"\x00" * 13, pair=PAIR)

    assert read_code(senseless, keys=KEYS) is CodeRefusal.DAMAGED


def test_a_content_signed_for_one_type_does_not_pass_as_another():
    body = open_code(CARD_TEXT, keys=KEYS).content
    relabelled = seal(CodeType.CARD, body, pair=PAIR)

    assert seal(CodeType.TICKET, body.ljust(19, b"\x00"), pair=PAIR) != relabelled
    assert read_code(seal(CodeType.TICKET, body, pair=PAIR), keys=KEYS) is CodeRefusal.DAMAGED


def test_random_texts_never_raise_and_are_never_accepted():
    dice = random.Random(38)

    for _ in range(2_000):
        rubbish = dice.randbytes(dice.randrange(0, 120))
        text = "".join(dice.choice(ALPHABET) for _ in range(dice.randrange(0, 180)))
        assert isinstance(read_code(rubbish, keys=KEYS), CodeRefusal)
        assert isinstance(read_code(text, keys=KEYS), CodeRefusal)
        assert isinstance(read_code("AE" + text, keys=KEYS), CodeRefusal)


@given(st.text())
def test_no_text_at_all_raises(text):
    assert isinstance(read_code(text, keys=KEYS), CodeRefusal)


def test_a_short_code_is_nine_digits_and_finds_slips_and_swaps():
    code = make_short_code(randbelow=lambda _: 41705288)

    assert read_short_code(grouped_short_code(code)) == code
    assert read_short_code(f" {code[:3]}-{code[3:6]}\u2013{code[6:]}\n") == code
    for place in range(9):
        for digit in set("0123456789") - {code[place]}:
            assert read_short_code(code[:place] + digit + code[place + 1 :]) is None
    for place in range(8):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert swapped == code or read_short_code(swapped) is None


@pytest.mark.parametrize("typed", ["", "12345678", "1234567890", "abcdefghi", "\u0661" * 9, "9" * 10**6])
def test_what_is_no_short_code_is_none(typed):
    assert read_short_code(typed) is None


def test_the_picture_is_black_on_white_with_its_quiet_zone_and_no_style():
    svg = ET.fromstring(qr_svg(TEXT).replace(' class="qr"', ""))

    assert svg.get("viewBox") == "0 0 49 49"
    assert "style" not in qr_svg(TEXT)
    assert {part.get("fill") or part.get("stroke") for part in svg} == {"#fff", "#000"}
