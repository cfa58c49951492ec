"""Tokens of a question: every word in all three languages, with what may stand for it and how much that weighs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import log

from search.analysis import english, finnish, swedish
from search.analysis.spelling import corrections
from search.analysis.synonyms import BROADER, CLOSE, PHRASE_MOST, READERS, SYNONYM, Meanings, meanings
from search.analysis.words import pieces, words
from search.types import Group, Vocabulary

OWN, OTHER_LANGUAGE, PIECE, BOTH, ALONE, TAIL, FUZZY = 1.0, 0.7, 0.5, 0.9, 0.1, 0.25, 0.8
WORDS_MOST = 12  # a sentence; more words add noise and time, not meaning
TAIL_LETTERS = 4
PAIRS_MOST = 12  # of what stands for both parts of a compound
RAREST, COMMONEST = 2.0, 0.5  # how much a word counts that one offer holds, and one that all hold
# Last parts that say only in what shape something is offered.
GENERAL = frozenset(
    (
        *(
            f"fi:{word}"
            for word in (
                "kurssi kerho ilta työpaja paja päivä tunti tapahtuma esitys näytös ryhmä piiri hetki tuokio viikko leiri retki kahvila "
                "opetus tila harrastus"
            ).split()
        ),
        *(f"sv:{swedish.stem(word)}" for word in "kurs klubb kväll verkstad dag lektion grupp cirkel stund vecka läger tur kafé pass träff".split()),
    )
)
STRONG = 0.5  # a token that is the thing itself, in one language or another
EVERY_OFFER = ("kind:event", "kind:course", "kind:standing")  # each has one of these tokens
LANGUAGES = frozenset(f"{lang}:" for lang in READERS)
HEAVY = 0.5  # tokens that weigh at least half of the heaviest say how common a word is


@dataclass(frozen=True, slots=True)
class Question:
    """The groups of a text, and the text with its typing errors mended (None when there were none)."""

    groups: tuple[Group, ...]
    corrected: str | None


@dataclass(frozen=True, slots=True)
class _Asking:
    """What every word of one question is read with."""

    lang: str
    vocabulary: Vocabulary
    meanings: Meanings


def analyse(
    text: str,
    *,
    lang: str,
    vocabulary: Vocabulary,
    is_literal: bool = False,
    synonyms: tuple[tuple[str, ...], ...] = (),
    wished: Sequence[str] = (),
) -> Question:
    """Return one group for each meaningful word of a text, at most 12.

    lang        the reader's language: its readings weigh most, the others are never left out.
    vocabulary  what the index holds: words it lacks are corrected towards it, unless `is_literal`.
    synonyms    editors' groups of words that mean the same, beside our own.
    wished      Finnish words that rank and leave nothing out: an offer without them holds them too, at the least worth.
    """
    asking = _Asking("fi" if lang == "fi-simple" else lang, vocabulary, meanings(synonyms))
    typed = [word.text for word in words(text)]
    said = _meaningful(typed, asking)[:WORDS_MOST]
    meant, mended = _spelled(said, asking, right=set(said) if is_literal else _in_names(said, asking))
    groups = [_group_of(word, asking, is_mended=is_mended) for word, is_mended in meant]
    right = " ".join(mended.get(word, word) for word in typed)
    groups = [*_joined(_phrased(groups, asking), right, asking), *(_wish(word, asking) for word in wished)]
    return Question(tuple(replace(group, rarity=_rarity(group, vocabulary)) for group in groups), right if mended else None)


def _meaningful(typed: Sequence[str], asking: _Asking) -> list[str]:
    """Return the words that say something, each once; numbers of one or two digits only if some offer has them."""
    said = list(dict.fromkeys(typed))
    meaning = [word for word in said if not is_stop(word, asking.lang) and not _is_idle_number(word, asking.vocabulary)]
    return meaning or said


def _is_idle_number(word: str, vocabulary: Vocabulary) -> bool:
    return word.isdigit() and len(word) < 3 and not any(vocabulary.count(f"{lang}:{word}") for lang in READERS)


def is_stop(word: str, lang: str) -> bool:
    """A word is left out when the reader's own language calls it empty, or when any does and no other knows it."""
    readings = {name: read(word) for name, read in READERS.items()}
    if readings[lang].is_stop:
        return True
    return any(reading.is_stop for reading in readings.values()) and not any(
        reading.is_known and not reading.is_stop for reading in readings.values()
    )


