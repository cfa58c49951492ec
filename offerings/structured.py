"""Offers and venues in the words of schema.org, for search engines. Finished values in, plain mappings out."""

from __future__ import annotations

from typing import Any

from common.texts import plain
from common.words import iso
from offerings.codes import OfferKind
from offerings.queries import OfferDetail, VenuePlace
from offerings.queries.offer import DateRow, VenueBrief

DATES_TOLD = 10
CANCELLED, SCHEDULED = "https://schema.org/EventCancelled", "https://schema.org/EventScheduled"


def of_offer(offer: OfferDetail, *, site: str) -> dict[str, Any]:
    """Return an Event for each of the next dates, a Course with them as instances, or the place of a standing offer."""
    place = _place(offer.venue, site)
    if offer.kind == OfferKind.STANDING:
        return {"@context": "https://schema.org", **place, "isAccessibleForFree": offer.is_free}
    common = {"name": offer.title, "description": plain(offer.summary or offer.description)[:300], "inLanguage": offer.words.spoken}
    if offer.kind == OfferKind.COURSE:
        return {"@context": "https://schema.org", "@type": "Course", **common, **_course(offer, place)}
    events = [_event(offer, date, common, place) for date in offer.times.dates[:DATES_TOLD]]
    return {"@context": "https://schema.org", "@graph": events}


def _course(offer: OfferDetail, place: dict[str, Any]) -> dict[str, Any]:
    instance = {"@type": "CourseInstance", "courseMode": "Onsite", "location": place}
    return {
        "provider": {"@type": "Organization", "name": offer.venue.name},
        "hasCourseInstance": [instance | _dates(date) for date in offer.times.open_dates[:DATES_TOLD]],
        "offers": _price(offer, None),
    }


def _event(offer: OfferDetail, date: DateRow, common: dict[str, Any], place: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "Event",
        **common,
        **_dates(date),
        "eventStatus": CANCELLED if date.state else SCHEDULED,
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": place,
        "offers": _price(offer, date),
    }


def _dates(date: DateRow) -> dict[str, str]:
    return {"startDate": iso(date.starts_at), "endDate": iso(date.ends_at)}


def _price(offer: OfferDetail, date: DateRow | None) -> dict[str, Any]:
    """Return the holder's price; what a holder pays for part of is not said to be free."""
    availability = "SoldOut" if date is not None and date.left == 0 else "InStock"
    told = {"@type": "Offer", "priceCurrency": "EUR", "availability": f"https://schema.org/{availability}"}
    return told | {"price": "0"} if offer.is_free else told


def _place(venue: VenueBrief | VenuePlace, site: str) -> dict[str, Any]:
    url = venue.url if isinstance(venue, VenueBrief) else ""
    where = venue.address
    parts = {"streetAddress": where.street, "postalCode": where.postcode, "addressLocality": where.town, "addressCountry": "FI"}
    place = {
        "@type": "Place",
        "name": venue.name,
        "address": {"@type": "PostalAddress", **{key: value for key, value in parts.items() if value}},
        "geo": {"@type": "GeoCoordinates", "latitude": venue.point[0], "longitude": venue.point[1]},
    }
    return place | {"url": site + url} if url else place


def of_venue(venue: VenuePlace, *, site: str) -> dict[str, Any]:
    """Return a venue as a Place."""
    return {
        "@context": "https://schema.org",
        **_place(venue, site),
        "description": venue.summary[:300],
        "telephone": venue.phone,
        "isAccessibleForFree": True,
    }
