"""Why one offer is found where it is: publication, index, words and position, from the real engine and the real facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from common import outbox, worker
from common.models import OutboxRow
from common.time import day_of
from offerings.models import Offer
from search import asking, engines, handlers
from search.explaining import Ahead, DateState
from search.why import Indexed, Standing, Why, why
from tests.factories import OccurrenceFactory, OfferFactory, evening
from tests.moment import NOW

pytestmark = pytest.mark.django_db


def offer(title: str, *, days: int = 3, **more: Any) -> Offer:
    made: Offer = OfferFactory(titles={"fi": title}, **more)
    OccurrenceFactory(offer=made, starts_at=evening(days))
    handlers.offers_changed("offer", [made.uuid])
    return made


def told(made: Offer, text: str = "", **params: str) -> Why:
    given = {name: [value] for name, value in {"q": text, **params}.items()}
    return why(made.uuid, asking.read(given, lang="fi", today=day_of(NOW)), now=NOW)


def test_it_is_found_and_its_position_is_told() -> None:
    late, soon = offer("Konsertti", days=9), offer("Konsertti", days=1)

    answer = told(late, "konsertti")

    assert (answer.position, answer.finding.results.total) == (2, 2)
    assert [(other.position, other.title, other.reasons) for other in answer.ahead] == [(1, "Konsertti", (Ahead.SOONER,))]
    assert told(soon, "konsertti").position == 1


def test_the_three_before_it_are_told_in_their_order() -> None:
    for days in range(1, 6):
        offer(f"Konsertti {days}", days=days)
    last = offer("Konsertti 9", days=9)

    assert [other.position for other in told(last, "konsertti").ahead] == [3, 4, 5]


def test_a_word_that_it_lacks_keeps_it_away_while_others_hold_all() -> None:
    for _ in range(5):
        offer("Kuoron konsertti")
    mine = offer("Konsertti")

    answer = told(mine, "kuoro konsertti")

    assert (answer.position, answer.explanation.held, answer.explanation.needed) == (None, 1, 2)
    assert answer.explanation.passes


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda made: None, ()),
        (lambda made: setattr(made, "closed_at", NOW), (Standing.TAKEN_DOWN,)),
        (lambda made: setattr(made.venue, "closed_at", NOW), (Standing.VENUE_CLOSED,)),
        (lambda made: setattr(made.venue.area, "state", "paused"), (Standing.AREA_NOT_RUNNING,)),
        (lambda made: setattr(made.venue.area, "is_live", False), (Standing.AREA_NOT_RUNNING,)),
        (lambda made: setattr(made, "live_at", NOW + timedelta(hours=1)), (Standing.NOT_YET_LIVE,)),
        (lambda made: setattr(made, "expire_at", NOW), (Standing.EXPIRED,)),
    ],
)
def test_what_keeps_it_from_the_public_is_told(change: Callable[[Offer], None], expected: tuple[Standing, ...]) -> None:
    made = offer("Konsertti")
    change(made)
    for row in (made, made.venue, made.venue.area):
        row.save()
    handlers.offers_changed("offer", [made.uuid])

    answer = told(made, "konsertti")

    assert answer.standing == expected
    assert (answer.position is None) is bool(expected)
    assert (answer.indexed is Indexed.UP_TO_DATE) is not bool(expected)


def test_what_was_never_published_is_told(cast) -> None:
    from uuid import uuid4

    answer = why(uuid4(), asking.read({"q": ["konsertti"]}, lang="fi", today=day_of(NOW)), now=NOW)

    assert (answer.standing, answer.explanation, answer.indexed) == ((Standing.NEVER_PUBLISHED,), None, Indexed.NOT_SHOWN)


def test_a_change_on_its_way_a_stuck_one_and_one_that_arrived_are_told() -> None:
    made = offer("Konsertti")
    outbox.write("offer", [made.uuid])
    assert told(made).indexed is Indexed.WAITING

    OutboxRow.objects.update(last_error="OSError")
    assert told(made).indexed is Indexed.STUCK

    worker.work_once(NOW)
    assert told(made).indexed is Indexed.UP_TO_DATE
    assert told(made).indexed_at is not None


def test_an_index_without_it_or_with_old_words_is_told() -> None:
    made = offer("Konsertti")
    engines.current().delete([(str(made.uuid), made.version)])
    assert told(made).indexed is Indexed.MISSING

    other = offer("Konsertti")
    other.texts.update(title="Laulu")
    assert told(other).indexed is Indexed.OLD


def test_a_date_that_is_over_is_told_though_the_index_forgot_it() -> None:
    made = offer("Konsertti", days=-5)

    answer = told(made, "konsertti")

    assert (answer.explanation.dates, answer.indexed) == (DateState.OVER, Indexed.NOT_SHOWN)


def test_it_costs_the_same_however_many_are_found(django_assert_max_num_queries) -> None:
    for days in range(1, 12):
        offer("Konsertti", days=days)
    mine = offer("Konsertti", days=20)

    with django_assert_max_num_queries(27):
        assert told(mine, "konsertti").position == 12
