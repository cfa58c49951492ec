"""Devices: invited with a one-time code, paired once, revoked at once (2.3, T44, T45)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from common.refusals import Refused
from offerings.models import Venue
from redemption.claims import ledger
from redemption.claims.models import Actor
from redemption.desk.access import code_hash, token_hash
from redemption.desk.models import DeskDevice, Profile
from redemption.desk.rules import CODE_LIVES, UNKNOWN_NUMBERS_IN, Refusal

CODE_DIGITS = 8
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Invitation:
    """A device to be, and the code that pairs it: shown once, good for ten minutes."""

    device: DeskDevice
    code: str


@transaction.atomic
def invite_device(*, venue: Venue, name: str, profile: str = Profile.DESK, now: datetime) -> Invitation:
    """Make a device and its one-time code of eight digits. Older invitations of the same name at the venue end."""
    DeskDevice.objects.invited().filter(venue=venue, name=name).update(revoked_at=now, code_hash="")
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    device = DeskDevice.objects.create(
        venue=venue, name=name, profile=profile, code_hash=code_hash(code), code_until=now + CODE_LIVES, invited_at=now
    )
    return Invitation(device, code)


@transaction.atomic
def pair_device(*, code: str, now: datetime) -> tuple[DeskDevice, str]:
    """Return the device of a code and its token, which is shown to nobody and kept by the browser.

    Raises   Refused(PAIRING_CODE_WRONG) for a wrong, used or old code: one answer for all three.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    waiting = DeskDevice.objects.invited().filter(code_hash=code_hash(code), code_until__gt=now)
    device = waiting.select_related("venue__area").first()
    # Conditional, so that of two browsers with one code the first alone is paired.
    if device is None or not waiting.filter(pk=device.pk).update(token_hash=token_hash(token), paired_at=now, code_hash=""):
        raise Refused(Refusal.PAIRING_CODE_WRONG)
    _note(ledger.Kind.DEVICE_PAIRED, device, now)
    device.refresh_from_db()
    return device, token


@transaction.atomic
def revoke_device(device: DeskDevice, *, now: datetime) -> None:
    """End a device at once: its token opens nothing from now on."""
    changed = DeskDevice.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=now, token_hash="", code_hash="")
    if changed:
        _note(ledger.Kind.DEVICE_REVOKED, device, now)


def _note(kind: ledger.Kind, device: DeskDevice, now: datetime) -> None:
    ledger.write(ledger.Entry(kind, Actor.VENUE, now, venue=device.venue, body={"device": str(device.public_id)}))


@transaction.atomic
def count_unknown(device: DeskDevice, *, now: datetime) -> None:
    """Count an unknown number against the device; a run older than ten minutes begins anew (T47)."""
    fresh = device.unknown_since is None or now - device.unknown_since >= UNKNOWN_NUMBERS_IN
    changes = {"unknown_since": now, "unknown_count": 1} if fresh else {"unknown_count": F("unknown_count") + 1}
    DeskDevice.objects.filter(pk=device.pk).update(**changes)
