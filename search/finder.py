"""The finder's page: everything that its template prints, finished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from common.geo import FINLAND, BBox
from common.time import day_of
from offerings.queries.rows import OfferRow
from search import choices, engines, words
from search.asking import FIELD_OF, Asked, Problem, Trouble
from search.choices import Chip, Group, Option
from search.distances import origin_of
from search.editors_words import taught
from search.engines.patience import one_page
from search.finding import Finding, area_names, find
from search.missed import Missed, Served, missed_words
from search.pinned import PinnedCard, pinned_card
from search.pins import pin_words
from search.questions import Question, big_questions
from search.rows import rows_of
from search.suggest_attrs import suggest_attrs
from search.tiles.attrs import FoundMap, map_attrs
from search.tiles.pictures import Mark, StillPicture, still_picture
from search.tiles.still import StillMap
from search.types import PAGE_SIZE, Cluster, Sort

MAP_ZOOM = 5  # the whole country in a small frame
MAP_MARGIN = 0.05
STILL_SIDE = 480  # of the map without script
NEAR_KM = 10  # what a place shows before its circle is known
NO_FILTERS = {"page", "view", "sort", "as_typed", "radius_km"}
DROPPED_MOST = 8  # filters that are tried to be left out when nothing is found


@dataclass(frozen=True, slots=True)
class Action:
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Correction:
    """shown: the text that was searched; `href` searches the typed one."""

    shown: str
    typed: str
    href: str


@dataclass(frozen=True, slots=True)
class MapFrame:
    """The map beside the list. `attrs`: what its module reads; `still`: the picture without script, None in the list's view."""

    attrs: Mapping[str, str]
    href: str
    still: StillPicture | None


@dataclass(frozen=True, slots=True)
class FinderPage:
    """One answer of the finder. See templates/site/search/finder.html."""

    action: str
    q: str
    place: str
    question: str
    place_errors: tuple[str, ...]
    notices: tuple[str, ...]
    pinned: PinnedCard | None
    correction: Correction | None
    chips: tuple[Chip, ...]
    suggested: tuple[Option, ...]
    questions: tuple[Question, ...]
    groups: tuple[Group, ...]
    days: tuple[str, str]
    suggest: Mapping[str, str]
    sorts: tuple[Option, ...]
    kept_by_search: tuple[tuple[str, str], ...]
    kept_by_filters: tuple[tuple[str, str], ...]
    kept_by_days: tuple[tuple[str, str], ...]
    total: int
    count: str
    circle: str
    is_loosened: bool
    some_words: str
    rows: tuple[OfferRow, ...]
    empty: tuple[Action, ...]
    page: int
    pages: int
    previous: str
    next: str
    map: MapFrame
    is_map: bool
    other_view: str
    is_indexed: bool
    missed: tuple[Missed, ...]
    simpler: str
    clear_href: str = "?"


