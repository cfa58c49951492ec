"""Acts on offers: one verb each, one transaction, the outbox row inside."""

from offerings.actions.dates import cancel_occurrence, on_cancel, publish_offer, set_places_left

__all__ = ["cancel_occurrence", "on_cancel", "publish_offer", "set_places_left"]
