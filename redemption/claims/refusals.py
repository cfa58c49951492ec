"""What refusals of claims say to a holder, and what they can do now. What is so, no blame, the way on."""

from django.utils.translation import gettext_lazy as _

from common.refusals import register
from redemption.claims.rules import Refusal

WORDS = {
    Refusal.COMMUNITY_CARD: (
        _("This is a community’s card. It is used together, with a worker."),
        _("Use your own card, or ask the worker to book for the group."),
    ),
    Refusal.CARD_NOT_ACTIVE: (
        _("This card is not in use."),
        _("Ask the place that gave you the card."),
    ),
    Refusal.CARD_SUSPENDED: (
        _("This card is on hold because it was reported lost."),
        _("If you have found it, ask the place that gave you the card to open it again."),
    ),
    Refusal.NOT_ATTESTED: (
        _("This card is waiting for the place that gave it."),
        _("Ask them to finish the card. It takes a minute."),
    ),
    Refusal.AREA_NOT_OPEN: (
        _("The Kaikukortti is not in use in your area on that day."),
        _("Choose an earlier day, or ask the place that gave you the card."),
    ),
    Refusal.CARD_NOT_VALID_THEN: (
        _("Your card is not valid on that day."),
        _("Renew it at the place that gave it, or choose an earlier day."),
    ),
    Refusal.OUT_OF_REACH: (
        _("This is meant for the cards of its own area."),
        _("See what your card opens near you."),
    ),
    Refusal.DATE_CANCELLED: (
        _("The venue has cancelled this date."),
        _("Look at other dates, or at something else on the same day."),
    ),
    Refusal.OFFER_CLOSED: (
        _("This is no longer on."),
        _("See what is on near you."),
    ),
    Refusal.NOT_OPEN_YET: (
        _("Booking has not begun yet."),
        _("Come back when it begins. The day is on the event’s page."),
    ),
    Refusal.TOO_LATE_TO_CLAIM: (
        _("Booking for this date has ended."),
        _("Call the venue: there may still be a place. Or look at other dates."),
    ),
    Refusal.NOT_BOOKED_HERE: (
        _("Places for this are not booked here."),
        _("The event’s page tells how to get one."),
    ),
    Refusal.ALREADY_CLAIMED: (
        _("You already have a place for this date."),
        _("Your ticket is among your tickets. To change who comes along, cancel first and book again."),
    ),
    Refusal.SEATS_UNREADABLE: (
        _("The number of people was unclear."),
        _("Choose again who comes along."),
    ),
    Refusal.HOLDER_MISSING: (
        _("The places are for you and those who come with you."),
        _("Book a place for yourself first."),
    ),
    Refusal.COURSE_IS_ONE_SEAT: (
        _("A course place is for you alone."),
        _("Book without children. Children’s courses can be found in what’s on."),
    ),
    Refusal.TOO_MANY_CHILDREN: (
        _("That is more children than your card has."),
        _("Choose fewer, or ask the place that gave the card to put the number right."),
    ),
    Refusal.VENUE_TAKES_FEWER: (
        _("The venue has room for fewer children with one card."),
        _("Choose fewer, or call the venue and ask."),
    ),
    Refusal.TOO_MANY_ASSISTANTS: (
        _("One assistant can come along free of charge."),
        _("Choose one assistant."),
    ),
    Refusal.SEAT_NOT_FOR_CARD: (
        _("These places do not belong to this kind of card."),
        _("Choose again who comes along."),
    ),
    Refusal.TOO_MANY_CLAIMS: (
        _("You have as many bookings as one card can have at once."),
        _("Use one of them first, or cancel one that you do not need."),
    ),
    Refusal.VENUE_LIMIT: (
        _("You have already booked as often as this venue allows for now."),
        _("Look at other venues, or come back later."),
    ),
    Refusal.COURSE_LIMIT: (
        _("You already have a course place here for this period."),
        _("Ask the institute about more, or cancel the place that you do not need."),
    ),
    Refusal.OVERLAPS: (
        _("You already have a booking at the same time."),
        _("Cancel the other one first, or choose another date."),
    ),
    Refusal.FULL: (
        _("All Kaikukortti places are taken."),
        _("Look at other dates, or check again later: somebody may give a place back."),
    ),
    Refusal.KEY_REUSED: (
        _("This page was already used for another booking."),
        _("Open the page again and choose once more. Nothing was changed."),
    ),
    Refusal.ALREADY_GIVEN_BACK: (
        _("This booking has already been cancelled."),
        _("You need do nothing more."),
    ),
    Refusal.ALREADY_USED: (
        _("This ticket has already been used."),
        _("A used ticket cannot be cancelled. If you did not use it, tell the venue."),
    ),
    Refusal.TOO_LATE_TO_GIVE_BACK: (
        _("This is over, so there is nothing left to cancel."),
        _("You need do nothing. It has no effect on your card."),
    ),
    Refusal.TOO_EARLY: (
        _("The doors are not open yet."),
        _("Come back an hour before the beginning."),
    ),
    Refusal.TOO_LATE: (
        _("This ticket’s time is over."),
        _("Look for another date, or ask at the desk."),
    ),
    Refusal.BUSY: (
        _("Many people are booking right now. Nothing was lost and nothing was booked yet."),
        _("Press the button again."),
    ),
}


def register_all() -> None:
    """Give every refusal its words; called once, when the app is ready."""
    for reason, (says, next_step) in WORDS.items():
        register(reason, says=says, next_step=next_step)
