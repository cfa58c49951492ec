"""What every engine must do: words, filters, counts, order, map, dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from common.geo import BBox
from search.types import Engine, Near, PlacesUpdate, Sort
from tests.conftest import NOW
from tests.search.making import HELSINKI, KAJAANI, OULU, ask, counts, date_at, document, id_of, names

TODAY = NOW.date()


def test_an_empty_index_answers_with_nothing(engine: Engine) -> None:
    results = ask(engine, "konsertti")

    assert (results.total, results.hits, results.clusters, results.bounds) == (0, (), (), None)


@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        ("konsertti", "fi"), ("konsertteja", "fi"), ("konserteissamme", "fi"), ("KONSERTTI", "fi"), ("keikka", "fi"),
        ("konserten", "sv"), ("konserter", "sv"), ("concerts", "en"), ("concert", "fi"), ("konsert", "fi"),
    ],
)  # fmt: skip
def test_a_word_is_found_in_any_form_and_any_language(engine: Engine, asked: str, lang: str) -> None:
    engine.upsert([document("a", fi="Lastenkonsertteja Kajaanissa"), document("b", fi="Maalauskurssi")])

    assert names(ask(engine, asked, lang=lang)) == ["Lastenkonsertteja Kajaanissa"]


@pytest.mark.parametrize("asked", ["lastenteatteri", "lasten teatteri", "lastenteatteria", "barnteatern", "barnteater"])
def test_a_compound_is_found_written_together_and_apart(engine: Engine, asked: str) -> None:
    engine.upsert([document("a", fi="Lastenteatteri", sv="Barnteater"), document("b", fi="Seniorien tanssit")])

    assert names(ask(engine, asked))[0] == "Lastenteatteri"


@pytest.mark.parametrize(("asked", "other"), [("kuoro", "Kuori ja ydin"), ("ilma", "Ilmainen ilta"), ("turku", "Turkki päälle"), ("kuva", "Elokuva")])
def test_words_that_only_look_alike_do_not_match(engine: Engine, asked: str, other: str) -> None:
    engine.upsert([document("a", fi=other)])

    assert ask(engine, asked, is_literal=True).total == 0


@pytest.mark.parametrize(
    ("asked", "corrected"),
    [("nayttely", "näyttely"), ("näytely", "näyttely"), ("nyttely", "näyttely"), ("kaupuginteateri", "kaupunginteatteri")],
)
def test_a_typing_error_is_corrected_and_said(engine: Engine, asked: str, corrected: str) -> None:
    engine.upsert([document("a", fi="Näyttely avautuu", place="Kajaanin kaupunginteatteri"), document("b", fi="Sirkus")])

    results = ask(engine, asked)

    assert results.corrected == corrected
    assert names(results) == ["Näyttely avautuu"]


def test_the_first_part_of_a_compound_is_mended(engine: Engine) -> None:
    engine.upsert([document("a", fi="Kurssi: keramiikka", body="Savesta ruukku."), document("b", fi="Sirkus")])

    results = ask(engine, "keramikkakurssi")

    assert (results.corrected, names(results)) == ("keramiikkakurssi", ["Kurssi: keramiikka"])


def test_a_correction_can_be_refused(engine: Engine) -> None:
    engine.upsert([document("a", fi="Näyttely avautuu")])

    results = ask(engine, "nyttely", is_literal=True)

    assert (results.total, results.corrected) == (0, None)


def test_a_nonsense_word_beside_a_good_one_does_not_empty_the_page(engine: Engine) -> None:
    engine.upsert([document("a", fi="Sirkus saapuu")])

    assert names(ask(engine, "sirkus qwxzzk")) == ["Sirkus saapuu"]


def test_offers_with_every_word_come_before_those_with_some(engine: Engine) -> None:
    engine.upsert([document("a", fi="Jazz jazz jazz"), document("b", fi="Ilta", body="Luvassa jazzia ja runoja."), document("c", fi="Runo")])

    assert names(ask(engine, "jazz runo"))[0] == "Ilta"


def test_with_enough_offers_that_hold_every_word_the_others_are_left_out(engine: Engine) -> None:
    both = [document(f"both{n}", fi=f"Jazz ja runo {n}") for n in range(5)]
    engine.upsert([*both, document("one", fi="Jazz")])

    assert ask(engine, "jazz runo").total == 5
    engine.delete([(id_of("both0"), 2)])
    assert ask(engine, "jazz runo").total == 5  # four with both, one with one


def test_title_counts_over_place_and_place_over_body(engine: Engine) -> None:
    engine.upsert([document("c", fi="Ilta", body="Lopuksi museo."), document("b", fi="Iltapäivä", place="Museo"), document("a", fi="Museo")])

    assert names(ask(engine, "museo")) == ["Museo", "Iltapäivä", "Ilta"]


@pytest.mark.parametrize(
    "text", ['"', "'", '"konsertti', "konsertti*", "a OR", "NEAR(", "-", "()", "konsertti AND", "\x00", "åäö" * 50_000, "title:x", "😀"]
)
def test_no_text_breaks_the_search(engine: Engine, text: str) -> None:
    engine.upsert([document("a", fi="Konsertti")])

    assert ask(engine, text).total in {0, 1}


# filters and counts


def test_every_filter_leaves_what_it_says(engine: Engine) -> None:
    engine.upsert(
        [
            document(
                "a",
                kind="event",
                categories=("music", "film"),
                audiences=("children",),
                accessibility=("lift", "quiet"),
                languages=("fi",),
                how_to_get="just-come",
            ),
            document("b", kind="course", categories=("film",), audiences=("adults",), accessibility=("lift",), languages=("sv",), is_free=False),
            document("c", kind="event", municipality="564", area="oulu", venue=id_of("other")),
        ]
    )

    for filters, found in [
        ({"kinds": ("course",)}, ["b"]),
        ({"categories": ("music", "craft")}, ["a"]),
        ({"categories": ("film",)}, ["a", "b"]),
        ({"audiences": ("children", "adults")}, ["a", "b"]),
        ({"accessibility": ("lift", "quiet")}, ["a"]),
        ({"languages": ("sv",)}, ["b"]),
        ({"how": ("just-come",)}, ["a"]),
        ({"municipalities": ("564",)}, ["c"]),
        ({"areas": ("kainuu",)}, ["a", "b"]),
        ({"venues": (id_of("other"),)}, ["c"]),
        ({"free": True}, ["a", "c"]),
        ({"free": False}, ["b"]),
        ({"kinds": ("event",), "areas": ("kainuu",)}, ["a"]),
        ({"categories": ("no-such",)}, []),
    ]:
        assert sorted(names(ask(engine, **filters))) == found, filters


def test_a_facet_counts_without_its_own_filter(engine: Engine) -> None:
    engine.upsert(
        [document("a", kind="event", categories=("music",)), document("b", kind="course", categories=("music",)), document("c", kind="course")]
    )

    results = ask(engine, kinds=("event",))

    assert counts(results, "kind") == {"course": 2, "event": 1}
    assert counts(results, "category") == {"music": 1}


def test_accessibility_counts_what_adding_an_option_would_leave(engine: Engine) -> None:
    engine.upsert([document("a", accessibility=("lift", "quiet")), document("b", accessibility=("lift",)), document("c", accessibility=("quiet",))])

    assert counts(ask(engine, accessibility=("lift",)), "accessibility") == {"lift": 2, "quiet": 1}


def test_counts_follow_the_words(engine: Engine) -> None:
    engine.upsert([document("a", fi="Jazz", categories=("music",)), document("b", fi="Runo", categories=("literature",))])

    assert counts(ask(engine, "jazz"), "category") == {"music": 1}


# dates


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [(0, 0, True), (0, 1, True), (1, 1, False), (None, 0, True), (-3, -1, False), (1, None, False)],
)
def test_an_offer_is_found_on_the_day_it_takes_place(engine: Engine, first: int | None, last: int | None, found: bool) -> None:
    engine.upsert([document("a", dates=[date_at("d", 0.2)])])

    days = {name: TODAY + timedelta(days=n) for name, n in (("date_from", first), ("date_to", last)) if n is not None}

    assert (ask(engine, **days).total == 1) is found


def test_what_ended_before_now_is_gone_and_what_runs_is_there(engine: Engine) -> None:
    engine.upsert([document("over", dates=[date_at("o", -0.2, hours=1)]), document("runs", dates=[date_at("r", -0.04, hours=2)])])

    assert names(ask(engine)) == ["runs"]
    assert names(ask(engine, now=NOW + timedelta(hours=2))) == []


def test_always_on_is_found_on_every_day_and_stands_after_what_has_a_date(engine: Engine) -> None:
    engine.upsert([document("always", dates=()), document("late", dates=[date_at("l", 150)]), document("soon", dates=[date_at("s", 1)])])

    assert names(ask(engine)) == ["soon", "late", "always"]
    assert names(ask(engine, date_from=TODAY, date_to=TODAY + timedelta(days=3))) == ["soon", "always"]


def test_a_long_exhibition_stands_by_its_last_day(engine: Engine) -> None:
    ends_soon, ends_late = date_at("e", -20, hours=24 * 22), date_at("f", -20, hours=24 * 80)
    engine.upsert([document("late", dates=[ends_late]), document("last days", dates=[ends_soon]), document("event", dates=[date_at("g", 1)])])

    assert names(ask(engine)) == ["event", "last days", "late"]


def test_the_shown_date_is_the_first_with_places_in_the_asked_days(engine: Engine) -> None:
    dates = [date_at("1", 1, places=5, left=0), date_at("2", 2, places=5, left=3), date_at("3", 30)]
    engine.upsert([document("a", dates=dates)])

    hit = ask(engine, date_to=TODAY + timedelta(days=7)).hits[0]

    assert (hit.next.id, hit.next.places_left, hit.more_dates) == (id_of("2"), 3, 1)


def test_a_cancelled_date_is_not_found(engine: Engine) -> None:
    engine.upsert([document("a", dates=[date_at("1", 1, cancelled=True)])])

    assert ask(engine).total == 0


def test_the_days_people_ask_for_are_counted(engine: Engine) -> None:
    engine.upsert([document("now", dates=[date_at("1", 0.1)]), document("sat", dates=[date_at("2", 4)]), document("far", dates=[date_at("3", 40)])])

    assert counts(ask(engine, date_from=TODAY, date_to=TODAY), "when") == {"today": 1, "weekend": 1, "week": 2}


def test_go_live_and_expiry_hold_to_the_minute(engine: Engine) -> None:
    engine.upsert([document("a", live_at=NOW + timedelta(minutes=5), expire_at=NOW + timedelta(minutes=10))])

    assert [ask(engine, now=NOW + timedelta(minutes=m)).total for m in (4, 5, 9, 10)] == [0, 1, 1, 0]


# places


def test_places_left_are_renewed_without_the_text(engine: Engine) -> None:
    engine.upsert([document("a", fi="Jazz", dates=[date_at("1", 1, places=2)]), document("b", fi="Jazz ilta")])
    assert ask(engine, places_left=True).total == 2

    engine.set_places([PlacesUpdate(id_of("a"), id_of("1"), 2, 0)])

    assert names(ask(engine, places_left=True)) == ["Jazz ilta"]
    assert counts(ask(engine, places_left=True), "places_left") == {"1": 1}
    assert ask(engine, "jazz").total == 2
    engine.set_places([PlacesUpdate(id_of("a"), id_of("1"), 2, 1)])
    assert ask(engine, places_left=True).total == 2


def test_what_is_full_on_the_asked_day_has_no_places_on_that_day(engine: Engine) -> None:
    engine.upsert([document("a", dates=[date_at("1", 1, places=2, left=0), date_at("2", 9, places=2)])])

    assert ask(engine, places_left=True).total == 1
    assert ask(engine, places_left=True, date_to=TODAY + timedelta(days=3)).total == 0


# place


def test_near_measures_sorts_and_leaves_out_what_is_too_far(engine: Engine) -> None:
    engine.upsert([document("far", at=HELSINKI), document("here", at=KAJAANI), document("oulu", at=OULU), document("nowhere", at=None)])

    hits = ask(engine, near=Near(*KAJAANI)).hits
    assert [next(iter(hit.display.values()))["title"] for hit in hits] == ["here", "oulu", "far", "nowhere"]
    assert hits[0].distance_m == 0
    assert hits[1].distance_m == pytest.approx(137_500, rel=0.02)
    assert hits[3].distance_m is None
    assert names(ask(engine, near=Near(*KAJAANI, 140))) == ["here", "oulu"]
    assert names(ask(engine, near=Near(*KAJAANI, 130))) == ["here"]
    assert names(ask(engine, near=Near(*OULU), sort=Sort.SOONEST, date_from=TODAY)) == ["oulu", "here", "far", "nowhere"]


def test_near_on_asked_days_what_has_a_date_stands_before_what_is_always_on(engine: Engine) -> None:
    engine.upsert(
        [document("gallery", at=KAJAANI, dates=()), document("concert", at=OULU), document("play", at=KAJAANI), document("fair", at=HELSINKI)]
    )
    near, days = Near(*KAJAANI), {"date_from": TODAY, "date_to": TODAY + timedelta(days=3)}

    assert names(ask(engine, near=near, **days)) == ["play", "concert", "fair", "gallery"]
    assert names(ask(engine, near=near, **days, page_size=2)) == ["play", "concert"]
    assert names(ask(engine, near=near, sort=Sort.NEAR, **days)) == ["play", "gallery", "concert", "fair"]
    assert names(ask(engine, near=near)) == ["play", "gallery", "concert", "fair"]


def test_a_box_leaves_what_lies_in_it(engine: Engine) -> None:
    engine.upsert([document("helsinki", at=HELSINKI), document("oulu", at=OULU), document("nowhere", at=None)])

    assert names(ask(engine, bbox=BBox(24, 59, 26, 61))) == ["helsinki"]


# map


def test_clusters_bounds_and_total_agree(engine: Engine) -> None:
    engine.upsert([document(f"k{n}", at=KAJAANI) for n in range(3)] + [document("h", fi="Helsinki", at=HELSINKI), document("nowhere", at=None)])

    results = ask(engine, cluster_zoom=5)

    assert [(cluster.count, bool(cluster.offer_id)) for cluster in results.clusters] == [(3, False), (1, True)]
    assert results.clusters[1].offer_id == id_of("h")
    assert results.clusters[1].display["fi"]["url"] == "/fi/h/"
    assert results.bounds == BBox(HELSINKI[1], HELSINKI[0], KAJAANI[1], KAJAANI[0])
    assert results.total == 5


def test_pins_that_would_touch_are_one(engine: Engine) -> None:
    engine.upsert([document("a", at=(60.17, 24.94)), document("b", at=(60.1705, 24.9405)), document("c", at=(60.17, 25.2))])

    assert sorted(cluster.count for cluster in ask(engine, cluster_zoom=11).clusters) == [1, 2]
    assert len(ask(engine, cluster_zoom=18).clusters) == 3


def test_a_map_is_not_made_unless_asked(engine: Engine) -> None:
    engine.upsert([document("a")])

    assert ask(engine).clusters == ()


# pages, suggestions


def test_pages_hold_every_offer_once(engine: Engine) -> None:
    engine.upsert([document(f"n{n:03}", dates=[date_at(f"d{n}", n % 5 + 1)]) for n in range(45)])

    pages = [names(ask(engine, page=page, page_size=20)) for page in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [20, 20, 5, 0]
    assert len({name for page in pages for name in page}) == 45


def test_names_are_completed_from_the_beginning_of_any_word(engine: Engine) -> None:
    engine.upsert([document("a", fi="Talvinen näyttely"), document("b", fi="Näytelmäkerho")])

    assert [s.label for s in engine.suggest("nay", "fi", 8)] == ["Näytelmäkerho", "Talvinen näyttely"]
    assert engine.suggest("talvinen n", "fi", 8)[0].label == "Talvinen näyttely"
    assert engine.suggest("", "fi", 8) == []
    assert engine.suggest("%", "fi", 8) == []


def test_a_name_is_completed_once_and_no_longer_than_an_offer_has_it(engine: Engine) -> None:
    engine.upsert([document("a", fi="Jazzia"), document("b", fi="Jazzia"), document("c", fi="Jazzkerho")])
    assert [(s.label, s.offers) for s in engine.suggest("jazz", "fi", 8)] == [("Jazzia", 2), ("Jazzkerho", 1)]

    engine.upsert([document("a", fi="Bluesia", version=2)])
    engine.delete([(id_of("c"), 2)])

    assert [(s.label, s.offers) for s in engine.suggest("jazz", "fi", 8)] == [("Jazzia", 1)]
    assert [s.label for s in engine.suggest("blues", "fi", 8)] == ["Bluesia"]


def test_a_common_beginning_gives_the_best_known_names_first(engine: Engine) -> None:
    often = [document(f"o{number}", fi="Konsertti") for number in range(9)]
    engine.upsert([*often, *(document(f"n{number}", fi=f"Koe {number:03}") for number in range(450))])

    assert [s.label for s in engine.suggest("ko", "fi", 2)] == ["Konsertti", "Koe 000"]


def test_one_day_range_of_dates_far_apart_is_no_error(engine: Engine) -> None:
    engine.upsert([document("a")])

    assert ask(engine, date_from=date(2026, 12, 24), date_to=date(2026, 1, 1)).total == 0


def test_an_unknown_word_is_found_by_the_known_one_it_ends_in(engine: Engine) -> None:
    engine.upsert([document("a", fi="Kurssi alkaa"), document("b", fi="Sirkus")])

    assert names(ask(engine, "blorfkurssi")) == ["Kurssi alkaa"]
