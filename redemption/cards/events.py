"""What happens to cards, told to the floors above in the same transaction: the ledger, the claims."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from redemption.cards.models import Card


class EventKind(StrEnum):
    """What happened. The ledger uses the same codes."""

    ISSUED = "card-issued"
    RENEWED = "card-renewed"
    PIN_RESET = "pin-reset"
    SUSPENDED = "card-suspended"
    REVOKED = "card-revoked"
    REPLACED = "card-replaced"
    PIN_DISABLED = "pin-disabled"


@dataclass(frozen=True, slots=True)
class CardEvent:
    """One change of a card. `body` holds codes and counts only, never a number or a name."""

    kind: EventKind
    card: Card
    actor: str  # holder, worker, system
    now: datetime
    body: Mapping[str, str | int] = field(default_factory=dict)


_hearers: list[Callable[[CardEvent], None]] = []


def hear(hearer: Callable[[CardEvent], None]) -> None:
    """Have a higher floor told of every event. Registering twice is once."""
    if hearer not in _hearers:
        _hearers.append(hearer)


def tell(event: CardEvent) -> None:
    """Tell all hearers, in the caller's transaction: what one of them refuses, nobody did."""
    for hearer in _hearers:
        hearer(event)
