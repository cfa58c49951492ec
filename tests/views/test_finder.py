"""The finder's page: one address for each question, whole without script, calm about bad input."""

from __future__ import annotations

import re

import pytest

from areas import municipalities
from search import handlers
from tests.factories import AreaFactory, OccurrenceFactory, OfferFactory, VenueFactory, evening
from tests.finder_pages import FINDER, OULU, offer, page, text, titles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "heading"),
    [("/fi/tarjonta/", "Tarjonta"), ("/sv/utbud/", "Utbud"), ("/en/whats-on/", "What’s on"), ("/fi-simple/tarjonta/", "Tarjonta")],
)
def test_the_finder_stands_at_its_address_in_every_language(client, address: str, heading: str) -> None:
    assert f'<h1 class="out">{heading}</h1>' in page(client, address)


def test_the_page_answers_before_anything_is_asked(client) -> None:
    offer("Myöhemmin", days=9)
    offer("Pian", days=1)

    html = page(client)

    assert titles(html) == ["Pian", "Myöhemmin"]
    assert "2 vaihtoehtoa" in html
    assert "Huomenna klo 18" in html
    assert "20 paikkaa jäljellä" in html


def test_a_row_says_when_what_where_how_far_and_places_in_this_order(client) -> None:
    offer("Talven valo", days=1)

    row = text(re.search(r'<li class="offer-row.*?</li>', page(client, f"{FINDER}?place=Oulu"), re.DOTALL)[0])

    assert re.search(r"Huomenna klo 18 .*Talven valo .*Kaupunginteatteri, Kajaani .*139 km Oulun keskustasta kaakkoon .*20 paikkaa jäljellä", row)


def test_words_in_any_language_and_form_find_a_finnish_offer(client) -> None:
    offer("Lastenkonsertti", categories=["music"])
    offer("Maalausilta", categories=["craft"])

    for address in ("/fi/tarjonta/?q=konserteista", "/sv/utbud/?q=konserter", "/en/whats-on/?q=concerts", "/fi-simple/tarjonta/?q=konsertti"):
        assert titles(page(client, address)) == ["Lastenkonsertti"], address


def test_fallen_back_words_alone_carry_their_language(client) -> None:
    offer("Lastenkonsertti")

    english = page(client, "/en/whats-on/?place=Kajaani")

    assert re.search(r'<a href="[^"]+" lang="fi">Lastenkonsertti</a>', english)
    assert re.search(r'<li class="offer-row" data', english)
    assert 'lang="fi">Lastenkonsertti' not in page(client, "/fi-simple/tarjonta/")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/fi/tarjonta/", "2,2 km keskustasta koilliseen"),
        ("/sv/utbud/", "2,2 km nordost om centrum"),
        ("/en/whats-on/", "2.2 km northeast of the centre"),
        ("/fi-simple/tarjonta/", "2,2 km keskustasta koilliseen"),
    ],
)
def test_a_row_says_in_which_direction_it_lies(client, address: str, said: str) -> None:
    kajaani = municipalities.find("Kajaani")
    offer("Jazz", venue=VenueFactory(lat=kajaani.lat + 0.0142, lon=kajaani.lon + 0.0315))

    assert said in text(page(client, f"{address}?place=Kajaani"))


def test_the_circle_grows_until_five_are_in_it_and_says_so(client) -> None:
    offer("Kajaanissa")
    oulu = VenueFactory(**OULU)
    for number in range(5):
        offer(f"Oulussa {number}", venue=oulu)

    html = text(page(client, f"{FINDER}?place=Kajaani"))

    assert "6 vaihtoehtoa enintään 200 km Kajaanin keskustasta." in html
    assert "Alle 5 km:n päässä on vain 1." in html


def test_a_circle_does_not_stop_at_offers_that_hold_some_of_the_words(client) -> None:
    for number in range(6):
        offer(f"Sirkusta {number}", categories=["circus"], audiences=["adults"])
    offer("Lasten sirkus", venue=VenueFactory(**OULU), categories=["circus"], audiences=["children"])

    html = page(client, f"{FINDER}?q=sirkus+lastenteatteri&place=Kajaani&as_typed=1")
    whole = page(client, f"{FINDER}?q=lasten+sirkus&place=Kajaani&as_typed=1")

    assert "enintään 5 km Kajaanin keskustasta" in text(html)
    assert titles(whole)[0] == "Lasten sirkus"


