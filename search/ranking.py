"""The order of what words found: one rule for every engine, over what each can tell cheaply of its best candidates.

An engine takes the best RANKED_MOST by their score, equals in the order that they have without words (nearest first if a place is
known, else soonest first); what comes after them stays in that order. This module puts those few in the order that a person sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from search.scoring import title_words_of, words_of, worth_of

RANKED_MOST = 400
ENOUGH = 5  # docs/decisions/0051: with fewer offers that hold every word, those that hold one word less follow after them
FAR = 4e12  # seconds and metres: later and farther than anything
DAY_S = 86_400.0

COVERED_GAIN = 0.20  # a title that is nothing but the words asked for
SOON_GAIN, SOON_DAYS = 0.10, 7  # today; half of it after a week
NEAR_GAIN, NEAR_M = 0.15, 10_000  # here; half of it ten kilometres away
FULL_WORTH = 0.8  # nothing left to go to comes later among its equals
UNDATED_WORTH = 0.7  # what is always on comes below what takes place on the days that were asked for
UNDATED_DAYS = 60.0  # how soon it counts as when no day was asked for


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer that holds words.

    score         of `search.scoring`.
    when          seconds since 1970 at which one can go, see `search.engines.dates.moment_of`; None: always on.
    metres        from the asked point; None without a point or without a place.
    is_full       every date in the asked days is full.
    title_length  words of the title in its own language; 0 when not known.
    """

    id: str
    score: int
    when: float | None = None
    metres: float | None = None
    is_full: bool = False
    title_length: int = 0


def ranked(candidates: Iterable[Candidate], *, since: float, is_dated: bool, home_m: float | None = None) -> list[Candidate]:
    """Return candidates in the order in which a person sees them.

    since     the first moment of the asked days that is not over, seconds since 1970.
    is_dated  days were asked for.
    home_m    how far from the asked point is still the place itself: what is there comes before what is farther and holds as many words.
    """

    def place(one: Candidate) -> tuple[int, bool, float, float, str]:
        return (
            -words_of(one.score),
            not is_home(one, home_m),
            -value(one, since=since, is_dated=is_dated),
            FAR if one.when is None else one.when,
            one.id,
        )

    return sorted(candidates, key=place)


def is_home(one: Candidate, home_m: float | None) -> bool:
    """Tell whether an offer is at the asked place itself."""
    return home_m is not None and one.metres is not None and one.metres <= home_m


def value(one: Candidate, *, since: float, is_dated: bool) -> float:
    """Return what a candidate is worth among those that hold as many words: its words' worth, times what each circumstance gives."""
    return (
        worth_of(one.score)
        * (1 + COVERED_GAIN * _covered(one))
        * (1 + SOON_GAIN / (1 + _days(one, since) / SOON_DAYS))
        * (1 + (NEAR_GAIN / (1 + one.metres / NEAR_M) if one.metres is not None else 0))
        * (FULL_WORTH if one.is_full else 1)
        * (UNDATED_WORTH if is_dated and one.when is None else 1)
    )


def _covered(one: Candidate) -> float:
    """Return the share of the title that the words asked for make up, 0..1."""
    return min(1.0, title_words_of(one.score) / one.title_length) if one.title_length else 0.0


def _days(one: Candidate, since: float) -> float:
    return UNDATED_DAYS if one.when is None else max(0.0, one.when - since) / DAY_S


def words_needed(words: int, holding: Callable[[int], int]) -> int:
    """Return how many of the words an offer must hold: all, unless that leaves fewer than five (docs/decisions/0051).

    words    how many were asked; 0 asks for none.
    holding  from a number of words to how many offers, under all filters, hold at least so many. Asked from `words` down to 2.
    """
    return next((least for least in range(words, 1, -1) if holding(least) >= ENOUGH), min(words, 1))
