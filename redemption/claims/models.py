"""Quotas, claims, tickets, uses and the ledger (redemption.md, 2.2). Keyed on facts, never on pages (W16)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from areas.models import Area
from offerings.models import Occurrence, Offer, Venue
from redemption.cards.models import Card
from redemption.claims import rules


class Channel(models.TextChoices):
    """Where a pool's places are given."""

    ONLINE = "online"
    DESK = "desk"
    ANY = "any"


class QuotaPool(models.Model):
    """The places of one date and channel. `taken` lives here only; `size` follows the page's number."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="pools")
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.ANY)
    size = models.PositiveIntegerField(null=True, blank=True)  # null = no limit
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occurrence", "channel"], name="one_pool_per_date_and_channel"),
            models.CheckConstraint(condition=Q(size=None) | Q(taken__lte=F("size")), name="pool_never_oversold"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.taken}/{self.size}"


class SeatCounts(models.Model):
    """Who comes, by class; the columns of `rules.Seats`."""

    holder = models.PositiveSmallIntegerField(default=0)
    children = models.PositiveSmallIntegerField(default=0)
    assistants = models.PositiveSmallIntegerField(default=0)
    workers = models.PositiveSmallIntegerField(default=0)
    clients = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def seats(self) -> rules.Seats:
        """Return the row's people as a value."""
        return rules.Seats(self.holder, self.children, self.assistants, self.workers, self.clients)


class ClaimState(models.TextChoices):
    """The states of `rules.ClaimState` as a column."""

    LIVE = rules.ClaimState.LIVE.value
    USED = rules.ClaimState.USED.value
    CANCELLED = rules.ClaimState.CANCELLED.value
    NO_SHOW = rules.ClaimState.NO_SHOW.value


class MadeBy(models.TextChoices):
    """Who made a claim."""

    HOLDER = "holder"
    WORKER = "worker"
    DESK = "desk"


class Ending(models.TextChoices):
    """Who or what ended a claim."""

    HOLDER = "holder"
    WORKER = "worker"
    VENUE = "venue"
    CARD_REVOKED = "card-revoked"
    RESCHEDULED = "rescheduled"


STANDING = (ClaimState.LIVE.value, ClaimState.USED.value)  # keep their places


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Filters that keep people to their own rows."""

    def of_card(self, card: Card) -> ClaimQuerySet:
        """The claims a holder may see."""
        return self.filter(card=card)

    def standing(self) -> ClaimQuerySet:
        """Claims whose places are taken: live or used."""
        return self.filter(state__in=STANDING)


class Claim(SeatCounts):
    """One card's places at one real date, whatever language it was read in."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="claims")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="claims")
    pool = models.ForeignKey(QuotaPool, on_delete=models.PROTECT, related_name="claims")
    places = models.PositiveSmallIntegerField()  # taken from the pool
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.LIVE)
    made_by = models.CharField(max_length=6, choices=MadeBy.choices, default=MadeBy.HOLDER)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)
    is_counted = models.BooleanField(default=True)  # in the card's `active_claims`: until cancelled or past

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card", "occurrence"], condition=Q(state__in=STANDING), name="one_live_claim_per_card_and_date"),
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="claim_state_is_known"),
            models.CheckConstraint(condition=~Q(state="cancelled") | Q(ended_at__isnull=False), name="cancelled_claim_has_ended"),
        ]
        indexes: ClassVar = [models.Index(fields=["occurrence", "state"], name="claim_of_date")]

    def __str__(self) -> str:
        return f"claim {self.public_id}"


class TicketState(models.TextChoices):
    """What a ticket is worth."""

    VALID = "valid"
    PARTLY_USED = "partly-used"
    USED = "used"
    VOID = "void"


