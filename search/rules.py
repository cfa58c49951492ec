"""What editors may teach the search: values in, a refusal or None out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from search.analysis.words import words
from search.codes import PHRASE_WORDS_MOST, Meaning

_BETWEEN = re.compile(r"[,;\n]+")


class Refusal(StrEnum):
    """Why something that an editor teaches is not taken. The sentences are in refusals.py."""

    TWO_WORDS_NEEDED = "two-words-needed"
    PHRASE_TOO_LONG = "phrase-too-long"
    WORD_IN_TWO_GROUPS = "word-in-two-groups"
    WORD_NEEDED = "word-needed"
    ALREADY_UNDERSTOOD = "already-understood"
    SEASON_NEEDS_DAYS = "season-needs-days"
    DAYS_TURNED = "days-turned"
    LINK_NEEDED = "link-needed"
    NOT_A_LINK = "not-a-link"
    HALF_A_LANGUAGE = "half-a-language"


@dataclass(frozen=True, slots=True)
class Objection:
    """A refusal and what fills its sentence."""

    reason: Refusal
    word: str = ""
    other: str = ""


def phrase(text: str) -> str:
    """Return a phrase as the search reads it: lower case, one blank between words, signs gone."""
    return " ".join(word.text for word in words(text))


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a list with commas, semicolons or line ends between them, each once."""
    return tuple(dict.fromkeys(one for part in _BETWEEN.split(text) if (one := phrase(part))))


def synonyms_refusal(text: str, others: Mapping[str, str]) -> Objection | None:
    """Return why a group of synonyms is not taken, or None.

    others   word → the other group that holds it.
    """
    members = phrases(text)
    if len(members) < 2:
        return Objection(Refusal.TWO_WORDS_NEEDED)
    too_long = _too_long(members)
    if too_long:
        return Objection(Refusal.PHRASE_TOO_LONG, too_long)
    twice = next((word for word in members if word in others), None)
    return Objection(Refusal.WORD_IN_TWO_GROUPS, twice, others[twice]) if twice else None


def _too_long(members: Sequence[str]) -> str:
    return next((one for one in members if len(one.split(" ")) > PHRASE_WORDS_MOST), "")


def understood_refusal(text: str, meaning: Meaning, first: date | None, last: date | None, *, otherwise: str) -> Objection | None:
    """Return why a word is not taken as a filter, or None.

    otherwise   what the search understands the phrase as already, in words; empty when as nothing.
    """
    said = phrase(text)
    if not said:
        return Objection(Refusal.WORD_NEEDED)
    if _too_long([said]):
        return Objection(Refusal.PHRASE_TOO_LONG, said)
    if meaning is Meaning.SEASON and (first is None or last is None):
        return Objection(Refusal.SEASON_NEEDS_DAYS)
    if first and last and first > last:
        return Objection(Refusal.DAYS_TURNED)
    return Objection(Refusal.ALREADY_UNDERSTOOD, said, otherwise) if otherwise else None


def pin_refusal(text: str, first: date | None, last: date | None) -> Objection | None:
    """Return why the words or days of a pinned answer are not taken, or None."""
    if not phrases(text):
        return Objection(Refusal.WORD_NEEDED)
    return Objection(Refusal.DAYS_TURNED) if first and last and first > last else None


def link_refusal(address: str) -> Objection | None:
    """Return why an address is not taken: only paths of our own site and http(s) are links."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return Objection(Refusal.NOT_A_LINK, address)
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return None if (is_ours or is_web) and not re.search(r"[\s\\<>\"]", address) else Objection(Refusal.NOT_A_LINK, address)


def season_days(first: date, last: date, today: date) -> tuple[date, date]:
    """Return the days of a yearly season that goes on or comes next: *hiihtoloma* asked in November is next winter's.

    A season may cross the turn of the year. 29 February counts as 28 where there is none.
    """
    length = last.year - first.year
    for year in range(today.year - length - 1, today.year + 2):
        days = _in_year(first, year), _in_year(last, year + length)
        if days[1] >= today:
            return days
    return first, last


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
