"""What a document's words are worth to a question: one arithmetic for every engine, in whole numbers.

A word of the question is a list of tiers, best first; a document is worth the best tier that it holds. Neither how often a word
stands nor how long a text is counts: an engine needs only sets, so every engine gives the same number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from search.types import Group

FIELD_WEIGHT: Mapping[str, float] = {"title": 6.0, "place": 4.0, "parts": 2.0, "body": 1.5}
FIELDS = tuple(FIELD_WEIGHT)  # the weightiest first
WEIGHT_STEPS = 10  # tokens whose weights differ by less than a tenth count alike
WORD = 1 << 20  # what each held word adds first of all: more than all tiers of a question together
STEP = 16  # one of worth; the steps between are for counting words in the title, of which a question has at most 12


@dataclass(frozen=True, slots=True)
class Tier:
    """One way in which a document may hold a word.

    worth    STEP times 1..1,200, and one more where the whole word stands in the title.
    tokens   any one is enough; a token with blanks asks for all of its parts.
    fields   where they may stand: a beginning of `FIELDS`; the parts of a token may stand in different ones.
    """

    worth: int
    tokens: tuple[str, ...]
    fields: tuple[str, ...]

    def is_held(self, document: Mapping[str, Collection[str]]) -> bool:
        """Tell whether a document, field → its tokens, holds this tier."""
        return any(self._holds(document, token) for token in self.tokens)

    def _holds(self, document: Mapping[str, Collection[str]], token: str) -> bool:
        return all(any(part in document[name] for name in self.fields) for part in token.split(" "))


def tiers(group: Group) -> tuple[Tier, ...]:
    """Return the tiers of a word, the worthiest first; those in the same fields and of equal weight are one."""
    by_weight: dict[int, list[str]] = defaultdict(list)
    for token, weight in group.tokens:
        by_weight[max(1, round(weight * WEIGHT_STEPS))].append(token)
    made = (
        Tier(_worth(step / WEIGHT_STEPS, field, group.rarity), tuple(tokens), FIELDS[: at + 1])
        for step, tokens in by_weight.items()
        for at, field in enumerate(FIELDS)
    )
    return tuple(sorted(made, key=lambda tier: (-tier.worth, len(tier.fields), tier.tokens)))


def _worth(weight: float, field: str, rarity: float) -> int:
    return STEP * max(1, round(100 * weight * FIELD_WEIGHT[field] * rarity)) + (field == FIELDS[0])


def best_tier(group: Group, document: Mapping[str, Collection[str]]) -> Tier | None:
    """Return the worthiest tier of a word that a document holds, None when it holds none."""
    return next((tier for tier in tiers(group) if tier.is_held(document)), None)


def score(groups: Iterable[Group], document: Mapping[str, Collection[str]]) -> int:
    """Return a document's whole score: WORD for each word that it holds, and what each is worth; 0 when it holds none."""
    return sum(WORD + tier.worth for group in groups if (tier := best_tier(group, document)))


def words_of(score: int) -> int:
    """Return how many words a document with this score holds."""
    return score // WORD


def worth_of(score: int) -> int:
    """Return what the held words are worth together, without their number: 0..14,400."""
    return score % WORD // STEP


def title_words_of(score: int) -> int:
    """Return how many of the held words stand in the title."""
    return score % STEP
