"""People in words: "1 person + 2 children + an assistant"."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.words import when_words
from redemption.claims.rules import Seats


def people_words(seats: Seats) -> str:
    """Return who comes, in the active language; never a name, never a reason."""
    adults = seats.holder + seats.workers
    children = seats.children + seats.clients
    parts = [
        ngettext("%(num)d person", "%(num)d people", adults) % {"num": adults} if adults else "",
        ngettext("%(num)d child", "%(num)d children", children) % {"num": children} if children else "",
        _("an assistant") if seats.assistants else "",
    ]
    return " + ".join(filter(None, parts))


def lasting_when_words(starts: datetime, ends: datetime) -> str:
    """Return when it is in words that stay true on paper and offline: no *today*, no *tomorrow*."""
    return when_words(starts, ends, starts - timedelta(days=7))
