"""A ticket on paper: it may be at the door even after its place was given back (R32)."""

from datetime import datetime

from redemption.cards.transactions import write_transaction
from redemption.claims import ledger
from redemption.claims.models import Actor, Claim, Ticket, TicketState


def note_printed(claim: Claim, *, now: datetime) -> None:
    """Note the first time a ticket's print page is opened."""
    with write_transaction():
        first = Ticket.objects.filter(claim=claim, printed_at=None).exclude(state=TicketState.VOID).update(printed_at=now)
        if first:
            ledger.write(ledger.Entry(ledger.Kind.TICKET_PRINTED, Actor.HOLDER, now, claim=claim, card=claim.card))
