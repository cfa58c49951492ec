"""What is on: which text goes to which venue, so that a thousand offers read as different things."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.text import slugify

from kaikusite.demo import facts, schedule, writing
from kaikusite.demo.shapes import OfferSeed, VenueSeed
from kaikusite.demo.texts import Base, bases, dice, table
from kaikusite.demo.venues import weekly

MOST_WEIGHT = 9
SESSION_CENTS = 350  # what one session of a course costs without the card
PICTURE_SHARE = 0.4  # of offers; the others show their category's motif
REPEATS = 3  # times that a venue may use its texts up, each time with another ending of the title


@dataclass(frozen=True, slots=True)
class Choice:
    """One text for one venue. `number`: which variant; `again`: how many times the venue has used it before."""

    base: Base
    number: int
    months: tuple[int, ...]
    again: int = 0


@dataclass
class Used:
    """What has been used so far, so that nothing is heard twice nearby."""

    variants: Counter[tuple[str, int]] = field(default_factory=Counter)
    towns: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    bases: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, venue: VenueSeed, choice: Choice) -> None:
        self.variants[choice.base.key, choice.number] += 1
        self.towns[venue.town, choice.base.key, choice.number] += 1
        self.kinds[venue.key, choice.base.kind] += 1
        self.bases[venue.key, choice.base.key] += 1

    def cost(self, venue: VenueSeed, choice: Choice) -> tuple[float, ...]:
        """Return how unwelcome a choice is: repeats first, then sameness of kind at the venue, then how worn the text is."""
        return (
            self.towns[venue.town, choice.base.key, choice.number],
            self.kinds[venue.key, choice.base.kind] * KIND_WEIGHT[choice.base.kind]
            + self.bases[venue.key, choice.base.key]
            + self.variants[choice.base.key, choice.number],
            dice(venue.key, choice.base.key, choice.number).random(),
        )


KIND_WEIGHT = {"event": 0.4, "course": 1.1, "standing": 1.0}  # a venue has mostly events


def offers(venues: list[VenueSeed], count: int, today: date) -> list[OfferSeed]:
    """Return `count` offers, the same for the same venues, count and day; fewer if every text of every venue is used up."""
    choices = {venue.key: _choices(venue, today) for venue in venues}
    used, made = Used(), list[OfferSeed]()
    for again in range(REPEATS + 1):
        left = {key: [replace(choice, again=again) for choice in found] for key, found in choices.items()}
        for venue in _turns(venues, left):
            if len(made) == count:
                return made
            offer = _next_offer(venue, left[venue.key], used, today)
            if offer:
                made.append(offer)
    return made


def _next_offer(venue: VenueSeed, left: list[Choice], used: Used, today: date) -> OfferSeed | None:
    """Take the venue's most welcome text out of those left, or none when they are used up."""
    for choice in sorted(left, key=lambda choice: used.cost(venue, choice)):
        left.remove(choice)
        offer = _offer(venue, choice, today)
        if offer:
            used.note(venue, choice)
            return offer
    return None


def _choices(venue: VenueSeed, today: date) -> list[Choice]:
    found = []
    for base in bases():
        if not set(base.fits) & set(venue.hosts) or (venue.only and base.key not in venue.only):
            continue
        for number, variant in enumerate(base.variants):
            months = _common(venue.months, schedule.season(base.months), schedule.season(variant.months))
            if months is not None and _within(months, today):
                found.append(Choice(base, number, months))
    return found


def _common(*seasons: tuple[int, ...]) -> tuple[int, ...] | None:
    """Return the months that all seasons share: empty = the whole year, None = never."""
    bound = [season for season in seasons if season]
    shared = tuple(month for month in range(1, 13) if all(month in season for season in bound))
    return shared or None if bound else ()


def _within(months: tuple[int, ...], today: date) -> bool:
    return not months or any((today.month - 1 + ahead) % 12 + 1 in months for ahead in range(6))


def _turns(venues: list[VenueSeed], left: dict[str, list[Choice]]) -> Iterator[VenueSeed]:
    """Yield venues in turn, those of busy towns more often, until nothing is left to say."""
    round_number = 0
    while any(left.values()):
        round_number += 1
        for venue in venues:
            share = max(venue.weight, 2) + 2
            if (round_number * share) // (MOST_WEIGHT + 2) > ((round_number - 1) * share) // (MOST_WEIGHT + 2):
                yield venue


def _offer(venue: VenueSeed, choice: Choice, today: date) -> OfferSeed | None:
    base, key = choice.base, f"offer/{venue.key}/{choice.base.key}/{choice.number}/{choice.again}"
    luck = dice(key)
    plan = schedule.course(base.when, luck, today=today, months=choice.months) if base.kind == "course" else None
    spans = schedule.event_dates(base.when, luck, today=today, months=choice.months, minutes=base.minutes) if base.kind == "event" else []
    if (base.kind == "course" and plan is None) or (base.kind == "event" and not spans):
        return None
    values = facts.offer_facts(venue, base, luck, fee_cents=plan.times * SESSION_CENTS if plan else 0)
    words = writing.offer_words(venue, base, choice.number, luck, plan=plan, again=choice.again)
    return OfferSeed(
        key=key, venue=venue.key, slug=_slug(venue, words), language=venue.language, facts=values, words=words,
        dates=facts.dates(values, [(plan.starts_at, plan.ends_at)] if plan else spans, luck),
        hours=_hours(venue, base), picture=_picture(base, luck),
    )  # fmt: skip


def _slug(venue: VenueSeed, words: dict[str, dict[str, str]]) -> str:
    return slugify(words[venue.language]["title"])[:60].strip("-")


def _hours(venue: VenueSeed, base: Base) -> tuple[tuple[int, str, str], ...]:
    """Return the hours of a standing offer where they are not simply the venue's."""
    if base.kind != "standing":
        return ()
    own = weekly(base.when)
    return () if own == venue.hours else own


def _picture(base: Base, luck: random.Random) -> str:
    """Return the key of a picture for four offers of ten, of the offer's first category; else the motif stands."""
    fitting = [key for key in table("pictures") if key.rpartition("-")[0] == base.categories[0]]
    return luck.choice(fitting) if luck.random() < PICTURE_SHARE else ""