class Ticket(models.Model):
    """What is shown at the door. `public_id` stands in the QR, `short_code` is read aloud."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="tickets")
    public_id = models.CharField(max_length=16, unique=True)  # 64 random bits, hex
    short_code = models.CharField(max_length=9, unique=True)
    seats = models.PositiveSmallIntegerField()  # people who may enter, assistant included
    used = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=11, choices=TicketState.choices, default=TicketState.VALID)
    made_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True, blank=True)  # R32

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(used__lte=F("seats")), name="ticket_not_used_beyond_seats"),
            models.UniqueConstraint(fields=["claim"], condition=~Q(state="void"), name="one_good_ticket_per_claim"),
        ]

    def __str__(self) -> str:
        return "ticket"


class UseMode(models.TextChoices):
    """How a use came to be recorded."""

    ONLINE = "online"
    OFFLINE = "offline"
    TYPED = "typed"
    LATE = "late"


class Use(SeatCounts):
    """People let in, once, at one act of one device. With a ticket, or with a card alone.

    The link to a card is cut 13 months after its term; the use stays. Written by the desk.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    device_id = models.UUIDField()  # the desk's own key of its device, or of the screen of late entry
    nonce = models.UUIDField()
    ticket = models.ForeignKey(Ticket, null=True, blank=True, on_delete=models.PROTECT, related_name="uses")
    card = models.ForeignKey(Card, null=True, blank=True, on_delete=models.SET_NULL, related_name="uses")
    pool = models.ForeignKey(QuotaPool, null=True, blank=True, on_delete=models.PROTECT, related_name="uses")  # R26: walk-in
    occurrence = models.ForeignKey(Occurrence, null=True, blank=True, on_delete=models.PROTECT, related_name="uses")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="uses")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="uses")
    card_area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=8, choices=UseMode.choices, default=UseMode.ONLINE)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    flags = models.JSONField(default=list)  # codes, such as "duplicate_admission"
    visit_id = models.UUIDField(null=True, blank=True)  # F5: uses of one group
    undone_at = models.DateTimeField(null=True, blank=True)
    undo_reason = models.CharField(max_length=40, blank=True)  # a code

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["device_id", "nonce"], name="one_use_per_act")]
        indexes: ClassVar = [
            models.Index(fields=["venue", "occurred_at"], name="use_of_venue"),
            models.Index(fields=["occurrence"], name="use_of_date"),
        ]

    def __str__(self) -> str:
        return f"use {self.public_id}"


class Actor(models.TextChoices):
    """Who did what the ledger tells."""

    HOLDER = "holder"
    WORKER = "worker"
    DESK = "desk"
    VENUE = "venue"
    SYSTEM = "system"


class Ledger(SeatCounts):
    """What happened, once and for ever: rows are added, never changed (a trigger refuses it).

    Names no card: `subject` is H(salt, card), and the salt is in a table whose rows can be shredded.
    """

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=32)  # `ledger.Kind`
    actor = models.CharField(max_length=8, choices=Actor.choices)
    occurrence_id = models.UUIDField(null=True, blank=True)  # facts by UUID: the row outlives them
    offer_id = models.UUIDField(null=True, blank=True)
    venue_id = models.UUIDField(null=True, blank=True)
    area_code = models.CharField(max_length=2, blank=True)  # of the date, else of the card
    claim_id = models.UUIDField(null=True, blank=True)
    subject = models.CharField(max_length=64, blank=True)
    flags = models.JSONField(default=list)
    body = models.JSONField(default=dict)  # allow-listed keys only, `ledger.BODY_KEYS`

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "at"], name="ledger_by_kind"),
            models.Index(fields=["occurrence_id"], name="ledger_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class LedgerSubject(models.Model):
    """T. The only link from an event to a card. Deleting the row makes the event anonymous."""

    ledger = models.OneToOneField(Ledger, primary_key=True, on_delete=models.DO_NOTHING, related_name="subject_link")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="ledger_links")
    salt = models.CharField(max_length=32)  # 128 random bits, hex

    def __str__(self) -> str:
        return "subject"


class IdemKey(models.Model):
    """One outcome per actor and key, written with the effect (I4)."""

    scope = models.CharField(max_length=64)  # "card:17", "device:…"
    key = models.CharField(max_length=64)
    request_hash = models.CharField(max_length=64)  # SHA-256 of the canonical request, hex
    outcome = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["scope", "key"], name="one_outcome_per_key")]
        indexes: ClassVar = [models.Index(fields=["made_at"], name="idem_key_age")]

    def __str__(self) -> str:
        return self.scope
