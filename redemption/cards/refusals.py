"""What refusals of cards say, and what the reader can do now. To the worker at the counter, or to the holder."""

from django.utils.translation import gettext_lazy as _

from common.refusals import register
from redemption.cards.rules import Refusal

WORDS = {
    Refusal.NUMBER_MISTYPED: (
        _("The card number is not quite right."),
        _("Check it against the card: two letters and ten digits."),
    ),
    Refusal.SIGN_IN_WRONG: (
        _("The card number and the PIN do not match."),
        _("Check both and try again. After several tries, wait 15 minutes. You get a new PIN from the place that gave you the card."),
    ),
    Refusal.SIGN_IN_BUSY: (
        _("Many people are signing in right now."),
        _("Wait a moment and try again."),
    ),
    Refusal.SESSION_ENDED: (
        _("You were signed out, so that nobody else sees your tickets."),
        _("Sign in again and go on."),
    ),
    Refusal.CARD_NOT_FREE: (
        _("This card is already in use, or it has been closed."),
        _("Take another card from the box, or leave the number empty and a new one is made."),
    ),
    Refusal.CARD_NOT_YOURS: (
        _("This card is not in your box."),
        _("Take a card that was sent to you, or leave the number empty and a new one is made."),
    ),
    Refusal.CARD_CLOSED: (
        _("This card has been closed."),
        _("Hand over a new card instead."),
    ),
    Refusal.CONSENT_MISSING: (
        _("Both lines must be true before the card is taken into use."),
        _("Read them aloud together, and tick them."),
    ),
    Refusal.CHILDREN_TOO_MANY: (
        _("A card can have 15 children at most."),
        _("Write a number from 0 to 15."),
    ),
    Refusal.AREA_NOT_OPEN: (
        _("Cards are not handed out in this area now."),
        _("Ask your area’s coordinator when it begins again."),
    ),
    Refusal.RENEWED_ALREADY: (
        _("This card is good for over two months yet."),
        _("Renew it nearer its last day."),
    ),
}


def register_all() -> None:
    """Give every refusal its words; called once, when the app is ready."""
    for reason, (says, next_step) in WORDS.items():
        register(reason, says=says, next_step=next_step)
