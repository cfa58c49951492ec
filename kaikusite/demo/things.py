"""Turns the demo's plain values into things that the batch writer publishes as pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from wagtail.models import Page

from areas.pages import AreaIndexPage, AreaPage, DistributorHours, DistributorPage
from common.page_batch import Thing
from home.pages import ContentPage, MaterialPage, MaterialsPage, NewsIndexPage, NewsPage
from kaikusite.demo.pages import PageSeed
from kaikusite.demo.shapes import AreaSeed, DateSeed, DistributorSeed, Hours, OfferSeed, VenueSeed, Words
from kaikusite.demo.texts import table, three
from offerings.pages import OfferDate, OfferHours, OfferPage, VenueException, VenueHours, VenuePage

AREAS_KEY = "page/areas"
PLACES = "places"
CLASSES: dict[str, type[Page]] = {
    "areas": AreaIndexPage, "content": ContentPage, "news-index": NewsIndexPage, "news": NewsPage,
    "materials": MaterialsPage, "material": MaterialPage,
}  # fmt: skip
FULL = ("lead", "body")
FIELDS = {"areas": ("intro",), "news-index": (), "materials": ("lead",), "content": FULL, "news": FULL, "material": FULL}


def key(name: str) -> UUID:
    """Return the translation key of one of the demo's things: the same in every seeding."""
    return uuid5(NAMESPACE_URL, f"demo/{name}")


def page_thing(page: PageSeed, parent: UUID, today: date) -> Thing:
    """Return a page of words. `parent`: key of the page above, or of the front page."""
    slugs = {language: words["slug"] for language, words in page.words.items() if words["slug"]}
    texts = {language: {"title": words["title"], **_body(page, language, words)} for language, words in page.words.items()}
    return Thing(CLASSES[page.kind], parent, slugs, "fi", texts, facts=_page_facts(page, today), key=key(page.key))


def _body(page: PageSeed, language: str, words: Mapping[str, str]) -> dict[str, Any]:
    blocks = page.bodies[language]
    values = {"lead": words["lead"], "body": json.dumps(blocks), "intro": "".join(block["value"] for block in blocks if block["type"] == "text")}
    return {name: values[name] for name in FIELDS[page.kind]}


def _page_facts(page: PageSeed, today: date) -> dict[str, Any]:
    if page.kind == "news":
        return {"published_on": today + timedelta(days=int(page.head[0]))}
    if page.kind == "material":
        for_whom, version, days = page.head
        return {"for_whom": for_whom, "version": version, "version_on": today + timedelta(days=int(days))}
    return {}


def area_thing(area: AreaSeed) -> Thing:
    return Thing(
        AreaPage, key(AREAS_KEY), area.slug, area.language, area.words, facts=area.facts, many={"municipalities": area.towns}, key=key(area.key)
    )


def distributor_thing(place: DistributorSeed) -> Thing:
    return Thing(
        DistributorPage, key(place.area), place.slug, place.language, place.words, facts={**place.facts, "municipality_id": place.town},
        children={DistributorHours: hours_rows(place.hours)}, key=key(place.key),
    )  # fmt: skip


def venue_thing(venue: VenueSeed) -> Thing:
    exceptions = [
        {"day": day, "is_closed": not opens, "opens_at": _time(opens) if opens else None, "closes_at": _time(closes) if closes else None}
        for day, opens, closes in venue.exceptions
    ]
    return Thing(
        VenuePage, key(venue.area), venue.slug, venue.language, venue.words, facts={**venue.facts, "municipality_id": venue.town},
        children={VenueHours: hours_rows(venue.hours), VenueException: exceptions}, key=key(venue.key),
    )  # fmt: skip


def offer_thing(offer: OfferSeed, images: Mapping[str, int]) -> Thing:
    """Return an offer. `images`: key of a picture -> its image's primary key."""
    image = images.get(offer.picture)
    return Thing(
        OfferPage, key(offer.venue), offer.slug, offer.language, _offer_words(offer.words, offer.picture if image else ""),
        facts={**offer.facts, "picture_id": image},
        children={OfferDate: [date_row(offer, when) for when in offer.dates], OfferHours: hours_rows(offer.hours)}, key=key(offer.key),
    )  # fmt: skip


def _offer_words(words: Words, picture: str) -> dict[str, dict[str, Any]]:
    alts = three(table("pictures")[picture]["alt"]) if picture else {}
    made = {}
    for language, texts in words.items():
        alt = alts.get(language, alts.get("fi", ""))
        made[language] = {**texts, "is_checked_plain": bool(texts.get("is_checked_plain")), "picture_alt": alt}
    return made


def date_row(offer: OfferSeed, when: DateSeed) -> dict[str, Any]:
    own = None if when.places == offer.facts[PLACES] else when.places
    return {"uuid": date_key(offer, when), "starts_at": when.starts_at, "ends_at": when.ends_at, "places": own, "is_sold_out": when.is_sold_out}


def date_key(offer: OfferSeed, when: DateSeed) -> UUID:
    return key(f"{offer.key}/{when.starts_at.isoformat()}")


def hours_rows(hours: Iterable[Hours]) -> list[dict[str, Any]]:
    return [{"weekday": day, "opens_at": _time(opens), "closes_at": _time(closes)} for day, opens, closes in hours]


def _time(clock: str) -> time:
    return time.fromisoformat(clock)
