"""Cards, their terms, who hands them out, and who is signed in. Tables marked T are personal or sensitive:
no snippet, no chooser, no API, no search ever shows them (redemption.md, 2.2)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from areas.models import Area, Distributor, Municipality
from redemption.cards import rules

CLAIMS_MAX = 20  # no policy may allow more live claims; the CHECK on the card's counter


class Overlap(models.TextChoices):
    """What happens to a second claim at the same time (R20)."""

    REFUSE = "refuse"
    WARN = "warn"


class AreaPolicy(models.Model):
    """An area's rules from a day on, until a later row. Set by the national office; never edited backwards."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="card_policies")
    valid_from = models.DateField()
    child_age_limit = models.PositiveSmallIntegerField(default=rules.AGE_LINE)  # children under this age
    live_claims_max = models.PositiveSmallIntegerField(default=5)  # R10
    course_places_max = models.PositiveSmallIntegerField(default=1)  # R13
    visits_per_venue = models.PositiveSmallIntegerField(null=True, blank=True)  # R11; null = off
    visits_period_days = models.PositiveSmallIntegerField(default=30)
    overlap = models.CharField(max_length=6, choices=Overlap.choices, default=Overlap.REFUSE)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "valid_from"], name="one_policy_per_area_and_day"),
            models.CheckConstraint(condition=Q(live_claims_max__range=(1, CLAIMS_MAX)), name="policy_allows_some_claims"),
            models.CheckConstraint(condition=Q(child_age_limit__range=(1, 25)), name="policy_age_line_is_an_age"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.valid_from}"


class DistributorUnit(models.Model):
    """A distributor as the issuer of cards: its workers see its own cards only."""

    distributor = models.OneToOneField(Distributor, on_delete=models.PROTECT, related_name="unit")
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.distributor)


class WorkerRole(models.TextChoices):
    """What a worker may do at the counter."""

    ISSUER = "issuer"
    SUPERVISOR = "supervisor"


class DistributorWorker(models.Model):
    """A person's job at one unit. The person is a staff user; holders never are."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="counter_jobs")
    unit = models.ForeignKey(DistributorUnit, on_delete=models.PROTECT, related_name="workers")
    role = models.CharField(max_length=10, choices=WorkerRole.choices, default=WorkerRole.ISSUER)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "unit"], condition=Q(ended_at=None), name="one_job_per_user_and_unit")]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class BatchState(models.TextChoices):
    """Where a box of printed cards is."""

    MADE = "made"
    PRINTED = "printed"
    ALLOTTED = "allotted"
    VOIDED = "voided"


class CardBatch(models.Model):
    """Cards printed together, in shuffled order; a stolen box is voided as one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="card_batches")
    unit = models.ForeignKey(DistributorUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="batches")
    count = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.MADE)
    made_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True, blank=True)
    printer_reference = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return str(self.public_id)


class CardClass(models.TextChoices):
    """Whose card it is."""

    PERSONAL = "personal"
    COMMUNITY = "community"


class CardState(models.TextChoices):
    """The states of `rules.CardState` as a column."""

    PRINTED = rules.CardState.PRINTED.value
    STOCKED = rules.CardState.STOCKED.value
    ACTIVE = rules.CardState.ACTIVE.value
    SUSPENDED = rules.CardState.SUSPENDED.value
    REVOKED = rules.CardState.REVOKED.value
    VOIDED = rules.CardState.VOIDED.value
    REPLACED = rules.CardState.REPLACED.value


class CardQuerySet(models.QuerySet["Card"]):
    """Filters that say whose cards are meant."""

    def of_unit(self, unit: DistributorUnit) -> CardQuerySet:
        """The cards that a unit's workers may see (I12)."""
        return self.filter(unit=unit)


