"""What one language makes of one word."""

from __future__ import annotations

from typing import NamedTuple


class Reading(NamedTuple):
    """The base forms of a word in one language.

    bases     base forms of every reading, or one stem when the language does not know the word.
    parts     base forms of the parts of a compound, in order; empty when the word is none.
    is_known  the dictionary knows it (a stem is only a guess).
    is_stop   it joins other words and says nothing by itself.
    """

    bases: tuple[str, ...]
    parts: tuple[str, ...] = ()
    is_known: bool = False
    is_stop: bool = False
