"""What happens to cards, heard from the floor below in its transaction."""

from redemption.cards.events import CardEvent, EventKind
from redemption.claims import ledger
from redemption.claims.actions.cancel import free_card
from redemption.claims.models import Ending


def hear_card(event: CardEvent) -> None:
    """Write the event to the ledger; a closed card gives its places back."""
    ledger.write(ledger.Entry(ledger.Kind(event.kind.value), event.actor, event.now, card=event.card, body=dict(event.body)))
    if event.kind is EventKind.REVOKED:
        free_card(event.card, ending=Ending.CARD_REVOKED, now=event.now)
