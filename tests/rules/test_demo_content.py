"""The demo reads as an editor would write it: counts, codes, languages, dates, and names only where a source gives them."""

import csv
import re
from collections import Counter
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from areas.codes import AreaState, DistributorKind
from areas.municipalities import load_rows
from home.pages import MaterialPage
from kaikusite.demo.make import make_demo
from kaikusite.demo.pages import pages
from kaikusite.demo.schedule import HORIZON_DAYS, season
from kaikusite.demo.texts import DATA, LANGUAGES, PLAIN, bases, table
from offerings.codes import Accessibility, Audience, Category, CourseLimitPeriod, HowToGet, OfferKind, Sector, SpokenLanguage, VenueKind
from redemption.cards.numbers import ALPHABET

TODAY = date(2026, 11, 24)
WAKING_HOURS = range(6, 22)


@pytest.fixture(scope="module")
def demo():
    return make_demo(today=TODAY)


def every_text(demo):
    for seed in (*demo.areas, *demo.distributors, *demo.venues, *demo.offers):
        for language, words in seed.words.items():
            for text in words.values():
                yield seed.key, language, text


def test_there_are_the_areas_venues_and_offers_that_the_demo_promises(demo):
    assert len(demo.areas) >= 30
    assert len(demo.venues) == 150
    assert len(demo.offers) == 1_000
    assert {offer.facts["kind"] for offer in demo.offers} == set(OfferKind.values)


def test_the_same_day_gives_the_same_demo(demo):
    assert make_demo(today=TODAY) == demo


def test_more_offers_come_with_more_venues():
    more = make_demo(offers_wanted=3_000, today=TODAY)

    assert len(more.offers) == 3_000
    assert len(more.venues) > 150


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2027, 2, 28), date(2027, 6, 23), date(2027, 12, 24)])
def test_a_demo_can_be_made_on_any_day(today):
    made = make_demo(offers_wanted=400, today=today)

    starts = [when.starts_at.date() for offer in made.offers for when in offer.dates]
    assert len(made.offers) == 400
    assert today <= min(starts)
    assert max(when.ends_at.date() for offer in made.offers for when in offer.dates) <= today + timedelta(days=HORIZON_DAYS)


def test_areas_have_unique_two_letter_codes_of_the_card_alphabet(demo):
    codes = [area.facts["code"] for area in demo.areas]

    assert len(set(codes)) == len(codes)
    assert all(len(code) == 2 and set(code) <= set(ALPHABET) for code in codes)


def test_areas_name_real_municipalities_once(demo):
    towns = [town for area in demo.areas for town in area.towns]

    assert set(towns) <= {row.code for row in load_rows()}
    assert len(set(towns)) == len(towns)


def test_every_state_that_a_visitor_may_meet_occurs(demo):
    assert {area.facts["state"] for area in demo.areas} == set(AreaState.values) - {"ended"}


def test_only_running_areas_hand_out_cards_and_have_venues(demo):
    states = {area.key: area.facts["state"] for area in demo.areas}

    assert all(states[seed.area] in {"pilot", "permanent"} for seed in (*demo.distributors, *demo.venues))
    handing_out = Counter(seed.area for seed in demo.distributors)
    assert set(handing_out.values()) <= set(range(2, 7))
    assert {area.key for area in demo.areas if area.facts["state"] in {"pilot", "permanent"} and not area.is_national} == set(handing_out)


def test_every_code_is_one_of_its_list(demo):
    for venue in demo.venues:
        assert venue.facts["kind"] in VenueKind.values
        assert venue.facts["sector"] in Sector.values
        assert set(venue.facts["accessibility"]) <= set(Accessibility.values)
        assert set(venue.facts["languages"]) <= set(SpokenLanguage.values)
    for offer in demo.offers:
        assert set(offer.facts["categories"]) <= set(Category.values)
        assert set(offer.facts["audiences"]) <= set(Audience.values)
        assert set(offer.facts["accessibility"]) <= set(Accessibility.values)
        assert set(offer.facts["languages"]) <= set(SpokenLanguage.values)
        assert offer.facts["course_limit_period"] in CourseLimitPeriod.values
    assert {seed.facts["kind"] for seed in demo.distributors} <= set(DistributorKind.values)


def test_every_category_audience_and_way_to_get_it_occurs(demo):
    assert {code for offer in demo.offers for code in offer.facts["categories"]} == set(Category.values)
    assert {code for offer in demo.offers for code in offer.facts["audiences"]} == set(Audience.values)
    assert {offer.facts["how_to_get"] for offer in demo.offers} == set(HowToGet.values)


def test_no_venue_says_the_same_title_twice(demo):
    titles = Counter((offer.venue, language, words["title"]) for offer in demo.offers for language, words in offer.words.items())

    assert titles.most_common(1)[0][1] == 1


