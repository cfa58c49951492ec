"""Puts the demo together from its texts: the same values for the same number and day."""

from __future__ import annotations

from datetime import date

from kaikusite.demo.areas import areas, distributors
from kaikusite.demo.offers import offers
from kaikusite.demo.shapes import Demo
from kaikusite.demo.venues import venues

OFFERS = 1_000
VENUES = 150
OFFERS_PER_VENUE = 12  # beyond the default, more venues come with more offers


def make_demo(*, offers_wanted: int = OFFERS, today: date) -> Demo:
    """Return everything that is seeded. Pure: touches neither the database nor the clock.

    offers_wanted   1 upwards; 10,000 has some 700 venues.
    """
    places = venues(max(VENUES, offers_wanted // OFFERS_PER_VENUE), today)
    return Demo(areas(today), distributors(), places, offers(places, offers_wanted, today))
