"""Offers as the index keeps them: one document each, every language in it, built from facts only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import translation

from areas.codes import RUNNING
from common.texts import LANGUAGES, pick, pick_path, plain
from offerings.codes import Accessibility, Audience, Category, HowToGet, OfferKind
from offerings.models import Occurrence, Offer, OfferText, Venue, VenueText
from search.analysis import document_tokens
from search.analysis.words import words
from search.types import OccurrenceEntry, OfferDocument, PlacesUpdate

CHUNK = 500
SPOKEN = ("fi", "sv", "en")  # labels and names are indexed in each, whatever the text's language
KEPT_AFTER = timedelta(days=1)  # dates that ended earlier are not indexed
BODY_MOST = 6_000  # letters of a description that are indexed
PICTURE_KEYS = ("url", "width", "height", "srcset", "alt")


def findable_offers() -> QuerySet[Offer]:
    """Offers that may be found now or once they go live: published, at an open venue, in an area that runs."""
    return Offer.objects.filter(closed_at=None, venue__closed_at=None, venue__area__state__in=RUNNING, venue__area__is_live=True)


def all_documents(now: datetime) -> Iterator[OfferDocument]:
    """Yield the document of every findable offer, 500 read at a time in the order of their keys."""
    last = 0
    while rows := list(_with_all(findable_offers().filter(pk__gt=last).order_by("pk"), now)[:CHUNK]):
        yield from map(_document, rows)
        last = rows[-1].pk


def documents_of(offers: Iterable[UUID], now: datetime) -> tuple[list[OfferDocument], list[tuple[str, int]]]:
    """Return (documents, deletions) for offers that changed; a deletion is (id, version). Seven queries for each 500."""
    made, gone = [], []
    pending = iter(dict.fromkeys(offers))
    while keys := list(islice(pending, CHUNK)):
        found = list(_with_all(findable_offers().filter(uuid__in=keys), now))
        made += [_document(offer) for offer in found]
        missing = set(keys) - {offer.uuid for offer in found}
        versions = dict(Offer.objects.filter(uuid__in=missing).values_list("uuid", "version"))
        gone += [(str(key), versions.get(key, 0)) for key in missing]
    return made, gone


def _with_all(offers: QuerySet[Offer], now: datetime) -> QuerySet[Offer]:
    dates = Occurrence.objects.filter(closed_at=None, ends_at__gt=now - KEPT_AFTER)
    return offers.select_related("venue__area", "venue__municipality").prefetch_related(
        "texts", "venue__texts", Prefetch("occurrences", queryset=dates)
    )


def _document(offer: Offer) -> OfferDocument:
    venue, dates = offer.venue, list(offer.occurrences.all())
    texts: dict[str, OfferText] = {text.language: text for text in offer.texts.all()}
    names: dict[str, VenueText] = {text.language: text for text in venue.texts.all()}
    tokens = document_tokens(_words(offer, texts, names), codes=_code_tokens(offer))
    return OfferDocument(
        id=str(offer.uuid),
        version=offer.version,
        kind=offer.kind,
        categories=tuple(offer.categories),
        audiences=tuple(offer.audiences),
        accessibility=tuple(sorted({*offer.accessibility, *venue.accessibility})),
        languages=tuple(offer.languages),
        municipality=venue.municipality_id,
        area=venue.area.slug,
        venue=str(venue.uuid),
        lat=venue.lat,
        lon=venue.lon,
        is_free=offer.is_free and not offer.own_contribution_cents,
        is_always_on=offer.kind == OfferKind.STANDING and not dates,
        occurrences=tuple(map(occurrence_entry, dates)),
        title=tokens.title,
        place=tokens.place,
        parts=tokens.parts,
        body=tokens.body,
        surface=tokens.surface,
        display={lang: {"title": text.title, "summary": text.summary} for lang, text in texts.items()},
        facts=_facts(offer, names),
        names=_names(texts, names),
        how_to_get=offer.how_to_get,
        title_length=_title_length(texts.get(offer.source_language)),
        live_at=offer.live_at,
        expire_at=offer.expire_at,
    )


def _title_length(text: OfferText | None) -> int:
    return sum(1 for _word in words(text.title)) if text else 0


def occurrence_entry(row: Occurrence) -> OccurrenceEntry:
    """Return a date as the index keeps it."""
    return OccurrenceEntry(str(row.uuid), row.starts_at, row.ends_at, row.is_all_day, row.places, row.left, row.is_cancelled)


def places_of(occurrences: Iterable[UUID]) -> list[PlacesUpdate]:
    """Return the fresh numbers of dates. One query for each 500."""
    found: list[PlacesUpdate] = []
    pending = iter(occurrences)
    while keys := list(islice(pending, CHUNK)):
        rows = Occurrence.objects.filter(uuid__in=keys).select_related("offer")
        found += [PlacesUpdate(str(row.offer.uuid), str(row.uuid), row.places, row.left, row.is_cancelled) for row in rows]
    return found


def _code_tokens(offer: Offer) -> list[str]:
    return [
        *(f"cat:{code}" for code in offer.categories),
        *(f"aud:{code}" for code in offer.audiences),
        *(f"acc:{code}" for code in offer.accessibility),
        f"kind:{offer.kind}",
        f"how:{offer.how_to_get}",
        f"venue:{offer.venue.kind}",
        *(["free:1"] if offer.is_free and not offer.own_contribution_cents else []),
    ]


def _words(offer: Offer, texts: dict[str, OfferText], names: dict[str, VenueText]) -> dict[str, dict[str, str]]:
    """Return the words to index by language. Names of places and labels of codes stand in all three, translated or not."""
    said = {}
    for lang in LANGUAGES:
        text, name = texts.get(lang), names.get(lang)
        is_spoken = lang in SPOKEN
        said[lang] = {
            "title": text.title if text and is_spoken else "",
            "place": " ".join(_place_words(offer.venue, name, lang)) if is_spoken else "",
            "body": " ".join([*_text_words(text), *(_labels(offer, lang) if is_spoken else [])]),
        }
    return said


def _text_words(text: OfferText | None) -> list[str]:
    return [text.summary, plain(text.description)[:BODY_MOST], text.bring] if text else []


def _place_words(venue: Venue, name: VenueText | None, lang: str) -> list[str]:
    area = venue.area
    own = {"fi": area.name_fi, "sv": area.name_sv, "en": area.name_en}[lang]
    return [name.name if name else "", venue.municipality.name(lang), own, venue.address if lang == area.source_language else ""]


def _labels(offer: Offer, lang: str) -> list[str]:
    labels = _label_table(lang)
    return [labels.get(code, "") for code in (*offer.categories, *offer.audiences, *offer.accessibility, offer.kind)]


@cache
def _label_table(lang: str) -> dict[str, str]:
    with translation.override(lang):
        pairs = [pair for codes in (Category, Audience, Accessibility, OfferKind) for pair in codes.choices]
        return {str(code): str(text) for code, text in pairs}


def _facts(offer: Offer, names: dict[str, VenueText]) -> dict[str, Any]:
    venue, town = offer.venue, offer.venue.municipality
    picture = {key: offer.picture.get(key) for key in PICTURE_KEYS} if offer.picture else None
    is_standing = offer.kind == OfferKind.STANDING
    return {
        "source": offer.source_language,
        "source_id": offer.source_id,
        "paths": {lang: path for lang in LANGUAGES if (path := pick_path(offer.paths, lang, source=offer.source_language))},
        "venue": {lang: name.name for lang in LANGUAGES if (name := pick(names.values(), lang, source=venue.source_language))},
        "town": {"fi": town.name_fi, "sv": town.name_sv, "en": town.name_en},
        "categories": list(offer.categories),
        "how": offer.how_to_get,
        "needs_booking": offer.how_to_get != HowToGet.JUST_COME,
        "picture": picture,
        "address": venue.address,
        "point": [venue.lat, venue.lon],
        "hours": (offer.weekly_hours or venue.opening_hours) if is_standing else [],
        "exceptions": venue.exceptions if is_standing else [],
    }


def _names(texts: dict[str, OfferText], names: dict[str, VenueText]) -> tuple[tuple[str, str], ...]:
    titles = (("title", text.title) for lang, text in texts.items() if lang in SPOKEN)
    venues = (("venue", text.name) for lang, text in names.items() if lang in SPOKEN)
    return tuple(dict.fromkeys((*titles, *venues)))
