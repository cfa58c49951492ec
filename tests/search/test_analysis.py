"""Words to base forms and parts, by table. Both Finnish dictionaries must agree where the site depends on it."""

from __future__ import annotations

import pytest

from search.analysis import english, finnish, swedish
from search.analysis.question import analyse
from search.analysis.synonyms import synonyms
from search.analysis.vocabulary import IndexVocabulary
from search.analysis.voikko import LibVoikko, PyVoikko
from search.analysis.words import folded, pieces, words


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("yöllä", "yö"), ("lasten", "lapsi"), ("nuorille", "nuori"), ("taiteen", "taide"), ("kursseja", "kurssi"), ("esitykset", "esitys"),
        ("ilmaiset", "ilmainen"), ("turussa", "turku"), ("helsingissä", "helsinki"), ("lahdessa", "lahti"), ("porissa", "pori"),
        ("konserteissammekin", "konsertti"), ("kirjoihin", "kirja"), ("teatterissa", "teatteri"), ("kuoron", "kuoro"), ("museoihin", "museo"),
        ("tanssin", "tanssi"), ("eläkeläisten", "eläkeläinen"), ("veden", "vesi"), ("käsitöitä", "käsityö"),
    ],
)  # fmt: skip
def test_finnish_forms_reach_their_base(form: str, base: str) -> None:
    assert base in finnish.read(form).bases


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("lastenkonsertteihin", ("lapsi", "konsertti")), ("taidenäyttelyssä", ("taide", "näyttely")), ("tanssiesitys", ("tanssi", "esitys")),
        ("koululaisnäytös", ("koululainen", "näytös")), ("maalauskurssin", ("maalaus", "kurssi")), ("kaupunginteatterista", ("kaupunki", "teatteri")),
        ("elokuva", ()), ("elokuvamusiikkia", ("elokuva", "musiikki")), ("teatteri", ()), ("mänttä-vilppulassa", ("mänttä", "vilppula")),
    ],
)  # fmt: skip
def test_finnish_compounds_come_apart_where_they_are_joined(word: str, parts: tuple[str, ...]) -> None:
    found = finnish.read(word).parts

    assert set(parts) <= set(found)
    assert bool(parts) == bool(found)


@pytest.mark.parametrize(
    ("form", "stem"),
    [("museet", "museum"), ("böcker", "bok"), ("kursen", "kurs"), ("dansen", "dans"), ("konserterna", "konsert"), ("städer", "stad")],
)
def test_swedish_forms_reach_their_stem(form: str, stem: str) -> None:
    assert set(swedish.read(form).bases) & set(swedish.read(stem).bases)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("barnteatern", ("barn", "teat")), ("konstmuseet", ("konst", "museum")), ("julkonserten", ("jul", "konsert")), ("körsång", ("kör", "sång")),
        ("sagoböcker", ("sago", "bok")), ("ungdomsteater", ("ungdom", "teat")), ("konsert", ()), ("barn", ()),
    ],
)  # fmt: skip
def test_swedish_compounds_come_apart(word: str, parts: tuple[str, ...]) -> None:
    assert swedish.read(word).parts == parts


@pytest.mark.parametrize(("form", "base"), [("concerts", "concert"), ("dancing", "dance"), ("children's", "children"), ("museums", "museum")])
def test_english_forms_share_a_stem(form: str, base: str) -> None:
    assert english.read(form).bases == english.read(base).bases


@pytest.mark.parametrize(("word", "reader"), [("ja", finnish.read), ("haluaisin", finnish.read), ("och", swedish.read), ("the", english.read)])
def test_joining_words_say_nothing(word: str, reader) -> None:
    assert reader(word).is_stop


def test_both_finnish_dictionaries_agree_on_daily_words() -> None:
    try:
        library = LibVoikko()
    except OSError:
        pytest.skip("libvoikko is not on this machine")
    package = PyVoikko()
    daily = "yöllä lasten teatterissa kuoron taidemuseossa näyttelyihin lastenkonsertti turussa ilmaista kursseille tanssia museoista".split()

    for word in daily:
        ours, theirs = library.senses(word), package.senses(word)
        assert {sense.base for sense in ours} & {sense.base for sense in theirs}, word


@pytest.mark.parametrize(
    ("token", "other"),
    [("fi:leffa", "cat:film"), ("sv:konsert", "fi:konsertti"), ("en:concert", "fi:konsertti"), ("fi:konsertti", "sv:konsert")],
)
def test_words_of_one_meaning_stand_for_each_other(token: str, other: str) -> None:
    assert other in synonyms(token)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rock'n'roll-ilta klo 18!", ["rock'n'roll-ilta", "klo", "18"]), ("", []), ("… — !", []), ("a" * 65, []),
        ("na\u0308yttely", ["näyttely"]), ("x\x00y", ["x", "y"]),
    ],
)  # fmt: skip
def test_text_is_cut_into_words(text: str, found: list[str]) -> None:
    assert [word.text for word in words(text)] == found


def test_hyphenated_words_are_kept_whole_and_apart() -> None:
    assert pieces("perhe-elokuva") == ("perhe-elokuva", "perhe", "elokuva")
    assert folded("Näyttelyä Åbossa") == "nayttelya abossa"


VOCABULARY = IndexVocabulary({"w:näyttely": 9, "w:näytelmä": 2, "w:konsertti": 5, "w:kaupunginteatteri": 1, "fi:näyttely": 9, "fi:konsertti": 5})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nayttely", "näyttely"), ("nyttely", "näyttely"), ("näytteyl", "näyttely"), ("kaupuginteateri", "kaupunginteatteri"),
        ("xonsertti", None), ("aurinko", None), ("nä", None), ("", None),
    ],
)  # fmt: skip
def test_the_nearest_known_word_is_meant(typed: str, meant: str | None) -> None:
    assert VOCABULARY.nearest(typed) == meant


def test_a_right_word_that_is_not_there_is_not_changed() -> None:
    assert analyse("konserttia", lang="fi", vocabulary=VOCABULARY).corrected is None
    assert analyse("näytös", lang="fi", vocabulary=VOCABULARY).corrected is None
    assert analyse("nayttely", lang="fi", vocabulary=VOCABULARY, is_literal=True).corrected is None


def test_a_sentence_is_its_meaningful_words() -> None:
    question = analyse("Haluaisin mennä katsomaan konsertti ja näyttely", lang="fi", vocabulary=VOCABULARY)

    assert [group.word for group in question.groups][-2:] == ["konsertti", "näyttely"]
    assert "ja" not in [group.word for group in question.groups]


def test_a_text_without_end_is_cut() -> None:
    assert len(analyse(" ".join(f"sana{n}" for n in range(500)), lang="fi", vocabulary=VOCABULARY).groups) == 12
