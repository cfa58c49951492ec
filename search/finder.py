"""The finder's page: everything that its template prints, finished."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.time import day_of
from offerings.queries.rows import OfferRow
from search import choices, engines, words
from search.asking import Asked, Problem, Trouble
from search.distances import origin_of
from search.editors_words import taught
from search.engines.patience import one_page
from search.feeds.links import FeedLinks, feed_links
from search.finding import Finding, area_names, find
from search.map_frame import MapFrame, map_frame, still_zoom
from search.missed import Missed, Served, missed_words, unheld_words
from search.narrowing import Narrowing, narrowing
from search.pinned import PinnedCard, pinned_card
from search.rows import rows_of
from search.search_form import SearchForm, search_form
from search.types import PAGE_SIZE
from search.ways_out import Action, ways_out
from search.words import COUNTED_MOST

PAGES_MOST = COUNTED_MOST // PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Correction:
    """shown: the text that was searched; `href` searches the typed one."""

    shown: str
    typed: str
    href: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands; addresses are "" where there is none."""

    page: int
    pages: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class FinderPage:
    """One answer of the finder. See templates/site/search/finder.html."""

    form: SearchForm
    notices: tuple[str, ...]
    pinned: PinnedCard | None
    narrowing: Narrowing
    count: str
    circle: str
    correction: Correction | None
    some_words: str
    simpler: str
    rows: tuple[OfferRow, ...]
    empty: tuple[Action, ...]
    pager: Pager
    map: MapFrame
    is_map: bool
    other_view: str
    is_indexed: bool
    feeds: FeedLinks
    missed: tuple[Missed, ...]


@one_page()
def finder_page(asked: Asked, *, now: datetime) -> FinderPage:
    """Return the page of a question. At most one database query; all else comes from the engine."""
    asked, finding = _found(asked, now)
    lang, q, results, today = asked.query.lang, asked.query, finding.results, day_of(now)
    areas = choices.area_labels(lang, area_names())  # type: ignore[arg-type]
    return FinderPage(
        form=search_form(asked),
        notices=tuple(words.problem_words(problem) for problem in asked.problems if problem.field != "place"),
        pinned=pinned_card(taught(today).pins, q.text, lang=lang, today=today),
        narrowing=narrowing(asked, finding, areas),
        count=words.count_words(results.total),
        circle=words.circle_words(finding, lang) if results.total else "",
        correction=_correction(asked, finding),
        some_words=_some_words(finding),
        simpler=_("Search works in a simpler way right now. Everything can still be found.") if results.is_fallback else "",
        rows=tuple(rows_of(results.hits, lang=lang, now=now, origin=origin_of(finding))),
        empty=() if results.total else ways_out(asked, areas, now),
        pager=_pager(asked, results.total),
        map=map_frame(asked, finding),
        is_map=asked.is_map,
        other_view=asked.address(view=None if asked.is_map else "map"),
        is_indexed=not asked.given,
        feeds=feed_links(asked),
        missed=_missed(asked, finding),
    )


def _found(asked: Asked, now: datetime) -> tuple[Asked, Finding]:
    """Find; a page beyond the last one becomes the first, and that is told."""
    zoom = still_zoom(asked) if asked.is_map else None
    finding = find(replace(asked, query=replace(asked.query, cluster_zoom=zoom)), now=now)
    page = asked.query.page
    if page == 1 or finding.results.hits or not finding.results.total:
        return asked, finding
    problem = Problem("page", Trouble.NO_SUCH_PAGE, str(page))
    first = replace(asked, query=replace(asked.query, page=1), problems=(*asked.problems, problem))
    return first, find(replace(first, query=replace(first.query, cluster_zoom=zoom)), now=now)


def _missed(asked: Asked, finding: Finding) -> tuple[Missed, ...]:
    """Return the words that may be counted as not found; those of the first page only."""
    text = finding.understanding.query.text
    if not text or asked.query.page > 1:
        return ()
    q, question = asked.query, finding.question
    served = Served(q.text, text, q.lang, question.groups, question.corrected, finding.results.total)
    return missed_words(served, engines.current().vocabulary())


def _correction(asked: Asked, finding: Finding) -> Correction | None:
    if not finding.results.corrected:
        return None
    return Correction(finding.results.corrected, asked.query.text, asked.address(as_typed="1"))


def _pager(asked: Asked, total: int) -> Pager:
    """Return where the page stands. Nobody turns more than fifty pages: what is farther is found by narrowing."""
    page, pages = asked.query.page, min(max(1, -(-total // PAGE_SIZE)), PAGES_MOST)
    return Pager(
        page,
        pages,
        previous=asked.address(page=str(page - 1) if page > 2 else None) if page > 1 else "",
        next=asked.address(page=str(page + 1)) if page < pages else "",
    )


def _some_words(finding: Finding) -> str:
    """Say that not every shown offer holds every word, when words were many and offers few, or that words were no filters at last."""
    results = finding.results
    if finding.is_loosened:
        return _("Nothing fits everything you wrote. These fit some of the words.")
    if len(finding.question.groups) < 2 or results.all_words == results.total:
        return ""
    unheld = unheld_words(finding.question.groups, engines.current().vocabulary())
    if unheld and results.total:
        said = ", ".join(f"”{word}”" for word in unheld)
        return ngettext("No offer has the word %(words)s. We left it out.", "No offer has the words %(words)s. We left them out.", len(unheld)) % {
            "words": said
        }
    if not results.all_words:
        return _("Nothing has all the words. These have some of them.")
    return _("Those with all the words come first.")
