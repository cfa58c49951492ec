"""Sets of documents as whole numbers: bit n stands for document n.

Python's integers do `&`, `|` and `bit_count` in C: over 10,000 offers one facet option costs about a microsecond, where a SQL
count costs a millisecond. That is what makes every count of the page live.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

_TO_FLAGS = bytes.maketrans(b"01", b"\x00\x01")
_ONE = ord("1")


def bits_of(numbers: Iterable[int], size: int) -> int:
    """Return the set of these document numbers; all below `size`."""
    if size <= 0:
        return 0
    flags = bytearray(b"0") * size
    last = size - 1
    for number in numbers:
        flags[last - number] = _ONE
    return int(flags, 2)


def flags_of(bits: int) -> bytes:
    """Return a set as one byte a document, 1 or 0, up to the last that is in it."""
    return format(bits, "b")[::-1].encode().translate(_TO_FLAGS)


def numbers_of(bits: int) -> list[int]:
    """Return the document numbers of a set, rising."""
    flags = flags_of(bits)
    return list(compress(range(len(flags)), flags))
