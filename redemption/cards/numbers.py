"""Card numbers as people read, say and type them: `ES 4827 1936 05`.

Two area letters, eight random digits, two check digits. The stored form has no blanks.
Source: ISO 7064 MOD 97-10; it finds every single slip, swap and twin (redemption.md, 2.8).
"""

import re
import secrets
import unicodedata
from collections.abc import Callable

ALPHABET = "ABCDEFGHJKMNPRSTUVWXYZ"  # 22 letters: I and L look like 1, O and Q like 0
DIGITS = 8
TYPED_MAX = 40  # characters; more is no card number and is not worth normalising

_SHAPE = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{10}}")
_DROPPED = {"Zs", "Zl", "Zp", "Pd", "Cf"}  # blanks, dashes, invisible joiners
_MINUS = "\u2212"
_LOOK_ALIKES = str.maketrans("OIL", "011")


def check_digits(body: str) -> str:
    """Return the two check digits, "02".."98", of two letters and eight digits."""
    worth = int("".join(str(int(sign, 36)) for sign in body))
    return f"{98 - worth * 100 % 97:02d}"


def is_area_code(code: str) -> bool:
    """Tell whether two letters can stand before a card number."""
    return len(code) == 2 and all(letter in ALPHABET for letter in code)


def make_number(area_code: str, *, randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """Draw a number for an area: random and sparse, never the next one.

    Result   12 characters, "ES4827193605".
    Raises   ValueError if the area code holds a letter outside the alphabet.
    """
    if not is_area_code(area_code):
        raise ValueError("an area code is two letters of the card alphabet")
    body = f"{area_code}{randbelow(10**DIGITS):0{DIGITS}d}"
    return body + check_digits(body)


def read_number(typed: str) -> str | None:
    """Return the stored form of a typed number, or None if it is not one (R01).

    Blanks, dashes and small letters are forgiven; O, I and L among the digits mean 0, 1 and 1.
    """
    if len(typed) > TYPED_MAX:
        return None
    signs = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if not _is_dropped(sign))
    if not signs.isascii():
        return None
    number = signs[:2].upper() + signs[2:].upper().translate(_LOOK_ALIKES)
    return number if _SHAPE.fullmatch(number) and number[-2:] == check_digits(number[:-2]) else None


def _is_dropped(sign: str) -> bool:
    return sign.isspace() or sign == _MINUS or unicodedata.category(sign) in _DROPPED


def grouped(number: str) -> str:
    """Return the number as printed: "ES 4827 1936 05"."""
    return f"{number[:2]} {number[2:6]} {number[6:10]} {number[10:]}"


def masked(number: str) -> str:
    """Return the number for lists, all but the last four digits hidden: "ES •••• ••36 05"."""
    return f"{number[:2]} •••• ••{number[8:10]} {number[10:]}"
