"""The map beside the list: what its module reads, and the still picture without script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from common.geo import FINLAND, BBox
from search.asking import Asked
from search.distances import origin_of
from search.finding import Finding
from search.pins import pin_words
from search.tiles.attrs import FoundMap, map_attrs
from search.tiles.pictures import Mark, StillPicture, still_picture
from search.tiles.still import StillMap
from search.types import Cluster

MAP_ZOOM = 5  # the whole country in a small frame
MAP_MARGIN = 0.05
STILL_SIDE = 480  # of the map without script
NEAR_KM = 10  # what a place shows before its circle is known


@dataclass(frozen=True, slots=True)
class MapFrame:
    """The map beside the list. `attrs`: what its module reads; `still`: the picture without script, None in the list's view."""

    attrs: Mapping[str, str]
    href: str
    still: StillPicture | None


def map_frame(asked: Asked, finding: Finding) -> MapFrame:
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


def still_zoom(asked: Asked) -> int:
    """Return the zoom of the still map, as far as it can be known before anything is found."""
    near = asked.query.near
    box = asked.query.bbox or (BBox.around(near.lat, near.lon, (near.radius_km or NEAR_KM) * 1000) if near else None)
    return StillMap(box, STILL_SIDE, STILL_SIDE).zoom if box else MAP_ZOOM
