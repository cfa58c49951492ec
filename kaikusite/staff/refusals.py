"""Why an act on a log-in is refused."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from common import refusals


class Refusal(StrEnum):
    NOT_YOURS_TO_INVITE = "not-yours-to-invite"
    AREA_IS_MISSING = "area-is-missing"
    ADDRESS_TOO_LONG = "address-too-long"
    NOT_YOURS_TO_CHANGE = "not-yours-to-change"
    NOT_YOUR_OWN = "not-your-own"


refusals.register(
    Refusal.NOT_YOURS_TO_INVITE,
    says=_("You cannot invite anyone into this role."),
    next_step=_("Ask the national office to invite them."),
)
refusals.register(Refusal.AREA_IS_MISSING, says=_("This role belongs to an area."), next_step=_("Choose the area."))
refusals.register(Refusal.ADDRESS_TOO_LONG, says=_("The address is too long."), next_step=_("Use an address of at most 150 characters."))
refusals.register(
    Refusal.NOT_YOURS_TO_CHANGE,
    says=_("You cannot change this person’s log-in."),
    next_step=_("Ask the national office."),
)
refusals.register(Refusal.NOT_YOUR_OWN, says=_("You cannot close your own log-in."), next_step=_("Ask a colleague or the national office."))
