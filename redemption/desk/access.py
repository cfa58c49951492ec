"""Whose device asks, and whose venues a person looks after (I12): the only ways to get either in a view."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core import signing
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from areas.teams import areas_of, is_office
from offerings.models import Venue
from redemption.cards.models import Card
from redemption.claims.models import Use
from redemption.desk.models import DeskDevice

COOKIE = "__Host-desk" if settings.IS_SECURE else "desk"  # W45: its own, refused everywhere else
CARD_SECONDS = 300  # how long counting the people of a card without a ticket may take
COOKIE_DAYS = 400  # as long as browsers keep one


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def code_hash(code: str) -> str:
    """Return the keyed hash of a pairing code: eight digits alone could be tried out against a copy of the table."""
    return hmac.new(settings.SECRET_KEY.encode(), b"desk-pairing:" + code.encode(), hashlib.sha256).hexdigest()


def device_of(request: HttpRequest) -> DeskDevice | None:
    """Return the paired device that sends this request, or None."""
    token = request.COOKIES.get(COOKIE, "")
    if not 20 <= len(token) <= 100:
        return None
    return DeskDevice.objects.paired().select_related("venue__area").filter(token_hash=token_hash(token)).first()


def device_or_404(request: HttpRequest) -> DeskDevice:
    device = device_of(request)
    if device is None:
        raise Http404
    return device


def use_of(device: DeskDevice, public_id: object) -> Use:
    """Return a visit that this very device recorded, else 404."""
    uses = Use.objects.select_related("ticket__claim", "occurrence__offer", "offer", "venue", "pool", "card")
    return get_object_or_404(uses, device_id=device.public_id, public_id=public_id)


def seal_card(device: DeskDevice, card: Card) -> str:
    """Return what names a card in this device's next form, and to nobody else."""
    return signing.dumps([str(card.public_id), str(device.public_id)], salt="desk-card")


def sealed_card(device: DeskDevice, sealed: str) -> Card:
    """Return the card that this very device read within five minutes, else 404."""
    try:
        card_id, device_id = signing.loads(sealed, salt="desk-card", max_age=CARD_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    if device_id != str(device.public_id):
        raise Http404
    return get_object_or_404(Card.objects.select_related("area", "unit"), public_id=card_id)


def venues_of(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Venue]:
    """Return the venues whose devices a person looks after: own ones as a contact, an area's as its team, all as the office."""
    venues = Venue.objects.select_related("area").prefetch_related("texts")
    if not user.is_authenticated:
        return venues.none()
    if is_office(user):
        return venues.all()
    return venues.filter(Q(contacts__user=user.pk) | Q(area__uuid__in=areas_of(user).values("area_key"))).distinct()


def venue_for(user: AbstractBaseUser | AnonymousUser, key: object) -> Venue:
    return get_object_or_404(venues_of(user), uuid=key)


def device_for(user: AbstractBaseUser | AnonymousUser, public_id: object) -> DeskDevice:
    """Return a device of a venue that the person looks after, else 404 (do not tell that it exists)."""
    return get_object_or_404(DeskDevice.objects.filter(venue__in=venues_of(user)), public_id=public_id)
