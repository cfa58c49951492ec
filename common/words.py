"""Times, distances and money as people say them, in the active language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import get_language, gettext, pgettext

from common import time
from common.time import HELSINKI, day_of

# On a weekday ("tiistaina"), in the case that stands in a sentence; Monday first.
ON_WEEKDAY = {
    "fi": ("maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina", "sunnuntaina"),
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "sv": ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}


def speech() -> str:
    """Return which of fi, sv, en is spoken: plain Finnish says times as Finnish does."""
    active = get_language() or "fi"
    return active if active in ON_WEEKDAY else "fi"


def iso(moment: datetime | date) -> str:
    """Return an ISO 8601 time in Helsinki's offset, for the `datetime` attribute."""
    return moment.astimezone(HELSINKI).isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def date_words(day: date) -> str:
    """24.11. · 24 november · 24 November; the year too when it is not this one."""
    tongue, year = speech(), "" if day.year == day_of(time.now()).year else str(day.year)
    if tongue == "fi":
        return f"{day.day}.{day.month}.{year}"
    return f"{day.day} {MONTHS[tongue][day.month - 1]} {year}".strip()


def day_words(moment: datetime | date, now: datetime | None = None) -> str:
    """tänään tiistaina 24.11. · i morgon onsdag 25 november · Saturday 28 November; never “next Saturday”."""
    day = day_of(moment) if isinstance(moment, datetime) else moment
    today = day_of(now or time.now())
    named = f"{ON_WEEKDAY[speech()][day.weekday()]} {date_words(day)}"
    near = {today: gettext("today"), today + timedelta(days=1): gettext("tomorrow")}.get(day)
    return f"{near} {named}" if near else named


def short_day_words(moment: datetime | date, now: datetime | None = None) -> str:
    """tänään · huomenna · lauantaina 28.11."""
    day = day_of(moment) if isinstance(moment, datetime) else moment
    today = day_of(now or time.now())
    near = {today: gettext("today"), today + timedelta(days=1): gettext("tomorrow")}.get(day)
    return near or day_words(day, now)


def clock(moment: datetime) -> str:
    """18.30 or 12 · sv 18.30 · en 18:30."""
    local = moment.astimezone(HELSINKI)
    if speech() == "en":
        return f"{local:%H:%M}"
    return f"{local.hour}.{local:%M}" if local.minute else str(local.hour)


def time_words(moment: datetime) -> str:
    """klo 18.30 · kl. 18.30 · at 18:30."""
    return pgettext("clock", "at %(time)s") % {"time": clock(moment)}


def when_words(starts: datetime, ends: datetime | None = None, now: datetime | None = None) -> str:
    """tänään tiistaina 24.11. klo 18.30; with an end on the same day also `–20`; several days as a span of days."""
    if ends and day_of(ends - timedelta(minutes=1)) != day_of(starts):
        return f"{date_words(day_of(starts))}–{date_words(day_of(ends - timedelta(minutes=1)))}"
    return f"{day_words(starts, now)} {time_words(starts)}"


def short_when_words(starts: datetime, now: datetime | None = None) -> str:
    """tänään klo 18.30: for list rows."""
    return f"{short_day_words(starts, now)} {time_words(starts)}"


def distance_words(metres: int | float) -> str:
    """600 m, 1,4 km, 38 km: rounded as people say it."""
    if metres < 950:
        return f"{max(50, round(metres / 50) * 50)} m"
    kilometres = metres / 1000
    number = f"{kilometres:.1f}".removesuffix(".0") if kilometres < 9.95 else str(round(kilometres))
    return f"{number if speech() == 'en' else number.replace('.', ',')} km"


def euros(cents: int) -> str:
    """2 € · 2,50 € · €2.50."""
    whole, rest = divmod(cents, 100)
    if speech() == "en":
        return f"€{whole}.{rest:02}" if rest else f"€{whole}"
    return f"{whole},{rest:02} €" if rest else f"{whole} €"


def phone_href(number: str) -> str:
    """Return a tel: address; a Finnish number gets +358."""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return f"tel:{'+358' + digits[1:] if digits.startswith('0') else digits}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


FILTERS: dict[str, Callable[..., Any]] = {
    "iso": iso,
    "date_words": date_words,
    "day_words": day_words,
    "short_day_words": short_day_words,
    "clock": clock,
    "time_words": time_words,
    "when_words": when_words,
    "short_when_words": short_when_words,
    "distance_words": distance_words,
    "euros": euros,
    "phone_href": phone_href,
    "capital": capital,
}
