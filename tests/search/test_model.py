"""A long life of an index, and every answer that of a model in plain Python: published, edited, translated, cancelled, expired, rebuilt."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from common.geo import BBox
from search.analysis import analyse
from search.engines.breaker import Breaker
from search.engines.paired import PairedEngine
from search.engines.sqlite import SqliteEngine
from search.types import AnalysedQuery, Engine, Near, OfferDocument, PlacesUpdate, SearchQuery, SearchResults, Sort
from tests.conftest import NOW
from tests.search.doubles import Switched
from tests.search.making import HELSINKI, KAJAANI, OULU, date_at, document, id_of
from tests.search.model import Model, Row, Told

IS_SOAK = bool(os.environ.get("SOAK"))
TITLES = ("Jazz", "Runo", "Jazz ja runo", "Lastenkonsertti", "Konsertti lapsille", "Museon avoimet ovet", "Sirkus Kajaanissa")
SWEDISH = ("", "", "Barnkonsert", "Cirkus", "Dikter och jazz")
BODIES = ("", "Luvassa jazzia ja runoja.", "Lopuksi konsertti museossa.", "Sirkus saapuu.")
WORDS = ("", "", "jazz", "runo", "jazz runo", "lasten konsertti", "barnkonsert", "museo sirkus jazz", "kajaani", "kuutamo")
PLACES = (KAJAANI, KAJAANI, OULU, HELSINKI, (64.2275, 27.729), None)
NAMES = tuple("abcdefgh")
DAYS = (None, -1, 0, 1, 4, 10)

dates = st.tuples(st.sampled_from((-3.0, -0.05, 0.02, 0.3, 1, 2, 4, 9, 40)), st.sampled_from((0.5, 2, 2, 60, 500)), st.sampled_from((None, 0, 1, 3)))
edges = st.sampled_from((None, None, None, -1, 7, 300, 3_000))  # minutes from now
offers = st.fixed_dictionaries(
    {
        "fi": st.sampled_from(TITLES),
        "sv": st.sampled_from(SWEDISH),
        "body": st.sampled_from(BODIES),
        "place": st.sampled_from(("", "Kajaanin kirjasto", "Oulun museo")),
        "at": st.sampled_from(PLACES),
        "kind": st.sampled_from(("event", "course", "standing")),
        "categories": st.sampled_from(((), ("music",), ("music", "literature"), ("circus",))),
        "audiences": st.sampled_from(((), ("children",), ("children", "adults"))),
        "accessibility": st.sampled_from(((), ("lift",), ("lift", "quiet"))),
        "languages": st.sampled_from(((), ("fi",), ("fi", "sv"))),
        "how_to_get": st.sampled_from(("just-come", "phone")),
        "municipality": st.sampled_from(("205", "564")),
        "area": st.sampled_from(("kainuu", "oulu")),
        "venue": st.sampled_from((id_of("venue"), id_of("other"))),
        "is_free": st.booleans(),
        "title_length": st.integers(0, 4),
    }
)
questions = st.fixed_dictionaries(
    {
        "text": st.sampled_from(WORDS),
        "lang": st.sampled_from(("fi", "sv", "en")),
        "kinds": st.sampled_from(((), (), ("event",), ("event", "course"))),
        "categories": st.sampled_from(((), (), ("music",), ("circus", "literature"), ("no-such",))),
        "audiences": st.sampled_from(((), (), ("children",))),
        "accessibility": st.sampled_from(((), (), ("lift",), ("lift", "quiet"))),
        "languages": st.sampled_from(((), (), ("sv",))),
        "how": st.sampled_from(((), (), ("phone",))),
        "municipalities": st.sampled_from(((), (), ("564",))),
        "areas": st.sampled_from(((), (), ("kainuu",))),
        "venues": st.sampled_from(((), (), (), (id_of("other"),))),
        "places_left": st.sampled_from((False, False, True)),
        "free": st.sampled_from((None, None, True, False)),
        "bbox": st.sampled_from((None, None, None, BBox(27, 64, 28, 65))),
        "near": st.sampled_from((None, None, Near(*KAJAANI), Near(*OULU, 50), Near(64.5, 27.0, 200, home_km=40))),
        "sort": st.sampled_from((Sort.AUTO, Sort.AUTO, *Sort)),
        "page": st.sampled_from((1, 1, 1, 2)),
        "page_size": st.sampled_from((3, 20)),
        "cluster_zoom": st.sampled_from((None, 5, 12)),
    }
)


class LongLife(RuleBasedStateMachine):
    """What happens to an index, and beside it to the model."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine, self.model, self.now, self.version = engine, Model(), NOW, 1
        self.forgotten: set[str] = set()  # deleted before the last rebuild: no late write can be known for one

    @initialize()
    def begin_empty(self) -> None:
        self.rebuilt([])

    def rebuilt(self, docs: list[OfferDocument]) -> None:
        self.engine.rebuild(docs, since_outbox=0)

    def next_version(self) -> int:
        self.version += 1
        return self.version

    def put(self, doc: OfferDocument) -> None:
        self.engine.upsert([doc])
        self.model.put(doc)
        self.forgotten.discard(doc.id)

    # what editors do

    @rule(name=st.sampled_from(NAMES), offer=offers, when=st.lists(dates, max_size=3), live=edges, expire=edges)
    def publish(self, name: str, offer: dict, when: list, live: int | None, expire: int | None) -> None:
        days_since = (self.now - NOW) / timedelta(days=1)
        given = [date_at(f"{name}/{n}", days_since + days, hours=hours, places=left) for n, (days, hours, left) in enumerate(when)]
        self.put(document(name, dates=given, version=self.next_version(), live_at=self.moment(live), expire_at=self.moment(expire), **offer))

    def moment(self, minutes: int | None) -> datetime | None:
        return None if minutes is None else self.now + timedelta(minutes=minutes)

    @precondition(lambda self: self.model.docs)
    @rule(data=st.data(), offer=offers)
    def edit_and_translate(self, data: st.DataObject, offer: dict) -> None:
        doc = self.any_of(data)
        name = next(name for name in NAMES if id_of(name) == doc.id)
        fresh = document(name, dates=doc.occurrences, version=self.next_version(), **offer)
        self.put(replace(fresh, live_at=doc.live_at, expire_at=doc.expire_at))

    @precondition(lambda self: self.model.docs)
    @rule(data=st.data())
    def unpublish(self, data: st.DataObject) -> None:
        offer, version = self.any_of(data).id, self.next_version()
        self.engine.delete([(offer, version)])
        self.model.delete(offer, version)

    @precondition(lambda self: self.model.versions)
    @rule(data=st.data(), offer=offers)
    def write_too_late(self, data: st.DataObject, offer: dict) -> None:
        """An older version comes after a newer one: it must change nothing."""
        known = sorted(set(self.model.versions) - self.forgotten)
        late = [name for name in NAMES if id_of(name) in known]
        if late:
            name = data.draw(st.sampled_from(late))
            self.put(document(name, version=self.model.versions[id_of(name)] - 1, **offer))

    # what the day does

    @precondition(lambda self: any(doc.occurrences for doc in self.model.docs.values()))
    @rule(data=st.data(), left=st.sampled_from((None, 0, 1, 5)), is_cancelled=st.sampled_from((False, False, True)))
    def change_places_or_cancel(self, data: st.DataObject, left: int | None, is_cancelled: bool) -> None:
        dated = sorted((doc.id, one.id) for doc in self.model.docs.values() for one in doc.occurrences)
        offer, one = data.draw(st.sampled_from(dated))
        update = PlacesUpdate(offer, one, None if left is None else 5, left, is_cancelled)
        self.engine.set_places([update])
        self.model.set_places(update)

    @rule(minutes=st.sampled_from((1, 7, 7, 90, 900, 5_000)))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes, seconds=13)

    @rule(data=st.data(), offer=offers)
    def rebuild_while_something_is_published(self, data: st.DataObject, offer: dict) -> None:
        """The new index is filled from what stood when it began; what is written meanwhile is replayed."""
        docs = sorted(self.model.docs.values(), key=lambda doc: doc.id)
        late = document(data.draw(st.sampled_from(NAMES)), version=self.next_version(), **offer)
        marks = iter([(1, [late], []), *[(1, [], [])] * 9])

        def pages() -> Iterator[OfferDocument]:
            yield from docs[: len(docs) // 2]
            self.put(late)
            yield from docs[len(docs) // 2 :]

        self.engine.rebuild(pages(), 0, lambda _mark: next(marks))
        self.forgotten |= set(self.model.versions) - set(self.model.docs)

    # what is asked

    @rule(asked=questions)
    def ask(self, asked: dict) -> None:
        days = [None, None]
        self.compare(self.question(SearchQuery(**asked, facets=FACETS), days))

    @rule(asked=questions, first=st.sampled_from(DAYS), last=st.sampled_from(DAYS))
    def ask_for_days(self, asked: dict, first: int | None, last: int | None) -> None:
        self.compare(self.question(SearchQuery(**asked, facets=FACETS), [first, last]))

    @invariant()
    def list_of_everything_is_the_models(self) -> None:
        self.compare(self.question(SearchQuery(facets=FACETS, cluster_zoom=6), [None, None]))

    def question(self, q: SearchQuery, days: list[int | None]) -> AnalysedQuery:
        today = self.now.date()
        first, last = (None if n is None else today + timedelta(days=n) for n in days)
        groups = analyse(q.text, lang=q.lang, vocabulary=self.engine.vocabulary(), is_literal=True).groups if q.text else ()
        return AnalysedQuery(replace(q, date_from=first, date_to=last), groups, self.now)

    def compare(self, asked: AnalysedQuery) -> None:
        assert told(self.engine.search(asked)) == self.model.answer(asked)

    def any_of(self, data: st.DataObject) -> OfferDocument:
        return self.model.docs[data.draw(st.sampled_from(sorted(self.model.docs)))]


FACETS = ("when", "kind", "category", "audience", "accessibility", "language", "how", "municipality", "area", "venue", "free", "places_left")


def told(results: SearchResults) -> Told:
    rows = tuple(
        Row(
            hit.offer_id,
            hit.next.id if hit.next else None,
            hit.next.places_left if hit.next else None,
            hit.more_dates,
            hit.distance_m,
            int(hit.score),
        )
        for hit in results.hits
    )
    facets = {name: {option.value: option.count for option in options} for name, options in results.facets.items()}
    return Told(results.total, results.all_words, rows, facets, sum(cluster.count for cluster in results.clusters))


class LongLifeOfTwo(LongLife):
    """The same with two engines as one, of which the main one is killed and revived."""

    def __init__(self, main: Switched, spare: SqliteEngine) -> None:
        self.main, self.spare, self.seconds = main, spare, 1_000.0
        self.unsent: list[str] = []
        breakers = {name: Breaker(clock=lambda: self.seconds) for name in ("reading", "writing")}
        main.up()
        super().__init__(PairedEngine(main, spare, note_unsent=self.unsent.extend, **breakers))

    def rebuilt(self, docs: list[OfferDocument]) -> None:
        super().rebuilt(docs)
        self.spare.rebuild(docs, since_outbox=0)

    @precondition(lambda self: self.main.trouble is None)
    @rule()
    def kill_the_main_engine(self) -> None:
        self.main.down()

    @precondition(lambda self: self.main.trouble is not None)
    @rule()
    def revive_it(self) -> None:
        """What was noted as unsent is sent from the facts as they are now, as the worker does it."""
        self.main.up()
        self.seconds += 1_000
        offers, self.unsent[:] = sorted(set(self.unsent)), []
        self.engine.upsert([doc for offer in offers if (doc := self.model.docs.get(offer))])
        self.engine.delete([(offer, self.model.versions[offer]) for offer in offers if offer not in self.model.docs])
        assert self.unsent == []

    @precondition(lambda self: self.main.trouble is None)
    @rule(data=st.data(), offer=offers)
    def rebuild_while_something_is_published(self, data: st.DataObject, offer: dict) -> None:
        docs = sorted(self.model.docs.values(), key=lambda doc: doc.id)
        for engine in (self.spare, self.main):
            engine.rebuild(docs, 0)
        self.forgotten |= set(self.model.versions) - set(self.model.docs)


def run(machine: type[LongLife], *engines: Engine, examples: int) -> None:
    run_state_machine_as_test(
        lambda: machine(*engines),  # type: ignore[arg-type]
        settings=settings(
            max_examples=examples * 15 if IS_SOAK else examples,
            stateful_step_count=60 if IS_SOAK else 25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_after_a_long_life_every_answer_is_the_models(engine: Engine) -> None:
    run(LongLife, engine, examples=20 if engine.name == "sqlite" else 3)


def test_two_engines_one_of_them_killed_and_revived_are_the_model(tmp_path: Path) -> None:
    main, spare = Switched(tmp_path / "main"), SqliteEngine(tmp_path / "spare")

    run(LongLifeOfTwo, main, spare, examples=15)

    main.close()
    spare.close()
