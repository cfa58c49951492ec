"""What the desk says: what is so, for the worker, and a sentence to say quietly or the next step."""

from django.utils.translation import gettext_lazy as _

from common.refusals import register
from redemption.desk.rules import Refusal

WORDS = {
    Refusal.NO_CODE: (_("Nothing was read."), _("Scan the code again, or type the nine digits of the ticket.")),
    Refusal.FOREIGN_CODE: (_("This is some other code, not a Kaikukortti code."), _("May I see the code on your Kaikukortti ticket or card?")),
    Refusal.DAMAGED_CODE: (_("The code was read only in part."), _("Let us try again. You can also tell me the nine digits below the code.")),
    Refusal.FORGED_CODE: (
        _("The code looks like ours, but its signature is not right."),
        _("I can’t read this one. Could you tell me the number of your card?"),
    ),
    Refusal.TICKET_UNKNOWN: (_("No ticket of this venue has that code."), _("Could you read the nine digits to me once more?")),
    Refusal.CARD_UNKNOWN: (_("No card has that number."), _("Could you read the number of the card to me once more?")),
    Refusal.TICKET_VOID: (_("This place was given back."), _("This ticket has been cancelled. Let me see if there are places left on your card.")),
    Refusal.DATE_CANCELLED: (_("The event was cancelled."), _("I’m sorry, this event has been cancelled.")),
    Refusal.CARD_ON_HOLD: (
        _("The card is on hold because it was reported lost."),
        _("Your card is on hold. The place that gave it can open it again."),
    ),
    Refusal.CARD_NOT_IN_USE: (_("The card is not in use."), _("Your card is not in use yet. The place that gave it can help.")),
    Refusal.CARD_NOT_VALID: (
        _("The card is not valid on this day. You may still let the visitor in."),
        _("Your card needs renewing. The place that gave it does it in a minute."),
    ),
    Refusal.CARD_ELSEWHERE: (_("The card works only in its own area."), _("This card works in its own area.")),
    Refusal.COMMUNITY_CARD: (
        _("This is a community’s card. A worker uses it with a group."),
        _("This is the community’s card. Let us write the visit down together."),
    ),
    Refusal.OTHER_VENUE: (_("The ticket is for another venue."), _("Your ticket is for another place. Let me tell you which one.")),
    Refusal.OTHER_DATE: (
        _("The ticket is for another date of yours."),
        _("Your ticket is for another time. Let me see if there is room today."),
    ),
    Refusal.TOO_EARLY: (_("The doors open an hour before the start."), _("The doors are not open yet. Your ticket is fine.")),
    Refusal.TOO_LATE: (_("This date is over."), _("This event is over already.")),
    Refusal.COUNT_UNREADABLE: (_("The number of people was not understood."), _("Choose the numbers again.")),
    Refusal.TOO_MANY_CHILDREN: (
        _("The card has room for fewer children."),
        _("The card covers fewer children. The others come in as your usual visitors do."),
    ),
    Refusal.TOO_MANY_ASSISTANTS: (_("One assistant or interpreter comes in free."), _("One assistant comes in free.")),
    Refusal.NO_PLACES: (_("The Kaikukortti places of this date are taken."), _("The places for tonight are taken. You could come another day.")),
    Refusal.ALREADY_USED: (_("Everyone on this ticket is already in."), _("This ticket has been used already.")),
    Refusal.UNDO_TOO_LATE: (_("A visit can be taken back for 15 minutes."), _("Tell the coordinator of your area about the mistake.")),
    Refusal.UNDO_NEEDS_REASON: (_("Over 30 seconds have passed."), _("Choose why you take the visit back.")),
    Refusal.ALREADY_UNDONE: (_("This visit has been taken back already."), _("Scan the code again if the visitor comes in.")),
    Refusal.KEY_REUSED: (_("This page was used for another visitor already."), _("Press Next and scan again.")),
    Refusal.TOO_MANY_UNKNOWN: (
        _("Too many unknown numbers from this device."),
        _("Wait ten minutes, or let the visitor in and write the visit down afterwards."),
    ),
    Refusal.SLOW_DOWN: (_("Too many scans in a minute."), _("Wait a moment and scan again.")),
    Refusal.PAIRING_CODE_WRONG: (
        _("This code is wrong, used already, or older than ten minutes."),
        _("Ask for a new code and type it here."),
    ),
    Refusal.BUSY: (_("The service is busy."), _("Nothing was recorded. Press again in a moment.")),
}

for reason, (says, next_step) in WORDS.items():
    register(reason, says=says, next_step=next_step)
