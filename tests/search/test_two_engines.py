"""Both engines on the same offers and questions: the same totals, counts, pins, bounds, rows, and the same order, on every page.

Equal means equal. Two things are compared with a tolerance: the middle and the box of a pin that stands for several offers (to 1e-9
degrees, the sums run in another order), and nothing lies within 3 m of a circle's rim or of another place's distance.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.geo import BBox
from common.time import day_of
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.sqlite import SqliteEngine
from search.types import (
    DEFAULT_FACETS,
    AnalysedQuery,
    Cluster,
    Group,
    Near,
    OccurrenceEntry,
    OfferDocument,
    PlacesUpdate,
    SearchQuery,
    SearchResults,
    Sort,
)
from tests.search.making import NOW

pytestmark = pytest.mark.elasticsearch

SIZES = (130, 900, 3_600)  # all is known at once; more than are ranked; more than are put in order without a cut
WORDS = "a b c d e f g h".split()  # the first are common, the last rare
TODAY = day_of(NOW)
CENTRES = [(60.17, 24.94), (61.5, 23.76), (62.6, 29.76), (65.01, 25.47), (66.5, 25.73), (60.1, 19.94)]
POINTS = [(round(lat + 0.013 * n, 4), round(lon - 0.021 * n * n, 4)) for lat, lon in CENTRES for n in range(5)]
CODES = {
    "kind": ["event", "course", "standing"],
    "categories": ["music", "film", "dance", "craft"],
    "audiences": ["children", "adults", "seniors"],
    "accessibility": ["lift", "quiet", "step-free"],
    "languages": ["fi", "sv", "en"],
    "how_to_get": ["just-come", "phone", "reserve-here"],
    "municipality": ["091", "837", "167", "564"],
    "area": ["kainuu", "oulu", "turku"],
    "venue": [str(UUID(int=n + 1)) for n in range(9)],
}


def offers(number: int, seed: int) -> Iterator[OfferDocument]:
    """Yield made-up offers with many of the same moments, places and words, so that every order has to break ties."""
    dice = random.Random(seed)
    for at in range(number):
        yield offer(dice, at)


def offer(dice: random.Random, at: int, version: int = 1) -> OfferDocument:
    dates = [] if dice.random() < 0.15 else [date_of(dice, f"{at}-{n}") for n in range(dice.choice([1, 1, 2, 4]))]
    point = dice.choice([*POINTS, None]) if dice.random() < 0.8 else (round(dice.uniform(60, 68), 6), round(dice.uniform(21, 29), 6))
    some = {name: tuple(dice.sample(CODES[name], dice.randrange(3))) for name in ("categories", "audiences", "accessibility", "languages")}
    one = {name: dice.choice(CODES[name]) for name in ("kind", "how_to_get", "municipality", "area", "venue")}
    tokens = {
        name: tuple(f"fi:{word}" for n, word in enumerate(WORDS) if dice.random() < 0.4 / (n + 1)) for name in ("title", "place", "parts", "body")
    }
    return OfferDocument(
        id=str(UUID(int=dice.getrandbits(128) if at < 0 else (at * 2_654_435_761 + 1) % (1 << 128))),
        version=version,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        is_free=dice.random() < 0.7,
        is_always_on=not dates,
        occurrences=tuple(dates),
        surface=(),
        display={"fi": {"title": f"offer {at}, version {version}"}},
        facts={"at": at},
        title_length=dice.randrange(5),
        live_at=NOW + timedelta(minutes=dice.randrange(-90, 90)) if dice.random() < 0.1 else None,
        expire_at=NOW + timedelta(minutes=dice.randrange(-30, 240)) if dice.random() < 0.1 else None,
        **some,
        **one,
        **tokens,
    )


def words_of(dice: random.Random) -> tuple[str, ...]:
    return tuple(f"fi:{word}" for n, word in enumerate(WORDS) if dice.random() < 0.4 / (n + 1))


def date_of(dice: random.Random, name: str) -> OccurrenceEntry:
    starts = NOW + timedelta(minutes=30 * dice.randrange(-40, 90), days=dice.choice([0, 0, 1, 2, 5, 6, 30, 200]))
    if dice.random() < 0.1:
        starts -= timedelta(days=20)
    hours = dice.choice([0.5, 1, 2, 24, 24 * 20, 24 * 60]) if dice.random() < 0.3 else 2
    left = dice.choice([None, 0, 0, 3])
    return OccurrenceEntry(f"d{name}", starts, starts + timedelta(hours=hours), places=5, places_left=left, is_cancelled=dice.random() < 0.1)


# questions


def some_of(values: list[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.one_of(st.just(()), st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple))


def rarely(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.none(), st.none(), strategy)


tokens = st.sampled_from([f"fi:{word}" for word in WORDS] + ["fi:a fi:b", "fi:c fi:a", "fi:nothing"])
weights = st.sampled_from([1.0, 0.8, 0.7, 0.5, 0.25, 0.1])
groups = st.builds(
    lambda held, rarity: Group("word", tuple(sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))), rarity),
    st.dictionaries(tokens, weights, min_size=1, max_size=4),
    st.sampled_from([0.5, 1.0, 1.37, 2.0]),
)
days = rarely(st.integers(-2, 40).map(lambda n: TODAY + timedelta(days=n)))
boxes = st.builds(
    lambda west, south, wide, high: BBox(west, south, west + wide, south + high),
    *(st.floats(19.5, 29), st.floats(59.9, 67), st.floats(0.05, 10), st.floats(0.05, 8)),
)
nears = st.builds(Near, st.sampled_from([60.2, 61.9, 65.03]), st.sampled_from([24.9, 25.43, 22.7]), st.sampled_from([None, None, 3.3, 41.7, 333.3]))
queries = st.builds(
    SearchQuery,
    kinds=some_of(CODES["kind"]),
    categories=some_of(CODES["categories"]),
    municipalities=some_of(CODES["municipality"]),
    areas=some_of(CODES["area"]),
    venues=some_of(CODES["venue"]),
    audiences=some_of(CODES["audiences"]),
    accessibility=some_of(CODES["accessibility"]),
    languages=some_of(CODES["languages"]),
    how=some_of(CODES["how_to_get"]),
    places_left=st.sampled_from([False, False, True]),
    free=st.sampled_from([None, None, None, True, False]),
    date_from=days,
    date_to=days,
    bbox=rarely(boxes),
    near=rarely(nears),
    sort=st.sampled_from(Sort),
    page=st.sampled_from([1, 1, 1, 2, 3, 8]),
    page_size=st.sampled_from([0, 1, 20, 20, 50, 100]),
    facets=st.one_of(st.just(DEFAULT_FACETS), st.lists(st.sampled_from([*DEFAULT_FACETS, "venue"]), unique=True).map(tuple)),
    cluster_zoom=rarely(st.integers(0, 18)),
)
plain = st.builds(
    SearchQuery, sort=st.sampled_from(Sort), near=rarely(nears), page=st.sampled_from([1, 2, 30]), cluster_zoom=rarely(st.integers(3, 13))
)
questions = st.builds(
    AnalysedQuery,
    st.one_of(queries, plain),
    st.one_of(st.just(()), st.lists(groups, min_size=1, max_size=4).map(tuple)),
    st.integers(-100, 400).map(lambda minutes: NOW + timedelta(minutes=minutes, seconds=17)),
)
slow_is_right = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
unhurried = settings(deadline=None, suppress_health_check=slow_is_right, max_examples=60, report_multiple_bugs=False)


@pytest.fixture(scope="module")
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, server_engine: Callable) -> Iterator:
    """Return what makes a pair of engines with a number of offers in both; made once."""
    made: dict[int, tuple[SqliteEngine, ElasticsearchEngine]] = {}

    def of(size: int) -> tuple[SqliteEngine, ElasticsearchEngine]:
        if size not in made:
            embedded = SqliteEngine(tmp_path_factory.mktemp("embedded"))
            server = server_engine(embedded)
            for engine in (embedded, server):
                engine.rebuild(offers(size, seed=size), since_outbox=0)
            made[size] = embedded, server
        return made[size]

    yield of
    for embedded, _server in made.values():
        embedded.close()


@pytest.mark.parametrize("size", SIZES)
@unhurried
@given(asked=questions)
def test_both_engines_answer_the_same(both: Callable, size: int, asked: AnalysedQuery) -> None:
    embedded, server = both(size)

    assert_same(embedded.search(asked), server.search(asked))


@settings(unhurried, max_examples=12)
@given(seed=st.integers(0, 1 << 32), asked=st.lists(questions, min_size=6, max_size=6))
def test_both_engines_answer_the_same_after_any_writes(both: Callable, seed: int, asked: list[AnalysedQuery]) -> None:
    embedded, server = both(SIZES[0])
    dice = random.Random(seed)
    docs, gone, places = (
        list(changes(dice)),
        [(offer(dice, at).id, dice.randrange(1, 9)) for at in dice.sample(range(SIZES[0]), 4)],
        list(fresh_places(dice)),
    )

    for engine in (embedded, server):
        engine.upsert(docs)
        engine.delete(gone)
        engine.set_places(places)

    for one in asked:
        assert_same(embedded.search(one), server.search(one))


def changes(dice: random.Random) -> Iterator[OfferDocument]:
    for at in dice.sample(range(SIZES[0] + 30), 25):
        yield offer(dice, at, version=dice.randrange(1, 9))


def fresh_places(dice: random.Random) -> Iterator[PlacesUpdate]:
    for _turn in range(30):
        at = dice.randrange(SIZES[0])
        yield PlacesUpdate(offer(random.Random(0), at).id, f"d{at}-{dice.randrange(2)}", 5, dice.choice([None, 0, 2]), dice.random() < 0.1)


def assert_same(one: SearchResults, other: SearchResults) -> None:
    assert other.engine == "elasticsearch"
    assert (other.total, other.all_words, other.bounds) == (one.total, one.all_words, one.bounds)
    assert other.facets == one.facets
    assert [hit.offer_id for hit in other.hits] == [hit.offer_id for hit in one.hits]
    assert other.hits == one.hits
    assert [(pin.key, pin.count, pin.offer_id) for pin in other.clusters] == [(pin.key, pin.count, pin.offer_id) for pin in one.clusters]
    for mine, yours in zip(one.clusters, other.clusters, strict=True):
        assert numbers(yours) == pytest.approx(numbers(mine), abs=1e-9)
        assert (yours.display, yours.facts) == (mine.display, mine.facts)


def numbers(pin: Cluster) -> list[float]:
    return [pin.lat, pin.lon, *pin.bounds]
