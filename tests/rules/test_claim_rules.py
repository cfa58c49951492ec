from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from redemption.cards.rules import CardState
from redemption.claims.rules import (
    CardFacts,
    ClaimState,
    DateFacts,
    Held,
    Refusal,
    Seats,
    Span,
    children_allowed,
    claim_refusal,
    course_period,
    day_of_use,
    entry_refusal,
    give_back_refusal,
    read_count,
)

HELSINKI = ZoneInfo("Europe/Helsinki")
STARTS = datetime(2026, 11, 24, 18, 30, tzinfo=HELSINKI)
ENDS = STARTS + timedelta(hours=2)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=HELSINKI)
SECOND = timedelta(seconds=1)

CARD = CardFacts(
    is_personal=True,
    state=CardState.ACTIVE,
    is_attested=True,
    valid_from=date(2026, 4, 1),
    valid_until=date(2027, 3, 31),
    companions_max=2,
    area_code="KA",
    is_local_only=False,
    area_opens_on=None,
    area_ends_on=None,
    is_unit_open=True,
    live_claims=0,
    live_claims_max=5,
    course_places_max=1,
    refuses_overlap=True,
)
DATE = DateFacts(
    when=Span(STARTS, ENDS),
    opens_at=None,
    closes_at=STARTS,
    is_cancelled=False,
    is_closed=False,
    is_booked_here=True,
    is_course=False,
    area_code="ES",
    is_local_only=False,
    children_welcome=True,
    companions_max=None,
    places_left=10,
    course_places_max=None,
    per_card_and_venue=None,
)
NOTHING = Held(has_this=False, others=(), course_places=0, at_venue=0)
ONE = Seats()


def refusal(seats=ONE, *, card=CARD, date_facts=DATE, held=NOTHING, now=NOW):
    return claim_refusal(seats, card=card, date_facts=date_facts, held=held, now=now)


def test_an_ordinary_claim_is_allowed():
    assert refusal() is None
    assert refusal(Seats(children=2, assistants=1)) is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"is_personal": False}, Refusal.COMMUNITY_CARD),
        ({"state": CardState.SUSPENDED}, Refusal.CARD_SUSPENDED),
        ({"state": CardState.STOCKED}, Refusal.CARD_NOT_ACTIVE),
        ({"state": CardState.PRINTED}, Refusal.CARD_NOT_ACTIVE),
        ({"state": CardState.REVOKED}, Refusal.CARD_NOT_ACTIVE),
        ({"state": CardState.VOIDED}, Refusal.CARD_NOT_ACTIVE),
        ({"state": CardState.REPLACED}, Refusal.CARD_NOT_ACTIVE),
        ({"is_attested": False}, Refusal.NOT_ATTESTED),
        ({"is_unit_open": False}, Refusal.AREA_NOT_OPEN),
        ({"area_ends_on": date(2026, 11, 23)}, Refusal.AREA_NOT_OPEN),
        ({"area_ends_on": date(2026, 11, 24)}, None),
        ({"area_opens_on": date(2026, 11, 25)}, Refusal.AREA_NOT_OPEN),
        ({"area_opens_on": date(2026, 11, 24)}, None),
        ({"valid_from": None, "valid_until": None}, Refusal.CARD_NOT_VALID_THEN),
        ({"valid_until": date(2026, 11, 23)}, Refusal.CARD_NOT_VALID_THEN),
        ({"valid_until": date(2026, 11, 24)}, None),
        ({"valid_from": date(2026, 11, 25)}, Refusal.CARD_NOT_VALID_THEN),
        ({"valid_from": date(2026, 11, 24)}, None),
        ({"live_claims": 4}, None),
        ({"live_claims": 5}, Refusal.TOO_MANY_CLAIMS),
    ],
)
def test_a_card_is_judged_on_the_day_of_the_visit(change, expected):
    assert refusal(card=replace(CARD, **change)) is expected


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (datetime(2027, 3, 31, 23, 59, tzinfo=HELSINKI), None),
        (datetime(2027, 4, 1, 0, 1, tzinfo=HELSINKI), Refusal.CARD_NOT_VALID_THEN),
        (datetime(2027, 3, 31, 20, 59, tzinfo=UTC), None),
        (datetime(2027, 3, 31, 21, 1, tzinfo=UTC), Refusal.CARD_NOT_VALID_THEN),
    ],
)
def test_the_last_day_ends_at_midnight_in_helsinki(starts, expected):
    later = replace(DATE, when=Span(starts, starts + timedelta(hours=2)), closes_at=starts)

    assert refusal(date_facts=later) is expected


