"""From the address of the finder to a question, and back: the only place that knows the parameters' names.

Whatever cannot be read is left out and told: a page says so in a notice, the API answers 422. Nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from areas import municipalities, places
from areas.places import Place
from common.geo import BBox, OutsideFinland, parse_bbox, parse_point, rounded
from offerings.codes import Accessibility, Audience, Category, HowToGet, OfferKind, SpokenLanguage
from search.codes import FIELD_OF
from search.days import named_days
from search.types import PAGE_MOST, PAGE_SIZE_MOST, Near, SearchQuery, Sort

TEXT_MOST = 200
RADIUS_LEAST_KM, RADIUS_MOST_KM = 1, 1_500
ZOOM_MOST = 18
WHEN = ("today", "tomorrow", "weekend", "week")
CODES: Mapping[str, frozenset[str]] = {
    "kind": frozenset(OfferKind.values),
    "category": frozenset(Category.values),
    "audience": frozenset(Audience.values),
    "accessibility": frozenset(Accessibility.values),
    "language": frozenset(SpokenLanguage.values),
    "how": frozenset(HowToGet.values),
}
# The order of parameters in every address we write: one search, one address.
ORDER = (
    "q place near radius_km when date_from date_to kind category audience accessibility language how area municipality venue "
    "free places_left bbox sort as_typed view page"
).split()
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Trouble(StrEnum):
    """Why a parameter was left out. The sentences are in words.py."""

    TEXT_TOO_LONG = "text-too-long"
    UNKNOWN_PLACE = "unknown-place"
    BAD_POINT = "bad-point"
    OUTSIDE_FINLAND = "outside-finland"
    BAD_BOX = "bad-box"
    BAD_DATE = "bad-date"
    DATES_TURNED = "dates-turned"
    UNKNOWN_CODE = "unknown-code"
    BAD_NUMBER = "bad-number"
    BAD_CHOICE = "bad-choice"
    NO_SUCH_PAGE = "no-such-page"


@dataclass(frozen=True, slots=True)
class Problem:
    """A parameter that was left out: its name, why, and the value as far as it is fit to show (40 letters)."""

    field: str
    trouble: Trouble
    value: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the address holds it.

    query      what was asked, the place not yet drawn as a circle.
    place      the town or postcode as typed; `town` the municipality or district it means.
    when       today, tomorrow, weekend, week, or "" with free dates or none.
    given      the parameters that were understood, as text, for writing addresses.
    """

    query: SearchQuery
    place: str = ""
    town: Place | None = None
    when: str = ""
    is_map: bool = False
    radius_km: float | None = None
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def address(self, **changes: str | Sequence[str] | None) -> str:
        """Return the query string of this question with some parameters changed; None takes one away. Starts over at page 1."""
        given = {**self.given, "page": (), **{name: _several(value) for name, value in changes.items()}}
        pairs = [(name, value) for name in ORDER for value in given.get(name, ())]
        return f"?{urlencode(pairs)}" if pairs else "?"

    def with_value(self, name: str, value: str) -> str:
        """Return the query string with one more value of a parameter."""
        return self.address(**{name: (*self.given.get(name, ()), value)})

    def without_value(self, name: str, value: str) -> str:
        """Return the query string with one value of a parameter taken away."""
        return self.address(**{name: tuple(other for other in self.given.get(name, ()) if other != value)})