def _in_names(said: Sequence[str], asking: _Asking) -> set[str]:
    """Return the words that are part of a name of which something stands here: in *swan lake* no word is misspelt."""
    found: set[str] = set()
    for at, length in _windows(len(said)):
        name = said[at : at + length]
        if any(_holds(token, asking.vocabulary) for token, _factor in asking.meanings.related_phrase(name)):
            found |= set(name)
    return found


def _windows(words: int) -> Iterable[tuple[int, int]]:
    """Yield (first, length) of every two or three neighbours."""
    return ((at, length) for length in range(2, PHRASE_MOST + 1) for at in range(words - length + 1))


def _spelled(said: Sequence[str], asking: _Asking, *, right: Collection[str]) -> tuple[list[tuple[str, bool]], dict[str, str]]:
    """Return the words as they were meant, each with whether it was mended, and typed → meant of those that were; `right` words stay."""
    meant: list[tuple[str, bool]] = []
    mended: dict[str, str] = {}
    for word in said:
        better = "" if word in right or _is_found(_group(word, asking), asking.vocabulary) else _correction(word, asking)
        if better:
            mended[word] = better
        meant += [(one, bool(better)) for one in (better or word).split(" ")]
    return meant, mended


def _correction(word: str, asking: _Asking) -> str:
    """Return the likeliest right spelling of which the index holds something, or nothing."""
    for better in corrections(word, asking.vocabulary):
        if all(_is_found(_group(one, asking), asking.vocabulary) for one in better.split(" ")):
            return better
    return ""


def _group_of(word: str, asking: _Asking, *, is_mended: bool) -> Group:
    group = _group(word, asking)
    if is_mended:
        return Group(word, tuple((token, weight * FUZZY) for token, weight in group.tokens))
    return group if _is_found(group, asking.vocabulary) else Group(word, (*group.tokens, *_tail(word, asking.vocabulary)))


def _wish(word: str, asking: _Asking) -> Group:
    weights = dict(_group(word, asking).tokens)
    return _sorted(word, {**dict.fromkeys(EVERY_OFFER, ALONE), **{token: weight for token, weight in weights.items() if weight > ALONE}})


def _group(word: str, asking: _Asking) -> Group:
    weights: dict[str, float] = {}
    for name, read in READERS.items():
        own = OWN if name == asking.lang else OTHER_LANGUAGE
        for piece in pieces(word):
            reading = read(piece)
            worth = own if piece == word else own * PIECE
            bases = [f"{name}:{base}" for base in reading.bases]
            for base in bases:
                _keep(weights, base, worth)
                for other, factor in asking.meanings.related(base):
                    _keep(weights, other, worth * factor)
            _add_parts(weights, [f"{name}:{part}" for part in reading.parts], own, asking, is_base_known=any(map(asking.vocabulary.count, bases)))
    return _sorted(word, _without_broader(weights, asking.vocabulary))


def _without_broader(weights: dict[str, float], vocabulary: Vocabulary) -> dict[str, float]:
    """Leave out what is only broader (music for a choir) where the thing itself stands in some offer; whom it is for always stays."""
    strong = (token for token, weight in weights.items() if weight >= STRONG and token[:3] in LANGUAGES)
    if not any(map(vocabulary.count, strong)):
        return weights
    return {token: weight for token, weight in weights.items() if weight > BROADER or token[:3] in LANGUAGES or token.startswith("aud:")}


def _sorted(word: str, weights: dict[str, float]) -> Group:
    return Group(word, tuple(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))))


def _add_parts(weights: dict[str, float], parts: Sequence[str], own: float, asking: _Asking, *, is_base_known: bool) -> None:
    """A compound is also found written apart: all its parts in one document, in any language.

    One part alone stands for it only if nothing has the whole: of a *keramiikkakurssi* what it is about, more than that it is a course.
    """
    if not parts:
        return
    _keep(weights, " ".join(dict.fromkeys(parts)), own * BOTH)
    for pair, worth in _pairs(parts, asking):
        _keep(weights, pair, own * BOTH * worth)
    if not is_base_known or parts[-1] in GENERAL:
        for part, worth in _lonely(parts, asking.vocabulary):
            for token, factor in ((part, 1.0), *asking.meanings.related(part)):
                _keep(weights, token, own * worth * factor)


def _lonely(parts: Sequence[str], vocabulary: Vocabulary) -> Iterable[tuple[str, float]]:
    """Return the parts that stand for the whole alone: what it is, then of what; only of what, where what it is says little."""
    if parts[-1] in GENERAL and vocabulary.count(parts[0]):
        return ((parts[0], 2 * ALONE),)
    return ((parts[-1], 2 * ALONE), (parts[0], ALONE))


