"""A hit as a row of a list: finished words in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.hours import open_state
from areas.queries import foreign
from common.texts import order
from offerings.queries.rows import OfferRow, seed_of
from offerings.wording import Moment, row_when
from search.distances import Origin, far_words
from search.types import Hit, NextOccurrence


def rows_of(hits: tuple[Hit, ...], *, lang: str, now: datetime, origin: Origin | None = None) -> list[OfferRow]:
    """Return the rows of hits. `origin`: what distances are measured from, said in each row; None: they are not said."""
    return [row_of(hit, lang=lang, now=now, origin=origin) for hit in hits]


def row_of(hit: Hit, *, lang: str, now: datetime, origin: Origin | None = None) -> OfferRow:
    """Return one row; asks nothing."""
    facts: Any = hit.facts
    spoken, words = said_in(hit.display, lang, facts.get("source", "fi"))
    key = UUID(hit.offer_id)
    return OfferRow(
        key=key,
        url=of_language(facts.get("paths", {}), lang),
        title=words.get("title", ""),
        lang=foreign(spoken, lang),
        when=when_said(hit, now),
        starts_at=hit.next.starts_at if hit.next else None,
        venue=of_language(facts.get("venue", {}), lang),
        town=of_language(facts.get("town", {}), lang),
        far=far_words(hit.distance_m, point_of(facts), origin, town=facts.get("town", {}).get("fi", ""), lang=lang),
        category=(facts.get("categories") or ["community"])[0],
        seed=seed_of(key),
        picture=facts.get("picture"),
        how=facts.get("how", ""),
        places_left=hit.next.places_left if hit.next else None,
        point=point_of(facts),
        address=facts.get("address", ""),
    )


def point_of(facts: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return where an offer's venue stands, (lat, lon); None where that is not known."""
    point = facts.get("point")
    return (point[0], point[1]) if point else None


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
        words += " " + ngettext("(and %(num)s more)", "(and %(num)s more)", hit.more_dates) % {"num": hit.more_dates}
    return words


def _date_said(date: NextOccurrence, now: datetime) -> str:
    return row_when(Moment(date.starts_at, date.ends_at, date.is_all_day), now)


def _opening(facts: Mapping[str, Any], now: datetime) -> str:
    """Return whether it is open now, and when it is, where the hours are known; else that it is there all the time."""
    state = open_state(facts.get("hours") or [], facts.get("exceptions") or [], now=now)
    return state.words if state else _("All the time")