@one_page()
def finder_page(asked: Asked, *, now: datetime) -> FinderPage:
    """Return the page of a question. At most one database query; all else comes from the engine."""
    asked, finding = _found(asked, now)
    lang, q, results, today = asked.query.lang, asked.query, finding.results, day_of(now)
    areas = choices.area_labels(lang, area_names())  # type: ignore[arg-type]
    groups = tuple(choices.groups(asked, finding, areas))
    chips = tuple(choices.chips(asked, finding, areas))
    pages = max(1, -(-results.total // PAGE_SIZE))
    return FinderPage(
        action=reverse("search:finder"),
        q=q.text,
        place=asked.place,
        question=_question(asked),
        place_errors=tuple(words.problem_words(problem) for problem in asked.problems if problem.field == "place"),
        notices=tuple(words.problem_words(problem) for problem in asked.problems if problem.field != "place"),
        pinned=pinned_card(taught(today).pins, q.text, lang=lang, today=today),
        correction=_correction(asked, finding),
        chips=chips,
        suggested=tuple(choices.suggested(asked, finding, groups, chips)),
        questions=big_questions(asked, finding),
        groups=groups,
        days=(q.date_from.isoformat() if q.date_from and not asked.when else "", q.date_to.isoformat() if q.date_to and not asked.when else ""),
        suggest=suggest_attrs(lang),
        sorts=_sorts(asked, finding),
        kept_by_search=_kept(asked, leave={"q", "place", "near", "radius_km", "bbox", "as_typed"}),
        kept_by_filters=_kept(asked, leave={group.name for group in groups} | {"free", "places_left", "sort"}),
        kept_by_days=_kept(asked, leave={"when", "date_from", "date_to"}),
        total=results.total,
        count=words.count_words(results.total),
        circle=words.circle_words(finding, lang) if results.total else "",
        is_loosened=finding.is_loosened,
        some_words=_some_words(finding),
        rows=tuple(rows_of(results.hits, lang=lang, now=now, origin=origin_of(finding))),
        empty=tuple(_ways_out(asked, finding, areas, now)) if not results.total else (),
        page=q.page,
        pages=pages,
        previous=asked.address(page=str(q.page - 1) if q.page > 2 else None) if q.page > 1 else "",
        next=asked.address(page=str(q.page + 1)) if q.page < pages else "",
        map=_map(asked, finding),
        is_map=asked.is_map,
        other_view=asked.address(view=None if asked.is_map else "map"),
        is_indexed=not asked.given,
        missed=_missed(asked, finding),
        simpler=_("Search works in a simpler way right now. Everything can still be found.") if results.is_fallback else "",
    )


def _found(asked: Asked, now: datetime) -> tuple[Asked, Finding]:
    """Find; a page beyond the last one becomes the first, and that is told."""
    zoom = _still_zoom(asked) if asked.is_map else None
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


def _still_zoom(asked: Asked) -> int:
    """Return the zoom of the still map, as far as it can be known before anything is found."""
    near = asked.query.near
    box = asked.query.bbox or (BBox.around(near.lat, near.lon, (near.radius_km or NEAR_KM) * 1000) if near else None)
    return StillMap(box, STILL_SIDE, STILL_SIDE).zoom if box else MAP_ZOOM


def _question(asked: Asked) -> str:
    """Return the question in one line, for phones: lasten teatteria, Kajaani."""
    said = [asked.query.text, asked.place if asked.town else _("Near me") if asked.query.near else ""]
    return ", ".join(part for part in said if part)


def _correction(asked: Asked, finding: Finding) -> Correction | None:
    if not finding.results.corrected:
        return None
    return Correction(finding.results.corrected, asked.query.text, asked.address(as_typed="1"))


def _some_words(finding: Finding) -> str:
    """Say that not every shown offer holds every word, when words were many and offers few."""
    results = finding.results
    if len(finding.question.groups) < 2 or results.all_words == results.total:
        return ""
    if not results.all_words:
        return _("Nothing has all the words. These have some of them.")
    return _("Those with all the words come first.")


def _kept(asked: Asked, *, leave: set[str]) -> tuple[tuple[str, str], ...]:
    """Return hidden fields that carry the rest of the question through a form."""
    return tuple((name, value) for name, values in asked.given.items() if name not in leave | {"page"} for value in values)


def _sorts(asked: Asked, finding: Finding) -> tuple[Option, ...]:
    chosen = asked.query.sort
    labels = {Sort.AUTO: _("Best first"), Sort.SOONEST: _("Soonest first"), Sort.NEAR: _("Nearest first")}
    offered = [Sort.AUTO, Sort.SOONEST, *([Sort.NEAR] if finding.question.query.near else [])]
    return tuple(
        Option(
            "" if sort == Sort.AUTO else sort,
            labels[sort],
            0,
            "on" if sort == chosen else "plain",
            asked.address(sort=None if sort == Sort.AUTO else sort),
        )
        for sort in offered
    )


def _ways_out(asked: Asked, finding: Finding, areas: Mapping[str, str], now: datetime) -> list[Action]:
    """Return the two buttons of an empty page: look farther, and leave out the filter that stands in the way."""
    ways = []
    if asked.query.bbox:
        ways.append(Action(_("Search the whole country"), asked.address(bbox=None)))
    elif asked.radius_km is not None:
        ways.append(Action(_("Search farther away"), asked.address(radius_km=None)))
    elif finding.question.query.near:
        ways.append(Action(_("Search the whole country"), asked.address(place=None, near=None, q=finding.question.query.text or None)))
    dropped = _to_drop(asked, areas, now)
    return [*ways[:1], dropped] if dropped else ways[:2] or [Action(_("Start again"), "?")]


def _to_drop(asked: Asked, areas: Mapping[str, str], now: datetime) -> Action | None:
    """Return the way without the last filter that stands in the way; if no single one does, without the last two, and so on."""
    filters = [(name, value) for name, values in asked.given.items() if name not in NO_FILTERS for value in values][-DROPPED_MOST:]
    one_less = ((_without(asked, *last), [last]) for last in reversed(filters))
    for less, dropped in chain(one_less, _fewer_and_fewer(asked, filters)):
        count = find(less, now=now).results.total
        if count:
            names = [f"“{asked.query.text}”" if name == "q" else words.filter_label(name, value, areas, asked.query.lang) for name, value in dropped]
            return Action(_("Leave out: %(filter)s (%(count)s)") % {"filter": ", ".join(names), "count": count}, less.address())
    return None


def _fewer_and_fewer(asked: Asked, filters: list[tuple[str, str]]) -> Iterator[tuple[Asked, list[tuple[str, str]]]]:
    less, dropped = asked, list[tuple[str, str]]()
    for name, value in reversed(filters):
        less, dropped = _without(less, name, value), [*dropped, (name, value)]
        yield less, dropped


def _without(asked: Asked, name: str, value: str) -> Asked:
    left = tuple(other for other in asked.given.get(name, ()) if other != value)
    empty: dict[str, dict[str, Any]] = {
        "q": {"text": ""},
        "when": {"date_from": None, "date_to": None},
        "date_from": {"date_from": None},
        "date_to": {"date_to": None},
        "area": {"areas": left},
        "municipality": {"municipalities": left},
        "venue": {"venues": left},
        "free": {"free": None},
        "places_left": {"places_left": False},
        "bbox": {"bbox": None},
        "near": {"near": None},
        **{field: {plural: left} for field, plural in FIELD_OF.items()},
    }
    changes = empty.get(name, {})
    query = replace(asked.query, facets=(), page_size=0, **changes)
    given = {**asked.given, name: left}
    return replace(asked, query=query, town=None if name == "place" else asked.town, given=given)


def _map(asked: Asked, finding: Finding) -> MapFrame:
    box = finding.results.bounds
    shown = FoundMap(
        source=f"{reverse('search_api:search')}{_api_address(asked, finding)}",
        page=asked.address(bbox=None),
        bounds=asked.query.bbox or (box.padded(MAP_MARGIN) if box else None) or _around(finding),
        after="#after-map",
    )
    return MapFrame(
        attrs=map_attrs(shown, language=asked.query.lang, opens_by_itself=True),
        href=asked.address(view="map"),
        still=_still(shown.bounds or FINLAND, asked, finding) if asked.is_map else None,
    )


def _around(finding: Finding) -> BBox | None:
    """Return the box of the circle that was drawn: what the map shows of the list's view, where no bounds are counted."""
    near = finding.question.query.near
    return BBox.around(near.lat, near.lon, near.radius_km * 1000) if near and near.radius_km else None


def _still(box: BBox, asked: Asked, finding: Finding) -> StillPicture:
    marks = [_mark(cluster, asked, finding) for cluster in finding.results.clusters]
    return still_picture(box, marks, width=STILL_SIDE, height=STILL_SIDE, language=asked.query.lang)


def _mark(cluster: Cluster, asked: Asked, finding: Finding) -> Mark:
    """Return a cluster as a link to the same search where it lies."""
    around = BBox(*cluster.bounds).padded(0.1)
    label = pin_words(cluster, lang=asked.query.lang, origin=origin_of(finding))
    return Mark(cluster.lat, cluster.lon, cluster.count, label, asked.address(bbox=around.as_text()))


def _api_address(asked: Asked, finding: Finding) -> str:
    """Return the same question for the API: the circle that was drawn, no list, no counts."""
    radius = f"{finding.radius_km:g}" if finding.radius_km is not None else None
    address = asked.address(view=None, sort=None, radius_km=radius)
    return f"{address}{'' if address == '?' else '&'}only=map&lang={asked.query.lang}"
