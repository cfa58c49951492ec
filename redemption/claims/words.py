"""People in words: "1 person + 2 children + an assistant"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
