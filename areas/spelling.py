"""How names of places are looked up: as people type them, with or without dots, and never guessed where two places share one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

COUNTRY_WORDS = {"finland", "suomi", "suomessa", "kunta", "kommun", "kaupunki", "stad"}


def index(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return text → code, exact spellings first, then spellings without dots; what means two municipalities is left out."""
    exact: dict[str, str] = {}
    bare: dict[str, str] = {}
    twice: set[str] = set()
    twice_bare: set[str] = set()
    for text, code in pairs:
        if exact.setdefault(text, code) != code:
            twice.add(text)
        if bare.setdefault(plain(text), code) != code:
            twice_bare.add(plain(text))
    kept = {text: code for text, code in bare.items() if text not in twice_bare}
    return kept | {text: code for text, code in exact.items() if text not in twice}


def spoken(text: str) -> str:
    """Return the text in lower case, single spaces, without punctuation at its ends and words such as *kunta*, *Finland*."""
    words = unicodedata.normalize("NFC", text).casefold().replace(",", " ").replace("’", "'").strip(" .;:!?").split()
    kept = [word for word in words if word not in COUNTRY_WORDS]
    return " ".join(kept or words)


def plain(text: str) -> str:
    """Return the text without marks on its letters: jyväskylä → jyvaskyla."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
