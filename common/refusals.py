"""Every refusal: a code for machines, a sentence for people, and what they can do now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Refused(Exception):
    """Raised by an action that may not be done. `reason` is the app's `Refusal` code; `facts` fill its sentence."""

    def __init__(self, reason: StrEnum, **facts: Any) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.facts: Mapping[str, Any] = facts


@dataclass(frozen=True, slots=True)
class Words:
    """What is so, and what the reader can do now: both lazily translated, `{name}` filled from the facts."""

    says: Any
    next_step: Any


@dataclass(frozen=True, slots=True)
class Sentence:
    code: str
    says: str
    next_step: str


_words: dict[str, Words] = {}


def register(reason: StrEnum, *, says: Any, next_step: Any) -> None:
    """Give a code its words. Raises ValueError when another app has given the same code other words."""
    words = Words(says, next_step)
    known = _words.setdefault(reason.value, words)
    if (str(known.says), str(known.next_step)) != (str(says), str(next_step)):
        raise ValueError(f"the refusal “{reason.value}” has words already")


def sentence(reason: StrEnum, **facts: Any) -> Sentence:
    """Return the words of a code in the active language. Raises KeyError if it has none (a test forbids that)."""
    words = _words[reason.value]
    return Sentence(reason.value, str(words.says).format(**facts), str(words.next_step).format(**facts))
