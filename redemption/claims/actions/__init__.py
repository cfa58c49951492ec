"""Acts on claims. Each is one transaction that locks dates, then cards, then pools, each ascending (I11)."""

from redemption.claims.actions.cancel import cancel_claim, cancel_date, free_card
from redemption.claims.actions.claim import ClaimWish, claim_seats
from redemption.claims.actions.hearing import hear_card
from redemption.claims.actions.pools import follow_places
from redemption.claims.actions.printing import note_printed
from redemption.claims.actions.retention import forget_keys

__all__ = [
    "ClaimWish",
    "cancel_claim",
    "cancel_date",
    "claim_seats",
    "follow_places",
    "forget_keys",
    "free_card",
    "hear_card",
    "note_printed",
]
