from datetime import UTC, date, datetime, timedelta

import pytest

from redemption.cards.rules import (
    Attested,
    CardState,
    DeviceClass,
    Refusal,
    issue_refusal,
    renewal_start,
    session_ends_at,
    state_refusal,
    term_end,
)

S = CardState
DRAWN = {
    (S.PRINTED, S.STOCKED), (S.PRINTED, S.ACTIVE), (S.PRINTED, S.VOIDED),
    (S.STOCKED, S.ACTIVE), (S.STOCKED, S.VOIDED),
    (S.ACTIVE, S.SUSPENDED), (S.ACTIVE, S.REVOKED), (S.ACTIVE, S.REPLACED),
    (S.SUSPENDED, S.ACTIVE), (S.SUSPENDED, S.REVOKED), (S.SUSPENDED, S.REPLACED),
}  # fmt: skip


@pytest.mark.parametrize("before", list(CardState))
@pytest.mark.parametrize("after", list(CardState))
def test_only_the_drawn_arrows_can_be_walked(before, after):
    assert (state_refusal(before, after) is None) is ((before, after) in DRAWN)


@pytest.mark.parametrize(
    ("children", "eligible", "agreed", "open_", "expected"),
    [
        (0, True, True, True, None),
        (15, True, True, True, None),
        (16, True, True, True, Refusal.CHILDREN_TOO_MANY),
        (-1, True, True, True, Refusal.CHILDREN_TOO_MANY),
        (0, False, True, True, Refusal.CONSENT_MISSING),
        (0, True, False, True, Refusal.CONSENT_MISSING),
        (0, True, True, False, Refusal.AREA_NOT_OPEN),
    ],
)
def test_a_card_is_handed_over_with_both_consents_in_an_open_area(children, eligible, agreed, open_, expected):
    said = Attested(companions_max=children, is_eligible=eligible, has_agreed=agreed)

    assert issue_refusal(said, is_area_open=open_) is expected


@pytest.mark.parametrize(
    ("first", "area_ends", "last"),
    [
        (date(2026, 11, 24), None, date(2027, 11, 23)),
        (date(2028, 2, 29), None, date(2029, 2, 28)),
        (date(2026, 11, 24), date(2026, 12, 31), date(2026, 12, 31)),
        (date(2026, 11, 24), date(2028, 12, 31), date(2027, 11, 23)),
    ],
)
def test_a_term_lasts_a_year_or_to_the_end_of_the_pilot(first, area_ends, last):
    assert term_end(first, area_ends_on=area_ends) == last


@pytest.mark.parametrize(
    ("days_left", "expected"),
    [(61, Refusal.RENEWED_ALREADY), (60, date(2027, 1, 24)), (0, date(2026, 11, 25)), (-1, date(2026, 11, 24)), (-400, date(2026, 11, 24))],
)
def test_a_card_is_renewed_in_its_last_two_months_or_after(days_left, expected):
    today = date(2026, 11, 24)

    assert renewal_start(today + timedelta(days=days_left), today=today) == expected


T0 = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("device", "seen_after", "ends_after"),
    [
        (DeviceClass.SHARED, timedelta(0), timedelta(minutes=5)),
        (DeviceClass.SHARED, timedelta(minutes=15), timedelta(minutes=20)),
        (DeviceClass.SHARED, timedelta(minutes=19), timedelta(minutes=20)),
        (DeviceClass.OWN, timedelta(0), timedelta(hours=24)),
        (DeviceClass.OWN, timedelta(days=29, hours=12), timedelta(days=30)),
    ],
)
def test_a_sign_in_ends_by_idleness_or_by_age(device, seen_after, ends_after):
    assert session_ends_at(device, created_at=T0, seen_at=T0 + seen_after) == T0 + ends_after
