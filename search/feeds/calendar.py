"""A feed as iCalendar (RFC 5545): one event a date, in Helsinki's time, each with an identity that stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, Timezone

from common.time import HELSINKI
from search.feeds.entries import DateEntry, Feed

EPOCH = datetime(2026, 1, 1, tzinfo=HELSINKI)  # the stamp of a date whose last change nobody knows: a feed that did not change stays the same
# The European Union's rule since 1996; who reads the calendar needs no list of time zones.
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Helsinki
BEGIN:DAYLIGHT
DTSTART:19960331T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:EEST
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T040000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:EET
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
END:VTIMEZONE
"""


def as_calendar(feed: Feed) -> bytes:
    """Return the feed's dates as a calendar file."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kaikukortti//Tarjonta//FI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", feed.title)
    calendar.add("x-wr-timezone", "Europe/Helsinki")
    calendar.add("url", feed.page)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    calendar.add_component(_zone())
    for date in feed.dates:
        calendar.add_component(_event(date))
    return bytes(calendar.to_ical())


@cache
def _zone() -> Timezone:
    return Timezone.from_ical(ZONE.replace("\n", "\r\n"))


def _event(date: DateEntry) -> Event:
    offer, event = date.offer, Event()
    language = {"language": offer.lang.partition("-")[0]}
    event.add("uid", f"{date.id}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", offer.changed_at or EPOCH)
    event.add("sequence", date.version)
    event.add("summary", offer.title, parameters=language)
    _add_span(event, date)
    event.add("status", "CANCELLED" if date.is_cancelled else "CONFIRMED")
    event.add("location", date.address)
    event.add("geo", (date.lat, date.lon))
    event.add("description", "\n".join(part for part in (offer.summary, offer.how, offer.url) if part))
    event.add("url", offer.url)
    if offer.categories:
        event.add("categories", list(offer.categories))
    return event


def _add_span(event: Event, date: DateEntry) -> None:
    starts, ends = date.starts_at.astimezone(HELSINKI), date.ends_at.astimezone(HELSINKI)
    if date.is_all_day:  # whole days; the end stays exclusive
        event.add("dtstart", starts.date())
        event.add("dtend", (ends - timedelta(microseconds=1)).date() + timedelta(days=1))
    else:
        event.add("dtstart", starts)
        event.add("dtend", ends)