@pytest.mark.parametrize(
    ("last_day", "starts", "expected"),
    [
        (date(2027, 3, 28), datetime(2027, 3, 28, 23, 30, tzinfo=HELSINKI), None),
        (date(2027, 3, 27), datetime(2027, 3, 28, 0, 30, tzinfo=HELSINKI), Refusal.CARD_NOT_VALID_THEN),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, 30, tzinfo=HELSINKI), None),
        (date(2026, 10, 24), datetime(2026, 10, 25, 0, 30, tzinfo=HELSINKI), Refusal.CARD_NOT_VALID_THEN),
    ],
)
def test_a_day_of_a_clock_change_is_a_day(last_day, starts, expected):
    card = replace(CARD, valid_until=last_day)
    date_facts = replace(DATE, when=Span(starts, starts + timedelta(hours=2)), closes_at=starts)

    assert refusal(card=card, date_facts=date_facts, now=starts - timedelta(days=3)) is expected


def test_something_that_has_begun_is_judged_today():
    month = Span(NOW - timedelta(days=20), NOW + timedelta(days=10))

    assert day_of_use(month, now=NOW) == date(2026, 11, 20)
    assert day_of_use(DATE.when, now=NOW) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("card_local", "offer_local", "same_area", "expected"),
    [
        (False, False, False, None),
        (True, False, False, Refusal.OUT_OF_REACH),
        (False, True, False, Refusal.OUT_OF_REACH),
        (True, True, False, Refusal.OUT_OF_REACH),
        (True, True, True, None),
        (True, False, True, None),
        (False, True, True, None),
    ],
)
def test_local_only_works_both_ways(card_local, offer_local, same_area, expected):
    card = replace(CARD, is_local_only=card_local)
    date_facts = replace(DATE, is_local_only=offer_local, area_code="KA" if same_area else "ES")

    assert refusal(card=card, date_facts=date_facts) is expected


OPENS = STARTS - timedelta(days=7)
CLOSES = STARTS - timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENS - SECOND, Refusal.NOT_OPEN_YET),
        (OPENS, None),
        (CLOSES - SECOND, None),
        (CLOSES, Refusal.TOO_LATE_TO_CLAIM),
        (ENDS + timedelta(days=1), Refusal.TOO_LATE_TO_CLAIM),
    ],
)
def test_the_window_opens_on_its_second_and_closes_on_its_second(now, expected):
    assert refusal(date_facts=replace(DATE, opens_at=OPENS, closes_at=CLOSES), now=now) is expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"is_cancelled": True}, Refusal.DATE_CANCELLED),
        ({"is_cancelled": True, "is_closed": True}, Refusal.DATE_CANCELLED),
        ({"is_closed": True}, Refusal.OFFER_CLOSED),
        ({"is_booked_here": False}, Refusal.NOT_BOOKED_HERE),
        ({"places_left": 0}, Refusal.FULL),
        ({"places_left": 1}, None),
        ({"places_left": None}, None),
    ],
)
def test_a_date_that_does_not_take_bookings_says_why(change, expected):
    assert refusal(date_facts=replace(DATE, **change)) is expected


@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        (Seats(holder=0, children=1), Refusal.HOLDER_MISSING),
        (Seats(holder=0), Refusal.HOLDER_MISSING),
        (Seats(holder=2), Refusal.SEAT_NOT_FOR_CARD),
        (Seats(children=-1), Refusal.SEATS_UNREADABLE),
        (Seats(children=2), None),
        (Seats(children=3), Refusal.TOO_MANY_CHILDREN),
        (Seats(assistants=1), None),
        (Seats(assistants=2), Refusal.TOO_MANY_ASSISTANTS),
        (Seats(workers=1), Refusal.SEAT_NOT_FOR_CARD),
        (Seats(clients=1), Refusal.SEAT_NOT_FOR_CARD),
    ],
)
def test_the_party_must_fit_the_card(seats, expected):
    assert refusal(seats) is expected


@pytest.mark.parametrize(
    ("on_card", "at_venue", "children", "expected"),
    [
        (2, 1, 1, None),
        (2, 1, 2, Refusal.VENUE_TAKES_FEWER),
        (1, 2, 2, Refusal.TOO_MANY_CHILDREN),
        (2, 2, 2, None),
        (2, 2, 3, Refusal.TOO_MANY_CHILDREN),
        (2, 0, 1, Refusal.VENUE_TAKES_FEWER),
        (0, None, 1, Refusal.TOO_MANY_CHILDREN),
    ],
)
def test_the_smaller_of_card_and_venue_decides_on_children(on_card, at_venue, children, expected):
    card = replace(CARD, companions_max=on_card)
    date_facts = replace(DATE, companions_max=at_venue)

    assert refusal(Seats(children=children), card=card, date_facts=date_facts) is expected


