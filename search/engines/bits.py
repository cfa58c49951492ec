"""Sets of documents as whole numbers: bit n stands for document n.

Python's integers do `&`, `|` and `bit_count` in C: over 100,000 offers `&` costs about half a microsecond and a count about eight,
where a SQL count costs some milliseconds. That is what makes every count of the page live.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import compress

_TO_FLAGS = bytes.maketrans(b"01", b"\x00\x01")
_ONE = ord("1")
_BITS = tuple(1 << n for n in range(8))
_BITS_IN = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))
_SOME = re.compile(rb"[^\x00]")
FEW_OF = 100  # up to one document in so many, setting single bits is the quicker way


def bits_of(numbers: Iterable[int], size: int) -> int:
    """Return the set of these document numbers; all below `size`."""
    wanted = numbers if isinstance(numbers, Collection) else list(numbers)
    if not wanted or size <= 0:
        return 0
    return _few(wanted, size) if len(wanted) * FEW_OF < size else _many(wanted, size)


def _few(numbers: Iterable[int], size: int) -> int:
    held = bytearray((size >> 3) + 1)
    for number in numbers:
        held[number >> 3] |= _BITS[number & 7]
    return int.from_bytes(held, "little")


def _many(numbers: Iterable[int], size: int) -> int:
    flags = bytearray(b"0") * size
    last = size - 1
    for number in numbers:
        flags[last - number] = _ONE
    return int(flags, 2)


def less(bits: int, others: int) -> int:
    """Return the set without the others: quicker than `bits & ~others`, which makes a negative number."""
    return bits ^ (bits & others)


def flags_of(bits: int) -> bytes:
    """Return a set as one byte a document, 1 or 0, up to the last that is in it."""
    return format(bits, "b")[::-1].encode().translate(_TO_FLAGS)


def numbers_of(bits: int) -> list[int]:
    """Return the document numbers of a set, rising."""
    if bits.bit_count() * FEW_OF < bits.bit_length():
        held = bits.to_bytes((bits.bit_length() >> 3) + 1, "little")
        return [(found.start() << 3) + bit for found in _SOME.finditer(held) for bit in _BITS_IN[found[0][0]]]
    flags = flags_of(bits)
    return list(compress(range(len(flags)), flags))


class Members:
    """A set to be asked for one document at a time."""

    def __init__(self, bits: int) -> None:
        self._held = bits.to_bytes((bits.bit_length() >> 3) + 1, "little")
        self._size = len(self._held) << 3

    def __contains__(self, number: int) -> bool:
        return number < self._size and bool(self._held[number >> 3] & _BITS[number & 7])

    def holds_any(self, numbers: Iterable[int]) -> bool:
        """Tell whether one of the numbers is in the set."""
        return any(number in self for number in numbers)

    def among(self, numbers: Iterable[int]) -> list[int]:
        """Return those of the numbers that are in the set, in their order."""
        held, size = self._held, self._size
        return [number for number in numbers if number < size and held[number >> 3] & _BITS[number & 7]]


# Numbers of many documents at once, kept as one set a binary digit: the lowest first.
Planes = Sequence[int]


def added(planes: Planes, others: Planes) -> list[int]:
    """Return the sum of two numbers for every document at once."""
    found, carry = [], 0
    for at in range(max(len(planes), len(others))):
        one = planes[at] if at < len(planes) else 0
        other = others[at] if at < len(others) else 0
        either = one ^ other
        found.append(either ^ carry)
        carry = (one & other) | (carry & either)
    return [*found, carry] if carry else found


def at_least(planes: Planes, least: int) -> int:
    """Return the documents whose number is at least `least`, which is 1 or more."""
    more, equal = 0, -1
    for at in reversed(range(max(len(planes), least.bit_length()))):
        plane = planes[at] if at < len(planes) else 0
        if least >> at & 1:
            equal &= plane
        else:
            more |= equal & plane
            equal &= ~plane
    return more | equal


def values_at(planes: Planes, numbers: Sequence[int]) -> list[int]:
    """Return the number of each of these documents."""
    found = [0] * len(numbers)
    places = [(at, number >> 3, _BITS[number & 7]) for at, number in enumerate(numbers)]
    for digit, plane in enumerate(planes):
        held, value = plane.to_bytes((plane.bit_length() >> 3) + 1, "little"), 1 << digit
        size = len(held)
        for at, byte, bit in places:
            if byte < size and held[byte] & bit:
                found[at] += value
    return found


def highest(planes: Planes, among: int, most: int) -> tuple[int, int]:
    """Return (those surely among the `most` with the highest numbers, those that tie for the places left).

    The first are fewer than `most` unless there are no more to choose from; the second all have the same number.
    """
    sure, open_ = 0, among
    if among.bit_count() <= most:
        return among, 0
    for plane in reversed(planes):
        high = open_ & plane
        if (sure | high).bit_count() > most:
            open_ = high
        else:
            sure, open_ = sure | high, less(open_, high)
    return sure, open_
