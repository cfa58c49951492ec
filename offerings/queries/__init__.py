"""What the pages of venues and offers show: frozen values, a fixed number of queries whatever the size."""

from offerings.queries.offer import OfferDetail, closed_offer, offer_detail
from offerings.queries.rows import OfferRow
from offerings.queries.venue import VenuePlace, VenueTile, area_venues, closed_venue, venue_place

__all__ = [
    "OfferDetail",
    "OfferRow",
    "VenuePlace",
    "VenueTile",
    "area_venues",
    "closed_offer",
    "closed_venue",
    "offer_detail",
    "venue_place",
]
