"""At the door: the first reason that explains the rest, and how long a visit can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from common.time import HELSINKI
from redemption.claims.rules import Seats, Span
from redemption.desk.rules import Refusal, TicketFacts, ticket_refusal, undo_refusal, unknown_refusal, walk_in_refusal

STARTS = datetime(2026, 11, 21, 18, 0, tzinfo=HELSINKI)
HERE, ELSEWHERE = UUID(int=1), UUID(int=2)
TONIGHT, TOMORROW = UUID(int=3), UUID(int=4)
GOOD = TicketFacts(
    is_void=False,
    is_card_on_hold=False,
    is_date_cancelled=False,
    venue=HERE,
    occurrence=TONIGHT,
    when=Span(STARTS, STARTS + timedelta(hours=2)),
    left=3,
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"is_void": True}, Refusal.TICKET_VOID),
        ({"is_void": True, "is_date_cancelled": True}, Refusal.DATE_CANCELLED),
        ({"is_card_on_hold": True}, Refusal.CARD_ON_HOLD),
        ({"venue": ELSEWHERE}, Refusal.OTHER_VENUE),
        ({"occurrence": TOMORROW}, Refusal.OTHER_DATE),
        ({"left": 0}, Refusal.ALREADY_USED),
        ({"left": 0, "venue": ELSEWHERE}, Refusal.OTHER_VENUE),  # used comes last: the reason that explains the rest comes first
        ({"left": 0, "is_void": True}, Refusal.TICKET_VOID),
    ],
)
def test_a_ticket_is_refused_for_the_first_reason(change, expected):
    reason = ticket_refusal(replace(GOOD, **change), venue=HERE, chosen=TONIGHT, now=STARTS)

    assert reason is expected


@pytest.mark.parametrize(("minutes", "expected"), [(-61, Refusal.TOO_EARLY), (-60, None), (0, None), (179, None), (180, Refusal.TOO_LATE)])
def test_the_door_is_open_from_an_hour_before_to_an_hour_after(minutes, expected):
    reason = ticket_refusal(GOOD, venue=HERE, chosen=None, now=STARTS + timedelta(minutes=minutes))

    assert reason is expected


@pytest.mark.parametrize(
    ("children", "assistants", "most", "expected"),
    [
        (0, 0, 0, None),
        (2, 1, 2, None),
        (3, 0, 2, Refusal.TOO_MANY_CHILDREN),
        (0, 2, 2, Refusal.TOO_MANY_ASSISTANTS),
        (-1, 0, 2, Refusal.COUNT_UNREADABLE),
    ],
)
def test_a_party_must_fit_the_card(children, assistants, most, expected):
    assert walk_in_refusal(Seats(1, children, assistants), children_max=most) is expected


@pytest.mark.parametrize(
    ("seconds", "has_reason", "expected"),
    [
        (0, False, None),
        (30, False, None),
        (31, False, Refusal.UNDO_NEEDS_REASON),
        (31, True, None),
        (900, True, None),
        (901, True, Refusal.UNDO_TOO_LATE),
        (901, False, Refusal.UNDO_TOO_LATE),
    ],
)
def test_undo_takes_one_tap_for_30_seconds_and_a_reason_for_15_minutes(seconds, has_reason, expected):
    reason = undo_refusal(recorded_at=STARTS, is_undone=False, has_reason=has_reason, now=STARTS + timedelta(seconds=seconds))

    assert reason is expected


def test_a_visit_is_taken_back_once():
    assert undo_refusal(recorded_at=STARTS, is_undone=True, has_reason=True, now=STARTS) is Refusal.ALREADY_UNDONE


@pytest.mark.parametrize(("count", "minutes", "expected"), [(9, 1, None), (10, 9, Refusal.TOO_MANY_UNKNOWN), (10, 10, None), (50, 11, None)])
def test_ten_unknown_numbers_stop_a_device_for_ten_minutes(count, minutes, expected):
    assert unknown_refusal(count=count, since=STARTS, now=STARTS + timedelta(minutes=minutes)) is expected
