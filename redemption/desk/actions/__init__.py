"""Acts of the desk. Each is one transaction; a repeat with the same nonce gives the first answer (I4)."""

from redemption.desk.actions.check_in import Scan, check_in_card, check_in_ticket, door_refusal, note_refused
from redemption.desk.actions.devices import count_unknown, invite_device, pair_device, revoke_device
from redemption.desk.actions.undo import recount_use, undo_use

__all__ = [
    "Scan",
    "check_in_card",
    "check_in_ticket",
    "count_unknown",
    "door_refusal",
    "invite_device",
    "note_refused",
    "pair_device",
    "recount_use",
    "revoke_device",
    "undo_use",
]
