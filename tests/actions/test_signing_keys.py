"""One key a quarter; its private half never in the database."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from redemption.cards import keys, vault
from redemption.cards.codes import CodeRefusal
from redemption.cards.models import SigningKey
from redemption.claims.codes import TicketCode, read_code, ticket_text
from redemption.claims.queries import signed_code
from tests import wing

pytestmark = pytest.mark.django_db
HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KEY_DIR = tmp_path / "keys"
    settings.SIGNING_KEYS = ""
    return settings.KEY_DIR


def code_at(now, pair):
    return ticket_text(TicketCode(pair.key_id, "0" * 16, "0" * 8, 1, 0, 0, now, now + timedelta(hours=1)), private_pair=pair)


def test_a_quarter_keeps_its_key_and_the_next_gets_another(now):
    first = keys.current_pair(now=now)
    again = keys.current_pair(now=now + timedelta(days=30))
    january = keys.current_pair(now=now + timedelta(days=60))

    assert first.key_id == again.key_id == 1
    assert january.key_id == 2
    assert list(SigningKey.objects.order_by("key_id").values_list("quarter", flat=True)) == ["2026Q4", "2027Q1"]


@pytest.mark.parametrize(
    ("moment", "quarter"),
    [
        (datetime(2026, 12, 31, 23, 59, tzinfo=HELSINKI), "2026Q4"),
        (datetime(2027, 1, 1, 0, 0, tzinfo=HELSINKI), "2027Q1"),
        (datetime(2027, 3, 31, 23, 59, tzinfo=HELSINKI), "2027Q1"),
    ],
)
def test_quarters_turn_at_midnight_in_helsinki(moment, quarter):
    assert keys.quarter_of(moment) == quarter


def test_codes_of_last_quarter_are_still_read(now):
    text = code_at(now, keys.current_pair(now=now))
    keys.current_pair(now=now + timedelta(days=60))

    assert isinstance(read_code(text, keys=keys.verify_keys()), TicketCode)


def test_a_leaked_key_opens_nothing_and_a_new_one_signs(now):
    leaked = keys.current_pair(now=now)
    SigningKey.objects.update(distrusted_at=now)

    assert read_code(code_at(now, leaked), keys=keys.verify_keys()) is CodeRefusal.KEY_UNKNOWN
    assert keys.current_pair(now=now).key_id != leaked.key_id


def test_the_private_half_is_a_file_for_us_alone_and_not_in_the_table(now, folder):
    keys.current_pair(now=now)

    file = folder / "ticket-key-1"
    assert file.stat().st_mode & 0o077 == 0
    assert file.read_text() not in str(SigningKey.objects.values_list().get())


def test_a_lost_key_file_is_replaced_by_a_new_key(now, folder):
    keys.current_pair(now=now)
    (folder / "ticket-key-1").unlink()

    assert keys.current_pair(now=now).key_id == 2


def test_given_keys_are_used_and_the_newest_signs(settings, now):
    settings.SIGNING_KEYS = f"7:{'11' * 32}, 8:{'22' * 32}"

    assert keys.current_pair(now=now).key_id == 8
    assert SigningKey.objects.get().key_id == 8


def test_every_ticket_of_ours_opens_with_the_keys_of_the_desks(now):
    claim = wing.claim()

    read = read_code(signed_code(claim.tickets.get(), claim, now=now), keys=keys.verify_keys())

    assert read.public_id == claim.tickets.get().public_id
    assert read.opens_at == claim.occurrence.starts_at - timedelta(hours=1)


def test_the_vault_seals_a_number_to_one_text_and_indexes_it():
    number = wing.number_for()

    sealed = vault.seal_number(number)

    assert sealed == vault.seal_number(number)
    assert vault.open_number(sealed) == number
    assert number not in sealed
    assert vault.number_index(number) == vault.number_index(number) != vault.number_index(wing.number_for())


def test_another_secret_makes_other_seals(settings):
    number = wing.number_for()
    before = vault.number_index(number)
    settings.CARD_SECRET = "another secret of at least thirty-two signs"

    assert vault.number_index(number) != before
