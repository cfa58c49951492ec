"""English words to stems."""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

from search.analysis.reading import Reading

STOP = frozenset(
    (
        "a an and or the of to in on at for with from by is are be i me my we you your it this that there what where when how "
        "some any something anything somewhere do does can could would like want go see find near watch listen event events"
    ).split()
)
_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=40_000)
def read(word: str) -> Reading:
    """Return the Snowball stem of a lower-case word."""
    return Reading((str(_stemmer.stemWord(word.removesuffix("'s"))),), is_stop=word in STOP)
