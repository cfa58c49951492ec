"""Finnish base forms: Debian's libvoikko through ctypes where the system has it, else pyvoikko from PyPI."""

from __future__ import annotations

import ctypes
import ctypes.util
import re
import threading
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, Protocol

_BASE = re.compile(r"\+([^+(]*)\(([^)]*)\)")
PART_LEAST = 2  # letters; shorter parts say nothing
_DICTIONARIES = ("/usr/lib/voikko/5", "/usr/share/voikko/5", "/etc/voikko/5", "/usr/local/lib/voikko/5")


class Sense(NamedTuple):
    """One reading of a Finnish word: its base form, its word class in Voikko's words, and the bases of its parts.

    A compound that the dictionary knows as one word (*elo=kuva*) has no parts: who looks for *kuva* does not mean films.
    """

    base: str
    word_class: str
    parts: tuple[str, ...]


class Lexicon(Protocol):
    """A Finnish dictionary."""

    fingerprint: str

    def senses(self, word: str) -> list[Sense]: ...

    def guesses(self, word: str) -> list[str]: ...


class LibVoikko:
    """The C library. One handle, one lock: a handle is not safe to share between threads at the same moment.

    Raises   OSError if the library or its Finnish dictionary is not there.
    """

    def __init__(self) -> None:
        self._library = ctypes.CDLL(ctypes.util.find_library("voikko") or "libvoikko.so.1")
        self._declare()
        error = ctypes.c_char_p()
        self._handle = self._library.voikkoInit(ctypes.byref(error), b"fi", None)
        if not self._handle:
            raise OSError((error.value or b"no Finnish dictionary").decode())
        self._lock = threading.Lock()
        self.fingerprint = f"libvoikko-{self._version()}-{_dictionary_size()}"

    def _declare(self) -> None:
        library, pointer, text = self._library, ctypes.c_void_p, ctypes.c_char_p
        library.voikkoInit.restype, library.voikkoInit.argtypes = pointer, [ctypes.POINTER(text), text, text]
        library.voikkoGetVersion.restype = text
        library.voikkoAnalyzeWordCstr.restype = ctypes.POINTER(pointer)
        library.voikkoAnalyzeWordCstr.argtypes = [pointer, text]
        library.voikko_mor_analysis_value_cstr.restype = pointer
        library.voikko_mor_analysis_value_cstr.argtypes = [pointer, text]
        library.voikko_free_mor_analysis_value_cstr.argtypes = [pointer]
        library.voikko_free_mor_analysis.argtypes = [ctypes.POINTER(pointer)]
        library.voikkoSuggestCstr.restype, library.voikkoSuggestCstr.argtypes = ctypes.POINTER(text), [pointer, text]
        library.voikkoFreeCstrArray.argtypes = [ctypes.POINTER(text)]

    def _version(self) -> str:
        return bytes(self._library.voikkoGetVersion()).decode()

    def senses(self, word: str) -> list[Sense]:
        """Return every reading of a word in lower case; none when the dictionary does not know it."""
        with self._lock:
            return self._read(word, is_piece=False)

    def guesses(self, word: str) -> list[str]:
        """Return right words that a misspelt one may have meant, the likeliest first; about a millisecond."""
        with self._lock:
            rows = self._library.voikkoSuggestCstr(self._handle, word.encode())
            if not rows:
                return []
            found: list[str] = []
            while rows[len(found)]:
                found.append(rows[len(found)].decode())
            self._library.voikkoFreeCstrArray(rows)
            return [guess.lower() for guess in found if " " not in guess]

    def _read(self, word: str, *, is_piece: bool) -> list[Sense]:
        rows = self._library.voikkoAnalyzeWordCstr(self._handle, word.encode())
        if not rows:
            return []
        found, at = [], 0
        while rows[at]:
            found.append(self._sense(rows[at], is_piece=is_piece))
            at += 1
        self._library.voikko_free_mor_analysis(rows)
        return found

    def _sense(self, row: int, *, is_piece: bool) -> Sense:
        base, bases = self._value(row, b"BASEFORM"), self._value(row, b"WORDBASES")
        parts = () if is_piece else self._parts(base.replace("=", "").lower(), _BASE.findall(bases.lower()), self._value(row, b"STRUCTURE"))
        return Sense(base.replace("=", "").lower(), self._value(row, b"CLASS"), parts)

    def _parts(self, base: str, roots: list[tuple[str, str]], structure: str) -> tuple[str, ...]:
        """Return the base forms of a compound's parts, cut where the structure says: taide|näyttely, lasten|konsertti.

        The root forms that the library names are not asked for the last part: that of *näyttely* is a verb.
        """
        wholes = [(base.find(form), base.find(form) + len(form)) for form, root in roots if "=" in root]
        cuts = [cut for cut in _cuts(structure) if not any(start < cut < end for start, end in wholes)]
        if not cuts:
            return ()
        fronts = [base[start:end].strip("-") for start, end in zip((0, *cuts[:-1]), cuts, strict=True)]
        return _long((*(self._front(piece, dict(roots)) for piece in fronts), base[cuts[-1] :]))

    def _front(self, piece: str, roots: dict[str, str]) -> str:
        """Return the base form of a first part: a noun's before a verb's (*tanssi*, not *tanssia*)."""
        senses = self._read(piece, is_piece=True)
        bases = {sense.base for sense in senses}
        if piece in bases or not senses:
            return piece if piece in bases else roots.get(piece, piece).replace("=", "")
        return min(senses, key=lambda sense: sense.word_class == "teonsana").base

    def _value(self, row: int, key: bytes) -> str:
        pointer = self._library.voikko_mor_analysis_value_cstr(row, key)
        if not pointer:
            return ""
        value = ctypes.string_at(pointer).decode()
        self._library.voikko_free_mor_analysis_value_cstr(pointer)
        return value


