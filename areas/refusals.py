"""Why an act on an area is refused."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from common import refusals


class Refusal(StrEnum):
    AREA_SLUG_TAKEN = "area-slug-taken"
    AREA_CODE_TAKEN = "area-code-taken"
    UNKNOWN_LANGUAGE = "unknown-language"


refusals.register(Refusal.AREA_SLUG_TAKEN, says=_("There is an area at the address “{slug}” already."), next_step=_("Choose another address."))
refusals.register(Refusal.AREA_CODE_TAKEN, says=_("The area code {code} is or was another area’s."), next_step=_("Choose two other letters."))
refusals.register(
    Refusal.UNKNOWN_LANGUAGE, says=_("An area cannot be written first in “{language}”."), next_step=_("Choose Finnish, Swedish or English.")
)
