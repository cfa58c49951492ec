"""What a holder may reach: any date that is or was public, and nobody's tickets but their own."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from offerings.models import Occurrence
from redemption.cards.models import Card
from redemption.claims.models import Claim
from redemption.claims.queries import WITH_FACTS, WITH_TEXTS


def date_or_404(occurrence: UUID) -> Occurrence:
    """Return a date with its facts and texts. Three queries."""
    return get_object_or_404(Occurrence.objects.select_related(*WITH_FACTS).prefetch_related(*WITH_TEXTS), uuid=occurrence)


def not_yours() -> Http404:
    """Return the answer to another card's ticket: it does not tell that there is one."""
    return Http404("no such ticket")


def claim_of(card: Card, public_id: UUID) -> Claim:
    """Return a card's own claim with its date, else 404."""
    return get_object_or_404(Claim.objects.of_card(card).select_related("occurrence", "card"), public_id=public_id)
