"""The forms that a Finnish place name takes in a sentence: Turku, Turun, Turussa, Turkuun. Pure functions.

Made for the 308 municipality names, to read what a visitor types in a place field. It makes too many forms rather than too
few; a form that no Finn would say does no harm. Full analysis of free text is the search's, not this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

VOWELS = "aeiouyäöå"
BACK = frozenset("aou")
# Consonant gradation before the last vowel, longest first: strong, weak.
GRADES = (
    ("nk", "ng"), ("nt", "nn"), ("lt", "ll"), ("rt", "rr"), ("mp", "mm"), ("kk", "k"), ("pp", "p"), ("tt", "t"),
    ("lp", "lv"), ("rp", "rv"), ("lk", "l"), ("rk", "r"), ("hk", "h"), ("ht", "hd"),
)  # fmt: skip
SINGLE_GRADES = {"p": "v", "t": "d", "k": ""}
# Last parts whose i turns to e: järvi, järven. The second column is the weak stem, where it differs.
E_WORDS = {
    "järvi": ("järve",), "lahti": ("lahde", "lahte"), "salmi": ("salme",), "koski": ("koske",), "joki": ("joe", "joke"),
    "vesi": ("vede", "vete"), "mäki": ("mäe", "mäke"), "saari": ("saare",), "niemi": ("nieme",), "lampi": ("lamme", "lampe"),
}  # fmt: skip
# Names whose forms follow no rule: Kangasalla, not Kangasalassa.
IRREGULAR = {"kangasala": ("kangasalla", "kangasalta", "kangasalle")}
# First parts that take the ending as well: Uudessakaupungissa, Isossakyrössä.
BENDING_FIRST_PARTS = {
    "uusi": {"n": "uuden", "ssa": "uudessa", "sta": "uudesta", "seen": "uuteen", "lle": "uudelle"},
    "iso": {"n": "ison", "ssa": "isossa", "sta": "isosta", "seen": "isoon", "lle": "isolle"},
}  # fmt: skip


def forms_of(name: str) -> frozenset[str]:
    """Return the name in lower case with its singular (and, for -nen names, plural) case forms, some dozens."""
    word = name.casefold()
    found = {word, *IRREGULAR.get(word, ())}
    for stem in _stems(word):
        found.update(_cases(stem))
    found.update(_plural_cases(word))
    for first, cases in BENDING_FIRST_PARTS.items():
        if word.startswith(first) and len(word) > len(first) + 3:
            found.update(_twice_bent(word[len(first) :], cases))
    return frozenset(found)


def _stems(word: str) -> Iterator[str]:
    """Yield the stems that endings are put on, strong and weak."""
    for ending, stems in E_WORDS.items():
        if word.endswith(ending):
            yield from (word.removesuffix(ending) + stem for stem in stems)
            return
    if word.endswith("nen"):
        yield word[:-3] + "se"
    elif word.endswith(("us", "ys", "es")):
        yield from (word[:-1] + "kse", word[:-1] + "de", word[:-1] + "te")
    elif word.endswith(("as", "äs")):
        yield from (word[:-1] + word[-2], *(strong + word[-2] * 2 for strong in _strengthened(word[:-2])))
    elif word[-1] in VOWELS:
        yield word
        yield from _weakened(word)
        if word.endswith("e"):
            yield word + "e"
        if word.endswith("i"):
            yield word[:-1] + "e"
    else:
        yield from (word + "i", word + "e")


def _weakened(word: str) -> Iterator[str]:
    """Yield the word with its last consonants in the weak grade: Turku, Turu; Hanko, Hango; Lieto, Liedo."""
    body, vowel = word[:-1], word[-1]
    for strong, weak in GRADES:
        if body.endswith(strong):
            yield body.removesuffix(strong) + weak + vowel
            return
    if len(body) > 1 and body[-2] in VOWELS and body[-1] in SINGLE_GRADES:
        yield body[:-1] + SINGLE_GRADES[body[-1]] + vowel


def _strengthened(body: str) -> Iterator[str]:
    """Yield a weak body made strong: kang(as), kank(aan)."""
    yield from (body.removesuffix(weak) + strong for strong, weak in GRADES if body.endswith(weak))


def _cases(stem: str) -> Iterator[str]:
    a = "a" if BACK & set(stem.rsplit("-", 1)[-1]) else "ä"
    last = stem[-1]
    for ending in ("n", "ss" + a, "st" + a, "ll" + a, "lt" + a, "lle", "n" + a, "ksi", a, "t" + a):
        yield stem + ending
    yield from (stem + last + "n", stem + "h" + last + "n", stem + "seen")


def _plural_cases(word: str) -> Iterator[str]:
    """Yield Kauniaisten, Kauniaisissa, Kauniaisiin of names that end in -nen."""
    if not word.endswith("nen"):
        return
    stem = word[:-3] + "s"
    a = "a" if BACK & set(word) else "ä"
    yield from (stem + "ten", stem + "iin", stem + "ille")
    yield from (f"{stem}i{ending}{a}" for ending in ("ss", "st", "ll", "lt", ""))


def _twice_bent(rest: str, cases: dict[str, str]) -> Iterator[str]:
    for stem in _stems(rest):
        a = "a" if BACK & set(stem) else "ä"
        endings: Iterable[tuple[str, tuple[str, ...]]] = (
            ("n", ("n",)), ("ssa", ("ss" + a,)), ("sta", ("st" + a,)), ("seen", ("seen", stem[-1] + "n")), ("lle", ("lle",)),
        )  # fmt: skip
        for case, tails in endings:
            yield from (cases[case] + stem + tail for tail in tails)