def test_a_course_is_one_seat_and_an_adults_evening_takes_no_children():
    course = replace(DATE, is_course=True)
    adults = replace(DATE, children_welcome=False)

    assert refusal(Seats(children=1), date_facts=course) is Refusal.COURSE_IS_ONE_SEAT
    assert refusal(Seats(assistants=1), date_facts=course) is None
    assert refusal(Seats(children=1), date_facts=adults) is Refusal.VENUE_TAKES_FEWER
    assert children_allowed(CARD, course) == children_allowed(CARD, adults) == 0


def test_an_assistant_takes_no_place_of_the_venues_number():
    last = replace(DATE, places_left=1)

    assert refusal(Seats(assistants=1), date_facts=last) is None
    assert refusal(Seats(children=1), date_facts=last) is Refusal.FULL


@pytest.mark.parametrize(("per_visit", "had", "expected"), [(None, 9, None), (2, 1, None), (2, 2, Refusal.VENUE_LIMIT)])
def test_a_venue_may_limit_visits_of_one_card(per_visit, had, expected):
    date_facts = replace(DATE, per_card_and_venue=per_visit)

    assert refusal(date_facts=date_facts, held=replace(NOTHING, at_venue=had)) is expected


@pytest.mark.parametrize(
    ("offer_limit", "had", "expected"),
    [(None, 0, None), (None, 1, Refusal.COURSE_LIMIT), (2, 1, None), (2, 2, Refusal.COURSE_LIMIT)],
)
def test_course_places_are_limited_by_the_institute_or_the_area(offer_limit, had, expected):
    course = replace(DATE, is_course=True, course_places_max=offer_limit)

    assert refusal(date_facts=course, held=replace(NOTHING, course_places=had)) is expected
    assert refusal(held=replace(NOTHING, course_places=had)) is None


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (STARTS - timedelta(hours=2), STARTS, None),
        (STARTS - timedelta(hours=2), STARTS + SECOND, Refusal.OVERLAPS),
        (ENDS, ENDS + timedelta(hours=1), None),
        (ENDS - SECOND, ENDS + timedelta(hours=1), Refusal.OVERLAPS),
        (STARTS - timedelta(days=10), ENDS + timedelta(days=10), None),
    ],
)
def test_two_evenings_at_once_clash_but_an_open_exhibition_does_not(starts, ends, expected):
    held = replace(NOTHING, others=(Span(starts, ends),))

    assert refusal(held=held) is expected
    assert refusal(held=held, card=replace(CARD, refuses_overlap=False)) is None


def test_the_first_reason_is_the_one_the_holder_can_act_on():
    everything = replace(DATE, is_cancelled=True, is_closed=True, places_left=0)
    held = replace(NOTHING, has_this=True)

    assert refusal(card=replace(CARD, is_personal=False), date_facts=everything) is Refusal.COMMUNITY_CARD
    assert refusal(date_facts=everything, held=held) is Refusal.DATE_CANCELLED
    assert refusal(Seats(children=9), held=held, date_facts=replace(DATE, places_left=0)) is Refusal.ALREADY_CLAIMED


@pytest.mark.parametrize(
    ("state", "now", "expected"),
    [
        (ClaimState.LIVE, NOW, None),
        (ClaimState.LIVE, STARTS, None),
        (ClaimState.LIVE, ENDS - SECOND, None),
        (ClaimState.LIVE, ENDS, Refusal.TOO_LATE_TO_GIVE_BACK),
        (ClaimState.USED, NOW, Refusal.ALREADY_USED),
        (ClaimState.CANCELLED, NOW, Refusal.ALREADY_GIVEN_BACK),
        (ClaimState.NO_SHOW, ENDS, Refusal.TOO_LATE_TO_GIVE_BACK),
    ],
)
def test_a_place_can_be_given_back_until_the_end(state, now, expected):
    assert give_back_refusal(state, DATE.when, now=now) is expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(-61, Refusal.TOO_EARLY), (-60, None), (0, None), (179, None), (180, Refusal.TOO_LATE)],
)
def test_the_door_opens_an_hour_before_and_closes_an_hour_after_the_end(minutes, expected):
    assert entry_refusal(DATE.when, now=STARTS + timedelta(minutes=minutes)) is expected


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        (date(2026, 7, 31), "term", (date(2026, 1, 1), date(2026, 7, 31))),
        (date(2026, 8, 1), "term", (date(2026, 8, 1), date(2026, 12, 31))),
        (date(2026, 8, 1), "year", (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_course_periods_are_terms_or_years(day, period, expected):
    assert course_period(day, period) == expected


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1e3", "1 ", " 1", "NaN", "true", "[1]", "2147483648", "4", "\u0661", "0x1", "+1", "\u00b2"])
def test_seats_written_in_any_other_way_are_refused(text):
    assert read_count(text, most=3) is None


@pytest.mark.parametrize(("text", "count"), [("0", 0), ("3", 3), ("003", 3)])
def test_seats_written_in_digits_are_read(text, count):
    assert read_count(text, most=3) == count
