"""Taking in offers from elsewhere: pages and facts, once; the same rows again write nothing."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from areas.actions import NewArea, create_area
from areas.models import Area
from common.models import OutboxRow
from offerings.importers.keys import key_of
from offerings.models import ImportedThing, Occurrence, Offer, OfferText, Venue, VenueText
from offerings.pages import OfferPage, VenuePage
from offerings.queries.export import exported
from search import documents
from tests.factories import offer_page
from tests.pages_and_facts import differences

pytestmark = pytest.mark.django_db
VENUE = {"id": "v1", "name": {"fi": "Sali", "sv": "Salen"}, "municipality": "205", "lat": 64.22, "lon": 27.73}
EVENING = {"start": "2026-11-28T18:00", "end": "2026-11-28T20:00"}
KEY = key_of("offer", "json", "1")


@pytest.fixture
def kainuu(db) -> Area:
    page = create_area(NewArea("kainuu", {"fi": "Kainuu"}, state="permanent", municipalities=["205"]))
    return Area.objects.get(uuid=page.translation_key)


def row(**given) -> dict:
    least = {"id": "1", "kind": "event", "title": {"fi": "Jazzilta"}, "categories": ["music"], "venue": VENUE, "dates": [EVENING]}
    return {name: value for name, value in (least | given).items() if value != "gone"}


def take_in(tmp_path: Path, *rows, **options) -> str:
    """Import rows; return what the command says, refused rows among it."""
    path, out = tmp_path / "offers.jsonl", StringIO()
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in rows), encoding="utf-8")
    call_command("import_offers", str(path), **({"source": "json", "create_venues": True} | options), stdout=out, stderr=out)
    return out.getvalue()


def counts(said: str) -> str:
    return said.partition(";")[0].splitlines()[-1]


def test_a_row_becomes_pages_in_every_language_and_facts(tmp_path, kainuu):
    said = take_in(tmp_path, row(title={"fi": "Jazzilta", "en": "Jazz night"}, places=20, dates=[EVENING | {"places_left": 5}, "2026-12-06"]))

    offer = Offer.objects.get(uuid=KEY)
    assert counts(said) == "1 made, 0 changed, 0 unchanged, 0 refused"
    assert (offer.source, offer.source_id, offer.venue.area, offer.how_to_get) == ("json", "1", kainuu, "just-come")
    assert dict(offer.texts.values_list("language", "title")) == {"fi": "Jazzilta", "en": "Jazz night"}
    assert sorted(offer.paths) == ["en", "fi", "fi-simple", "sv"]
    assert [(date.places, date.places_left, date.is_all_day) for date in offer.occurrences.all()] == [(20, 5, False), (20, 20, True)]
    assert differences() == []
    assert Page.find_problems() == ([], [], [], [], [])
    assert documents.findable_offers().get() == offer


def test_the_same_row_again_writes_nothing(tmp_path, kainuu):
    take_in(tmp_path, row())
    before = OutboxRow.objects.count()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        said = take_in(tmp_path, row())

    assert counts(said) == "0 made, 0 changed, 1 unchanged, 0 refused"
    assert [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
    assert OutboxRow.objects.count() == before


def test_a_changed_row_is_published_again_as_the_same_offer(tmp_path, kainuu):
    take_in(tmp_path, row(title={"fi": "Jazzilta", "en": "Jazz night"}))
    date, page = Occurrence.objects.get(), OfferPage.objects.get(translation_key=KEY, locale__language_code="fi")

    said = take_in(tmp_path, row(title={"fi": "Bluesilta", "sv": "Blueskväll"}, dates=[EVENING | {"end": "2026-11-28T21:00"}]))

    page.refresh_from_db()
    assert counts(said) == "0 made, 1 changed, 0 unchanged, 0 refused"
    assert dict(OfferText.objects.values_list("language", "title")) == {"fi": "Bluesilta", "sv": "Blueskväll", "en": "Jazz night"}
    assert OfferPage.objects.get(translation_key=KEY, locale__language_code="fi-simple").title == "Bluesilta"
    assert (Occurrence.objects.get().uuid, Occurrence.objects.get().ends_at.hour) == (date.uuid, 19)
    assert (page.slug, page.live_revision.as_object().title) == ("jazzilta", "Bluesilta")
    assert differences() == []


def test_a_date_that_is_gone_from_the_row_is_closed(tmp_path, kainuu):
    take_in(tmp_path, row(dates=[EVENING, "2026-12-06"]))

    take_in(tmp_path, row(dates=["2026-12-06"]))

    assert [date.closed_at is None for date in Occurrence.objects.order_by("starts_at")] == [False, True]
    assert differences() == []


def test_a_date_called_off_is_cancelled(tmp_path, kainuu):
    take_in(tmp_path, row())

    take_in(tmp_path, row(dates=[EVENING | {"cancelled": True}]))

    assert Occurrence.objects.get().is_cancelled


def test_a_date_that_is_booked_here_keeps_its_own_count(tmp_path, kainuu):
    there = {"how_to_get": "phone", "id": "2", "places": 20}
    here = {"how_to_get": "reserve-here", "id": "3", "places": 20}
    take_in(tmp_path, row(**there, dates=[EVENING | {"places_left": 9}]), row(**here, dates=[EVENING | {"places_left": 9}]))
    Occurrence.objects.update(places_left=3)

    take_in(tmp_path, row(**there, dates=[EVENING | {"places_left": 8}]), row(**here, dates=[EVENING | {"places_left": 8}]))

    assert dict(Occurrence.objects.values_list("offer__source_id", "places_left")) == {"2": 8, "3": 3}


def test_an_editors_words_stay_until_the_row_changes(tmp_path, kainuu):
    take_in(tmp_path, row())
    page = OfferPage.objects.get(translation_key=KEY, locale__language_code="fi")
    page.bring, page.title = "Ota villasukat.", "Jazzia!"
    page.save_revision().publish()

    take_in(tmp_path, row())
    assert OfferText.objects.get().title == "Jazzia!"

    take_in(tmp_path, row(summary="Kolme trumpettia."))
    assert (OfferText.objects.get().title, OfferText.objects.get().summary) == ("Jazzilta", "Kolme trumpettia.")


def test_a_page_that_an_editor_took_down_stays_down(tmp_path, kainuu):
    take_in(tmp_path, row())
    OfferPage.objects.get(translation_key=KEY, locale__language_code="fi").unpublish()

    take_in(tmp_path, row(title="Bluesilta"))

    assert Offer.objects.get().closed_at is not None
    assert OfferPage.objects.get(translation_key=KEY, locale__language_code="fi").title == "Bluesilta"


def test_an_offer_moves_with_its_venue(tmp_path, kainuu):
    take_in(tmp_path, row(), row(id="2", venue=VENUE | {"id": "v2", "name": "Teatteri"}))

    take_in(tmp_path, row(venue={"id": "v2"}))

    assert Offer.objects.get(uuid=KEY).venue.uuid == key_of("venue", "json", "v2")
    assert differences() == []
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_new_venue_waits_for_review_unless_told_otherwise(tmp_path, kainuu):
    said = take_in(tmp_path, row(), create_venues=False)
    assert "1 new venues are drafts" in said
    assert Offer.objects.count() == 0
    assert not VenuePage.objects.filter(live=True).exists()

    VenuePage.objects.get(locale__language_code="fi").save_revision().publish()
    assert documents.findable_offers().get().uuid == KEY


def test_a_venue_is_described_once_and_named_by_its_id_after_that(tmp_path, kainuu):
    said = take_in(tmp_path, row(), row(id="2", venue={"id": "v1"}), row(id="3", venue={"id": "v9"}))

    assert counts(said) == "2 made, 0 changed, 0 unchanged, 1 refused"
    assert "line 3 (3): venue.id unknown-venue" in said
    assert Venue.objects.get().texts.count() == 2


def test_a_venues_new_description_is_taken_in_though_its_offers_are_unchanged(tmp_path, kainuu):
    take_in(tmp_path, row())

    said = take_in(tmp_path, row(venue=VENUE | {"name": {"fi": "Suuri sali"}, "address": "Katu 2"}))

    assert "changed venues: 1" in said
    assert dict(VenueText.objects.values_list("language", "name")) == {"fi": "Suuri sali", "sv": "Salen"}
    assert Venue.objects.get().address == "Katu 2"
    assert differences() == []


def test_a_venue_of_the_same_name_in_the_same_town_is_that_venue(tmp_path, kainuu):
    take_in(tmp_path, row())

    take_in(tmp_path, row(id="x", venue=VENUE | {"id": "other", "address": "Muualla 9"}), name="theirs")

    assert Venue.objects.get().address == ""
    assert Offer.objects.count() == 2


def test_a_municipality_without_an_area_goes_to_the_wished_one_or_is_refused(tmp_path, kainuu):
    elsewhere = row(venue=VENUE | {"municipality": "Oulu"})

    assert "venue.municipality no-area" in take_in(tmp_path, elsewhere)
    assert "1 made" in take_in(tmp_path, elsewhere, area="kainuu")
    with pytest.raises(CommandError, match="no area “atlantis”"):
        take_in(tmp_path, elsewhere, area="atlantis")


def test_areas_are_made_when_they_may_be(tmp_path, kainuu):
    lost = row(venue=VENUE | {"municipality": "Oulu"})
    named = row(id="2", venue=VENUE | {"id": "v2", "name": "Talo", "municipality": "Kemi", "area": "meri-lappi"})

    said = take_in(tmp_path, lost, named, create_areas=True)

    assert "New areas: 2" in said
    assert dict(Offer.objects.values_list("source_id", "venue__area__slug")) == {"1": "oulu", "2": "meri-lappi"}
    assert documents.findable_offers().count() == 2


def test_a_bad_row_is_told_and_holds_up_no_other(tmp_path, kainuu):
    said = take_in(tmp_path, "{", row(id="2", kind="party"), row(), row(title="Toinen"))

    assert counts(said) == "1 made, 0 changed, 0 unchanged, 3 refused"
    assert [line.partition(": ")[2].split(":")[0] for line in said.splitlines()[:3]] == [" not-json", "kind unknown-code", "id twice"]


def test_a_row_that_cannot_be_written_holds_up_no_other(tmp_path, kainuu, monkeypatch):
    from offerings.actions import import_writers

    whole = import_writers._offer_thing
    monkeypatch.setattr(import_writers, "_offer_thing", lambda new, *rest: 1 / 0 if new.offer.source_id == "2" else whole(new, *rest))

    said = take_in(tmp_path, row(), row(id="2"), row(id="3"))

    assert counts(said) == "2 made, 0 changed, 0 unchanged, 1 refused"
    assert "line 2 (2):  not-written" in said
    assert differences() == []


def test_the_language_an_offer_was_written_in_cannot_change(tmp_path, kainuu):
    take_in(tmp_path, row())

    assert "source_language language-changed" in take_in(tmp_path, row(source_language="sv", title="Jazzkväll"))


def test_a_dry_run_tells_the_same_and_writes_nothing(tmp_path, kainuu):
    rows = [row(), row(id="2", kind="x"), row(id="3", venue=VENUE | {"id": "v2", "name": "Talo", "municipality": "Oulu"})]

    said = take_in(tmp_path, *rows, dry_run=True, create_areas=True)

    assert counts(said).endswith("2 made, 0 changed, 0 unchanged, 1 refused")
    assert "New areas: 1, new venues: 2" in said
    assert (Offer.objects.count(), Venue.objects.count(), Area.objects.count(), ImportedThing.objects.count()) == (0, 0, 1, 0)


def test_a_complete_file_takes_down_what_it_no_longer_has(tmp_path, kainuu):
    rows = [row(id=str(number)) for number in range(1, 5)]
    take_in(tmp_path, *rows)

    assert "1 vanished" in take_in(tmp_path, *rows[1:], complete=True)
    assert not Offer.objects.filter(source_id="1", closed_at=None).exists()
    assert differences() == []

    assert "1 changed" in take_in(tmp_path, *rows, complete=True)  # it came back
    assert Offer.objects.filter(closed_at=None).count() == 4


def test_a_complete_file_that_has_lost_too_much_stops_before_anything(tmp_path, kainuu):
    rows = [row(id=str(number)) for number in range(20)]
    take_in(tmp_path, *rows)

    with pytest.raises(CommandError, match="6 of 20 offers"):
        take_in(tmp_path, *rows[6:], row(id="new"), complete=True)

    assert Offer.objects.filter(closed_at=None).count() == 20
    assert "6 vanished" in take_in(tmp_path, *rows[6:], complete=True, force=True)


def test_the_report_has_every_row(tmp_path, kainuu):
    take_in(tmp_path, row(), row(id="2", kind="x"), report=tmp_path / "report.jsonl")

    told = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert [(one["line"], one["id"], one["outcome"]) for one in told] == [(1, "1", "made"), (2, "2", "refused")]
    assert told[1]["flaws"][0] == {"field": "kind", "code": "unknown-code", "message": "“x” is none of the codes that this field may hold."}


def test_facts_alone_say_what_pages_would(tmp_path, kainuu):
    rows = [row(title={"fi": "A", "sv": "B"}, places=20, dates=[EVENING | {"places_left": 5, "cancelled": True}]), row(id="2", dates="gone")]
    take_in(tmp_path, *rows, facts_only=True)
    alone = _facts()
    Occurrence.objects.all().delete(), Offer.objects.all().delete(), Venue.objects.all().delete(), ImportedThing.objects.all().delete()

    take_in(tmp_path, *rows)

    assert alone == _facts()


def _facts() -> list:
    offers = Offer.objects.values_list("uuid", "venue__uuid", "venue__lat", "kind", "categories", "source", "source_id", "is_free", "closed_at")
    dates = Occurrence.objects.values_list("uuid", "starts_at", "ends_at", "places", "places_left", "is_cancelled")
    return [sorted(map(str, rows)) for rows in (offers, dates, OfferText.objects.values_list("language", "title", "summary"))]


def test_facts_alone_change_and_stay_too(tmp_path, kainuu):
    take_in(tmp_path, row(), row(id="2"), facts_only=True)

    said = take_in(tmp_path, row(title="Bluesilta", dates=["2026-12-06"]), row(id="2"), facts_only=True)

    assert counts(said) == "0 made, 1 changed, 1 unchanged, 0 refused"
    assert Offer.objects.get(uuid=KEY).version == 2
    assert Offer.objects.get(uuid=KEY).texts.get().title == "Bluesilta"
    assert Occurrence.objects.filter(offer__uuid=KEY, closed_at=None).count() == 1


FULL = row(
    title={"fi": "Jazzilta", "sv": "Jazzkväll"}, summary={"fi": "Kolme trumpettia."}, description={"fi": "<p>Ovet <b>auki</b>.</p>"},
    audiences=["children"], accessibility=["lift"], languages=["fi", "sign"], how_to_get="phone", own_contribution_cents=250, is_free=False,
    places=20, children_welcome=False, phone="08 123", bring={"fi": "Villasukat"}, expire_at="2027-06-01T00:00+03:00",
    dates=[EVENING | {"places_left": 5}, {"start": "2026-12-01T18:00Z", "end": "2026-12-01T20:00Z", "cancelled": True}],
    venue=VENUE | {"kind": "theatre", "address": "Katu 1", "hours": [{"weekday": 0, "opens": "10:00", "closes": "18:00"}], "arrival": {"fi": "Ovi"}},
)  # fmt: skip
STANDING = row(id="2", kind="standing", dates="gone", hours=[{"weekday": 1, "opens": "09:00", "closes": "12:00"}])
EXHIBITION = row(id="3", dates="gone", runs=[{"from": "2026-11-01", "to": "2027-01-31"}])


def export(tmp_path: Path, name: str) -> list[str]:
    path = tmp_path / f"{name}.jsonl"
    call_command("export_offers", str(path), stdout=StringIO())
    return path.read_text(encoding="utf-8").splitlines()


def test_what_goes_out_comes_in_again_as_the_same(tmp_path, kainuu):
    take_in(tmp_path, FULL, STANDING, EXHIBITION)

    rows = export(tmp_path, "first")
    said = take_in(tmp_path, *rows)

    assert counts(said) == "0 made, 0 changed, 3 unchanged, 0 refused"
    assert export(tmp_path, "second") == rows
    assert "3 unchanged" in take_in(tmp_path, *rows)
    assert json.loads(rows[0])["title"] == FULL["title"]
    assert json.loads(rows[2])["runs"] == EXHIBITION["runs"]


def test_an_offer_written_here_is_known_again_by_its_own_identity(tmp_path, now):
    page = offer_page(title="Uni", places=20)
    date = Occurrence.objects.get()
    rows = export(tmp_path, "first")

    said = take_in(tmp_path, *rows)

    page.refresh_from_db()
    assert counts(said) == "0 made, 1 changed, 0 unchanged, 0 refused"
    assert (Offer.objects.get().uuid, Offer.objects.get().source, Occurrence.objects.get().uuid) == (page.translation_key, "", date.uuid)
    assert export(tmp_path, "second") == rows
    assert differences() == []


def test_an_export_costs_the_same_queries_for_any_number(tmp_path, kainuu, django_assert_num_queries):
    take_in(tmp_path, *[row(id=str(number)) for number in range(9)], facts_only=True)

    with django_assert_num_queries(5):
        assert len(list(exported())) == 9
