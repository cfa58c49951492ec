"""Documents and questions for the engine's suite."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from search.analysis import analyse, document_tokens
from search.types import AnalysedQuery, Engine, OccurrenceEntry, OfferDocument, SearchQuery, SearchResults
from tests.conftest import NOW

KAJAANI = (64.2270, 27.7285)
OULU = (65.0124, 25.4682)
HELSINKI = (60.1699, 24.9384)


def id_of(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


def date_at(
    name: str, days: float, *, hours: float = 2, places: int | None = None, left: int | None = None, cancelled: bool = False
) -> OccurrenceEntry:
    """A date `days` from NOW; `left` defaults to `places`."""
    starts = NOW + timedelta(days=days)
    return OccurrenceEntry(id_of(name), starts, starts + timedelta(hours=hours), False, places, places if left is None else left, cancelled)


def document(
    name: str,
    *,
    fi: str = "",
    sv: str = "",
    en: str = "",
    body: str = "",
    place: str = "",
    at: tuple[float, float] | None = KAJAANI,
    dates: Sequence[OccurrenceEntry] | None = None,
    version: int = 1,
    **more: object,
) -> OfferDocument:
    """A document named `name`, on tomorrow unless `dates` says otherwise; always on with `dates=()`."""
    titles = {lang: title for lang, title in (("fi", fi), ("sv", sv), ("en", en)) if title} or {"fi": name}
    texts = {lang: {"title": title, "place": place, "body": body if lang == "fi" else ""} for lang, title in titles.items()}
    categories = tuple(more.get("categories", ()))  # type: ignore[arg-type]
    tokens = document_tokens(texts, codes=[f"cat:{category}" for category in categories])
    dates = (date_at(name, 1),) if dates is None else tuple(dates)
    values: dict = {
        "kind": "event",
        "categories": (),
        "audiences": (),
        "accessibility": (),
        "languages": (),
        "municipality": "205",
        "area": "kainuu",
        "venue": id_of("venue"),
        "is_free": True,
        "live_at": None,
        "expire_at": None,
    }
    return OfferDocument(
        id=id_of(name),
        version=version,
        lat=at[0] if at else None,
        lon=at[1] if at else None,
        is_always_on=not dates,
        occurrences=tuple(dates),
        title=tokens.title,
        place=tokens.place,
        parts=tokens.parts,
        body=tokens.body,
        surface=tokens.surface,
        display={lang: {"title": title, "summary": "", "venue": place, "url": f"/{lang}/{name}/"} for lang, title in titles.items()},
        facts={"source": "fi"},
        names=tuple(("title", title) for title in titles.values()),
        **{**values, **more},
    )


def ask(engine: Engine, text: str = "", *, now: datetime = NOW, **more: object) -> SearchResults:
    """Put one question to an engine, analysed as the site does it."""
    query = SearchQuery(text=text, **more)  # type: ignore[arg-type]
    if not text:
        return engine.search(AnalysedQuery(query, (), now))
    question = analyse(text, lang=query.lang, vocabulary=engine.vocabulary(), is_literal=query.is_literal)
    return engine.search(AnalysedQuery(query, question.groups, now, question.corrected))


def names(results: SearchResults) -> list[str]:
    """The first title of each hit, in order."""
    return [next(iter(hit.display.values()))["title"] for hit in results.hits]


def counts(results: SearchResults, facet: str) -> dict[str, int]:
    return {option.value: option.count for option in results.facets[facet]}
