"""A small site of every kind of fact, a plain model of what should be found there, and questions of every sort."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from hypothesis import strategies as st

from areas import municipalities
from common.geo import haversine_m
from common.time import midnight
from offerings.codes import Accessibility, Audience, Category, HowToGet, OfferKind, SpokenLanguage
from offerings.models import Offer
from search import handlers
from search.types import SearchQuery
from tests.factories import AreaFactory, OccurrenceFactory, OfferFactory, VenueFactory, evening

TOWNS = ("205", "564", "091", "837", "049", "165")
NAMES = ["Jazzilta", "Lasten konsertti", "Taidenäyttely", "Uimahalli", "Keramiikkakurssi", "Työpaja", "Elokuvailta", "Runoja ja kahvia"]
KNOWN = "konsertti taidenayttely utställning swimming kahvila zzzz lapsille Kajaanissa ilmainen esteetön x"
WORDS = [*NAMES, *KNOWN.split(), "jazz huomenna"]
AREAS = ("kainuu", "oulu", "etela")


# --- facts -----------------------------------------------------------------------------------------------------------


def fill(number: int = 48) -> list[Offer]:
    """Make offers of every kind: hidden, called off, sold out, over, running for months, always on."""
    dice = random.Random(11)
    areas = [AreaFactory(slug=slug) for slug in AREAS]
    resting = AreaFactory(slug="tauolla", state="paused")
    venues = [_venue(dice, areas[at % 3] if at < 11 else resting) for at in range(12)]
    return [_offer(dice, at, dice.choice(venues)) for at in range(number)]


def fill_site(number: int = 48) -> None:
    """Make offers and put them into the index."""
    handlers.offers_changed("offer", [offer.uuid for offer in fill(number)])


def _venue(dice: random.Random, area: Any) -> Any:
    town = municipalities.by_code(dice.choice(TOWNS))
    assert town
    where = {"lat": round(town.lat + dice.uniform(-0.05, 0.05), 5), "lon": round(town.lon + dice.uniform(-0.05, 0.05), 5)}
    access = _some(dice, Accessibility.values, 3)
    return VenueFactory(area=area, municipality_id=town.code, accessibility=access, names={"fi": f"Sali {dice.randrange(99)}"}, **where)


def _some(dice: random.Random, codes: list[str], most: int) -> list[str]:
    return dice.sample(codes, dice.randrange(most + 1))


def _offer(dice: random.Random, at: int, venue: Any) -> Offer:
    kind = dice.choice(OfferKind.values)
    hidden = {3: {"closed_at": evening(-1)}, 4: {"live_at": evening(2)}, 5: {"expire_at": evening(-1)}}.get(at % 16, {})
    titles = {"fi": f"{dice.choice(NAMES)} {at}"} | ({"sv": f"Kväll {at}"} if dice.random() < 0.3 else {})
    offer = OfferFactory(
        venue=venue, kind=kind, titles=titles, categories=_some(dice, Category.values, 2) or ["music"], audiences=_some(dice, Audience.values, 2),
        accessibility=_some(dice, Accessibility.values, 2), languages=_some(dice, SpokenLanguage.values, 2), how_to_get=dice.choice(HowToGet.values),
        is_free=dice.random() < 0.7, own_contribution_cents=dice.choice([0, 0, 0, 500]), **hidden,
    )  # fmt: skip
    for _ in range(dice.choice([0, 0, 1]) if kind == "standing" else dice.randrange(4)):
        _date(dice, offer)
    return offer


def _date(dice: random.Random, offer: Offer) -> None:
    starts = evening(dice.choice([-40, -1, 0, 0, 1, 2, 4, 5, 9, 40]), hour=dice.choice([0, 9, 18]))
    places = dice.choice([None, 10])
    OccurrenceFactory(
        offer=offer, starts_at=starts, ends_at=starts + dice.choice([timedelta(hours=2), timedelta(days=1), timedelta(days=60)]), places=places,
        places_left=places and dice.choice([0, 3, 10]), is_sold_out=dice.random() < 0.15, is_cancelled=dice.random() < 0.15,
    )  # fmt: skip


# --- what should be found --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Model:
    """What should be found, worked out offer by offer."""

    offers: dict[str, Offer]
    now: datetime

    @classmethod
    def of_the_site(cls, now: datetime) -> Model:
        rows = Offer.objects.select_related("venue__area").prefetch_related("occurrences")
        return cls({str(row.uuid): row for row in rows}, now)

    def found(self, q: SearchQuery) -> set[str]:
        """Return what a question without words finds. Its circle, if it has one, is drawn."""
        return {key for key, offer in self.offers.items() if self.fits(offer, q)}

    def fits(self, offer: Offer, q: SearchQuery) -> bool:
        """Whether an offer passes every filter of a question; its words are not looked at."""
        dates = list(self._dates(offer, q))
        is_on = bool(dates) or self._is_always_on(offer)
        has_places = not dates or any(date.left is None or date.left > 0 for date in dates)
        return is_on and self._is_public(offer) and (has_places or not q.places_left) and self._has_codes(offer, q) and self._is_there(offer, q)

    def _is_public(self, offer: Offer) -> bool:
        is_live = (offer.live_at is None or offer.live_at <= self.now) and (offer.expire_at is None or offer.expire_at > self.now)
        return is_live and offer.closed_at is None and offer.venue.closed_at is None and offer.venue.area.is_running

    def _dates(self, offer: Offer, q: SearchQuery) -> Iterator[Any]:
        since = max(self.now, midnight(q.date_from)) if q.date_from else self.now
        until = midnight(q.date_to + timedelta(days=1)) if q.date_to else None
        if until and until <= since:  # all of the asked days are over
            return
        for date in offer.occurrences.all():
            if not date.is_cancelled and date.closed_at is None and date.ends_at > since and (until is None or date.starts_at < until):
                yield date

    def _is_always_on(self, offer: Offer) -> bool:
        recent = [date for date in offer.occurrences.all() if date.ends_at > self.now - timedelta(days=1)]
        return offer.kind == OfferKind.STANDING and not recent

    def _has_codes(self, offer: Offer, q: SearchQuery) -> bool:
        access = {*offer.accessibility, *offer.venue.accessibility}
        is_free = offer.is_free and not offer.own_contribution_cents
        any_of = (
            (q.kinds, [offer.kind]), (q.categories, offer.categories), (q.audiences, offer.audiences), (q.languages, offer.languages),
            (q.how, [offer.how_to_get]), (q.areas, [offer.venue.area.slug]), (q.municipalities, [offer.venue.municipality_id]),
            (q.venues, [str(offer.venue.uuid)]),
        )  # fmt: skip
        is_chosen = all(not wanted or set(wanted) & set(has) for wanted, has in any_of)
        return is_chosen and set(q.accessibility) <= access and (q.free is None or q.free == is_free)

    def _is_there(self, offer: Offer, q: SearchQuery) -> bool:
        lat, lon = offer.venue.lat, offer.venue.lon
        if q.bbox and not q.bbox.contains(lat, lon):
            return False
        circle = q.near and q.near.radius_km is not None
        return not circle or haversine_m(lat, lon, q.near.lat, q.near.lon) <= q.near.radius_km * 1000  # type: ignore[union-attr, operator]


# --- questions -------------------------------------------------------------------------------------------------------

Params = dict[str, list[str]]


def _lists(codes: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True)


def _one(*values: str) -> st.SearchStrategy[list[str]]:
    return st.sampled_from([[value] for value in values])


NEAR = _one("64.23,27.73", "65.01,25.47", "60.17,24.94", "62.50,26.00")
BOXES = _one("19,59,32,71", "27,64,28,65", "24,60,26,66", "25,64.9,26,65.1")
DAYS = st.integers(-3, 50).map(lambda days: [evening(days).date().isoformat()])
FILTERS: dict[str, st.SearchStrategy[list[str]]] = {
    "kind": _lists(OfferKind.values), "category": _lists(Category.values), "audience": _lists(Audience.values),
    "accessibility": st.lists(st.sampled_from(Accessibility.values), min_size=1, max_size=2, unique=True), "language": _lists(SpokenLanguage.values),
    "how": _lists(HowToGet.values), "area": _lists([*AREAS, "tauolla", "nowhere"]), "municipality": _lists(list(TOWNS)),
    "free": _one("0", "1"), "places_left": _one("1"), "when": _one("today", "tomorrow", "weekend", "week"), "date_from": DAYS, "date_to": DAYS,
    "bbox": BOXES,
}  # fmt: skip
SORTS = {"sort": _one("auto", "relevance", "soonest", "near"), "lang": _one("fi", "sv", "en", "fi-simple")}
PLACES = _one("Kajaani", "90100", "Uleåborg", "Turku")
CIRCLES: dict[str, st.SearchStrategy[list[str]]] = {"near": NEAR, "place": PLACES, "radius_km": _one("5", "60", "400")}
TEXTS: dict[str, st.SearchStrategy[list[str]]] = {
    "q": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: [" ".join(words)]),
    "as_typed": _one("0", "1"),
}
NASTY = ["", " ", "\0", "nan", "inf", "-1", "1e400", "9" * 20, "%", "'", '"', "🙂", "a" * 5000, "../..", "{{7*7}}", "OR 1=1 --", ",", "1,2,3,4", "٣"]
ODD = st.one_of(st.text(max_size=40), st.sampled_from(NASTY), st.integers().map(str), st.floats().map(str)).map(
    lambda value: value.encode("utf-8", "replace").decode()
)
NAMES_OF_ALL = [*FILTERS, *SORTS, *CIRCLES, *TEXTS, "venue", "page", "page_size", "cluster_zoom", "only", "view", "limit", "kinds", "unknown"]


def questions(**parts: st.SearchStrategy[list[str]]) -> st.SearchStrategy[Params]:
    """Some of these parameters, each with a value that is understood."""
    return st.fixed_dictionaries({}, optional=parts)


def odd_questions() -> st.SearchStrategy[Params]:
    """Any parameters with any values, understood ones among them."""
    odd = st.dictionaries(st.sampled_from(NAMES_OF_ALL), st.lists(ODD, min_size=1, max_size=3), max_size=5)
    return st.tuples(questions(**FILTERS, **CIRCLES, **TEXTS), odd).map(lambda both: both[0] | both[1])


def address(path: str, params: Params) -> str:
    return f"{path}?{urlencode(params, doseq=True)}"