def _several(value: str | Sequence[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


Params = Mapping[str, Sequence[str]]


class _Reader:
    """Reads parameter after parameter, noting what was understood and what was not."""

    def __init__(self, params: Params) -> None:
        self.params = params
        self.given: dict[str, tuple[str, ...]] = {}
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        """Return a parameter's last value: control characters gone, blanks trimmed."""
        values = self.params.get(name) or ()
        value = "".join(" " if ord(sign) < 32 or 0xD800 <= ord(sign) < 0xE000 else sign for sign in values[-1]) if values else ""
        return " ".join(value.split()) if len(value) < 10_000 else value[:10_000]

    def trouble(self, name: str, why: Trouble, value: str = "") -> None:
        self.problems.append(Problem(name, why, value[:40]))

    def keep(self, name: str, *values: str) -> None:
        self.given[name] = values

    def codes(self, name: str, fits: Callable[[str], object]) -> tuple[str, ...]:
        """Return the fitting codes of a parameter given several times or with commas."""
        found: list[str] = []
        for value in self.params.get(name) or ():
            for code in value[:1_000].split(","):
                if not code.strip():
                    continue
                if fits(code.strip()):
                    found.append(code.strip())
                else:
                    self.trouble(name, Trouble.UNKNOWN_CODE, code.strip())
        if found:
            self.keep(name, *dict.fromkeys(found))
        return tuple(dict.fromkeys(found))

    def switch(self, name: str) -> bool | None:
        """Return a yes or no; None when it was not given or not understood."""
        value = self.text(name).lower()
        if not value:
            return None
        if value in {"1", "true", "yes", "0", "false", "no"}:
            is_on = value in {"1", "true", "yes"}
            self.keep(name, "1" if is_on else "0")
            return is_on
        self.trouble(name, Trouble.BAD_CHOICE, value)
        return None

    def number(self, name: str, least: float, most: float) -> float | None:
        value = self.text(name)
        if not value:
            return None
        try:
            number = float(value.replace(",", "."))
        except ValueError:
            number = float("nan")
        if least <= number <= most:
            return number
        self.trouble(name, Trouble.BAD_NUMBER, value)
        return None

    def day(self, name: str) -> date | None:
        """Read 2026-11-28 or 28.11.2026."""
        value = self.text(name)
        finnish = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value)
        try:
            if not value:
                return None
            day = date(int(finnish[3]), int(finnish[2]), int(finnish[1])) if finnish else date.fromisoformat(value)
            if not 2000 <= day.year <= 2100:
                raise ValueError
        except ValueError:
            self.trouble(name, Trouble.BAD_DATE, value)
            return None
        self.keep(name, day.isoformat())
        return day


def read(params: Params, *, lang: str, today: date) -> Asked:
    """Return the question that an address asks; what could not be read is among its problems.

    params   name → values as given; unknown names are left alone.
    """
    reader = _Reader(params)
    query = SearchQuery(text=_words(reader), lang=lang)
    coded: dict[str, Any] = {FIELD_OF[name]: reader.codes(name, codes.__contains__) for name, codes in CODES.items()}
    query = replace(query, **coded)
    query = replace(query, areas=reader.codes("area", _CODE.fullmatch), venues=reader.codes("venue", _UUID.fullmatch))
    query = replace(query, municipalities=reader.codes("municipality", municipalities.by_code))
    query = replace(query, free=reader.switch("free"), places_left=bool(reader.switch("places_left")), is_literal=bool(reader.switch("as_typed")))
    query, when = _days(reader, query, today)
    query = replace(query, bbox=_box(reader), sort=_sort(reader), page=_page(reader))
    place, town = _place(reader)
    return Asked(
        query=replace(query, near=_near(reader, has_place=town is not None)),
        place=place,
        town=town,
        when=when,
        is_map=_is_map(reader),
        radius_km=_radius(reader),
        given=reader.given,
        problems=tuple(reader.problems),
    )


def _words(reader: _Reader) -> str:
    text = reader.text("q")
    if len(text) > TEXT_MOST:
        reader.trouble("q", Trouble.TEXT_TOO_LONG)
        text = text[:TEXT_MOST].rsplit(" ", 1)[0][:TEXT_MOST]
    if text:
        reader.keep("q", text)
    return text


def _days(reader: _Reader, query: SearchQuery, today: date) -> tuple[SearchQuery, str]:
    when = reader.text("when")
    if when in WHEN:
        reader.keep("when", when)
        first, last = named_days(when, today)
        return replace(query, date_from=first, date_to=last), when
    if when:
        reader.trouble("when", Trouble.BAD_CHOICE, when)
    first_day, last_day = reader.day("date_from"), reader.day("date_to")
    if first_day and last_day and first_day > last_day:
        reader.trouble("date_from", Trouble.DATES_TURNED)
        first_day, last_day = last_day, first_day
        reader.keep("date_from", first_day.isoformat())
        reader.keep("date_to", last_day.isoformat())
    return replace(query, date_from=first_day, date_to=last_day), ""


def _place(reader: _Reader) -> tuple[str, Place | None]:
    place = reader.text("place")[:80]
    if not place:
        return "", None
    town = places.find(place)
    if town is None:
        reader.trouble("place", Trouble.UNKNOWN_PLACE, place)
        return place, None
    reader.keep("place", place)
    return place, town


def _near(reader: _Reader, *, has_place: bool) -> Near | None:
    """Read a person's own point, as coarse as it may be kept: 0.01 degrees. A place that was typed comes first."""
    value = reader.text("near")
    if not value or has_place:
        return None
    try:
        lat, lon = rounded(*parse_point(value[:60]))
    except OutsideFinland:
        reader.trouble("near", Trouble.OUTSIDE_FINLAND)
        return None
    except ValueError:
        reader.trouble("near", Trouble.BAD_POINT)
        return None
    reader.keep("near", f"{lat:.2f},{lon:.2f}")
    return Near(lat, lon)


def _radius(reader: _Reader) -> float | None:
    radius = reader.number("radius_km", RADIUS_LEAST_KM, RADIUS_MOST_KM)
    if radius is not None:
        reader.keep("radius_km", f"{radius:g}")
    return radius


def _box(reader: _Reader) -> BBox | None:
    value = reader.text("bbox")
    if not value:
        return None
    try:
        box = parse_bbox(value[:120])
    except OutsideFinland:
        reader.trouble("bbox", Trouble.OUTSIDE_FINLAND)
        return None
    except ValueError:
        reader.trouble("bbox", Trouble.BAD_BOX)
        return None
    reader.keep("bbox", box.as_text())
    return box


def _sort(reader: _Reader) -> Sort:
    value = reader.text("sort")
    if value in set(Sort):
        if value != Sort.AUTO:
            reader.keep("sort", value)
        return Sort(value)
    if value:
        reader.trouble("sort", Trouble.BAD_CHOICE, value)
    return Sort.AUTO


def _page(reader: _Reader) -> int:
    value = reader.text("page")
    if not value:
        return 1
    if value.isascii() and value.isdigit() and 1 <= int(value[:6]) <= PAGE_MOST:
        return int(value[:6])
    reader.trouble("page", Trouble.NO_SUCH_PAGE, value)
    return 1


def _is_map(reader: _Reader) -> bool:
    if reader.text("view") == "map":
        reader.keep("view", "map")
        return True
    return False


def page_size(params: Params) -> tuple[int | None, Problem | None]:
    """Return the API's `page_size`, 1..100; None when it was not given."""
    reader = _Reader(params)
    number = reader.number("page_size", 1, PAGE_SIZE_MOST)
    return (int(number) if number is not None else None), (reader.problems[0] if reader.problems else None)


def cluster_zoom(params: Params) -> tuple[int | None, Problem | None]:
    """Return the API's `cluster_zoom`, 0..18; None when it was not given."""
    reader = _Reader(params)
    number = reader.number("cluster_zoom", 0, ZOOM_MOST)
    return (int(number) if number is not None else None), (reader.problems[0] if reader.problems else None)
