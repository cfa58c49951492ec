"""From facts to documents, and from the outbox to what is found."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from common import outbox, worker
from offerings.actions import cancel_occurrence, set_places_left
from offerings.models import Offer
from search import actions, documents, engines, handlers
from tests.conftest import NOW
from tests.factories import AreaFactory, OccurrenceFactory, OfferFactory, VenueFactory, evening, offer_page
from tests.search.making import ask, names

pytestmark = pytest.mark.django_db


def found(text: str = "", **more) -> list[str]:
    return names(ask(engines.current(), text, now=timezone.now(), **more))


def index(*offers: Offer) -> None:
    handlers.offers_changed("offer", [offer.uuid for offer in offers])


def test_one_document_holds_every_language_and_every_code() -> None:
    offer = OfferFactory(titles={"fi": "Kesäyön uni", "sv": "En midsommarnattsdröm"}, categories=["theatre", "family"], accessibility=["lift"])
    OccurrenceFactory(offer=offer, places=5)

    (document,), gone = documents.documents_of([offer.uuid], NOW)

    assert gone == []
    assert (document.id, document.kind, document.municipality) == (str(offer.uuid), "event", "205")
    assert {"fi:uni", "sv:midsommarnattsdröm"} <= set(document.title)
    assert {"cat:theatre", "fi:kajaani", "sv:kajan"} <= set(document.place)
    assert document.display["sv"]["title"] == "En midsommarnattsdröm"
    assert document.facts["paths"]["sv"] == offer.paths["fi"]  # no Swedish page: the source's
    assert document.occurrences[0].places_left == 5


def test_the_venues_access_counts_for_its_offers() -> None:
    offer = OfferFactory(venue=VenueFactory(accessibility=["step-free"]), accessibility=["quiet"])

    (document,), _gone = documents.documents_of([offer.uuid], NOW)

    assert document.accessibility == ("quiet", "step-free")


@pytest.mark.parametrize(
    "close",
    [
        lambda offer: Offer.objects.filter(pk=offer.pk).update(closed_at=NOW),
        lambda offer: type(offer.venue).objects.filter(pk=offer.venue.pk).update(closed_at=NOW),
        lambda offer: type(offer.venue.area).objects.filter(pk=offer.venue.area.pk).update(state="paused"),
        lambda offer: type(offer.venue.area).objects.filter(pk=offer.venue.area.pk).update(is_live=False),
    ],
    ids=["offer closed", "venue closed", "area paused", "area hidden"],
)
def test_what_is_closed_is_taken_out(close) -> None:
    offer = OfferFactory(titles={"fi": "Sirkus"})
    OccurrenceFactory(offer=offer)
    index(offer)
    assert found("sirkus") == ["Sirkus"]

    close(offer)
    index(offer)

    assert found("sirkus") == []


def test_publishing_a_page_makes_it_found_and_unpublishing_hides_it(django_capture_on_commit_callbacks) -> None:
    page = offer_page(title="Talvinen konsertti")
    outbox.drain()
    assert found("konsertti") == ["Talvinen konsertti"]

    page.unpublish()
    outbox.drain()

    assert found("konsertti") == []


def test_a_changed_venue_or_area_changes_its_offers() -> None:
    offer = OfferFactory(titles={"fi": "Sirkus"}, venue=VenueFactory(names={"fi": "Vanha talo"}))
    OccurrenceFactory(offer=offer)
    index(offer)
    offer.venue.texts.update(name="Uusi Valimo")

    handlers.venues_changed("venue", [offer.venue.uuid])
    assert found("valimossa") == ["Sirkus"]

    type(offer.venue.area).objects.filter(pk=offer.venue.area.pk).update(state="ended")
    handlers.areas_changed("area", [offer.venue.area.uuid])
    assert found("valimossa") == []


def test_taken_places_reach_the_index_without_the_text() -> None:
    date = OccurrenceFactory(places=2)
    index(date.offer)

    set_places_left(date.uuid, 0)
    outbox.drain()

    assert found(places_left=True) == []
    assert ask(engines.current(), now=timezone.now()).hits[0].next.places_left == 0


def test_a_sold_out_date_has_no_places_left() -> None:
    date = OccurrenceFactory(places=20, is_sold_out=True)
    index(date.offer)

    assert found(places_left=True) == []


def test_a_cancelled_date_is_not_found(now) -> None:
    date = OccurrenceFactory()
    index(date.offer)

    cancel_occurrence(date.uuid, now=now)
    outbox.drain()

    assert found() == []


def test_a_rebuild_finds_all_that_may_be_found_and_nothing_else() -> None:
    kept = [OccurrenceFactory(offer=OfferFactory(titles={"fi": f"Ilta {n}"})).offer for n in range(3)]
    OccurrenceFactory(offer=OfferFactory(closed_at=NOW))
    OccurrenceFactory(offer=OfferFactory(venue=VenueFactory(area=AreaFactory(state="preparing"))))

    report = actions.rebuild_index(engines.current(), now=NOW)

    assert report.documents == len(kept)
    assert len(found()) == len(kept)


def test_what_is_published_during_a_rebuild_is_in_it() -> None:
    OccurrenceFactory(offer=OfferFactory(titles={"fi": "Ensimmäinen"}))

    def publish_meanwhile(docs):
        yield from docs
        late = OccurrenceFactory(offer=OfferFactory(titles={"fi": "Myöhempi"})).offer
        outbox.write("offer", [late.uuid])

    actions.rebuild_index(engines.current(), now=NOW, progress=publish_meanwhile)

    assert sorted(found()) == ["Ensimmäinen", "Myöhempi"]


def test_the_worker_builds_an_index_where_there_is_none() -> None:
    OccurrenceFactory(offer=OfferFactory(titles={"fi": "Sirkus"}))

    worker.work_once(NOW)

    assert found() == ["Sirkus"]


def test_documents_cost_the_same_queries_for_three_and_for_thirty(django_assert_num_queries) -> None:
    few = [OccurrenceFactory().offer.uuid for _n in range(3)]
    many = [OccurrenceFactory().offer.uuid for _n in range(30)]
    with django_assert_num_queries(5):
        documents.documents_of(few, NOW)
    with django_assert_num_queries(5):
        documents.documents_of(many, NOW)


def test_an_offer_that_never_was_is_deleted_quietly() -> None:
    made, gone = documents.documents_of([UUID(int=1)], NOW)

    assert (made, gone) == ([], [(str(UUID(int=1)), 0)])


def test_dates_that_are_over_are_not_indexed() -> None:
    offer = OfferFactory()
    OccurrenceFactory(offer=offer, starts_at=evening(-5), ends_at=evening(-5) + timedelta(hours=2))
    OccurrenceFactory(offer=offer)

    (document,), _gone = documents.documents_of([offer.uuid], NOW)

    assert len(document.occurrences) == 1


def test_two_workers_do_not_build_the_same_index_twice() -> None:
    OccurrenceFactory(offer=OfferFactory(titles={"fi": "Sirkus"}))

    with engines.rebuild_turn() as is_ours:
        handlers.ensure_indices(NOW)
        assert is_ours
        assert engines.current().health().documents == 0
    handlers.ensure_indices(NOW)

    assert engines.current().health().documents == 1
