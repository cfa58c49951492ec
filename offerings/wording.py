"""Sentences about one offer: when, who may come along, what it costs, what to say on the phone. Values in, words out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from common.time import HELSINKI, day_of
from common.words import ON_WEEKDAY, capital, clock, date_words, day_words, euros, short_day_words, short_when_words, time_words
from offerings.codes import CourseLimitPeriod, OfferKind

EVENING_HOUR = 17  # from this Helsinki hour on, the way home is told (look.md)
CAPITALS = frozenset((*ON_WEEKDAY["en"], "Finnish", "Swedish", "English"))  # words that keep their capital inside a sentence


@dataclass(frozen=True, slots=True)
class Moment:
    """One date of an offer, as far as its words need."""

    starts_at: datetime
    ends_at: datetime  # exclusive
    is_all_day: bool = False

    @property
    def last_day(self) -> datetime:
        return self.ends_at - timedelta(minutes=1)

    @property
    def spans_days(self) -> bool:
        """Whether it lasts over several days; a party that ends at four in the morning does not."""
        return day_of(self.last_day) != day_of(self.starts_at) and self.ends_at - self.starts_at > timedelta(hours=18)


def row_when(moment: Moment, now: datetime) -> str:
    """Return when, for a row of a list: Tänään klo 18.30 · 29.11. asti · 1.12.–18.12."""
    if moment.spans_days:
        return capital(_span(moment, now))
    if moment.is_all_day:
        return capital(short_day_words(moment.starts_at, now))
    return capital(short_when_words(moment.starts_at, now))


def page_when(moment: Moment, now: datetime) -> str:
    """Return when, in full: Tänään tiistaina 24.11. klo 18.30–20."""
    if moment.spans_days:
        return capital(_span(moment, now))
    if moment.is_all_day:
        return capital(day_words(moment.starts_at, now))
    return f"{capital(day_words(moment.starts_at, now))} {time_words(moment.starts_at)}–{clock(moment.ends_at)}"


def _span(moment: Moment, now: datetime) -> str:
    first, last = day_of(moment.starts_at), day_of(moment.last_day)
    if moment.starts_at <= now:
        return _("until %(date)s") % {"date": date_words(last)}
    begins = date_words(first).removesuffix(str(first.year)).rstrip() if first.year == last.year else date_words(first)
    return f"{begins}–{date_words(last)}"


def is_evening(moment: Moment) -> bool:
    return not moment.is_all_day and not moment.spans_days and moment.starts_at.astimezone(HELSINKI).hour >= EVENING_HOUR


def companions(*, kind: str, children_welcome: bool, companions_max: int | None, child_age_limit: int, needs_ticket: bool) -> str:
    """Return who may come along with the holder, in sentences that are true for this offer."""
    assistant = _("An assistant or an interpreter comes in free.")
    if needs_ticket:
        assistant += " " + _("Book a ticket for them too.")
    if kind == OfferKind.COURSE:
        return _("A course place is for you only. Children cannot come along on your card.") + " " + assistant
    if not children_welcome:
        return _("This is for you only. Children cannot come along on your card.") + " " + assistant
    most = _("At most the number written on your card.")
    if companions_max is not None:
        most = ngettext("At most %(num)s child for each card.", "At most %(num)s children for each card.", companions_max) % {"num": companions_max}
    children = _("Your own children and grandchildren under %(age)s come in free when you come together.") % {"age": child_age_limit}
    return f"{children} {most} {assistant}"


@dataclass(frozen=True, slots=True)
class Costs:
    """What the holder may have to pay, in cents; `other` is the editor's own sentence in the page's language or another."""

    kind: str
    is_free: bool
    own_contribution_cents: int
    fee_ceiling_cents: int | None
    other: str


def costs(values: Costs) -> str:
    """Return what still costs money, or that nothing does."""
    said = []
    if values.own_contribution_cents:
        said.append(_("You pay %(sum)s yourself.") % {"sum": euros(values.own_contribution_cents)})
    if values.fee_ceiling_cents is not None:
        said.append(_("The card covers a fee of up to %(sum)s. If the fee is higher, you pay the rest.") % {"sum": euros(values.fee_ceiling_cents)})
    if not said and not values.is_free:
        said.append(_("This is cheaper with the card, but not free. Ask the venue for the price."))
    if values.other:
        said.append(values.other)
    return " ".join(said) or _("Nothing costs you money here.")


def course_limit(limit: int | None, period: str) -> str:
    """Return how many courses one card gives, or ""."""
    if limit is None:
        return ""
    if period == CourseLimitPeriod.YEAR:
        return ngettext("One card gives %(num)s course place a year here.", "One card gives %(num)s course places a year here.", limit) % {
            "num": limit
        }
    return ngettext("One card gives %(num)s course place a term here.", "One card gives %(num)s course places a term here.", limit) % {"num": limit}


def ready_sentence(*, kind: str, title: str, when: str) -> str:
    """Return what to say on the phone: phoning is the barrier (peers.md, 2a)."""
    if kind == OfferKind.COURSE:
        return _("Hello, I have a Kaikukortti. I would like to join this course: %(title)s. Is there still a place?") % {"title": title}
    if kind == OfferKind.STANDING or not when:
        return _("Hello, I have a Kaikukortti. Can I come in free with it today?")
    return _("Hello, I have a Kaikukortti. Are there Kaikukortti places left for this: %(title)s, %(when)s?") % {"title": title, "when": when}


def venue_sentence() -> str:
    return _("Hello, I have a Kaikukortti. What can I come to with it?")


def lowered(words: str) -> str:
    """Return words for the middle of a sentence; an English weekday or language keeps its capital."""
    first, space, rest = words.partition(" ")
    return (first if first in CAPITALS else first[:1].lower() + first[1:]) + space + rest


def listed(labels: Sequence[str | Promise]) -> str:
    """Return labels as one sentence: Hissi, induktiosilmukka ja esteetön wc."""
    words = [str(label) for label in labels]
    said = [*words[:1], *map(lowered, words[1:])]
    if len(said) < 2:
        return "".join(said)
    return pgettext("list", "%(firsts)s and %(last)s") % {"firsts": ", ".join(said[:-1]), "last": said[-1]}


def route_to(name: str, lat: float, lon: float) -> str:
    """Return the address of Fintraffic's national journey planner with the place as its destination."""
    return f"https://opas.matka.fi/reitti/-/{quote(name)}::{lat},{lon}"