def _pairs(parts: Sequence[str], asking: _Asking) -> Iterable[tuple[str, float]]:
    """Return what stands for the first and the last part together: *barnteater* is `aud:children cat:theatre`, and `fi:lapsi fi:teatteri`."""
    first, last = _standing(parts[0], asking), _standing(parts[-1], asking)
    both = ((f"{one} {other}", worth * factor) for (one, worth), (other, factor) in product(first, last) if _go_together(one, other))
    return sorted(both, key=lambda pair: (-pair[1], pair[0]))[:PAIRS_MOST]


def _standing(part: str, asking: _Asking) -> list[tuple[str, float]]:
    least = {True: SYNONYM, False: CLOSE}  # a code that most of it carries is a part too: *konsertti* is `cat:music`
    related = [(token, factor) for token, factor in asking.meanings.related(part) if factor >= least[token[:3] in LANGUAGES] and " " not in token]
    return [(token, factor) for token, factor in ((part, OWN), *related) if asking.vocabulary.count(token)]


def _go_together(one: str, other: str) -> bool:
    """Words of one language, or a code with anything."""
    langs = {one.split(":", 1)[0], other.split(":", 1)[0]}
    return len(langs & READERS.keys()) < 2


def _tail(word: str, vocabulary: Vocabulary) -> tuple[tuple[str, float], ...]:
    """Return the known word that an unknown one ends in: *xyzkurssi* is some course."""
    for at in range(TAIL_LETTERS, len(word) - TAIL_LETTERS + 1):
        bases = [f"fi:{base}" for base in finnish.read(word[at:]).bases] if finnish.is_word(word[at:]) else []
        if any(map(vocabulary.count, bases)):
            return tuple((base, TAIL) for base in bases)
    return ()


def _keep(weights: dict[str, float], token: str, weight: float) -> None:
    weights[token] = max(weight, weights.get(token, 0))


def _is_found(group: Group, vocabulary: Vocabulary) -> bool:
    """Tell whether any offer holds the word or what stands for it; a part of a compound alone is not it."""
    return any(weight > 2 * ALONE and _holds(token, vocabulary) for token, weight in group.tokens)


def _holds(token: str, vocabulary: Vocabulary) -> bool:
    return all(map(vocabulary.count, token.split(" ")))


def _phrased(groups: list[Group], asking: _Asking) -> list[Group]:
    """Let neighbouring words that are one name also be found by what stands for it: *swan lake* is Joutsenlampi."""
    found = list(groups)
    for at, length in _windows(len(groups)):
        related = asking.meanings.related_phrase([group.word for group in groups[at : at + length]])
        for place in range(at, at + length) if related else ():
            weights = dict(found[place].tokens)
            for token, factor in related:
                _keep(weights, token, factor)
            found[place] = _sorted(found[place].word, weights)
    return found


def _joined(groups: list[Group], text: str, asking: _Asking) -> list[Group]:
    """Let two neighbouring words also be found written together: *joulu konsertti* finds *joulukonsertti*."""
    found = list(groups)
    for at in range(len(groups) - 1):
        first, second = groups[at].word, groups[at + 1].word
        whole = _whole(first, second, asking.vocabulary)
        if whole and f"{first} {second}" in text:
            for place in (at, at + 1):
                weights = dict(found[place].tokens)
                for token in whole:
                    _keep(weights, token, OWN)
                found[place] = _sorted(found[place].word, weights)
    return found


def _whole(first: str, second: str, vocabulary: Vocabulary) -> list[str]:
    joined = (first + second, f"{first}-{second}")
    readers = (("fi", finnish.read), ("sv", swedish.read), ("en", english.read))
    tokens = [f"{lang}:{base}" for lang, read in readers for word in joined for base in read(word).bases]
    return [token for token in dict.fromkeys(tokens) if vocabulary.count(token)]


def _rarity(group: Group, vocabulary: Vocabulary) -> float:
    """Return 0.5 for a word that every offer holds to 2.0 for one that hardly any does."""
    if not group.tokens or not vocabulary.documents:
        return 1.0
    least = group.tokens[0][1] * HEAVY
    holding = max((min(map(vocabulary.count, token.split(" "))) for token, weight in group.tokens if weight >= least), default=0)
    if not holding:
        return 1.0
    share = log(max(vocabulary.documents, holding) / holding) / log(vocabulary.documents + 1)
    return round(COMMONEST + (RAREST - COMMONEST) * share, 3)
