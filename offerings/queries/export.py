"""Offers in the JSON-lines form that imports read (docs/offers-jsonl.md): what goes out can come in again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from common.time import HELSINKI
from offerings.codes import CourseLimitPeriod, OfferKind
from offerings.models import Occurrence, Offer, Venue

CHUNK = 500
OFFER_TEXTS = ("title", "summary", "description", "bring", "other_costs")
VENUE_TEXTS = ("summary", "nearest_stop", "way_home", "arrival")
USUAL: dict[str, Any] = {  # what a row need not say
    "children_welcome": True, "companions_max": None, "claim_opens_days": None, "claim_closes_minutes": 0, "course_limit": None,
    "course_limit_period": CourseLimitPeriod.TERM, "fee_ceiling_cents": None, "phone": "", "email": "", "booking_url": "",
}  # fmt: skip
VENUE_FACTS = ("kind", "sector", "address", "postcode", "lat", "lon", "accessibility", "languages", "phone", "email", "website")


def exported(*, area: str = "", source: str = "json") -> Iterator[dict[str, Any]]:
    """Yield every published offer as a row, in a fixed order, 500 read at a time.

    source   whose ids are kept: offers of that import go out under the sender's own id, all others under their UUID.
    """
    offers = Offer.objects.filter(closed_at=None, venue__closed_at=None).order_by("pk")
    offers = offers.filter(venue__area__slug=area) if area else offers
    last = 0
    while rows := list(_with_all(offers.filter(pk__gt=last))[:CHUNK]):
        yield from (_row(offer, source) for offer in rows)
        last = rows[-1].pk


def _with_all(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    dates = Prefetch("occurrences", queryset=Occurrence.objects.filter(closed_at=None).order_by("starts_at", "ends_at"))
    return offers.select_related("venue__area").prefetch_related("texts", "venue__texts", dates)


def _row(offer: Offer, source: str) -> dict[str, Any]:
    dates = list(offer.occurrences.all())
    places = _places_of_all(dates)
    row = {
        "id": _id(offer, source),
        "kind": offer.kind,
        "source_language": offer.source_language,
        **{name: _texts(offer, name) for name in OFFER_TEXTS},
        **{name: getattr(offer, name) for name in ("categories", "audiences", "accessibility", "languages", "how_to_get", "is_free")},
        "own_contribution_cents": offer.own_contribution_cents or None,
        "places": places,
        **{name: value for name, usual in USUAL.items() if (value := getattr(offer, name)) != usual},
        "hours": offer.weekly_hours,
        "venue": _venue(offer.venue, source),
        "dates": [_date(date, places) for date in dates if not _is_run(date)],
        "runs": [_run(date) for date in dates if _is_run(date)],
        "always_on": (offer.kind == OfferKind.STANDING and not dates) or None,
        "live_at": _moment(offer.live_at),
        "expire_at": _moment(offer.expire_at),
    }
    return _said(row)


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row without what it does not say; no and nought are said."""
    return {name: value for name, value in row.items() if value not in (None, "", [], {})}


def _id(fact: Offer | Venue, source: str) -> str:
    return fact.source_id if fact.source_id and fact.source == source else str(fact.uuid)


def _texts(fact: Model, field: str) -> dict[str, str]:
    return {text.language: getattr(text, field) for text in fact.texts.all() if getattr(text, field)}  # type: ignore[attr-defined]


def _venue(venue: Venue, source: str) -> dict[str, Any]:
    return _said(
        {
            "id": _id(venue, source),
            "name": _texts(venue, "name"),
            "municipality": venue.municipality_id,
            "area": venue.area.slug,
            **{name: getattr(venue, name) for name in VENUE_FACTS},
            **{name: _texts(venue, name) for name in VENUE_TEXTS},
            "hours": venue.opening_hours,
        }
    )


def _places_of_all(dates: Sequence[Occurrence]) -> int | None:
    """Return the card places that every date has; None where they differ, or have no limit."""
    places = {date.places for date in dates}
    return next(iter(places)) if len(places) == 1 else None


def _is_run(date: Occurrence) -> bool:
    is_plain = date.places is None and not date.is_cancelled and not date.is_sold_out
    return date.is_all_day and is_plain and date.ends_at - date.starts_at > timedelta(hours=25)


def _run(date: Occurrence) -> dict[str, str]:
    return {"from": _day(date.starts_at), "to": _day(date.ends_at - timedelta(microseconds=1))}


def _date(date: Occurrence, places: int | None) -> dict[str, Any]:
    return _said(
        {
            "start": _moment(date.starts_at),
            "end": _moment(date.ends_at),
            "all_day": date.is_all_day or None,
            "places": None if date.places == places else date.places,
            "places_left": None if date.places_left == date.places else date.places_left,
            "sold_out": date.is_sold_out or None,
            "cancelled": date.is_cancelled or None,
        }
    )


def _day(moment: datetime) -> str:
    return moment.astimezone(HELSINKI).date().isoformat()


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(HELSINKI).isoformat(timespec="minutes") if moment else None
