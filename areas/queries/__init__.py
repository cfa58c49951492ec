"""What the area pages show: frozen values, a fixed number of queries whatever the size."""

from areas.queries.guide import AreaGuide, area_guide
from areas.queries.index import AreaCard, AreaIndex, area_index, shown_areas
from areas.queries.lists import HTML_LANG, Paged, foreign, page_of
from areas.queries.places import Place, PlacePage, address_words, distributor_place
from areas.queries.where import Answer, Where, where_to_get

__all__ = [
    "HTML_LANG",
    "Answer",
    "AreaCard",
    "AreaGuide",
    "AreaIndex",
    "Paged",
    "Place",
    "PlacePage",
    "Where",
    "address_words",
    "area_guide",
    "area_index",
    "distributor_place",
    "foreign",
    "page_of",
    "shown_areas",
    "where_to_get",
]
