"""Any search as a calendar and as news: the same question, the same offers, identities that stay."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from offerings.actions import cancel_occurrence
from search import handlers
from tests.factories import AreaFactory, OccurrenceFactory, OfferFactory, VenueFactory, evening

pytestmark = pytest.mark.django_db
ICS, RSS = "/fi/tarjonta/haku.ics", "/fi/tarjonta/haku.rss"


def offer(title: str, *, days: int = 3, **more):
    made = OfferFactory(**({"titles": {"fi": title}} | more))
    OccurrenceFactory(offer=made, starts_at=evening(days))
    handlers.offers_changed("offer", [made.uuid])
    return made


def events(client, address: str = ICS) -> list:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def items(client, address: str = RSS) -> list:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ET.fromstring(answer.content).findall("channel/item")


@pytest.mark.parametrize(
    "address",
    [ICS, RSS, "/sv/utbud/sok.ics", "/sv/utbud/sok.rss", "/en/whats-on/search.ics", "/en/whats-on/search.rss", "/fi-simple/tarjonta/haku.rss"],
)
def test_every_language_has_its_feeds(client, address):
    assert client.get(address).status_code == 200


def test_a_date_is_an_event_in_helsinkis_time(client):
    jazz = offer("Jazzia", categories=["music"], venue=VenueFactory(names={"fi": "Sali"}, postcode="87100"))
    date = jazz.occurrences.get()

    (event,) = events(client)

    assert (str(event["summary"]), event["summary"].params["LANGUAGE"], event["status"]) == ("Jazzia", "fi", "CONFIRMED")
    assert event["uid"] == f"{date.uuid}@localhost"
    assert (event["dtstart"].params["TZID"], event.start, event.end) == ("Europe/Helsinki", date.starts_at, date.ends_at)
    assert event["location"] == "Sali, Kauppakatu 1, 87100 Kajaani"
    assert event["url"] == f"http://localhost:8000{jazz.paths['fi']}"
    assert str(event["geo"].to_ical()) == "64.2273;27.7285"


def test_the_calendar_brings_its_time_zone(client):
    offer("Jazzia")

    calendar = Calendar.from_ical(client.get(ICS).content)

    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Helsinki"]
    assert calendar["x-wr-calname"] == "Kaikukortin tarjonta"


def test_whole_days_are_days(client):
    exhibition = OfferFactory(titles={"fi": "Näyttely"})
    OccurrenceFactory(offer=exhibition, starts_at=evening(1, hour=0), ends_at=evening(5, hour=0), is_all_day=True)
    handlers.offers_changed("offer", [exhibition.uuid])

    (event,) = events(client)

    assert (event.start, event.end) == (evening(1).date(), evening(5).date())


def test_a_date_called_off_stays_and_says_so(client):
    jazz = offer("Jazzia")
    other = OccurrenceFactory(offer=jazz, starts_at=evening(4))
    cancel_occurrence(other.uuid, now=evening(0))
    handlers.offers_changed("offer", [jazz.uuid])

    first, second = events(client)

    assert (first["status"], second["status"]) == ("CONFIRMED", "CANCELLED")
    assert second["sequence"] > first["sequence"]


def test_feeds_find_what_the_page_finds(client):
    offer("Jazzia", days=1, categories=["music"])
    offer("Runoja", days=1, categories=["literature"])
    offer("Myöhemmin", days=9, categories=["music"])

    for question in ("?category=music&when=tomorrow", "?q=jazz&date_to=2026-11-26", "?category=music&date_to=2026-11-26"):
        assert [str(event["summary"]) for event in events(client, ICS + question)] == ["Jazzia"], question
        assert [item.findtext("title") for item in items(client, RSS + question)] == ["Jazzia"], question


def test_the_days_asked_for_bound_the_dates(client):
    jazz = offer("Jazzia", days=1)
    OccurrenceFactory(offer=jazz, starts_at=evening(20))
    handlers.offers_changed("offer", [jazz.uuid])

    assert len(events(client)) == 2
    assert len(events(client, f"{ICS}?when=tomorrow")) == 1
    assert len(events(client, f"{ICS}?q=jazz+huomenna")) == 1


def test_news_are_items_that_stay_the_same(client):
    jazz = offer("Jazz & blues", categories=["music"], venue=VenueFactory(names={"fi": "Sali"}))

    (item,) = items(client)

    assert (item.findtext("title"), item.findtext("guid"), item.find("guid").get("isPermaLink")) == ("Jazz & blues", str(jazz.uuid), "false")
    assert item.findtext("link") == f"http://localhost:8000{jazz.paths['fi']}"
    assert item.findtext("category") == "Musiikki"
    assert "Perjantaina 27.11. klo\xa018–20" in item.findtext("description")
    assert "Sali, Kajaani" in item.findtext("description")
    assert "tänään" not in item.findtext("description").lower()


def test_the_words_are_those_of_the_addresss_language(client):
    offer("", titles={"fi": "Uni", "sv": "Dröm"})

    assert [str(event["summary"]) for event in events(client, "/sv/utbud/sok.ics")] == ["Dröm"]
    assert [item.findtext("title") for item in items(client, "/sv/utbud/sok.rss")] == ["Dröm"]
    assert [event["summary"].params["LANGUAGE"] for event in events(client, "/en/whats-on/search.ics")] == ["fi"]


def test_signs_that_xml_forbids_are_left_out(client):
    offer("Il\x0bta\ufffe\x1b<b>")

    assert [item.findtext("title") for item in items(client)] == ["Il ta  <b>"]
    assert len(events(client)) == 1


@pytest.mark.parametrize("address", [ICS, RSS])
def test_what_did_not_change_is_not_sent_again(client, address):
    jazz = offer("Jazzia")
    first = client.get(address)
    assert first["ETag"].startswith('W/"')
    assert first["Cache-Control"] == "public, max-age=0, s-maxage=5"

    again = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")

    jazz.texts.update(title="Bluesia")
    handlers.offers_changed("offer", [jazz.uuid])
    type(jazz).objects.filter(pk=jazz.pk).update(version=2)
    handlers.offers_changed("offer", [jazz.uuid])
    assert client.get(address, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


@pytest.mark.parametrize("address", [ICS, RSS])
def test_a_persons_place_is_made_coarse_and_kept_nowhere(client, address):
    sent = client.get(f"{address}?near=64.22731,27.72851")
    assert (sent.status_code, sent["Location"], sent["Cache-Control"]) == (302, f"{address}?near=64.23%2C27.73", "private, no-store")

    assert client.get(f"{address}?near=64.23,27.73")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", [ICS, RSS])
def test_a_feed_holds_a_hundred_at_most_for_a_fixed_price(client, address, django_assert_max_num_queries):
    for number in range(3):
        offer(f"Ilta {number}")
    client.get(address)
    with django_assert_max_num_queries(3):
        client.get(address)
    many = OccurrenceFactory.create_batch(120, offer=OfferFactory(titles={"fi": "Joka ilta"}))
    handlers.offers_changed("offer", [many[0].offer.uuid])

    with django_assert_max_num_queries(3):
        client.get(f"{address}?q=joka+ilta")
    assert len(events(client)) == 100


@pytest.mark.parametrize("address", [ICS, RSS])
@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%E4%FF", "date_from=x", "page=999", "page=abc", "bbox=1,2", "near=0,0", "near=x", "place=Atlantis", "category=x", "venue=x",
     "area=%00", "view=map", "lang=xx", "q=" + "a" * 5000, "radius_km=nan", "when=" + "%F0%9F%98%80", "sort=x&free=x&kind="],
)  # fmt: skip
def test_odd_input_is_no_error(client, address, query):
    offer("Jazzia")

    assert client.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize("address", [ICS, RSS])
def test_feeds_are_only_read(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_pages_tell_where_their_feeds_are(client):
    offer("Jazzia")

    page = client.get("/fi/tarjonta/?q=jazz&page=1&view=map").content.decode()

    assert '<link rel="alternate" type="text/calendar" title="Tarjonta" href="/fi/tarjonta/haku.ics?q=jazz">' in page
    assert 'type="application/rss+xml" title="Tarjonta" href="/fi/tarjonta/haku.rss?q=jazz"' in page


def test_feeds_of_an_area(client):
    offer("Täällä", venue=VenueFactory(area=AreaFactory(slug="kainuu")))
    offer("Muualla")

    assert [str(event["summary"]) for event in events(client, f"{ICS}?area=kainuu")] == ["Täällä"]
