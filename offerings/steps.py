"""Three steps from wanting to being there: do this, take this, show this. Written from how a thing is got and what kind it is.

The sentences are interface texts in four languages; what is decided here is which of them are true for this offer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from offerings.codes import HowToGet, OfferKind

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `href` and `link`: where to do it at once, "" when nowhere."""

    title: Text
    text: Text
    href: str = ""
    link: Text = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """How the reader can reach those who hand places out, and whether this site can book at all."""

    phone: str = ""
    email: str = ""
    booking_url: str = ""
    can_book_here: bool = True


BRING_CARD = _("Bring your Kaikukortti and an identity document with you. The venue may ask to see the document.")
BRING_TICKET = _("Show the ticket on your phone, print it, or write its code down. Bring your Kaikukortti and an identity document too.")

# code -> (title, text by kind; None = any other kind) of the first step
FIRST: dict[str, tuple[Text, dict[str | None, Text]]] = {
    HowToGet.JUST_COME: (
        _("Come along"),
        {
            OfferKind.STANDING: _("Come when it is open. You do not need to book."),
            OfferKind.COURSE: _("Come to the first session. You do not need to enrol beforehand."),
            None: _("Come a little before it starts. You do not need to book."),
        },
    ),
    HowToGet.RESERVE_HERE: (
        _("Book a place"),
        {
            OfferKind.COURSE: _("Press Book a place. You need your card number and PIN, not your name. The place is for the whole course."),
            None: _("Press Book a place. You need your card number and PIN. You do not need your name."),
        },
    ),
    HowToGet.PHONE: (
        _("Call the venue"),
        {
            OfferKind.COURSE: _("Say that you have a Kaikukortti, and which course you would like to join. Ask if there is a place for you."),
            OfferKind.STANDING: _("Say that you have a Kaikukortti, and when you would like to come."),
            None: _("Say that you have a Kaikukortti, and what you would like to see. Ask them to keep a place for you."),
        },
    ),
    HowToGet.E_MAIL: (
        _("Send an e-mail"),
        {
            OfferKind.COURSE: _("Write that you have a Kaikukortti, and which course you would like to join. Wait for an answer before you come."),
            None: _("Write that you have a Kaikukortti, what you would like to see and when. Wait for an answer before you come."),
        },
    ),
    HowToGet.AT_THE_DESK: (
        _("Get a ticket at the desk"),
        {
            OfferKind.STANDING: _("Go to the ticket desk when it is open. Say that you have a Kaikukortti. The ticket costs you nothing."),
            OfferKind.COURSE: _("Go to the office before the course begins. Say that you have a Kaikukortti. The place costs you nothing."),
            None: _("Go to the ticket desk in good time. Say that you have a Kaikukortti. The ticket costs you nothing."),
        },
    ),
    HowToGet.CODE_LIST: (
        _("Get a code"),
        {None: _("Press Get a code. You need your card number and PIN. Give the code in the ticket shop: the price becomes 0 euros.")},
    ),
    HowToGet.ENROL_THEN_CODE: (
        _("Enrol"),
        {
            OfferKind.COURSE: _("Enrol in the same way as everyone else. Then tell the office your card number. The course is then free for you."),
            None: _("Enrol in the same way as everyone else. Then tell the organiser your card number. Your place is then free."),
        },
    ),
}  # fmt: skip

TICKET_CODES = (HowToGet.RESERVE_HERE, HowToGet.CODE_LIST)  # the holder has a ticket of this site or of a shop

SECOND: dict[str, tuple[Text, Text]] = {
    HowToGet.RESERVE_HERE: (_("Take the ticket with you"), BRING_TICKET),
    HowToGet.CODE_LIST: (_("Take the ticket with you"), BRING_TICKET),
}
SECOND_OTHERWISE = (_("Take your card with you"), BRING_CARD)

THIRD: dict[str, tuple[Text, dict[str | None, Text]]] = {
    HowToGet.JUST_COME: (_("Show your card"), {None: _("Show your Kaikukortti at the desk or at the door. You come in free.")}),
    HowToGet.RESERVE_HERE: (
        _("Show your ticket"),
        {
            OfferKind.COURSE: _("Show the ticket to the teacher at the first session."),
            OfferKind.STANDING: _("Show the ticket at the desk or at the door."),
            None: _("Show the ticket at the door. Come 15 minutes before the start at the latest."),
        },
    ),
    HowToGet.PHONE: (_("Show your card"), {None: _("Show your Kaikukortti at the desk or at the door. Say that you have called.")}),
    HowToGet.E_MAIL: (_("Show your card"), {None: _("Show your Kaikukortti at the desk or at the door. Show the answer that you got as well.")}),
    HowToGet.AT_THE_DESK: (_("Show your card"), {None: _("Show your Kaikukortti at the desk. You get the same kind of ticket as everyone else.")}),
    HowToGet.CODE_LIST: (_("Show your ticket"), {None: _("Show the shop’s ticket at the door. It is the same kind of ticket as everyone else has.")}),
    HowToGet.ENROL_THEN_CODE: (_("Show your card"), {None: _("Show your Kaikukortti at the first session if you are asked for it.")}),
}  # fmt: skip


def way_open(how_to_get: str, ways: Ways) -> str:
    """Return the way that works now: where this site cannot book, it is the venue's phone, its e-mail, or its desk."""
    if how_to_get not in TICKET_CODES or ways.can_book_here:
        return how_to_get
    if ways.phone:
        return HowToGet.PHONE
    return HowToGet.E_MAIL if ways.email else HowToGet.AT_THE_DESK


def steps_of(kind: str, how_to_get: str, ways: Ways) -> tuple[Step, Step, Step]:
    """Return the three steps of an offer of this kind and way. Raises KeyError for a code that is none of the seven."""
    how = way_open(how_to_get, ways)
    return _first(kind, how, ways), Step(*SECOND.get(how, SECOND_OTHERWISE)), Step(THIRD[how][0], _of_kind(THIRD[how][1], kind))


def _of_kind(texts: dict[str | None, Any], kind: str) -> Text:
    return texts.get(kind, texts[None])  # type: ignore[no-any-return]


def _first(kind: str, how: str, ways: Ways) -> Step:
    title, texts = FIRST[how]
    text = _of_kind(texts, kind)
    if how == HowToGet.ENROL_THEN_CODE and ways.booking_url:
        return Step(title, text, ways.booking_url, _("Enrol on the organiser’s page"))
    if how == HowToGet.CODE_LIST and ways.booking_url:
        return Step(title, text, ways.booking_url, _("To the ticket shop"))
    if how == HowToGet.E_MAIL and ways.email:
        return Step(title, text, f"mailto:{ways.email}", ways.email)
    return Step(title, text)
