"""The ledger only grows, names nobody, and takes known keys only."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from redemption.claims import guard, ledger
from redemption.claims.ledger import Entry, Kind, UnknownBodyKey
from redemption.claims.models import Actor, Ledger, LedgerSubject
from tests import wing

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(now):
    return ledger.write(Entry(Kind.CARD_ISSUED, Actor.WORKER, now, card=wing.card()))


def refuses(statement, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_row_is_never_changed_nor_removed(row):
    refuses("UPDATE claims_ledger SET kind = 'other' WHERE seq = %s", row.pk)
    refuses("DELETE FROM claims_ledger WHERE seq = %s", row.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Ledger.objects.update(kind="other")
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()

    assert Ledger.objects.get().kind == "card-issued"


def test_a_row_is_never_replaced_nor_the_table_emptied(row):
    if connection.vendor == "sqlite":
        columns = [field.column for field in Ledger._meta.concrete_fields]
        refuses(f"INSERT OR REPLACE INTO claims_ledger ({', '.join(columns)}) SELECT {', '.join(columns)} FROM claims_ledger")
    else:
        refuses("TRUNCATE claims_ledger CASCADE")

    assert Ledger.objects.count() == 1


def test_the_guard_stands_after_all_migrations():
    names = guard._NAMES[connection.vendor]
    table = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'", "postgresql": "SELECT tgname FROM pg_trigger"}

    with connection.cursor() as cursor:
        cursor.execute(table[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}

    assert set(names) <= there


def test_a_row_names_no_card_and_points_nowhere_once_its_link_is_shredded(row):
    link = LedgerSubject.objects.get(ledger=row)
    written = " ".join(str(value) for value in Ledger.objects.values_list().get())
    card = link.card

    assert row.subject == ledger.subject_of(card, salt=link.salt)
    for secret in (wing.number_of(card), str(card.public_id), card.qr_id, card.number_index):
        assert secret not in written

    link.delete()

    assert Ledger.objects.get().subject == row.subject


@pytest.mark.parametrize(
    "body",
    [
        {"card": "KA 0000 0000 00"},
        {"reason": 3},
        {"places": "3"},
        {"places": True},
        {"reason": "x" * 65},
        {"reason": ["full"]},
    ],
)
def test_unknown_keys_and_odd_values_write_nothing(body, now):
    with pytest.raises(UnknownBodyKey):
        ledger.write(Entry(Kind.CLAIM_MADE, Actor.HOLDER, now, body=body))

    assert not Ledger.objects.exists()


def test_terms_of_one_card_never_share_a_day(now):
    from datetime import timedelta

    card = wing.card()
    term = card.terms.get()
    days = {"valid_from": term.valid_until, "valid_until": term.valid_until + timedelta(days=10)}
    with pytest.raises(IntegrityError), transaction.atomic():
        card.terms.create(**days)

    later = card.terms.create(valid_from=term.valid_until + timedelta(days=1), valid_until=term.valid_until + timedelta(days=9))
    later.valid_from = term.valid_until
    with pytest.raises(IntegrityError), transaction.atomic():
        later.save()
    assert card.terms.count() == 2
