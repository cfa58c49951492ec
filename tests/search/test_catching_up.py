"""A site with a search server that comes and goes: pages stand, changes wait and are sent, health says how it is."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from common import outbox, worker
from offerings.actions import set_places_left
from search import actions, engines
from search.engines.down import Why
from search.models import UnsentWrite
from tests.conftest import NOW
from tests.factories import OccurrenceFactory, OfferFactory
from tests.search.doubles import Switched
from tests.search.making import ask, names

pytestmark = pytest.mark.django_db


def publish(title: str):
    date = OccurrenceFactory(offer=OfferFactory(titles={"fi": title}))
    outbox.write("offer", [date.offer.uuid])
    outbox.drain()
    return date


def on_server(server: Switched) -> list[str]:
    return sorted(names(ask(server, now=timezone.now())))


def rest(seconds: float = 31) -> None:
    """Let the breakers' rest pass."""
    pair = engines.pair()
    for breaker in (pair.reading, pair.writing):
        breaker._rests_until -= seconds


def test_without_a_server_nothing_waits_for_one() -> None:
    publish("Sirkus")

    assert engines.pair() is None
    assert list(engines.each()) == ["sqlite"]
    assert actions.count_unsent() == 0


def test_what_is_published_while_the_server_is_down_is_sent_when_it_is_back(server: Switched) -> None:
    publish("Ennen")
    server.down()
    publish("Silloin")
    assert names(ask(engines.embedded(), "silloin", now=timezone.now())) == ["Silloin"]
    assert actions.count_unsent() == 1
    assert outbox.waiting() == 0

    server.up()
    rest()
    worker.work_once(NOW)

    assert on_server(server) == ["Ennen", "Silloin"]
    assert actions.count_unsent() == 0


def test_places_that_changed_meanwhile_are_sent_too(server: Switched) -> None:
    date = publish("Sirkus")
    server.down()
    set_places_left(date.uuid, 0)
    outbox.drain()

    server.up()
    rest()
    worker.work_once(NOW)

    assert ask(server, now=timezone.now()).hits[0].next.places_left == 0


def test_what_was_taken_down_meanwhile_is_gone_after(server: Switched) -> None:
    offer = publish("Sirkus").offer
    server.down()
    type(offer).objects.filter(pk=offer.pk).update(closed_at=NOW, version=offer.version + 1)
    outbox.write("offer", [offer.uuid])
    outbox.drain()

    server.up()
    rest()
    worker.work_once(NOW)

    assert on_server(server) == []


def test_nothing_is_sent_while_the_server_is_down(server: Switched) -> None:
    server.down()
    publish("Sirkus")
    rest()
    asked = server.asked

    worker.work_once(NOW)

    assert server.asked == asked
    assert actions.count_unsent() == 1


def test_a_change_that_fails_again_waits_again(server: Switched, monkeypatch: pytest.MonkeyPatch) -> None:
    server.down(Why.READ_ONLY)
    publish("Sirkus")
    rest()
    monkeypatch.setattr(engines.pair(), "takes_writes", lambda: True)

    worker.work_once(NOW)

    assert actions.count_unsent() == 1
    assert outbox.waiting() == 0


def test_a_later_change_of_the_same_offer_is_one_waiting_row(server: Switched) -> None:
    server.down()
    offer = publish("Sirkus").offer
    outbox.write("offer", [offer.uuid])
    outbox.drain()

    assert UnsentWrite.objects.count() == 1


def test_an_empty_server_gets_its_index_by_itself_and_forgets_what_waited(server: Switched) -> None:
    server.down()
    publish("Sirkus")
    server.up()

    worker.work_once(NOW)

    assert on_server(server) == ["Sirkus"]
    assert actions.count_unsent() == 0


def test_the_finder_says_quietly_that_it_is_simpler_just_now(client, server: Switched) -> None:
    publish("Sirkus")
    assert "yksinkertaisemmin" not in client.get("/fi/tarjonta/").content.decode()

    server.down(Why.SLOW)

    page = client.get("/fi/tarjonta/?q=sirkus")
    assert page.status_code == 200
    assert "Sirkus" in page.content.decode()
    assert "Haku toimii juuri nyt tavallista yksinkertaisemmin." in page.content.decode()


def test_health_says_loudly_what_the_page_says_quietly(client, server: Switched) -> None:
    publish("Ennen")
    calm = client.get("/health/ready").json()
    server.down(Why.UNREACHABLE)
    publish("Silloin")

    found = client.get("/health/ready")

    assert (calm["elasticsearch"]["state"], calm["trouble"]) == ("up", [])
    assert found.status_code == 200
    assert (found.json()["elasticsearch"]["state"], found.json()["elasticsearch"]["unsent"]) == ("down", 1)
    assert "does not answer" in found.json()["trouble"][0]
    assert "1 changed offers wait" in found.json()["trouble"][1]


def test_both_indices_are_built_by_one_command_or_one_by_its_name(server: Switched, capsys: pytest.CaptureFixture[str]) -> None:
    OccurrenceFactory(offer=OfferFactory(titles={"fi": "Sirkus"}))

    call_command("rebuild_search", "--engine", "elasticsearch")
    assert (on_server(server), ask(engines.embedded()).total) == (["Sirkus"], 0)

    call_command("rebuild_search")
    assert ask(engines.embedded(), now=timezone.now()).total == 1


def test_a_server_that_is_not_named_cannot_be_built() -> None:
    with pytest.raises(CommandError, match="names no server"):
        call_command("rebuild_search", "--engine", "elasticsearch")


def test_the_command_leads_back_with_what_changed_since() -> None:
    publish("Ennen")
    call_command("rebuild_search")
    first = engines.embedded().health().generation
    call_command("rebuild_search")
    publish("Jälkeen")

    call_command("rebuild_search", "--back")

    assert engines.embedded().health().generation == first
    assert sorted(names(ask(engines.embedded(), now=timezone.now()))) == ["Ennen", "Jälkeen"]


def test_the_command_leads_nowhere_without_an_index_of_the_last_day() -> None:
    with pytest.raises(CommandError, match="no index of the last day"):
        call_command("rebuild_search", "--back")


def test_an_index_that_lacks_an_offer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    publish("Ennen")
    call_command("rebuild_search")
    OccurrenceFactory(offer=OfferFactory(titles={"fi": "Jälkeen"}))
    monkeypatch.setattr("search.documents.all_documents", lambda now: iter(()))

    with pytest.raises(CommandError, match="not put to use"):
        call_command("rebuild_search")

    assert names(ask(engines.embedded(), now=timezone.now())) == ["Ennen"]
