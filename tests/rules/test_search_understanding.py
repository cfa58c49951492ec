"""What is understood of a question, and what stays text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.vocabulary import IndexVocabulary
from search.analysis.words import words
from search.types import SearchQuery
from search.understanding import understand

TUESDAY = date(2026, 11, 24)
AREAS = {"kainuu": ("Kainuu", "Kajanaland"), "pohjanmaa": ("Pohjanmaa", "Österbotten", "Ostrobothnia")}


def read(text: str, *, today: date = TUESDAY, has_place: bool = False, understood=None, vocabulary=None, **more):
    query = SearchQuery(text=text, **more)
    return understand(query, today=today, areas=AREAS, has_place=has_place, understood=understood, vocabulary=vocabulary)


@pytest.mark.parametrize(
    ("text", "rest", "chips"),
    [
        ("konsertti Oulussa", "konsertti", [("place", "564")]),
        ("konsertti oulussa", "konsertti", [("place", "564")]),
        ("Turkuun teatteriin", "teatteriin", [("place", "853")]),
        ("konsert i Åbo", "konsert", [("place", "853")]),
        ("concert in Helsinki", "concert", [("place", "091")]),
        ("barnteater i Vasa", "barnteater", [("place", "905")]),
        ("teatteri Kajaanin lähellä", "teatteri", [("place", "205")]),
        ("87100", "", [("place", "205")]),
        ("sirkus mänttä-vilppulassa", "sirkus", [("place", "508")]),
        ("Lahdessa", "", [("place", "398")]),
        ("museot Kainuussa", "museot", [("area", "kainuu")]),
        ("konst i Österbotten", "konst", [("area", "pohjanmaa")]),
        ("teatteria tänään", "teatteria", [("date", "today")]),
        ("i kväll dans", "dans", [("date", "today")]),
        ("what's on this weekend", "", [("date", "weekend")]),
        ("viikonloppuna lasten teatteria", "lasten teatteria", [("date", "weekend"), ("audience", "children")]),
        ("lauantaina jazzia", "jazzia", [("date", "2026-11-28..2026-11-28")]),
        ("tiistaina", "", [("date", "2026-11-24..2026-11-24")]),
        ("concerts in January", "concerts", [("date", "2027-01-01..2027-01-31")]),
        ("joulukuussa kuoro", "kuoro", [("date", "2026-12-01..2026-12-31")]),
        ("marraskuussa", "", [("date", "2026-11-24..2026-11-30")]),
        ("ensi viikolla", "", [("date", "next-week")]),
        ("ilmaisia konsertteja", "konsertteja", [("free", "1")]),
        ("gratis för barn", "barn", [("free", "1"), ("audience", "children")]),
        ("eläkeläisten tanssit", "eläkeläisten tanssit", [("audience", "seniors")]),
        ("kids theatre", "kids theatre", [("audience", "children")]),
        ("pyörätuolilla museoon", "museoon", [("accessibility", "step-free")]),
        ("sign language tour", "tour", [("accessibility", "sign-language")]),
        ("paikkoja jäljellä teatteri", "teatteri", [("places", "1")]),
    ],
)
def test_words_become_filters(text: str, rest: str, chips: list[tuple[str, str]]) -> None:
    understood = read(text)

    assert understood.query.text == rest
    assert [(chip.kind, chip.value) for chip in understood.chips] == chips


@pytest.mark.parametrize(
    "text",
    [
        "lastenteatteri",
        "elokuva",
        "kuoro",
        "koira metsässä",
        "art",
        "museum",
        "film",
        "barnteater",
        "joulukonsertti",
        "kesä",
        "ilta",
        "may",
        "konsertti",
        "1917",
    ],
)
def test_ordinary_words_stay_words(text: str) -> None:
    assert read(text).chips == ()


def test_removing_a_chip_takes_only_its_words() -> None:
    place, when = read("konsertti i Åbo på lördag").chips

    assert (place.words, place.rest) == ("åbo", "konsertti lördag")
    assert (when.words, when.rest) == ("lördag", "konsertti i åbo")


@pytest.mark.parametrize(
    ("text", "rest", "chips"),
    [
        ("teatteri Kalliossa", "teatteri", [("district", "091-kallio")]), ("jooga hervannassa", "jooga", [("district", "837-hervanta")]),
        ("konsert i Hagalund", "konsert", [("district", "049-tapiola")]), ("00530", "", [("district", "091-kallio")]),
        ("33720 jooga", "jooga", [("district", "837-hervanta")]), ("toolossa", "", [("district", "091-toolo")]), ("kallio", "kallio", []),
        ("Espoon keskuksessa", "", [("district", "049-espoon-keskus")]), ("maksutta museoon", "museoon", [("free", "1")]),
        ("fri entré", "", [("free", "1")]), ("free of charge concert", "concert", [("free", "1")]),
        ("ilman varausta", "", [("how", "just-come")]), ("ilman ilmoittautumista jooga", "jooga", [("how", "just-come")]),
        ("utan bokning", "", [("how", "just-come")]), ("no booking dance", "dance", [("how", "just-come")]),
        ("drop-in", "", [("how", "just-come")]), ("varaus puhelimitse", "", [("how", "phone")]),
        ("lippu kassalta", "", [("how", "at-the-desk")]), ("musik på svenska", "musik", [("language", "sv")]),
        ("englanniksi", "", [("language", "en")]), ("tulkattu esitys", "esitys", [("accessibility", "sign-language")]),
        ("syntolkad teater", "teater", [("accessibility", "audio-described")]), ("tekstitys", "", [("accessibility", "captioned")]),
        ("induktiosilmukka", "", [("accessibility", "induction-loop")]), ("opaskoiran kanssa", "", [("accessibility", "guide-dog")]),
        ("esteetön vessa", "", [("accessibility", "accessible-toilet")]), ("hissi", "", [("accessibility", "lift")]),
        ("pyoratuolilla", "", [("accessibility", "step-free")]), ("taaperoille", "taaperoille", [("audience", "children")]),
        ("för barn", "för barn", [("audience", "children")]), ("elakelaisille jumppaa", "elakelaisille jumppaa", [("audience", "seniors")]),
        ("teineille", "teineille", [("audience", "young")]), ("koululaisten sirkus", "koululaisten sirkus", [("audience", "children")]),
        ("young people", "", [("audience", "young")]),
        ("Minne voisi mennä sunnuntaina Oulussa ilmaiseksi?", "", [("date", "2026-11-29..2026-11-29"), ("place", "564"), ("free", "1")]),
        ("Haluaisin katsoa teatteria Tampereella lauantaina", "haluaisin katsoa teatteria", [("place", "837"), ("date", "2026-11-28..2026-11-28")]),
        ("Var kan jag dansa i Vasa i helgen?", "var kan jag dansa", [("place", "905"), ("date", "weekend")]),
        ("concert helsinki december", "concert", [("place", "091"), ("date", "2026-12-01..2026-12-31")]),
    ],
)  # fmt: skip
def test_more_words_become_filters(text: str, rest: str, chips: list[tuple[str, str]]) -> None:
    understood = read(text)

    assert understood.query.text == rest
    assert [(chip.kind, chip.value) for chip in understood.chips] == chips


@pytest.mark.parametrize(
    ("text", "rest", "chips"),
    [
        ("Lapissa", "", [("region", "Lappi")]), ("musik i Nyland", "musik", [("region", "Uusimaa")]),
        ("Ahvenanmaalla", "", [("region", "Ahvenanmaa")]), ("pohjois-karjalassa", "", [("region", "Pohjois-Karjala")]),
        ("Kainuussa", "", [("area", "kainuu")]),
    ],
)  # fmt: skip
def test_a_region_is_its_municipalities(text: str, rest: str, chips: list[tuple[str, str]]) -> None:
    understood = read(text)

    assert (understood.query.text, [(chip.kind, chip.value) for chip in understood.chips]) == (rest, chips)
    assert bool(understood.query.municipalities) == (chips[0][0] == "region")


@pytest.mark.parametrize(
    "text",
    [
        "kuori",
        "ilma",
        "tansania",
        "turkki",
        "kuusi",
        "salossa koira",
        "kello",
        "mummi",
        "joulu",
        "halpa",
        "alle viisi euroa",
        "illalla",
        "nokkahuilu",
        "vik",
    ],
)
def test_look_alikes_are_no_filters(text: str) -> None:
    assert [chip for chip in read(text).chips if chip.kind not in {"place"}] == []


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("viikonlopuna", [("date", "weekend")]), ("pyörätuloi", [("accessibility", "step-free")]), ("jyväskylasä", [("place", "179")]),
        ("rovanimellä", [("place", "698")]), ("ilmanen konsertti", [("free", "1")]), ("tansania", []), ("kuoro", []), ("qwertyuiop", []),
    ],
)  # fmt: skip
def test_misspelt_words_are_read_where_nobody_knows_them(text: str, chips: list[tuple[str, str]]) -> None:
    vocabulary = IndexVocabulary({"w:konsertti": 5, "fi:konsertti": 5, "w:kuoro": 1, "fi:kuoro": 1})

    assert [(chip.kind, chip.value) for chip in read(text, vocabulary=vocabulary).chips] == chips


def test_what_is_for_everyone_is_for_children_too() -> None:
    assert read("lapsille").query.audiences == ("children", "everyone")


def test_a_choice_beside_the_text_is_never_widened_by_it() -> None:
    understood = read("lapsille ilman varausta", audiences=("seniors",), how=("phone",))

    assert (understood.query.audiences, understood.query.how) == (("seniors",), ("phone",))
    assert len(understood.chips) == 2


def test_a_choice_beside_the_text_is_never_turned_round_by_it() -> None:
    assert read("ilmainen konsertti", free=False).query.free is False


def test_feasts_rank_their_own_first() -> None:
    assert read("pääsiäisenä").query.wished == ("pääsiäinen",)
    assert read("lauantaina").query.wished == ()


def test_words_of_editors_come_before_all_else() -> None:
    taught = {"mölkkykesä": ("category", "games"), "kesän huippu": ("date", "2027-06-01..2027-06-30"), "oulussa": ("category", "music")}

    understood = read("mölkkykesässä kesän huipussa", understood=taught)

    assert [(chip.kind, chip.value) for chip in understood.chips] == [("category", "games"), ("date", "2027-06-01..2027-06-30")]
    assert understood.query.categories == ("games",)
    assert read("oulussa", understood=taught).query.categories == ("music",)


WORDS = (
    "lapsille tänään 28.11. Oulussa kalliossa ilmaiseksi ja i på konsertti barn qwerty hiss utan bokning 00530 - . kuun lopussa viikolla 48".split()
)


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
def test_a_chip_takes_only_words_of_the_text(text: str) -> None:
    understood = read(text)
    said = {word.text for word in words(text)}

    for chip in understood.chips:
        assert set(chip.words.split()) <= said
        assert set(chip.rest.split()) <= said
    assert {chip.kind for chip in understood.chips if chip.kind in {"place", "district"}} != {"place", "district"}


@given(st.text(max_size=60))
def test_every_text_can_be_read(text: str) -> None:
    read(text)


def test_a_place_or_days_given_beside_the_text_come_first() -> None:
    beside = read("konsertti Oulussa", has_place=True)

    assert (beside.query.text, beside.chips, beside.place) == ("konsertti Oulussa", (), "")
    assert read("tänään", date_from=TUESDAY).chips == ()


def test_nothing_is_understood_of_words_taken_as_typed() -> None:
    assert read("konsertti Oulussa tänään", is_literal=True).query.text == "konsertti Oulussa tänään"


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 23), date(2026, 11, 28), date(2026, 11, 29)),
        (date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)),
        (date(2026, 11, 28), date(2026, 11, 28), date(2026, 11, 29)),
        (date(2026, 11, 29), date(2026, 11, 29), date(2026, 11, 29)),
    ],
)
def test_the_weekend_is_the_one_that_goes_on_or_comes(today: date, first: date, last: date) -> None:
    query = read("viikonloppuna", today=today).query

    assert (query.date_from, query.date_to) == (first, last)
