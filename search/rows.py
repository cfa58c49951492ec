"""A hit as a row of a list: finished words in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.shell import HTML_LANG
from common.texts import order
from common.time import HELSINKI, day_of
from common.words import capital, clock, date_words, distance_words, short_day_words, short_when_words
from search.types import Hit, NextOccurrence

SPANS_DAYS = timedelta(hours=18)  # a party that ends in the small hours is one evening


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One row (parts/offer_row.html). `places_left` None: no limit; `lang` "" when the words are in the page's language."""

    key: UUID
    url: str
    title: str
    lang: str
    when: str
    starts_at: datetime | None
    venue: str
    town: str
    far: str
    category: str
    seed: int
    picture: Mapping[str, Any] | None
    how: str
    places_left: int | None
    state: str = ""


def rows_of(hits: tuple[Hit, ...], *, lang: str, now: datetime, from_person: bool = False, from_centre: bool = False) -> list[OfferRow]:
    """Return the rows of hits. from_person, from_centre: what distances are measured from, said in each row; neither: not said."""
    return [row_of(hit, lang=lang, now=now, far=_far(hit.distance_m, from_person=from_person, from_centre=from_centre)) for hit in hits]


def row_of(hit: Hit, *, lang: str, now: datetime, far: str = "") -> OfferRow:
    """Return one row; asks nothing."""
    facts: Any = hit.facts
    spoken, words = said_in(hit.display, lang, facts.get("source", "fi"))
    key = UUID(hit.offer_id)
    return OfferRow(
        key=key,
        url=of_language(facts.get("paths", {}), lang),
        title=words.get("title", ""),
        lang="" if HTML_LANG.get(spoken, spoken) == HTML_LANG.get(lang, lang) else HTML_LANG.get(spoken, spoken),
        when=when_said(hit, now),
        starts_at=hit.next.starts_at if hit.next else None,
        venue=of_language(facts.get("venue", {}), lang),
        town=of_language(facts.get("town", {}), lang),
        far=far,
        category=(facts.get("categories") or ["community"])[0],
        seed=key.int % 9973,
        picture=facts.get("picture"),
        how=facts.get("how", ""),
        places_left=hit.next.places_left if hit.next else None,
    )


def said_in(display: Mapping[str, Mapping[str, str]], lang: str, source: str) -> tuple[str, Mapping[str, str]]:
    """Return (language, words) of the text that a reader of `lang` should get."""
    spoken = next((code for code in order(lang, source) if code in display), lang)
    return spoken, display.get(spoken, {})


def of_language(values: Mapping[str, str], lang: str) -> str:
    """Return a name or address in the reader's language, else in Finnish, else in any."""
    return values.get(lang) or values.get("fi") or next(iter(values.values()), "")


def when_said(hit: Hit, now: datetime) -> str:
    """Return when, as the first line of a row: Tänään klo 18.30 · 29.11. asti · Avoinna tänään klo 10–18."""
    if hit.next is None:
        return _opening(hit.facts, now)
    words = _date_said(hit.next, now)
    if hit.more_dates:
        words += " " + ngettext("(and %(num)s other time)", "(and %(num)s other times)", hit.more_dates) % {"num": hit.more_dates}
    return words


def _date_said(date: NextOccurrence, now: datetime) -> str:
    last = date.ends_at - timedelta(minutes=1)
    if day_of(last) != day_of(date.starts_at) and date.ends_at - date.starts_at > SPANS_DAYS:
        until = date_words(day_of(last))
        return capital(_("until %(date)s") % {"date": until} if date.starts_at <= now else f"{date_words(day_of(date.starts_at))}–{until}")
    return capital(short_day_words(date.starts_at, now) if date.is_all_day else short_when_words(date.starts_at, now))


def _opening(facts: Mapping[str, Any], now: datetime) -> str:
    """Return the hours of today where they are known, else that it is there all the time."""
    hours = facts.get("hours") or []
    if not hours:
        return _("All the time")
    today = now.astimezone(HELSINKI)
    changed = [row for row in facts.get("exceptions") or [] if row["date"] == today.date().isoformat()]
    spans = changed or [row for row in hours if row["weekday"] == today.weekday()]
    spans = [row for row in spans if not row.get("closed") and _at(today, row["closes"]) > today]
    if not spans:
        return _("Closed today")
    said = ", ".join(f"{clock(_at(today, row['opens']))}–{clock(_at(today, row['closes']))}" for row in spans)
    return _("Open today %(hours)s") % {"hours": said}


def _at(day: datetime, time: str) -> datetime:
    hour, minute = time.split(":")
    return day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)


def _far(metres: int | None, *, from_person: bool, from_centre: bool) -> str:
    if metres is None:
        return ""
    if from_person:  # a person's place is known to a kilometre only
        return _("%(distance)s from you") % {"distance": distance_words(max(1000, round(metres, -3)))}
    return _("%(distance)s from the centre") % {"distance": distance_words(metres)} if from_centre else ""