class Card(models.Model):
    """T. One plastic or paper card and its number; nothing about the person.

    The number is kept sealed and found by its index: a copy of the table names no card.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # in counter addresses
    number_sealed = models.CharField(max_length=64, unique=True)  # `vault.seal_number`
    number_index = models.CharField(max_length=64, unique=True)  # HMAC(number), hex
    qr_id = models.CharField(max_length=16, unique=True)  # 64 random bits, hex
    card_class = models.CharField(max_length=10, choices=CardClass.choices, default=CardClass.PERSONAL)
    state = models.CharField(max_length=10, choices=CardState.choices, default=CardState.PRINTED)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="cards")
    unit = models.ForeignKey(DistributorUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="cards")
    batch = models.ForeignKey(CardBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="cards")
    issued_by = models.ForeignKey(DistributorWorker, null=True, blank=True, on_delete=models.PROTECT, related_name="issued")
    issued_at = models.DateTimeField(null=True, blank=True)
    state_at = models.DateTimeField()
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    active_claims = models.PositiveSmallIntegerField(default=0)  # R10, I9: claims still to come
    pin_hash = models.CharField(max_length=160, blank=True)  # "" = no PIN opens this card
    pin_set_at = models.DateTimeField(null=True, blank=True)
    pin_fail_total = models.PositiveSmallIntegerField(default=0)  # since the last success
    pin_delay_until = models.DateTimeField(null=True, blank=True)
    is_practice = models.BooleanField(default=False)  # training and demo of the counter; never counted

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(active_claims__lte=CLAIMS_MAX), name="card_claims_within_ceiling"),
            models.CheckConstraint(condition=Q(state__in=CardState.values), name="card_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["printed", "stocked", "voided"]) | Q(unit__isnull=False, issued_at__isnull=False),
                name="card_in_use_was_issued",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "-issued_at"], name="card_of_unit")]

    def __str__(self) -> str:
        return f"card {self.public_id}"  # never the number


class CardTerm(models.Model):
    """T. A year in which the card is good. Days inclusive; terms of one card never overlap (a trigger or
    an exclusion constraint, see the migration)."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="terms")
    valid_from = models.DateField()
    valid_until = models.DateField()
    attested_at = models.DateTimeField(null=True, blank=True)  # R04: the unit says yes; never why
    companions_max = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["valid_from"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="term_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(companions_max__lte=rules.CHILDREN_MAX), name="term_children_within_bounds"),
            models.UniqueConstraint(fields=["card", "valid_from"], name="one_term_per_card_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from}..{self.valid_until}"


class AgeBand(models.TextChoices):
    """Bands fixed at issue (F1: 16, or 16 within the year)."""

    TO_17 = "16-17"
    TO_29 = "18-29"
    TO_64 = "30-64"
    FROM_65 = "65+"


class CardBackground(models.Model):
    """T. What figures may know of a term, in bands: read by the figures job only."""

    term = models.OneToOneField(CardTerm, primary_key=True, on_delete=models.CASCADE, related_name="background")
    age_band = models.CharField(max_length=5, choices=AgeBand.choices)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    has_children = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(age_band__in=AgeBand.values), name="background_is_a_band")]

    def __str__(self) -> str:
        return "background"


class DeviceClass(models.TextChoices):
    """Whose screen it is."""

    SHARED = rules.DeviceClass.SHARED.value
    OWN = rules.DeviceClass.OWN.value


class HolderSession(models.Model):
    """T. A signed-in holder. The browser holds the secret, we its hash; deleting the row ends it at once."""

    key_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the cookie, hex
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="sessions")
    device_class = models.CharField(max_length=6, choices=DeviceClass.choices, default=DeviceClass.SHARED)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["seen_at"], name="holder_session_seen")]

    def __str__(self) -> str:
        return "holder session"


class SigningKey(models.Model):
    """The public half of a quarter's signing key. The private half lies under var/keys/ or in SIGNING_KEYS."""

    key_id = models.PositiveSmallIntegerField(primary_key=True)  # the byte inside codes; never reused
    quarter = models.CharField(max_length=6)  # "2026Q4"
    public_key = models.CharField(max_length=64)  # 32 bytes, hex
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)  # from then on no code is signed with it
    distrusted_at = models.DateTimeField(null=True, blank=True)  # leaked: its codes are refused

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(key_id__lte=255), name="key_id_is_one_byte")]

    def __str__(self) -> str:
        return f"{self.key_id} {self.quarter}"
