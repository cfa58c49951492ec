"""The facts of offers as indexing reads them: in bulk, as plain values, each venue once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from areas.codes import RUNNING
from common.texts import LANGUAGES, pick
from offerings.models import Occurrence, Offer, OfferText, Venue, VenueText
from search.types import OccurrenceEntry

CHUNK = 500
SPOKEN = ("fi", "sv", "en")  # labels and names are indexed in each, whatever the text's language
KEPT_AFTER = timedelta(days=1)  # dates that ended earlier are not indexed
VENUES_MOST = 3_000  # that are kept while all offers are read
_OFFER = (
    "pk uuid version kind categories audiences accessibility languages how_to_get own_contribution_cents is_free weekly_hours "
    "source_language source_id paths picture live_at expire_at"
).split()
_VENUE = (
    "pk uuid kind accessibility municipality_id area__slug lat lon address opening_hours exceptions source_language area__source_language "
    "area__name_fi area__name_sv area__name_en municipality__name_fi municipality__name_sv municipality__name_en"
).split()
_DATE = "offer_id uuid starts_at ends_at is_all_day places places_left is_sold_out is_cancelled".split()


class TextFacts(NamedTuple):
    """An offer's words in one language."""

    title: str
    summary: str
    description: str
    bring: str


@dataclass(frozen=True, slots=True)
class VenueFacts:
    """A venue, as far as its offers' documents hold it.

    words         language → everything that its place is called.
    shown_names   language → the name that a reader of it sees.
    names         (`venue`, name) in each spoken language.
    """

    uuid: str
    kind: str
    accessibility: list[str]
    municipality: str
    area: str
    lat: float
    lon: float
    address: str
    opening_hours: list[Any]
    exceptions: list[Any]
    town: Mapping[str, str]
    words: Mapping[str, str]
    street: Mapping[str, str]
    shown_names: Mapping[str, str]
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """An offer with its texts by language, its venue, and the dates that are not long over."""

    pk: int
    uuid: UUID
    version: int
    kind: str
    categories: list[str]
    audiences: list[str]
    accessibility: list[str]
    languages: list[str]
    how_to_get: str
    own_contribution_cents: int
    is_free: bool
    weekly_hours: list[Any]
    source_language: str
    source_id: str
    paths: Mapping[str, str]
    picture: Mapping[str, Any] | None
    live_at: datetime | None
    expire_at: datetime | None
    venue: VenueFacts
    texts: Mapping[str, TextFacts]
    dates: tuple[OccurrenceEntry, ...]


class Venues:
    """Venues that were read already: twenty offers and more share one."""

    def __init__(self) -> None:
        self._kept: dict[int, VenueFacts] = {}

    def get(self, keys: Iterable[int]) -> Mapping[int, VenueFacts]:
        """Return the venues with these primary keys. Two queries if any of them is new, else none."""
        wanted = set(keys)
        missing = wanted - self._kept.keys()
        if missing:
            if len(self._kept) > VENUES_MOST:
                self._kept, missing = {}, wanted
            self._kept.update(_venues(missing))
        return self._kept


def findable_offers() -> QuerySet[Offer]:
    """Offers that may be found now or once they go live: published, at an open venue, in an area that runs."""
    return Offer.objects.filter(closed_at=None, venue__closed_at=None, venue__area__state__in=RUNNING, venue__area__is_live=True)


def read_offers(offers: QuerySet[Offer], venues: Venues, now: datetime) -> list[OfferFacts]:
    """Return the facts of at most 500 offers, in their order. Five queries; three when all of their venues are known."""
    rows = list(offers.values("venue_id", *_OFFER))
    keys = [row["pk"] for row in rows]
    texts, dates = _texts(keys), _dates(keys, now)
    known = venues.get(row["venue_id"] for row in rows)
    return [_offer(dict(row), known, texts, dates) for row in rows]


def _offer(
    row: dict[str, Any],
    venues: Mapping[int, VenueFacts],
    texts: Mapping[int, Mapping[str, TextFacts]],
    dates: Mapping[int, Iterable[OccurrenceEntry]],
) -> OfferFacts:
    venue, key = venues[row.pop("venue_id")], row["pk"]
    return OfferFacts(**row, venue=venue, texts=texts.get(key, {}), dates=tuple(dates.get(key, ())))


def _texts(keys: list[int]) -> dict[int, dict[str, TextFacts]]:
    found: dict[int, dict[str, TextFacts]] = defaultdict(dict)
    rows = OfferText.objects.filter(offer__in=keys).order_by("pk").values_list("offer_id", "language", *TextFacts._fields)
    for offer, language, *words in rows:
        found[offer][language] = TextFacts(*words)
    return found


def _dates(keys: list[int], now: datetime) -> dict[int, list[OccurrenceEntry]]:
    found: dict[int, list[OccurrenceEntry]] = defaultdict(list)
    rows = Occurrence.objects.filter(offer__in=keys, closed_at=None, ends_at__gt=now - KEPT_AFTER).values_list(*_DATE)
    for offer, uuid, starts_at, ends_at, is_all_day, places, left, is_sold_out, is_cancelled in rows:
        found[offer].append(OccurrenceEntry(str(uuid), starts_at, ends_at, is_all_day, places, 0 if is_sold_out else left, is_cancelled))
    return found


def _venues(keys: Iterable[int]) -> dict[int, VenueFacts]:
    names: dict[int, dict[str, VenueText]] = defaultdict(dict)
    for text in VenueText.objects.filter(venue__in=keys).only("venue_id", "language", "name").order_by("pk"):
        names[text.venue_id][text.language] = text
    rows = Venue.objects.filter(pk__in=keys).values(*_VENUE)
    return {row["pk"]: _venue(row, names.get(row["pk"], {})) for row in rows}


def _venue(row: Mapping[str, Any], names: Mapping[str, VenueText]) -> VenueFacts:
    shown = ((lang, pick(names.values(), lang, source=row["source_language"])) for lang in LANGUAGES)
    return VenueFacts(
        uuid=str(row["uuid"]),
        kind=row["kind"],
        accessibility=row["accessibility"],
        municipality=row["municipality_id"],
        area=row["area__slug"],
        lat=row["lat"],
        lon=row["lon"],
        address=row["address"],
        opening_hours=row["opening_hours"],
        exceptions=row["exceptions"],
        town={lang: row[f"municipality__name_{lang}"] for lang in SPOKEN},
        words={lang: " ".join(_place_words(row, names.get(lang), lang)) for lang in SPOKEN},
        street={row["area__source_language"]: row["address"]},
        shown_names={lang: text.name for lang, text in shown if text},
        names=tuple(("venue", text.name) for lang, text in names.items() if lang in SPOKEN),
    )


def _place_words(row: Mapping[str, Any], name: VenueText | None, lang: str) -> list[str]:
    return [name.name if name else "", row[f"municipality__name_{lang}"], row[f"area__name_{lang}"]]
