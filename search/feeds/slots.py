"""Feeds on the pages of areas: what is on there, as links in the head."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from areas.queries import AreaGuide
from common import slots
from search.feeds.links import area_links


def area_feeds(request: HttpRequest | None, *, area: AreaGuide) -> Mapping[str, Any] | None:
    """Return the feeds of an area, or nothing where the card does not work now."""
    return {"title": area.name, "feeds": area_links(area.slug)} if area.is_running else None


def register() -> None:
    slots.register("area.feeds", query=area_feeds, macro="search/feeds.html:feed_links")
