"""The facts of an offer: how to get it, how many places, who may come along, what it costs. All by the dice of its key."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

from kaikusite.demo.shapes import DateSeed, VenueSeed
from kaikusite.demo.texts import PLAIN, Base

# Shares of a hundred, by kind; all seven ways occur. A house without tickets has no ticket shop to give codes for.
WAYS = {
    "event": (("reserve-here", 56), ("at-the-desk", 15), ("phone", 11), ("code-list", 11), ("just-come", 4), ("e-mail", 3)),
    "open-house": (("just-come", 42), ("reserve-here", 40), ("phone", 11), ("e-mail", 7)),
    "course": (("enrol-then-code", 52), ("reserve-here", 30), ("phone", 10), ("e-mail", 8)),
    "standing": (("just-come", 62), ("at-the-desk", 30), ("phone", 8)),
}
OPEN_HOUSES = frozenset({"library", "community-house", "youth-house", "nature-centre", "adult-education", "gallery"})
COUNTED = frozenset({"reserve-here", "code-list", "phone", "e-mail", "enrol-then-code"})  # ways whose places are counted
PLACES = ((4, 1), (5, 2), (3, 3), (6, 4), (10, 6), (16, 8), (18, 10), (10, 12), (8, 15), (12, 20), (4, 30), (4, 40))  # share, places
NO_LIMIT_SHARE = 12  # of a hundred bookable offers have no limit
SOLD_OUT_SHARE, CANCELLED_SHARE, TAKEN_SHARE = 5, 2, 45  # of a hundred dates
ACCESS = {
    "sign-lecture": ["sign-language", "captioned"], "signed-tour": ["sign-language", "audio-described"], "word-festival": ["sign-language"],
    "quiet-film": ["quiet", "captioned"], "drama-film": ["captioned"], "sensory-hour": ["quiet"], "sculpture": ["audio-described"],
    "baby-morning": ["quiet"], "sensory-play": ["quiet"], "slow-looking": ["quiet"], "kids-film": ["quiet"], "clown": ["quiet"],
    "hockey-match": ["quiet"], "art-lecture": ["induction-loop"], "opera": ["captioned"], "work-path": ["easy-language"],
}  # fmt: skip
WORDLESS = frozenset({"dance", "circus", "music"})
INSTITUTE_LIMITS = {"term": 2, "year": 2}
FEE_CEILING_CENTS = 2500  # Pedersöre: the card covers a course fee up to 25 €, the holder pays the rest (pedersore.fi, sources.csv)
CEILING_AREA = "area/jakobstadsnejden"


def offer_facts(venue: VenueSeed, base: Base, luck: random.Random, *, fee_cents: int) -> dict[str, Any]:
    """Return the facts by the names of OfferPage.FACTS (picture aside). `fee_cents`: what a course costs without the card."""
    way = _way(venue, base, luck)
    facts = {
        "kind": base.kind, "categories": list(base.categories), "audiences": list(base.audiences), "accessibility": _access(base),
        "languages": _languages(venue, base, luck), "how_to_get": way, "places": _places(way, base, luck),
        "children_welcome": _children_welcome(base), "companions_max": luck.choice((2, 3)) if luck.random() < 0.06 else None,
        "claim_opens_days": luck.choice((14, 30)) if way == "reserve-here" and luck.random() < 0.08 else None,
        "claim_closes_minutes": luck.choice((0, 0, 0, 30, 60, 120)) if way == "reserve-here" else 0,
        "phone": "", "email": "", "booking_url": "",
    }  # fmt: skip
    return facts | _course_limits(venue, base, fee_cents)


def _way(venue: VenueSeed, base: Base, luck: random.Random) -> str:
    if venue.facts.get("popup_from"):
        return "at-the-desk"
    is_open_house = base.kind == "event" and bool(OPEN_HOUSES & set(venue.hosts))
    ways, shares = zip(*WAYS["open-house" if is_open_house else base.kind], strict=True)
    return str(luck.choices(ways, shares)[0])


def _places(way: str, base: Base, luck: random.Random) -> int | None:
    if base.kind == "standing" or way not in COUNTED or luck.randrange(100) < NO_LIMIT_SHARE:
        return None
    shares, numbers = zip(*PLACES, strict=True)
    return int(luck.choices(numbers, shares)[0])


def _access(base: Base) -> list[str]:
    own = ACCESS.get(base.key, [])
    is_led_slowly = PLAIN in base.descriptions and base.kind == "event" and "museum" in base.categories
    return [*own, "easy-language"] if is_led_slowly else own


def _languages(venue: VenueSeed, base: Base, luck: random.Random) -> list[str]:
    if base.categories[0] in WORDLESS and base.kind == "event" and luck.random() < 0.4:
        return ["none"]
    if "sign-language" in ACCESS.get(base.key, []):
        return ["fi", "sign"]
    served = list(venue.facts["languages"])
    return served if base.kind == "standing" else [venue.language, *(["en"] if "en" in served and luck.random() < 0.2 else [])]


def _children_welcome(base: Base) -> bool:
    """Children never come along on courses (redemption.md, F3), nor to late evenings of the young and adults."""
    return base.kind != "course" and base.when != "night" and base.audiences != ("adults",)


def _course_limits(venue: VenueSeed, base: Base, fee_cents: int) -> dict[str, Any]:
    limits: dict[str, Any] = {"course_limit": None, "course_limit_period": "term", "fee_ceiling_cents": None}
    limits |= {"own_contribution_cents": 0, "is_free": True}
    if base.kind != "course":
        return limits
    limits["course_limit"] = INSTITUTE_LIMITS["term"] if "adult-education" in venue.hosts else None
    if venue.area == CEILING_AREA and "adult-education" in venue.hosts:
        own = max(0, fee_cents - FEE_CEILING_CENTS)
        limits |= {"course_limit": INSTITUTE_LIMITS["year"], "course_limit_period": "year", "fee_ceiling_cents": FEE_CEILING_CENTS}
        limits |= {"own_contribution_cents": own, "is_free": own == 0}
    return limits


def dates(facts: dict[str, Any], spans: list[tuple[datetime, datetime]], luck: random.Random) -> tuple[DateSeed, ...]:
    """Return the dates with their places: some nearly gone, some sold out, a few called off."""
    return tuple(_date(facts, starts, ends, luck) for starts, ends in spans)


def _date(facts: dict[str, Any], starts: datetime, ends: datetime, luck: random.Random) -> DateSeed:
    places, fate = facts["places"], luck.randrange(100)
    is_cancelled = fate < CANCELLED_SHARE
    is_sold_out = not is_cancelled and fate < CANCELLED_SHARE + SOLD_OUT_SHARE and facts["how_to_get"] in COUNTED
    taken = 0
    if places and not is_sold_out and facts["how_to_get"] == "reserve-here" and luck.randrange(100) < TAKEN_SHARE:
        taken = places - luck.choice((0, 1, 1, 2, 2)) if luck.random() < 0.3 and places > 2 else luck.randint(1, max(1, places - 1))
    return DateSeed(starts, ends, places, taken=min(taken, places or 0), is_sold_out=is_sold_out, is_cancelled=is_cancelled)
