"""Finnish base forms: Debian's libvoikko through ctypes where the system has it, else pyvoikko from PyPI."""

from __future__ import annotations

import ctypes
import ctypes.util
import re
import threading
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, Protocol

_BASE = re.compile(r"\+[^+(]*\(([^)]*)\)")
_DICTIONARIES = ("/usr/lib/voikko/5", "/usr/share/voikko/5", "/etc/voikko/5", "/usr/local/lib/voikko/5")


class Sense(NamedTuple):
    """One reading of a Finnish word: its base form, its word class in Voikko's words, and the bases of its parts."""

    base: str
    word_class: str
    parts: tuple[str, ...]


class Lexicon(Protocol):
    """A Finnish dictionary."""

    fingerprint: str

    def senses(self, word: str) -> list[Sense]: ...


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

    def _version(self) -> str:
        return bytes(self._library.voikkoGetVersion()).decode()

    def senses(self, word: str) -> list[Sense]:
        """Return every reading of a word in lower case; none when the dictionary does not know it."""
        with self._lock:
            rows = self._library.voikkoAnalyzeWordCstr(self._handle, word.encode())
            if not rows:
                return []
            found, at = [], 0
            while rows[at]:
                found.append(self._sense(rows[at]))
                at += 1
            self._library.voikko_free_mor_analysis(rows)
            return found

    def _sense(self, row: int) -> Sense:
        base = self._value(row, b"BASEFORM").replace("=", "")
        bases = [base for base in _BASE.findall(self._value(row, b"WORDBASES")) if not base.startswith("+")]
        return Sense(base.lower(), self._value(row, b"CLASS"), _parts(bases))

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
            parts = [part.BASEFORM for part in reading.COMPOUND_PARTS or ()]
            found.append(Sense(reading.BASEFORM.replace("=", "").lower(), reading.CLASS or "", _parts(parts)))
        return found


def _parts(bases: list[str]) -> tuple[str, ...]:
    """Return the parts of a real compound. A base with `=` is one word of its own (*elo=kuva*), whatever it once was."""
    if len(bases) < 2 or any("=" in base for base in bases):
        bases = [base for base in bases if "=" in base] if len(bases) < 2 else bases
    names = tuple(base.replace("=", "").lower() for base in bases)
    return tuple(name for name in names if len(name) > 2) if len(names) > 1 else ()


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
