"""What can be wrong with a row of an import: a code, a field, and a sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class FlawCode(StrEnum):
    NOT_JSON = "not-json"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_CODE = "unknown-code"
    WRONG_SHAPE = "wrong-shape"
    TOO_LONG = "too-long"
    BAD_TIME = "bad-time"
    ENDS_BEFORE_START = "ends-before-start"
    OUTSIDE_FINLAND = "outside-finland"
    MORE_LEFT_THAN_PLACES = "more-left-than-places"
    NO_SOURCE_TEXT = "no-source-text"
    TWICE = "twice"
    UNKNOWN_VENUE = "unknown-venue"
    UNKNOWN_AREA = "unknown-area"
    NO_AREA = "no-area"
    LANGUAGE_CHANGED = "language-changed"
    NOT_WRITTEN = "not-written"


WORDS: Mapping[FlawCode, Any] = {
    FlawCode.NOT_JSON: _("The line is not one JSON object."),
    FlawCode.MISSING: _("This is missing."),
    FlawCode.UNKNOWN_KEY: _("There is no such field."),
    FlawCode.UNKNOWN_CODE: _("“%(value)s” is none of the codes that this field may hold."),
    FlawCode.WRONG_SHAPE: _("“%(value)s” does not fit here."),
    FlawCode.TOO_LONG: _("This is longer than %(value)s letters."),
    FlawCode.BAD_TIME: _("“%(value)s” is no day or time. Write 2026-11-28 or 2026-11-28T18:00+02:00."),
    FlawCode.ENDS_BEFORE_START: _("The end must be later than the start."),
    FlawCode.OUTSIDE_FINLAND: _("The point lies outside Finland. Latitude comes first."),
    FlawCode.MORE_LEFT_THAN_PLACES: _("More places are left than there are."),
    FlawCode.NO_SOURCE_TEXT: _("The title is missing in this language, %(value)s."),
    FlawCode.TWICE: _("The same id stands on an earlier line."),
    FlawCode.UNKNOWN_VENUE: _("No venue “%(value)s” is known. Give its name and municipality."),
    FlawCode.UNKNOWN_AREA: _("There is no area at the address “%(value)s”."),
    FlawCode.NO_AREA: _("No area has this municipality. Name an area for the import."),
    FlawCode.LANGUAGE_CHANGED: _("The offer was written first in another language, %(value)s. That cannot change."),
    FlawCode.NOT_WRITTEN: _("The offer could not be written. The log says more."),
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """One flaw. `field` as the file names it (`venue.lat`, `dates.2.start`); `value` as far as it is fit to show (60 letters)."""

    field: str
    code: FlawCode
    value: str = ""

    @property
    def sentence(self) -> str:
        return str(WORDS[self.code]) % {"value": self.value}


def flaw(field: str, code: FlawCode, value: object = "") -> Flaw:
    return Flaw(field, code, "".join(sign if sign.isprintable() else " " for sign in str(value))[:60])
