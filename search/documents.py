"""Offers as the index keeps them: one document each, every language in it, built from facts only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import translation

from common.texts import LANGUAGES, pick_path, plain
from offerings.codes import Accessibility, Audience, Category, HowToGet, OfferKind
from offerings.models import Occurrence, Offer
from search.analysis import document_tokens
from search.analysis.words import spoken
from search.facts import CHUNK, SPOKEN, OfferFacts, TextFacts, Venues, findable_offers, read_offers
from search.types import OfferDocument, PlacesUpdate

BODY_MOST = 6_000  # letters of a description that are indexed
PICTURE_KEYS = ("url", "width", "height", "srcset", "alt")


def all_documents(now: datetime) -> Iterator[OfferDocument]:
    """Yield the document of every findable offer, 500 read at a time in the order of their keys."""
    last, venues = 0, Venues()
    while rows := read_offers(findable_offers().filter(pk__gt=last).order_by("pk")[:CHUNK], venues, now):
        yield from map(_document, rows)
        last = rows[-1].pk


def documents_of(offers: Iterable[UUID], now: datetime) -> tuple[list[OfferDocument], list[tuple[str, int]]]:
    """Return (documents, deletions) for offers that changed; a deletion is (id, version). Six queries for each 500."""
    made: list[OfferDocument] = []
    gone: list[tuple[str, int]] = []
    pending, venues = iter(dict.fromkeys(offers)), Venues()
    while keys := list(islice(pending, CHUNK)):
        found = read_offers(findable_offers().filter(uuid__in=keys), venues, now)
        made += map(_document, found)
        missing = set(keys) - {offer.uuid for offer in found}
        versions = dict(Offer.objects.filter(uuid__in=missing).values_list("uuid", "version")) if missing else {}
        gone += [(str(key), versions.get(key, 0)) for key in missing]
    return made, gone


def _document(offer: OfferFacts) -> OfferDocument:
    venue = offer.venue
    tokens = document_tokens(_words(offer), codes=_code_tokens(offer))
    own = offer.texts.get(offer.source_language)
    return OfferDocument(
        id=str(offer.uuid),
        version=offer.version,
        kind=offer.kind,
        categories=tuple(offer.categories),
        audiences=tuple(offer.audiences),
        accessibility=tuple(sorted({*offer.accessibility, *venue.accessibility})),
        languages=tuple(offer.languages),
        municipality=venue.municipality,
        area=venue.area,
        venue=venue.uuid,
        lat=venue.lat,
        lon=venue.lon,
        is_free=_is_free(offer),
        is_always_on=offer.kind == OfferKind.STANDING and not offer.dates,
        occurrences=offer.dates,
        title=tokens.title,
        place=tokens.place,
        parts=tokens.parts,
        body=tokens.body,
        surface=tokens.surface,
        display={lang: {"title": text.title, "summary": text.summary} for lang, text in offer.texts.items()},
        facts=_facts(offer),
        names=_names(offer),
        how_to_get=offer.how_to_get,
        title_length=len(spoken(own.title)) if own else 0,
        live_at=offer.live_at,
        expire_at=offer.expire_at,
    )


def _is_free(offer: OfferFacts) -> bool:
    return offer.is_free and not offer.own_contribution_cents


def places_of(occurrences: Iterable[UUID]) -> list[PlacesUpdate]:
    """Return the fresh numbers of dates. One query for each 500."""
    found: list[PlacesUpdate] = []
    pending = iter(occurrences)
    while keys := list(islice(pending, CHUNK)):
        rows = Occurrence.objects.filter(uuid__in=keys).select_related("offer")
        found += [PlacesUpdate(str(row.offer.uuid), str(row.uuid), row.places, row.left, row.is_cancelled) for row in rows]
    return found


def _code_tokens(offer: OfferFacts) -> list[str]:
    return [
        *(f"cat:{code}" for code in offer.categories),
        *(f"aud:{code}" for code in offer.audiences),
        *(f"acc:{code}" for code in offer.accessibility),
        f"kind:{offer.kind}",
        f"how:{offer.how_to_get}",
        f"venue:{offer.venue.kind}",
        *(["free:1"] if _is_free(offer) else []),
    ]


def _words(offer: OfferFacts) -> dict[str, dict[str, str]]:
    """Return the words to index by language. Names of places and labels of codes stand in all three, translated or not."""
    said = {}
    for lang in LANGUAGES:
        text, is_spoken = offer.texts.get(lang), lang in SPOKEN
        said[lang] = {
            "title": text.title if text and is_spoken else "",
            "place": offer.venue.words.get(lang, ""),
            "street": offer.venue.street.get(lang, ""),
            "body": " ".join([*_text_words(text), *(_labels(offer, lang) if is_spoken else [])]),
        }
    return said


def _text_words(text: TextFacts | None) -> list[str]:
    return [text.summary, plain(text.description)[:BODY_MOST], text.bring] if text else []


def _labels(offer: OfferFacts, lang: str) -> list[str]:
    labels = _label_table(lang)
    return [labels.get(code, "") for code in (*offer.categories, *offer.audiences, *offer.accessibility, offer.kind)]


@cache
def _label_table(lang: str) -> dict[str, str]:
    with translation.override(lang):
        pairs = [pair for codes in (Category, Audience, Accessibility, OfferKind) for pair in codes.choices]
        return {str(code): str(text) for code, text in pairs}


def _facts(offer: OfferFacts) -> dict[str, Any]:
    venue, is_standing = offer.venue, offer.kind == OfferKind.STANDING
    return {
        "source": offer.source_language,
        "source_id": offer.source_id,
        "paths": {lang: path for lang in LANGUAGES if (path := pick_path(offer.paths, lang, source=offer.source_language))},
        "venue": venue.shown_names,
        "town": venue.town,
        "categories": list(offer.categories),
        "how": offer.how_to_get,
        "needs_booking": offer.how_to_get != HowToGet.JUST_COME,
        "picture": {key: offer.picture.get(key) for key in PICTURE_KEYS} if offer.picture else None,
        "address": venue.address,
        "point": [venue.lat, venue.lon],
        "hours": (offer.weekly_hours or venue.opening_hours) if is_standing else [],
        "exceptions": venue.exceptions if is_standing else [],
    }


def _names(offer: OfferFacts) -> tuple[tuple[str, str], ...]:
    titles = (("title", text.title) for lang, text in offer.texts.items() if lang in SPOKEN)
    return tuple(dict.fromkeys((*titles, *offer.venue.names)))
