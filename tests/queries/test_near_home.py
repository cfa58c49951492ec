"""Three real things near home for the slip of a new card."""

from datetime import timedelta

import pytest

from redemption.cards.queries import near_home
from tests import wing
from tests.factories import OccurrenceFactory, OfferFactory, evening, municipality

pytestmark = pytest.mark.django_db
KAJAANI = (64.2273, 27.7285)


@pytest.fixture
def area():
    return wing.area()


def date(title, *, days=2, at=KAJAANI, how="just-come", **given):
    venue = {"offer__venue__lat": at[0], "offer__venue__lon": at[1], "offer__titles": {"fi": title}, "offer__how_to_get": how}
    return OccurrenceFactory(starts_at=evening(days), **(venue | given))


def titles(area, now):
    return [row.title for row in near_home(municipality("205"), area=area, language="fi", now=now)]


def test_nearest_first_then_soonest_three_at_most(area, now):
    date("kaukana", days=1, at=(64.4, 27.9))
    date("myöhemmin", days=5)
    date("pian", days=1)
    date("huomisen jälkeen", days=3)

    assert titles(area, now) == ["pian", "huomisen jälkeen", "myöhemmin"]


def test_what_is_always_on_fills_the_rest(area, now):
    date("illalla")
    place = {"venue__lat": KAJAANI[0], "venue__lon": KAJAANI[1]}
    OfferFactory(kind="standing", how_to_get="just-come", titles={"fi": "museo"}, **place)
    OfferFactory(kind="standing", how_to_get="phone", titles={"fi": "soita ensin"}, **place)
    OfferFactory(kind="standing", how_to_get="just-come", titles={"fi": "kaukana"}, venue__lat=60.2, venue__lon=24.9)

    assert titles(area, now) == ["illalla", "museo"]


def test_each_venue_once(area, now):
    first = date("eka", days=1)
    OccurrenceFactory(offer=first.offer, starts_at=evening(2))

    assert titles(area, now) == ["eka"]


@pytest.mark.parametrize(
    "given",
    [
        {"days": 8},
        {"at": (65.0, 27.7)},
        {"how": "phone"},
        {"places": 0},
        {"is_sold_out": True},
        {"is_cancelled": True},
        {"offer__is_free": False},
    ],
)
def test_what_cannot_be_had_this_week_is_not_promised(area, now, given):
    date("ei", **given)

    assert titles(area, now) == []


def test_a_local_only_area_keeps_to_itself(area, now):
    other = wing.area("SA", is_local_only=True)
    date("vain heille", offer__venue__area=other)
    date("kaikille")

    assert titles(area, now) == ["kaikille"]
    assert titles(other, now) == ["vain heille"]


def test_what_has_begun_is_too_late(area, now):
    OccurrenceFactory(starts_at=now - timedelta(minutes=1), offer__how_to_get="just-come")

    assert titles(area, now) == []


def test_thirty_dates_cost_as_many_queries_as_three(area, now, django_assert_max_num_queries):
    for number in range(30):
        date(f"esitys {number}")

    town = municipality("205")

    with django_assert_max_num_queries(4):
        assert len(near_home(town, area=area, language="fi", now=now)) == 3
