"""Paired devices and who may pair them (redemption.md, 2.2 and 2.11)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from offerings.models import Venue


class Profile(models.TextChoices):
    """What a device may do: *desk* may hold a snapshot for a day without network, *online-only* may not."""

    DESK = "desk"
    ONLINE_ONLY = "desk-online-only"


class DeskDeviceQuerySet(models.QuerySet["DeskDevice"]):
    """Filters by where a device is in its life: invited, paired, revoked."""

    def invited(self) -> DeskDeviceQuerySet:
        return self.filter(paired_at=None, revoked_at=None)

    def paired(self) -> DeskDeviceQuerySet:
        return self.filter(paired_at__isnull=False, revoked_at=None)


class DeskDevice(models.Model):
    """A phone, tablet or till of one venue. The device holds the token, we its hash; revoking ends it at once."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="desk_devices")
    name = models.CharField(max_length=60)  # "Lippukassa", "Ovi A": a place, never a person
    profile = models.CharField(max_length=16, choices=Profile.choices, default=Profile.DESK)
    code_hash = models.CharField(max_length=64, blank=True)  # of the one-time code, HMAC hex; "" once used
    code_until = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)  # SHA-256 hex of 256 random bits
    invited_at = models.DateTimeField()
    paired_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    unknown_since = models.DateTimeField(null=True, blank=True)  # a run of unknown numbers began (T47)
    unknown_count = models.PositiveSmallIntegerField(default=0)

    objects = DeskDeviceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["token_hash"], condition=~models.Q(token_hash=""), name="one_device_per_token"),
            models.UniqueConstraint(fields=["code_hash"], condition=~models.Q(code_hash=""), name="one_device_per_code"),
        ]

    def __str__(self) -> str:
        return self.name


class VenueContact(models.Model):
    """A staff user who looks after a venue's devices."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="venue_contacts")
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="contacts")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "venue"], name="one_contact_per_user_and_venue")]

    def __str__(self) -> str:
        return f"contact {self.pk}"
