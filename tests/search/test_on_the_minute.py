"""Going live and expiring happen on the minute by the question's own clock: nothing has to be written for it, on either engine."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine

from search import handlers, remembered
from search.types import Engine
from tests.conftest import NOW
from tests.factories import OccurrenceFactory, OfferFactory, evening
from tests.search.making import KAJAANI, ask, counts, date_at, document

MOMENT = NOW + timedelta(minutes=5)
AROUND = [(-60, False), (-1, False), (0, True), (1, True), (59, True), (3600, True)]


def seen(engine: Engine, now: datetime) -> tuple[int, int, int, dict[str, int]]:
    """Everything that an answer counts: total, list, map, an option."""
    results = ask(engine, now=now, cluster_zoom=5)
    return results.total, len(results.hits), sum(cluster.count for cluster in results.clusters), counts(results, "category")


@pytest.mark.parametrize(("seconds", "is_live"), AROUND)
def test_an_offer_is_found_from_its_minute_on(engine: Engine, seconds: int, is_live: bool) -> None:
    engine.upsert([document("a", live_at=MOMENT, categories=("music",), at=KAJAANI)])

    found = seen(engine, MOMENT + timedelta(seconds=seconds))

    assert found == ((1, 1, 1, {"music": 1}) if is_live else (0, 0, 0, {}))


@pytest.mark.parametrize(("seconds", "is_over"), AROUND)
def test_an_offer_is_gone_from_its_minute_on(engine: Engine, seconds: int, is_over: bool) -> None:
    engine.upsert([document("a", expire_at=MOMENT, categories=("music",), at=KAJAANI)])

    found = seen(engine, MOMENT + timedelta(seconds=seconds))

    assert found == ((0, 0, 0, {}) if is_over else (1, 1, 1, {"music": 1}))


@pytest.mark.parametrize(("seconds", "is_over"), AROUND)
def test_a_date_that_ended_is_not_found(engine: Engine, seconds: int, is_over: bool) -> None:
    begins = (MOMENT - NOW - timedelta(hours=2)) / timedelta(days=1)
    engine.upsert([document("a", dates=[date_at("d", begins, hours=2)])])

    assert ask(engine, now=MOMENT + timedelta(seconds=seconds)).total == (0 if is_over else 1)


def test_what_is_always_on_goes_live_and_expires_too(engine: Engine) -> None:
    engine.upsert([document("a", dates=(), live_at=MOMENT, expire_at=MOMENT + timedelta(minutes=2))])

    totals = [ask(engine, now=MOMENT + timedelta(minutes=minutes)).total for minutes in (-1, 0, 1, 2)]

    assert totals == [0, 1, 1, 0]


@pytest.mark.django_db
def test_the_page_shows_it_on_the_minute_without_any_write(client, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "SETTLED_S", 0.0)  # answers are kept at once
    offer = OfferFactory(titles={"fi": "Hiidenkirnu"}, live_at=MOMENT, expire_at=MOMENT + timedelta(minutes=1))
    OccurrenceFactory(offer=offer, starts_at=evening(1))
    handlers.offers_changed("offer", [offer.uuid])

    shown = []
    for seconds in (-1, 0, 59, 60):
        with time_machine.travel(MOMENT + timedelta(seconds=seconds), tick=False):
            shown.append("Hiidenkirnu" in client.get("/fi/tarjonta/").content.decode())

    assert shown == [False, True, True, False]