def test_a_reader_may_choose_the_circle(client) -> None:
    offer("Kajaanissa")
    offer("Oulussa", venue=VenueFactory(**OULU))

    assert titles(page(client, f"{FINDER}?place=Kajaani&radius_km=10")) == ["Kajaanissa"]
    assert titles(page(client, f"{FINDER}?place=Kajaani&radius_km=1500")) == ["Kajaanissa", "Oulussa"]
    assert "koko Suomessa." in text(page(client, f"{FINDER}?place=Kajaani&radius_km=1500"))


@pytest.mark.parametrize("place", ["Oulu", "Oulussa", "oulu", "Uleåborg", "90100"])
def test_a_place_is_a_town_in_any_form_or_a_postcode(client, place: str) -> None:
    for number in range(5):
        offer(f"Oulussa {number}", venue=VenueFactory(**OULU))
    offer("Kajaanissa")

    html = page(client, f"{FINDER}?place={place}")

    assert len(titles(html)) == 5
    assert "enintään 3 km Oulun keskustasta" in text(html)


def test_understood_words_are_chips_that_can_be_taken_away(client) -> None:
    offer("Jazzia", days=1)
    offer("Jazzia myöhemmin", days=30)

    html = page(client, f"{FINDER}?q=jazz+huomenna")

    assert titles(html) == ["Jazzia"]
    assert re.search(r'<a class="chip on" href="\?q=jazz">Huomenna', html)


def test_a_correction_is_said_and_can_be_refused(client) -> None:
    offer("Näyttely avautuu", categories=["exhibition"])

    html = page(client, f"{FINDER}?q=nyttely")

    assert titles(html) == ["Näyttely avautuu"]
    assert "Haimme: ”näyttely”." in html
    assert 'href="?q=nyttely&amp;as_typed=1"' in html
    assert titles(page(client, f"{FINDER}?q=nyttely&as_typed=1")) == []


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (FINDER, "Sanaa ”qwxzk” ei ole missään tarjonnassa. Etsimme ilman sitä."),
        ("/sv/utbud/", "Ingenting har ordet ”qwxzk”. Vi sökte utan det."),
        ("/en/whats-on/", "No offer has the word ”qwxzk”. We left it out."),
        ("/fi-simple/tarjonta/", "Emme löytäneet sanaa ”qwxzk”. Jätimme sen pois."),
    ],
)
def test_a_word_that_nothing_holds_is_left_out_and_told(client, address: str, sentence: str) -> None:
    offer("Lastenkonsertti", categories=["music"])

    html = page(client, f"{address}?q=qwxzk+konsertti")

    assert titles(html) == ["Lastenkonsertti"]
    assert sentence in html


def test_places_left_can_be_asked_for(client) -> None:
    offer("Täynnä", places=5, left=0)
    offer("Tilaa", places=5, left=2)

    assert titles(page(client, f"{FINDER}?places_left=1")) == ["Tilaa"]
    assert "Kaikukortti-paikat loppuneet" in page(client)


def test_pages_follow_one_another(client) -> None:
    for number in range(21):
        offer(f"Ilta {number:02}", days=number + 1)

    first, second = page(client), page(client, f"{FINDER}?page=2")

    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert 'rel="next"' in first
    assert 'href="?page=2"' in first
    assert 'rel="prev"' in second
    assert 'href="?"' in second


@pytest.mark.parametrize(
    "query",
    [
        "page=abc", "page=999", "page=0", "q=%00", "q=%22", "q=%27%20OR%201=1--", "q=%E4", "date_from=2026-99-99", "date_to=x", "near=abc",
        "near=91,181", "near=nan,nan", "bbox=1,2", "bbox=a,b,c,d", "place=Atlantis", "kind=x", "category=%00", "municipality=zzz", "area=..",
        "venue=1", "free=2", "sort=x", "radius_km=-1", "radius_km=1e99", "when=x", "accessibility=%F0%9F%92%A9",
        "q=" + "a" * 5000, "q=" + "+".join(["sana"] * 500),
        "category=" + ",".join(["x"] * 500), "view=x", "as_typed=x", "page=1&page=2", "q=a&q=b", "=", "&&&",
    ],
)  # fmt: skip
def test_bad_input_gets_a_page_and_never_an_error(client, query: str) -> None:
    offer("Jazz")

    for start in (FINDER, "/sv/utbud/", "/en/whats-on/"):
        assert client.get(f"{start}?{query}").status_code == 200