class PyVoikko:
    """The same dictionary compiled for Python: nothing to install beside pip packages, slower and larger."""

    def __init__(self) -> None:
        # No cycle: half a second and 200 MB, so only where the C library is missing.
        import pyvoikko

        self._analyse = pyvoikko.analyse
        self.fingerprint = "pyvoikko-" + version("pyvoikko")

    def senses(self, word: str) -> list[Sense]:
        """Return every reading of a word in lower case; none when the dictionary does not know it."""
        found = []
        for reading in self._analyse(word):
            names = () if "=" in reading.BASEFORM else (part.BASEFORM.replace("=", "").lower() for part in reading.COMPOUND_PARTS or ())
            found.append(Sense(reading.BASEFORM.replace("=", "").lower(), reading.CLASS or "", _long(names)))
        return found

    def guesses(self, word: str) -> list[str]:
        """Return nothing: this dictionary only analyses."""
        return []


def _cuts(structure: str) -> tuple[int, ...]:
    """Return the letter positions at which a structure such as `=ppppp=pppppp` begins a new part; the first is left out."""
    at, cuts = 0, []
    for sign in structure:
        if sign == "=":
            cuts.append(at)
        else:
            at += 1
    return tuple(cut for cut in cuts if cut)


def _long(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the parts that say something, none when only one is left."""
    found = tuple(part for part in parts if len(part) > PART_LEAST)
    return found if len(found) > 1 else ()


def _dictionary_size() -> str:
    sizes = [str(path.stat().st_size) for home in _DICTIONARIES for path in sorted(Path(home).rglob("*.vfst"))]
    return "-".join(sizes) or "unknown"


def lexicon(wanted: str = "auto") -> Lexicon | None:
    """Return the Finnish dictionary. wanted: auto, libvoikko, pyvoikko or snowball (none).

    Raises   OSError or ImportError if one was asked for by name and is not there.
    """
    if wanted == "snowball":
        return None
    if wanted == "pyvoikko":
        return PyVoikko()
    try:
        return LibVoikko()
    except OSError:
        if wanted == "libvoikko":
            raise
    try:
        return PyVoikko()
    except ImportError:
        return None
