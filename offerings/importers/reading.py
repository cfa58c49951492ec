"""Reading one JSON object field by field: what fits is returned, what does not is noted as a flaw, and nothing raises."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from common.texts import LANGUAGES
from common.time import HELSINKI, midnight
from offerings.importers.flaws import Flaw, FlawCode, flaw

CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
YEARS = (1990, 2100)
MOST_CENTS = 100_000_00
_url = URLValidator(schemes=["http", "https"])


class Reader:
    """One object of a row. Every field is asked for by name; `leftovers` notes the keys that nobody asked for.

    flaws   shared by the readers of one row.
    """

    def __init__(self, given: Mapping[str, Any], flaws: list[Flaw], *, where: str = "") -> None:
        self._given, self.flaws, self._where = given, flaws, where
        self._asked: set[str] = set()

    def note(self, name: str, code: FlawCode, value: object = "") -> None:
        self.flaws.append(flaw(f"{self._where}{name}", code, value))

    def has(self, *names: str) -> bool:
        """Whether one of these is there and not null."""
        return any(self._given.get(name) is not None for name in names)

    def is_flawed(self, name: str) -> bool:
        """Whether this field, or something in it, has a flaw already."""
        return any(one.field == f"{self._where}{name}" or one.field.startswith(f"{self._where}{name}.") for one in self.flaws)

    def raw(self, *names: str) -> Any:
        """Return the first of several names for the same thing that is there; None if none is."""
        self._asked.update(names)
        return next((self._given[name] for name in names if self._given.get(name) is not None), None)

    def leftovers(self) -> None:
        for name in self._given:
            if name not in self._asked:
                self.note(str(name)[:60], FlawCode.UNKNOWN_KEY)

    def text(self, name: str, most: int) -> str:
        """Return a text on one line; numbers count as text. "" if it is not there."""
        value = self.raw(name)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.note(name, FlawCode.WRONG_SHAPE, value)
            return ""
        return self._fitting(name, " ".join(_printable(str(value)).split()), most)

    def _fitting(self, name: str, value: str, most: int) -> str:
        if len(value) > most:
            self.note(name, FlawCode.TOO_LONG, most)
            return ""
        return value

    def texts(self, name: str, language: str, most: int) -> dict[str, str]:
        """Return language → text: from an object, or from a plain text in the source language. Empty texts are left out."""
        value = self.raw(name)
        by_language = {language: value} if isinstance(value, str) else value if value is not None else {}
        if not isinstance(by_language, Mapping):
            self.note(name, FlawCode.WRONG_SHAPE, value)
            return {}
        found = {}
        for code, words in by_language.items():
            if code not in LANGUAGES:
                self.note(f"{name}.{code}"[:60], FlawCode.UNKNOWN_CODE, code)
            elif words is not None and not isinstance(words, str):
                self.note(f"{name}.{code}", FlawCode.WRONG_SHAPE, words)
            elif words and (kept := self._fitting(f"{name}.{code}", _printable(words).strip(), most)):
                found[code] = kept
        return found

    def code(self, name: str, codes: Iterable[str]) -> str:
        """Return one of the codes, or "" if none is there."""
        value = self.raw(name)
        if value is None:
            return ""
        if value not in list(codes):
            self.note(name, FlawCode.UNKNOWN_CODE, value)
            return ""
        return str(value)

    def codes(self, name: str, codes: Iterable[str]) -> list[str]:
        """Return the codes of a list, each once, in the order of `codes`."""
        known, value = list(codes), self.raw(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.note(name, FlawCode.WRONG_SHAPE, value)
            return []
        for one in value:
            if one not in known:
                self.note(name, FlawCode.UNKNOWN_CODE, one)
        return [code for code in known if code in value]

    def switch(self, *names: str) -> bool | None:
        value = self.raw(*names)
        if value is None or isinstance(value, bool):
            return value
        self.note(names[0], FlawCode.WRONG_SHAPE, value)
        return None

    def whole(self, name: str, most: int) -> int | None:
        """Return a whole number of 0..most."""
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            self.note(name, FlawCode.WRONG_SHAPE, value)
            return None
        return value

    def number(self, name: str) -> float | None:
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.note(name, FlawCode.WRONG_SHAPE, value)
            return None
        return float(value)

    def url(self, name: str) -> str:
        return self._checked(name, self.text(name, 200), _url)

    def email(self, name: str) -> str:
        return self._checked(name, self.text(name, 254), validate_email)

    def _checked(self, name: str, value: str, check: Any) -> str:
        try:
            if value:
                check(value)
        except ValidationError:
            self.note(name, FlawCode.WRONG_SHAPE, value)
            return ""
        return value

    def moment(self, *names: str) -> datetime | None:
        """Return an aware moment; without an offset it is Helsinki's."""
        value = self.raw(*names)
        moment = _moment(value)
        if value is not None and moment is None:
            self.note(names[0], FlawCode.BAD_TIME, value)
        return moment

    def day(self, *names: str) -> date | None:
        value = self.raw(*names)
        found = day_from(value)
        if value is not None and found is None:
            self.note(names[0], FlawCode.BAD_TIME, value)
        return found

    def clock(self, name: str) -> str:
        """Return a time of day, `10:00`."""
        value = self.raw(name)
        if isinstance(value, str) and CLOCK.fullmatch(value):
            return value
        self.note(name, FlawCode.MISSING if value is None else FlawCode.BAD_TIME, value or "")
        return ""

    def objects(self, name: str) -> Iterator[tuple[str, Any]]:
        """Yield (field, item) of a list: `dates.0`, `dates.1`."""
        value = self.raw(name)
        if value is not None and not isinstance(value, list):
            self.note(name, FlawCode.WRONG_SHAPE, value)
            return
        yield from ((f"{self._where}{name}.{number}", item) for number, item in enumerate(value or []))

    def inner(self, item: Any, where: str) -> Reader | None:
        """Return a reader of an object within this row; None, noted, if it is none."""
        if isinstance(item, Mapping):
            return Reader(item, self.flaws, where=f"{where}.")
        self.flaws.append(flaw(where, FlawCode.WRONG_SHAPE, item))
        return None


def day_from(value: Any) -> date | None:
    """Return the day that a text such as 2026-11-28 names, of the years 1990 to 2100."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and YEARS[0] <= found.year <= YEARS[1] else None


def whole_days(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the moments between which days lie, the last included."""
    return midnight(first), midnight(last + timedelta(days=1))


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if found is None or not YEARS[0] <= found.year <= YEARS[1]:
        return None
    return found if found.tzinfo else found.replace(tzinfo=HELSINKI)


def clock_time(clock: str) -> time:
    return time.fromisoformat(clock)


def _printable(value: str) -> str:
    """Return the text without control characters and half letters, which no database and no feed takes; line breaks stay."""
    return "".join(" " if (ord(sign) < 32 and sign not in "\n\t") or 0xD800 <= ord(sign) < 0xE000 or ord(sign) == 127 else sign for sign in value)
