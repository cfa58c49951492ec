"""The kinds of question that are measured: as an address of the page, as a question to the engine, and as the SQL that one would write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from common.geo import BBox
from search.types import Near, SearchQuery, Sort

HELSINKI = BBox(24.5, 60.1, 25.3, 60.4)
JYVASKYLA = Near(62.24, 25.75)


class Growth(StrEnum):
    """How a kind may grow with the site: performance.md, goal 9. Times a tenfold site, and over two tenfolds."""

    LEVEL = "level"  # an index gives its order
    NARROW = "narrow"  # what is in a small circle grows
    COUNTED = "counted"  # everything found is counted or ranked


MOST_GROWTH = {Growth.LEVEL: (1.2, 1.5), Growth.NARROW: (1.5, 2.5), Growth.COUNTED: (2.0, 4.0)}


@dataclass(frozen=True, slots=True)
class Kind:
    """A question to the engine alone. text: words, analysed once; facets are left out (goal 8) unless asked for."""

    name: str
    growth: Growth
    floor: str
    text: str = ""
    query: SearchQuery = field(default_factory=lambda: SearchQuery(facets=()))


PAGES: Mapping[str, str] = {
    "nothing asked": "",
    "a word in every fifteenth title": "q=konsertti",
    "a word in 75 %": "q=sali",
    "a word in 27 %": "q=shakki",
    "a word in 5 %": "q=keramiikka",
    "a word in 1 %": "q=kantele",
    "two words": "q=lasten konsertti",
    "three words": "q=lasten konsertti shakki",
    "a word in Swedish": "q=utställning",
    "a typing error": "q=taidenayttely",
    "a word in a week": "q=keramiikka&when=week",
    "near a town": "place=Kuopio",
    "near a point, all": "near=62.24,25.75&radius_km=1500",
    "a box": "bbox=24.5,60.1,25.3,60.4",
    "this weekend": "when=weekend",
    "two categories, step-free": "category=music,film&accessibility=step-free",
    "all filters": "q=konsertti viikonloppuna Tampereella&audience=children&places_left=1&free=1&kind=event&language=fi&how=just-come",
    "map, all": "view=map",
    "map, a word in 27 %": "q=shakki&view=map",
    "page 20": "page=20",
    "nothing found": "q=sirkus&category=film&audience=seniors&accessibility=sign-language,quiet,lift&when=today",
}
API = {
    "list": "",
    "box": "bbox=24.5,60.1,25.3,60.4",
    "within 20 km": "near=60.2,24.9&radius_km=20",
    "dates": "when=week",
    "text": "q=konsertti",
}


def engine_kinds(today: date) -> list[Kind]:
    """Return the questions of goals 8 and 9, for a day."""
    bare, week = SearchQuery(facets=()), SearchQuery(facets=(), date_from=today, date_to=today + timedelta(days=6))
    counted = SearchQuery(page_size=0)
    return [
        Kind("list", Growth.LEVEL, "list"),
        Kind("box", Growth.LEVEL, "box", query=SearchQuery(facets=(), bbox=HELSINKI)),
        Kind("date", Growth.LEVEL, "date", query=week),
        Kind("nearest", Growth.LEVEL, "nearest", query=SearchQuery(facets=(), near=JYVASKYLA)),
        Kind("5 % word by date", Growth.LEVEL, "text by date", "keramiikka", SearchQuery(facets=(), sort=Sort.SOONEST)),
        Kind("within 20 km", Growth.NARROW, "circle", query=SearchQuery(facets=(), near=Near(60.2, 24.9, 20))),
        Kind("27 % word by rank", Growth.COUNTED, "rank 27", "shakki", bare),
        Kind("5 % word by rank", Growth.COUNTED, "rank 5", "keramiikka", bare),
        Kind("1 % word by rank", Growth.COUNTED, "rank 1", "kantele", bare),
        Kind("two words by rank", Growth.COUNTED, "rank two", "lasten konsertti", bare),
        Kind("27 % word, count", Growth.COUNTED, "count 27", "shakki", SearchQuery(facets=(), page_size=0)),
        Kind("all facets, all offers", Growth.COUNTED, "facets", query=counted),
        Kind("all facets, 27 % word", Growth.COUNTED, "facets 27", "shakki", counted),
        Kind("clusters z5, all offers", Growth.COUNTED, "clusters", query=SearchQuery(facets=(), page_size=0, cluster_zoom=5)),
        Kind("clusters z5, 27 % word", Growth.COUNTED, "clusters 27", "shakki", SearchQuery(facets=(), page_size=0, cluster_zoom=5)),
    ]