def test_no_title_is_heard_all_over_the_country(demo):
    titles = Counter(offer.words[offer.language]["title"] for offer in demo.offers)

    assert len(titles) >= 500
    assert titles.most_common(1)[0][1] <= 10


def test_slugs_are_unique_under_their_page(demo):
    for seeds, parent in ((demo.venues, "area"), (demo.offers, "venue"), (demo.distributors, "area")):
        places = Counter((getattr(seed, parent), seed.slug) for seed in seeds)
        assert places.most_common(1)[0][1] == 1
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", seed.slug) for seed in seeds)


def test_every_thing_has_words_in_the_language_of_its_area(demo):
    for seed in (*demo.areas, *demo.distributors, *demo.venues, *demo.offers):
        assert seed.words[seed.language]["title"]


def test_plain_finnish_stands_beside_finnish_and_is_its_own_text(demo):
    plain = [offer for offer in demo.offers if PLAIN in offer.words]

    assert len(plain) >= 300
    assert all(offer.words[PLAIN]["description"] != offer.words["fi"]["description"] for offer in plain)


def test_there_are_enough_hand_written_texts_in_every_language():
    assert len(bases()) >= 150
    assert len({base.key for base in bases()}) == len(bases())
    assert all(set(LANGUAGES) <= set(base.descriptions) for base in bases())
    assert sum(PLAIN in base.descriptions for base in bases()) >= 60
    assert {base.categories[0] for base in bases()} == set(Category.values)


def test_no_text_is_a_placeholder_or_has_a_hole(demo):
    for key, language, text in every_text(demo):
        assert not re.search(r"lorem|\bTODO\b|\{|\}|  ", text), (key, language, text)


def test_no_title_is_a_bare_number_or_a_counter(demo):
    for offer in demo.offers:
        for words in offer.words.values():
            assert not re.search(r"^\d+$|\b(Event|Tapahtuma|Evenemang) \d+$", words["title"])


@pytest.mark.parametrize("word", ["vähävarai", "etuus", "köyh", "medellös", "fattig", "low-income", "poor people", "tarjous"])
def test_no_text_says_what_the_house_never_says(demo, word):
    assert not [(key, text) for key, _, text in every_text(demo) if word in text.lower()]


def test_descriptions_are_two_to_five_sentences(demo):
    for offer in demo.offers:
        for language in set(offer.words) - {PLAIN}:
            words = offer.words[language]
            plain = re.sub(r"<[^>]+>", " ", f"{words['summary']} {words['description']}")
            assert 2 <= len(re.findall(r"[.?!](?= |$)", plain)) <= 7, (offer.key, plain)


def test_a_description_does_not_repeat_its_summary(demo):
    for offer in demo.offers:
        for words in offer.words.values():
            assert words["summary"] not in words["description"], offer.key


def test_texts_fit_their_fields(demo):
    limits = {
        "title": 255,
        "hours_note": 200,
        "how_to_ask": 300,
        "nearest_stop": 200,
        "way_home": 300,
        "arrival": 600,
        "bring": 300,
        "other_costs": 300,
    }
    summaries = {"area": 400, "venue": 600, "offer": 300}
    for seed in (*demo.areas, *demo.distributors, *demo.venues, *demo.offers):
        for words in seed.words.values():
            assert all(len(words.get(field, "")) <= limit for field, limit in limits.items())
            assert len(words.get("summary", "")) <= summaries.get(seed.key.split("/")[0], 300)


def test_real_names_stand_only_where_a_source_names_the_place():
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    named = {row["venue"] for row in rows if row["venue"] and not row["source"].startswith("UNVERIFIED")}
    unverified = {row["venue"] for row in rows if row["source"].startswith("UNVERIFIED")}

    for row in table("venues")["real"]:
        assert any(_same_place(name, venue) for name in row["name"] for venue in named), row["name"]
    general = {name for kind in table("venues")["kind"].values() for names in kind["name"] for name in names}
    assert not general & unverified


def _same_place(name, venue):
    """Whether the source's words name the place: its name stands there, or all but one of its longer words do."""
    if name in venue:
        return True
    spoken = set(re.findall(r"\w+", venue.casefold()))
    words = [word for word in re.findall(r"\w+", name.casefold()) if len(word) > 2]
    return bool(words) and sum(any(word[:5] == other[:5] for other in spoken) for word in words) >= len(words) - 1


def test_numbers_and_addresses_belong_to_nobody(demo):
    for seed in (*demo.areas, *demo.distributors, *demo.venues):
        assert re.fullmatch(r"0\d{1,2} 000 \d{4}", seed.facts["phone"])
        assert seed.facts["email"].endswith("@example.org")


