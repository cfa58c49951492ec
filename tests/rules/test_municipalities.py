"""The 308 municipalities and how a typed place finds one."""

import csv
from dataclasses import fields

import pytest

from areas import municipalities
from areas.inflection import forms_of
from areas.municipalities import DATA, MunicipalityRow, by_code, find, load_rows, of_postcode, suggest
from areas.postcodes import find_postcode, load_postcodes
from common.geo import FINLAND

REGIONS = 19
COUNTIES = 23  # 21 wellbeing services counties, Helsinki, Åland


def test_the_table_has_the_308_municipalities_of_2026():
    codes = [row.code for row in load_rows()]

    assert len(codes) == len(set(codes)) == 308
    assert codes == sorted(codes)
    assert all(len(code) == 3 and code.isdigit() for code in codes)


def test_the_columns_are_the_fields():
    with (DATA / "municipalities.csv").open(encoding="utf-8", newline="") as source:
        header = next(csv.reader(source))

    assert header == [field.name for field in fields(MunicipalityRow)]


def test_every_row_is_whole():
    optional = {"valid_from", "valid_until"}

    for row in load_rows():
        empty = {field.name for field in fields(row) if getattr(row, field.name) in ("", None)}
        assert empty <= optional, row.code
        assert all(value == value.strip() for value in (row.name_fi, row.name_sv, row.county_sv)), row.code


def test_every_centre_lies_in_finland():
    assert [row.name_fi for row in load_rows() if not FINLAND.contains(row.lat, row.lon)] == []


def test_every_region_and_county_is_there():
    rows = load_rows()

    assert len({row.region_fi for row in rows}) == len({row.region_sv for row in rows}) == REGIONS
    for names in ("county_fi", "county_sv", "county_en"):
        assert len({getattr(row, names) for row in rows}) == COUNTIES
    assert {row.language for row in rows} == {"fi", "sv", "fi-sv", "sv-fi"}
    assert {row.kind for row in rows} == set(municipalities.KIND_ORDER)


@pytest.mark.parametrize(
    ("code", "swedish"),
    [
        ("091", "Helsingfors"),
        ("853", "Åbo"),
        ("272", "Karleby"),
        ("710", "Raseborg"),
        ("545", "Närpes"),
        ("858", "Tusby"),
    ],
)
def test_swedish_names_are_the_official_ones(code, swedish):
    assert by_code(code).name("sv") == swedish


def test_every_name_finds_its_own_municipality():
    missed = [
        (row.code, name)
        for row in load_rows()
        for name in (row.name_fi, row.name_sv, row.name_en, row.name_fi.upper(), f" {row.name_fi}, Finland ")
        if find(name) != row
    ]

    assert missed == []


INFLECTED = {
    "Kajaanissa": "205", "Kajaaniin": "205", "Turussa": "853", "Turkuun": "853", "Turun": "853", "Helsingistä": "091",
    "Helsinkiin": "091", "Espoon": "049", "Espooseen": "049", "Tampereella": "837", "Tampereen": "837", "Lahdessa": "398",
    "Lahteen": "398", "Seinäjoella": "743", "Seinäjoelle": "743", "Rovaniemellä": "698", "Uudessakaupungissa": "895",
    "Uudenkaupungin": "895", "Isossakyrössä": "152", "Kauniaisissa": "235", "Kuhmoisten": "291", "Paraisilla": "445",
    "Varkaudessa": "915", "Nurmeksessa": "541", "Outokummussa": "309", "Hangossa": "078", "Liedossa": "423",
    "Suomussalmella": "777", "Puolangalla": "620", "Ristijärven": "697", "Paltamoon": "578", "Kuhmosta": "290",
    "Sotkamossa": "765", "Hyrynsalmelta": "105", "Mänttä-Vilppulassa": "508", "Kangasalla": "211", "Iisalmen": "140",
    "Heinävedellä": "090", "Pieksämäeltä": "593", "Iissä": "139", "Salossa": "734", "Sallassa": "732", "Vöyrillä": "946",
    "Närpiössä": "545", "Kristiinankaupungissa": "287", "Harjavallassa": "079", "Lappeenrannassa": "405",
    "Jyväskylässä": "179", "Äänekoskella": "992", "Raahessa": "678", "Porvoosta": "638", "Porissa": "609",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "code"), INFLECTED.items())
def test_an_inflected_name_finds_its_municipality(typed, code):
    assert find(typed).code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("jyvaskyla", "179"), ("ABO", "853"), ("Åbos", "853"), ("Narpes", "545"), ("Helsinki's", "091"),
        ("Nykarleby stad", "893"), ("Pedersöre", "599"), ("Koski", "284"), ("Karjaa", "710"), ("Karis", "710"),
        ("Pertunmaalla", "507"), ("00100 Helsinki", "091"), ("a\u030abo", "853"),
    ],
)  # fmt: skip
def test_other_ways_to_write_a_place_find_it(typed, code):
    assert find(typed).code == code


@pytest.mark.parametrize("typed", ["", " ", "Tukholma", "x", "Hels", "12345", "???", "kunta", "x" * 10_000, "\x00"])
def test_what_is_no_place_finds_nothing(typed):
    assert find(typed) is None


def test_no_case_form_leads_away_from_another_towns_name():
    names = {row.name_fi.casefold(): row.code for row in load_rows()}

    assert {name: find(name).code for name in names} == names


def test_a_merged_code_answers_with_the_municipality_it_joined():
    assert by_code("588").name_fi == "Mäntyharju"
    assert by_code("000") is None


@pytest.mark.parametrize(
    ("text", "code"), [("87100", "205"), ("FI-00100", "091"), ("22100 Mariehamn", "478"), ("19430", "507"), ("1234", None), ("00000", None)]
)  # fmt: skip
def test_a_postcode_finds_its_municipality(text, code):
    found = of_postcode(text)

    assert (found and found.code) == code


def test_every_postcode_belongs_to_a_municipality_and_every_municipality_has_one():
    used = {row.municipality_code for row in load_postcodes().values()}

    assert used == {row.code for row in load_rows()}
    assert len(load_postcodes()) == 3024
    assert all(row.name_fi and row.name_sv and not row.name_fi.isupper() for row in load_postcodes().values())


def test_a_postcode_has_its_place_name_in_both_languages():
    row = find_postcode("10600")

    assert (row.name("fi"), row.name("sv"), row.name("fi-simple")) == ("Tammisaari", "Ekenäs", "Tammisaari")


def test_suggestions_put_the_readers_language_and_towns_first():
    assert [row.name_fi for row in suggest("hels")] == ["Helsinki"]
    assert suggest("häm")[0].name_fi == "Hämeenlinna"
    assert suggest("kar", language="sv")[0].name_sv == "Karleby"
    assert [row.name_fi for row in suggest("abo")] == ["Turku"]


def test_suggestions_stay_within_the_limit():
    assert len(suggest("k", limit=5)) == 5
    assert len(suggest("k", limit=1000)) <= 50
    assert suggest("") == suggest("  ") == suggest("qqq") == ()


@pytest.mark.parametrize("name", [row.name_fi for row in load_rows()])
def test_forms_are_few_and_begin_like_the_name(name):
    forms = forms_of(name)

    assert name.casefold() in forms
    assert len(forms) < 120
