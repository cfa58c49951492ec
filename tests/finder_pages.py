"""Offers to find, and reading the finder's page."""

from __future__ import annotations

import re

from search import handlers
from tests.factories import OccurrenceFactory, OfferFactory, evening

FINDER = "/fi/tarjonta/"
OULU = {"municipality_id": "564", "lat": 65.0124, "lon": 25.4682}


def offer(title: str, *, days: int = 3, places: int | None = 20, left: int | None = None, venue=None, **more):
    made = OfferFactory(titles={"fi": title}, **({"venue": venue} if venue else {}), **more)
    OccurrenceFactory(offer=made, starts_at=evening(days), places=places, places_left=places if left is None else left)
    handlers.offers_changed("offer", [made.uuid])
    return made


def page(client, address: str = FINDER) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\xa0", " ")


def titles(html: str) -> list[str]:
    return re.findall(r'<h2 class="title"><a href="[^"]+"(?: lang="[a-z]+")?>([^<]+)</a>', html)


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
