"""Words to base forms and parts, by table. Both Finnish dictionaries must agree where the site depends on it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import document_tokens, english, finnish, swedish
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
        ("koululaisnäytös", ("koululainen", "näytös")), ("maalauskurssin", ("maalaus", "kurssi")),
        ("kaupunginteatterista", ("kaupunki", "teatteri")), ("elokuva", ()), ("elokuvamusiikkia", ("elokuva", "musiikki")), ("teatteri", ()),
        ("mänttä-vilppulassa", ("mänttä", "vilppula")),
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
        ("barnteatern", ("barn", "teat")), ("konstmuseet", ("konst", "museum")), ("julkonserten", ("jul", "konsert")),
        ("körsång", ("kör", "sång")), ("sagoböcker", ("sago", "bok")), ("ungdomsteater", ("ungdom", "teat")), ("konsert", ()), ("barn", ()),
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


def vocabulary(*texts: str, **more: int) -> IndexVocabulary:
    """The words of an index with one document for each text: `fi: Joulukonsertti`."""
    counts: Counter[str] = Counter(more)
    for text in texts:
        lang, title = text.split(": ", 1)
        tokens = document_tokens({lang: {"title": title}})
        counts.update({*tokens.title, *tokens.parts, *(f"w:{word}" for word in tokens.surface)})
    return IndexVocabulary(counts, len(texts))


INDEX = vocabulary(
    "fi: Joulukonsertti kirkossa", "fi: Lastenteatteri Peppi Pitkätossu", "fi: Keramiikkakurssi aikuisille", "fi: Taidenäyttely", "fi: Joutsenlampi",
    "fi: Tuntematon sotilas", "fi: Perjantaifutis", "fi: Muskari vauvoille", "fi: Uimahalli", "fi: Elokuvakerho", "fi: Stand up -ilta", "fi: Kuoro",
    "fi: Seitsemän veljestä", "fi: Helene Schjerfbeck", "fi: Neulekahvila", "fi: Jääkiekko-ottelu", "fi: Maalaus", "fi: Luento", "fi: Eläkeläiset",
    "sv: Konstutställning", "sv: Julmarknad för barn", "sv: Dockteater", "en: Swimming school", "en: Storytime",
)  # fmt: skip


def found(text: str, lang: str = "fi", index: IndexVocabulary = INDEX, **more) -> list[str]:
    """Every token that a question asks for and the index holds, the heaviest first."""
    groups = analyse(text, lang=lang, vocabulary=index, **more).groups
    return [token for group in groups for token, _weight in group.tokens if all(map(index.count, token.split(" ")))]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("keramikkakurssi", "keramiikkakurssi"), ("muskarii", "muskari"), ("elokuvakehro", "elokuvakerho"), ("jouluconsertti", "joulukonsertti"),
        ("luwnto", "luento"), ("maalauz", "maalaus"), ("oulukonsertti", "joulukonsertti"), ("njoutsenlampi", "joutsenlampi"),
        ("keramikakurssi", "keramiikkakurssi"), ("jotsenlanpi", "joutsenlampi"), ("taidenaytely", "taidenäyttely"), ("uimahali", "uimahalli"),
        ("elakelaiset", "eläkeläiset"), ("elakelaisille", "eläkeläisille"), ("taidenayttelyyn", "taidenäyttelyyn"),
        ("keramikkakursilla", "keramiikkakurssi"), ("tuntematonsotilas", "tuntematon sotilas"), ("skjerfbek", "schjerfbeck"),
        ("konstutstälning", "konstutställning"),
    ],
)  # fmt: skip
def test_misspelt_words_are_mended(typed: str, meant: str) -> None:
    mended = analyse(typed, lang="fi", vocabulary=INDEX).corrected

    assert mended is not None
    assert set(found(typed)) & set(found(meant))
    assert mended == meant or set(finnish.read(mended).bases) & set(finnish.read(meant).bases)


@pytest.mark.parametrize("text", ["kuori", "ilma", "tansania", "turkki", "voi", "lahti", "kuusi", "sana", "qqqqqq", "xyzzy"])
def test_look_alikes_find_nothing_and_are_not_mended(text: str) -> None:
    assert found(text) == []
    assert analyse(text, lang="fi", vocabulary=INDEX).corrected is None


@pytest.mark.parametrize(
    ("text", "lang", "token"),
    [
        ("futista", "fi", "fi:futis"), ("jalkapalloa", "fi", "fi:futis"), ("fotboll", "sv", "fi:futis"), ("lätkää", "fi", "fi:jääkiekko"),
        ("hockey", "en", "fi:jääkiekko"), ("muskareita", "fi", "fi:muskari"), ("sticka", "sv", "fi:neulekahvila"), ("choir", "en", "fi:kuoro"),
        ("körsång", "sv", "fi:kuoro"), ("simhall", "sv", "fi:uimahalli"), ("swimming pool", "en", "fi:uimahalli"),
        ("lecture", "en", "fi:luento"), ("måla", "sv", "fi:maalaus"), ("satuhetki", "fi", "en:storytim"), ("nukketeatteri", "fi", "sv:dockteat"),
        ("swan lake", "en", "fi:joutsenlampi"), ("svansjön", "sv", "fi:joutsenlampi"), ("unknown soldier", "en", "fi:tuntematon fi:sotilas"),
        ("seitsemää veljestä", "fi", "fi:seitsemän"), ("pippi långstrump", "sv", "fi:peppi fi:pitkätossu"), ("konsertti", "fi", "fi:konsertti"),
        ("joulu konsertti", "fi", "fi:joulukonsertti"), ("näyttelyihin", "fi", "fi:näyttely"), ("barnteater", "sv", "fi:lapsi fi:teatteri"),
        ("julkonsert", "sv", "fi:joulu fi:konsertti"), ("keramiikkailta", "fi", "fi:keramiikka"), ("julmarknader", "sv", "sv:julmarkn"),
        ("konst utställning", "sv", "sv:konstutställning"), ("stand-up", "fi", "fi:stand fi:up"),
    ],
)  # fmt: skip
def test_other_words_find_the_same(text: str, lang: str, token: str) -> None:
    assert token in found(text, lang)


@pytest.mark.parametrize(
    ("word", "case"),
    [
        (word, form)
        for word, forms in {
            "kuoro": "kuoro kuoron kuoroa kuorossa kuorosta kuoroon kuorolla kuorolta kuorolle kuorona kuoroksi kuorotta kuorot kuorojen kuoroja "
            "kuoroissa kuoroihin kuoroille kuoroni kuorosi kuoronsa kuoromme kuoronne kuorossammekin",
            "näyttely": "näyttelyn näyttelyä näyttelyssä näyttelyyn näyttelyllä näyttelyt näyttelyiden näyttelyitä näyttelyissä näyttelyihin",
            "kurssi": "kurssin kurssia kurssilla kurssille kursseja kurssien kursseissa kursseille kurssini",
            "eläkeläinen": "eläkeläisen eläkeläistä eläkeläiset eläkeläisten eläkeläisille eläkeläisillä",
            "futis": "futista futiksen futikseen futiksessa futikset",
            "lätkä": "lätkää lätkän lätkässä lätkään lätkät",
        }.items()
        for form in forms.split()
    ],
)
def test_every_form_reaches_its_word(word: str, case: str) -> None:
    assert word in finnish.read(case).bases


def test_a_word_that_is_itself_a_base_form_is_no_form_of_another() -> None:
    assert finnish.read("kuusi").bases == ("kuusi",)
    assert finnish.read("satu").bases == ("satu",)


def test_a_broader_word_stands_in_only_where_the_thing_itself_is_nowhere() -> None:
    index = vocabulary("fi: Kuoro", **{"cat:music": 9})

    assert "cat:music" not in found("kuoro", index=index)
    assert "cat:music" in found("kantele", index=index)


def test_rare_words_weigh_more() -> None:
    index = IndexVocabulary({"fi:konsertti": 90, "fi:kantele": 1, "fi:kuoro": 30}, 100)
    rarity = {group.word: group.rarity for group in analyse("konsertti kantele kuoro sirkus", lang="fi", vocabulary=index).groups}

    assert 0.5 <= rarity["konsertti"] < rarity["kuoro"] < rarity["kantele"] <= 2.0
    assert rarity["sirkus"] == 1.0


def test_words_of_editors_stand_for_each_other_in_any_form_and_language() -> None:
    taught = (("hipsterihumppa", "muskari"), ("god natt saga", "lumiukko", "joutsenlampi"))

    assert "fi:muskari" in found("hipsterihumppa", synonyms=taught)
    assert "fi:joutsenlampi" in found("lumiukkoa", synonyms=taught)
    assert "fi:joutsenlampi" in found("god natt saga", lang="sv", synonyms=taught)
    assert "fi:joutsenlampi" not in found("lumiukkoa")


def test_a_wished_word_leaves_nothing_out() -> None:
    question = analyse("", lang="fi", vocabulary=INDEX, wished=("joulu",))

    (group,) = question.groups
    assert {"kind:event", "kind:course", "kind:standing"} <= {token for token, _weight in group.tokens}
    assert group.tokens[0] == ("fi:joulu", 1.0)


def test_words_taken_as_typed_are_not_mended() -> None:
    assert analyse("keramikkakurssi", lang="fi", vocabulary=INDEX, is_literal=True).corrected is None


@given(st.text(max_size=40))
def test_every_text_can_be_analysed(text: str) -> None:
    for group in analyse(text, lang="sv", vocabulary=INDEX).groups:
        assert all(0 < weight <= 1.1 for _token, weight in group.tokens)
        assert 0.5 <= group.rarity <= 2.0


@given(st.sampled_from(["keramiikkakurssi", "joutsenlampi", "taidenäyttely", "joulukonsertti", "lastenteatteri"]), st.data())
def test_a_dropped_doubled_or_swapped_letter_is_mended(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 2))
    typed = data.draw(st.sampled_from([word[:at] + word[at + 1 :], word[: at + 1] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :]]))

    assert set(found(typed)) & set(found(word))


def test_a_text_without_end_is_cut() -> None:
    assert len(analyse(" ".join(f"sana{n}" for n in range(500)), lang="fi", vocabulary=VOCABULARY).groups) == 12


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("sv", "billiga", "bilar"),
        ("sv", "papper", "pappa"),
        ("sv", "hemligheter", "hem"),
        ("sv", "farsen", "far"),
        ("sv", "rosor", "ro"),
        ("sv", "planeter", "plan"),
        ("sv", "tränar", "träd"),
        ("sv", "baren", "bär"),
        ("sv", "växter", "vuxen"),
        ("sv", "blåsare", "blå"),
        ("sv", "sömnad", "sömn"),
        ("en", "musicals", "music"),
        ("en", "animation", "animals"),
        ("en", "recorder", "records"),
        ("en", "training", "trains"),
        ("en", "organized", "organ"),
        ("en", "policy", "police"),
    ],
)
def test_words_that_only_share_a_stem_are_kept_apart(lang: str, one: str, other: str) -> None:
    read = {"sv": swedish.read, "en": english.read}[lang]

    assert not set(read(one).bases) & set(read(other).bases)


def test_a_compound_is_also_found_by_codes_close_to_its_parts() -> None:
    index = vocabulary("fi: Kesäkonsertti, kesä, kuusi, joulu, joulukuusi", **{"cat:music": 9})

    assert {"fi:kesäkonsertti", "fi:kesä cat:music"} <= set(found("kesäkonsertti", index=index))
    assert "fi:kuusi" not in found("joulukuusi", index=index)