def test_dates_lie_in_the_coming_half_year_at_hours_when_people_are_awake(demo):
    for offer in demo.offers:
        for when in offer.dates:
            assert TODAY <= when.starts_at.date() <= TODAY + timedelta(days=HORIZON_DAYS)
            assert when.starts_at < when.ends_at
            assert when.starts_at.hour in WAKING_HOURS
            assert offer.facts["kind"] == "course" or when.ends_at.date() == when.starts_at.date()


def test_events_have_one_to_five_dates_courses_one_and_standing_offers_none(demo):
    wanted = {"event": range(1, 6), "course": range(1, 2), "standing": range(1)}

    assert all(len(offer.dates) in wanted[offer.facts["kind"]] for offer in demo.offers)


def test_something_is_on_today_and_this_weekend(demo):
    days = Counter(when.starts_at.date() for offer in demo.offers for when in offer.dates)

    assert days[TODAY] >= 5
    assert days[date(2026, 11, 28)] + days[date(2026, 11, 29)] >= 20


def test_dates_have_every_number_of_places_that_a_page_must_show(demo):
    left = Counter(when.places - when.taken for offer in demo.offers for when in offer.dates if when.places is not None)

    assert all(left[number] for number in (0, 1, 2))
    assert all(0 <= when.taken <= (when.places or 0) for offer in demo.offers for when in offer.dates)
    assert any(when.places is None for offer in demo.offers for when in offer.dates)
    assert any(when.is_sold_out for offer in demo.offers for when in offer.dates)
    assert any(when.is_cancelled for offer in demo.offers for when in offer.dates)


def test_children_never_come_along_on_courses(demo):
    assert not [offer.key for offer in demo.offers if offer.facts["kind"] == "course" and offer.facts["children_welcome"]]


def test_venues_lie_apart_near_their_town(demo):
    centres = {row.code: (row.lat, row.lon) for row in load_rows()}
    points = Counter((venue.facts["lat"], venue.facts["lon"]) for venue in demo.venues)

    assert points.most_common(1)[0][1] == 1
    for venue in demo.venues:
        lat, lon = centres[venue.town]
        assert abs(venue.facts["lat"] - lat) < 0.03
        assert abs(venue.facts["lon"] - lon) < 0.06


def test_a_season_runs_over_the_new_year():
    assert season((11, 2)) == (11, 12, 1, 2)
    assert season((12, 12)) == (12,)
    assert season(()) == ()


def test_things_of_a_season_stay_in_it(demo):
    inside = {"Tammikuun tanssit": {1}, "Pähkinänsärkijä": {11, 12}, "Kevään ensimmäiset linnut": {3, 4, 5}}

    for offer in demo.offers:
        months = inside.get(offer.words.get("fi", {}).get("title", ""))
        assert months is None or {when.starts_at.month for when in offer.dates} <= months


# --- pages of words ----------------------------------------------------------------------------------------------------


def addresses():
    """Every address that the site has under a language: the pages' own and the apps'."""
    found = set()
    for language in (*LANGUAGES, PLAIN):
        paths = {"page/front": f"/{language}/"}
        for page in pages():
            if page.kind != "home":
                words = page.words.get(language, page.words["fi"])
                paths[page.key] = f"{paths[page.parent]}{words['slug']}/"
        with translation.override(language):
            found |= {*paths.values(), reverse("areas:where"), reverse("search:finder"), reverse("home:feedback")}
    return found


def test_every_link_of_a_page_leads_somewhere():
    known = addresses()

    for page in pages():
        for language, blocks in page.bodies.items():
            links = re.findall(r'href="([^"]+)"', str(blocks))
            assert set(links) <= known, (page.key, set(links) - known)
            assert all(link.startswith(f"/{language}/") for link in links), (page.key, language, links)


def test_every_page_is_written_in_three_languages_and_the_card_in_plain_finnish_too():
    assert all(set(LANGUAGES) <= set(page.words) for page in pages())
    assert {page.key for page in pages() if PLAIN in page.words} >= {"page/card", "page/use", "page/children", "page/privacy", "page/accessibility"}
    assert all(words["title"] for page in pages() for words in page.words.values())


def test_there_is_news_and_a_material_for_everyone():
    materials = [page for page in pages() if page.kind == "material"]

    assert sum(page.kind == "news" for page in pages()) >= 5
    assert {page.head[0] for page in materials} == set(MaterialPage.ForWhom.values)
    assert all(page.bodies["fi"] for page in materials)


def test_pictures_are_light_and_described_in_three_languages():
    for key, words in table("pictures").items():
        assert (DATA / "pictures" / f"{key}.webp").stat().st_size <= 15_000
        assert key.rpartition("-")[0] in Category.values
        assert len(set(words["alt"])) == len(LANGUAGES)
