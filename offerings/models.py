"""Facts of what is on offer: one row per real thing, whatever the number of languages (W16)."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from areas.codes import RUNNING
from areas.models import Area, Municipality
from offerings.codes import CourseLimitPeriod, HowToGet, OfferKind, Sector, VenueKind


class VenueQuerySet(models.QuerySet["Venue"]):
    def open(self) -> VenueQuerySet:
        """Venues whose page is published, in an area that runs."""
        return self.filter(closed_at=None, area__state__in=RUNNING, area__is_live=True)


class Venue(models.Model):
    """A place where the card works."""

    uuid = models.UUIDField(unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="venues")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="venues")
    kind = models.CharField(max_length=16, choices=VenueKind.choices)
    sector = models.CharField(max_length=10, choices=Sector.choices)
    address = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    lat = models.FloatField()  # WGS 84 degrees; the municipality's centre until an editor places the pin
    lon = models.FloatField()
    accessibility = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    opening_hours = models.JSONField(default=list)  # [{"weekday": 0, "opens": "10:00", "closes": "18:00"}]
    exceptions = models.JSONField(default=list)  # [{"date": "2026-12-24", "closed": true}]
    popup_from = models.DateField(null=True, blank=True)
    popup_until = models.DateField(null=True, blank=True)  # exclusive
    checked_on = models.DateField(null=True, blank=True)
    source_language = models.CharField(max_length=10, default="fi")
    source = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=120, blank=True)
    paths = models.JSONField(default=dict)
    picture = models.JSONField(null=True, blank=True)  # {"url", "width", "height", "srcset", "alt": {language: text}}
    closed_at = models.DateTimeField(null=True, blank=True)  # null = its page is published

    objects = VenueQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.uuid)


class VenueText(models.Model):
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    name = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    nearest_stop = models.CharField(max_length=200, blank=True)
    way_home = models.CharField(max_length=300, blank=True)  # in the evening
    arrival = models.TextField(blank=True)
    source_hash = models.CharField(max_length=32, blank=True)
    is_stale = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue", "language"], name="one_venue_text_per_language")]

    def __str__(self) -> str:
        return self.name


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self, now: datetime) -> OfferQuerySet:
        """Offers that anyone may see now: published, gone live, not expired."""
        return self.filter(Q(live_at=None) | Q(live_at__lte=now), Q(expire_at=None) | Q(expire_at__gt=now), closed_at=None, venue__closed_at=None)


class Offer(models.Model):
    """Something the card gives: an event, a course, or a standing free admission."""

    uuid = models.UUIDField(unique=True)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=8, choices=OfferKind.choices)
    categories = models.JSONField(default=list)
    audiences = models.JSONField(default=list)
    accessibility = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    how_to_get = models.CharField(max_length=16, choices=HowToGet.choices)
    children_welcome = models.BooleanField(default=True)
    companions_max = models.PositiveSmallIntegerField(null=True, blank=True)  # null = what the card says
    claim_opens_days = models.PositiveSmallIntegerField(null=True, blank=True)  # days before the start; null = at once
    claim_closes_minutes = models.PositiveIntegerField(default=0)  # minutes before the start
    course_limit = models.PositiveSmallIntegerField(null=True, blank=True)  # live places per card, institute and period
    course_limit_period = models.CharField(max_length=4, choices=CourseLimitPeriod.choices, default=CourseLimitPeriod.TERM)
    fee_ceiling_cents = models.PositiveIntegerField(null=True, blank=True)  # the card covers a fee up to this
    own_contribution_cents = models.PositiveIntegerField(default=0)  # what the holder still pays
    is_free = models.BooleanField(default=True)
    phone = models.CharField(max_length=30, blank=True)  # else the venue's
    email = models.EmailField(blank=True)
    booking_url = models.URLField(blank=True)
    weekly_hours = models.JSONField(default=list)  # standing offers with hours of their own
    source_language = models.CharField(max_length=10, default="fi")
    source = models.CharField(max_length=40, blank=True)  # importer, "" = written here
    source_id = models.CharField(max_length=120, blank=True)
    paths = models.JSONField(default=dict)
    picture = models.JSONField(null=True, blank=True)
    live_at = models.DateTimeField(null=True, blank=True)
    expire_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # null = its page is published
    version = models.PositiveIntegerField(default=1)  # rises with every projection

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id"], condition=~Q(source_id=""), name="one_offer_per_source_id"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class OfferText(models.Model):
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=255)
    summary = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)  # cleaned HTML
    bring = models.CharField(max_length=300, blank=True)
    other_costs = models.CharField(max_length=300, blank=True)
    source_hash = models.CharField(max_length=32, blank=True)  # of the source's words when this was translated
    is_stale = models.BooleanField(default=False)
    is_checked_plain = models.BooleanField(default=False)  # may be called selkosuomi
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "language"], name="one_offer_text_per_language")]

    def __str__(self) -> str:
        return self.title


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def upcoming(self, now: datetime) -> OccurrenceQuerySet:
        """Dates that have not ended, are published and not cancelled; soonest first."""
        return self.filter(closed_at=None, is_cancelled=False, ends_at__gt=now).order_by("starts_at", "pk")


class Occurrence(models.Model):
    """One date of an offer, or one course with all its sessions. Published once, it is never deleted, only closed."""

    uuid = models.UUIDField(unique=True)  # uuid5 of the offer's key and the date row's
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="occurrences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # exclusive
    is_all_day = models.BooleanField(default=False)
    places = models.PositiveIntegerField(null=True, blank=True)  # what the venue promises; null = no limit
    places_left = models.PositiveIntegerField(null=True, blank=True)  # null = no limit
    is_sold_out = models.BooleanField(default=False)  # said by the venue
    is_cancelled = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occurrence_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(places=None) | Q(places_left__isnull=False), name="limited_occurrence_knows_places_left"),
        ]
        indexes = [models.Index(fields=["ends_at"], name="occurrence_ends"), models.Index(fields=["starts_at"], name="occurrence_starts")]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def left(self) -> int | None:
        """Places left now; None = no limit, 0 also when the venue says sold out."""
        return 0 if self.is_sold_out else self.places_left


class ImportedThing(models.Model):
    """What an import has made or matched, so that the same line again writes nothing.

    digest   of the row as it was written last; "" = matched only, its words are not the importer's.
    gone_at  since when the source has it no more; the importer then took it down, and may put it up again.
    """

    KINDS = [("offer", "offer"), ("venue", "venue")]

    kind = models.CharField(max_length=5, choices=KINDS)
    source = models.CharField(max_length=40)
    source_id = models.CharField(max_length=120)
    key = models.UUIDField()
    digest = models.CharField(max_length=32, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "source", "source_id"], name="one_thing_per_source_id")]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.source_id}"


from offerings.pages import OfferDate, OfferHours, OfferPage, VenueException, VenueHours, VenuePage  # noqa: E402, F401  (Django looks for tables here; the pages need the facts above)
