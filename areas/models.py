"""Facts of areas: one row per real thing, projected from pages; nothing here is written by hand."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q

from areas.codes import RUNNING, SHOWN, AreaState, DistributorKind, MunicipalityKind


class Municipality(models.Model):
    """One of Finland's 308 municipalities (2026). Source and licence: areas/data/ATTRIBUTION.md."""

    code = models.CharField(max_length=3, primary_key=True)  # "005": Statistics Finland's number
    name_fi = models.CharField(max_length=60)
    name_sv = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    language = models.CharField(max_length=8)  # fi, sv, fi-sv, sv-fi, or with Sámi
    kind = models.CharField(max_length=12, choices=MunicipalityKind.choices)
    region_fi = models.CharField(max_length=60)
    region_sv = models.CharField(max_length=60)
    county_fi = models.CharField(max_length=80)
    county_sv = models.CharField(max_length=80)
    county_en = models.CharField(max_length=80)
    lat = models.FloatField()  # centre, WGS 84 degrees
    lon = models.FloatField()
    valid_from = models.DateField(null=True, blank=True)  # null = no beginning that matters here
    valid_until = models.DateField(null=True, blank=True)  # exclusive; null = still a municipality

    class Meta:
        ordering = ["name_fi"]
        verbose_name_plural = "municipalities"

    def __str__(self) -> str:
        return self.name_fi

    def name(self, language: str) -> str:
        return {"sv": self.name_sv, "en": self.name_en}.get(language, self.name_fi)


class AreaQuerySet(models.QuerySet["Area"]):
    def shown(self) -> AreaQuerySet:
        """Areas with a public guide."""
        return self.filter(is_live=True, state__in=SHOWN)

    def running(self) -> AreaQuerySet:
        """Areas where cards are handed out and work."""
        return self.filter(is_live=True, state__in=RUNNING)


class Area(models.Model):
    """An area that runs the card: one or several municipalities with two coordinators."""

    uuid = models.UUIDField(unique=True)  # the page's translation key
    code = models.CharField(max_length=2, unique=True)  # first letters of its card numbers; never reused
    slug = models.SlugField(max_length=60, unique=True)
    name_fi = models.CharField(max_length=80)
    name_sv = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    source_language = models.CharField(max_length=10, default="fi")
    state = models.CharField(max_length=12, choices=AreaState.choices, default=AreaState.PREPARING)
    pilot_from = models.DateField(null=True, blank=True)
    pilot_until = models.DateField(null=True, blank=True)  # exclusive
    child_age_limit = models.PositiveSmallIntegerField(default=18)  # children under this age come along (terms of 26 Feb 2025)
    is_local_only = models.BooleanField(default=False)  # its cards work only here, and only its cards work here
    shows_figures = models.BooleanField(default=True)
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="areas")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    paths = models.JSONField(default=dict)  # language -> path of its page
    is_live = models.BooleanField(default=True)  # its page in the source language is published

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["name_fi"]

    def __str__(self) -> str:
        return self.name_fi

    def name(self, language: str) -> str:
        return {"sv": self.name_sv, "en": self.name_en}.get(language, self.name_fi)

    @property
    def is_running(self) -> bool:
        return self.is_live and self.state in RUNNING


class AreaText(models.Model):
    """What an area says of itself in one language."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    summary = models.TextField(blank=True)
    source_hash = models.CharField(max_length=32, blank=True)
    is_stale = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "language"], name="one_area_text_per_language")]

    def __str__(self) -> str:
        return f"{self.area} {self.language}"


class Distributor(models.Model):
    """A place that hands cards out, as the public sees it. Who works there is the gated wing's business."""

    uuid = models.UUIDField(unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="distributors")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="distributors")
    kind = models.CharField(max_length=12, choices=DistributorKind.choices)
    address = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    hours = models.JSONField(default=list)  # [{"weekday": 0, "opens": "09:00", "closes": "15:00"}], Monday 0
    source_language = models.CharField(max_length=10, default="fi")
    paths = models.JSONField(default=dict)
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False), name="distributor_has_both_coordinates")
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class DistributorText(models.Model):
    distributor = models.ForeignKey(Distributor, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    hours_note = models.CharField(max_length=200, blank=True)  # "Soita ennen kuin tulet."
    how_to_ask = models.CharField(max_length=300, blank=True)  # a ready sentence to say there
    source_hash = models.CharField(max_length=32, blank=True)
    is_stale = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["distributor", "language"], name="one_distributor_text_per_language")]

    def __str__(self) -> str:
        return self.name


class AreaTeam(models.Model):
    """Who edits an area: two groups, one collection of pictures and files, one moderation. Written by areas/teams.py only."""

    area_key = models.UUIDField(unique=True)  # the area page's translation key
    editors = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="edits_area")
    publishers = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="publishes_area")
    collection = models.OneToOneField("wagtailcore.Collection", on_delete=models.PROTECT, related_name="area_team")
    workflow = models.OneToOneField("wagtailcore.Workflow", on_delete=models.PROTECT, related_name="area_team")

    def __str__(self) -> str:
        return str(self.area_key)


from areas.pages import AreaIndexPage, AreaPage, DistributorHours, DistributorPage  # noqa: E402, F401  (Django looks for tables here; the pages need the facts above)