def test_a_million_letters_get_an_answer(client) -> None:
    assert "Hakutekstisi oli hyvin pitkä." in page(client, FINDER + "?q=" + "konsertti " * 100_000)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("place=Atlantis", "Emme tunne paikkaa ”Atlantis”."),
        ("date_from=eilen", "”eilen” ei ole päivämäärä."),
        ("category=räkä", "Emme tunne rajausta ”räkä”"),
        ("page=abc", "Sivua ”abc” ei ole."),
        ("near=48.8,2.3", "Paikka on Suomen ulkopuolella."),
    ],
)
def test_what_was_left_out_is_told(client, query: str, sentence: str) -> None:
    offer("Jazz")

    html = page(client, f"{FINDER}?{query}")

    assert sentence in html
    assert titles(html) == ["Jazz"]


def test_a_page_beyond_the_last_is_told_and_the_first_is_shown(client) -> None:
    offer("Jazz")

    html = page(client, f"{FINDER}?page=7")

    assert titles(html) == ["Jazz"]
    assert "Sivua ”7” ei ole." in html


def test_words_of_the_reader_are_never_markup(client) -> None:
    html = page(client, f"{FINDER}?q=%3Cscript%3Ealert(1)%3C/script%3E&place=%3Cb%3E&kind=%22onload=x")

    assert "<script>alert" not in html
    assert "<b>" not in html


def test_a_point_is_kept_no_finer_than_a_kilometre(client) -> None:
    offer("Jazz")

    answer = client.get(f"{FINDER}?near=64.22731,27.72851&q=jazz")

    assert (answer.status_code, answer["Location"]) == (302, f"{FINDER}?q=jazz&near=64.23%2C27.73")
    assert answer["Cache-Control"] == client.get(answer["Location"])["Cache-Control"] == "private, no-store"
    assert "noin 1 km sinusta" in page(client, answer["Location"])


def test_the_page_sets_no_cookie_and_may_be_kept_briefly(client) -> None:
    answer = client.get(FINDER)

    assert answer.cookies == {}
    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=5"
    assert "Cookie" not in answer.get("Vary", "")


def test_queries_do_not_grow_with_what_is_found(client, django_assert_max_num_queries) -> None:
    for number in range(25):
        offer(f"Ilta {number}", days=number + 1)

    with django_assert_max_num_queries(3):
        page(client, f"{FINDER}?q=ilta&place=Kajaani")


def test_the_map_without_script_is_a_picture_with_links(client) -> None:
    for number in range(3):
        offer(f"Ilta {number}")

    html = page(client, f"{FINDER}?view=map")

    assert '<img src="/tiles/still.png?bbox=' in html
    assert re.search(r'<a href="\?bbox=[^"]+view=map" aria-label="3 vaihtoehtoa lähellä Kajaania">', html)


def test_an_area_is_a_filter_by_its_slug(client) -> None:
    kainuu = AreaFactory(slug="kainuu", name_fi="Kainuu")
    offer("Kainuussa", venue=VenueFactory(area=kainuu))
    offer("Muualla")

    assert titles(page(client, f"{FINDER}?area=kainuu")) == ["Kainuussa"]
    assert titles(page(client, f"{FINDER}?q=Kainuussa")) == ["Kainuussa"]


def test_a_course_and_what_is_always_on_say_when(client) -> None:
    course = OfferFactory(titles={"fi": "Keramiikkakurssi"}, kind="course")
    OccurrenceFactory(offer=course, starts_at=evening(7), ends_at=evening(60), places=None, places_left=None)
    always = OfferFactory(titles={"fi": "Museo"}, kind="standing", how_to_get="just-come")
    handlers.offers_changed("offer", [course.uuid, always.uuid])

    html = text(page(client))

    assert re.search(r"1\.12\.–23\.1\.2027 Keramiikkakurssi", html)
    assert re.search(r"Aina tarjolla Museo .*Ei tarvitse varata", html)


def test_a_repeatable_run_finds_what_is_on_at_its_own_moment(client, settings) -> None:
    offer("Jazzia", days=1)
    offer("Vuoden päästä", days=365)
    settings.KAIKU_NOW = evening(364, hour=12)

    assert titles(page(client)) == ["Vuoden päästä"]
    assert "Huomenna" in text(page(client))
