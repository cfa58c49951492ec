"""Pages of venues and offers: what editors write. Publishing projects them into facts."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField, TranslatableField

from areas.codes import AreaState
from areas.models import Area, Municipality
from areas.pages import POSTCODE
from common import time
from common.fields import CodesField
from common.gone import Gone
from common.hours import HoursException, WeeklyHours
from common.pages import FactPage, SitePage
from offerings.codes import Accessibility, Audience, Category, CourseLimitPeriod, HowToGet, OfferKind, Sector, SpokenLanguage, VenueKind


class VenuePage(FactPage):
    """A place where the card works."""

    # facts
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality"))
    kind = models.CharField(_("kind"), max_length=16, choices=VenueKind.choices)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector.choices, default=Sector.CULTURE)
    address = models.CharField(_("street address"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True, validators=[POSTCODE])
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    accessibility = CodesField(_("accessibility"), codes=Accessibility.choices)
    languages = CodesField(_("languages served"), codes=SpokenLanguage.choices)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("web site"), blank=True)
    popup_from = models.DateField(_("pop-up from"), null=True, blank=True)
    popup_until = models.DateField(_("pop-up until"), null=True, blank=True)
    checked_on = models.DateField(_("last checked"), null=True, blank=True)
    picture = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture"))
    source = models.CharField(max_length=40, blank=True, editable=False)
    source_id = models.CharField(max_length=120, blank=True, editable=False)
    # texts
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    nearest_stop = models.CharField(_("nearest stop"), max_length=200, blank=True)
    way_home = models.CharField(_("way home in the evening"), max_length=300, blank=True)
    arrival = models.TextField(_("how to find the door"), max_length=600, blank=True)
    picture_alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)

    here = "areas"
    shows_places = True
    parent_page_types = ["areas.AreaPage"]
    subpage_types = ["offerings.OfferPage"]
    localize_default_translation_mode = "simple"  # W12: moderation holds for translations too
    FACTS = (
        "municipality",
        "kind",
        "sector",
        "address",
        "postcode",
        "lat",
        "lon",
        "accessibility",
        "languages",
        "phone",
        "email",
        "website",
        "popup_from",
        "popup_until",
        "checked_on",
        "picture",
    )
    TEXTS = ("summary", "nearest_stop", "way_home", "arrival", "picture_alt")
    content_panels = [
        *SitePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("sector")]),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel(name) for name in ("municipality", "address", "postcode", "lat", "lon")], heading=_("Where")),
        InlinePanel("hours", label=_("opening hours"), classname="collapsed"),
        InlinePanel("exceptions", label=_("days that differ"), classname="collapsed"),
        MultiFieldPanel([FieldPanel(name) for name in ("phone", "email", "website")], heading=_("Contact")),
        MultiFieldPanel([FieldPanel(name) for name in ("accessibility", "languages")], heading=pgettext_lazy("venue", "Accessibility")),
        MultiFieldPanel([FieldPanel(name) for name in ("nearest_stop", "way_home", "arrival")], heading=_("Getting there and home")),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        MultiFieldPanel([FieldPanel(name) for name in ("popup_from", "popup_until", "checked_on")], heading=_("Period"), classname="collapsed"),
    ]
    override_translatable_fields = [
        TranslatableField("title"),
        SynchronizedField("slug", overridable=False),
        *[TranslatableField(name) for name in TEXTS],
        *[SynchronizedField(name, overridable=False) for name in FACTS],
    ]

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def clean(self) -> None:
        super().clean()
        if (self.lat is None) != (self.lon is None):
            raise ValidationError({"lat": _("Give both coordinates, or neither.")})
        if self.picture_id and not self.picture_alt:
            raise ValidationError({"picture_alt": _("Say what the picture shows.")})

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        from offerings import structured  # it reads what queries answer
        from offerings.queries import venue_place  # queries read pages' facts, pages ask queries

        place = venue_place(self.translation_key, language=self.locale.language_code, now=time.now(), wanted=request.GET.get("page", ""))
        return super().get_context(request, *args, **given) | {"place": place, "structured": structured.of_venue(place, site=settings.SITE_URL)}

    def gone(self) -> Gone:
        from offerings.queries import closed_venue  # queries read pages' facts, pages ask queries

        return closed_venue(self.translation_key, language=self.locale.language_code)

    def open_for_the_preview(self) -> None:
        Area.objects.filter(venues__uuid=self.translation_key).update(state=AreaState.PERMANENT, is_live=True)


class VenueHours(WeeklyHours):
    page = ParentalKey(VenuePage, on_delete=models.CASCADE, related_name="hours")

    class Meta(WeeklyHours.Meta):
        pass


class VenueException(HoursException):
    page = ParentalKey(VenuePage, on_delete=models.CASCADE, related_name="exceptions")

    class Meta(HoursException.Meta):
        pass


class OfferPage(FactPage):
    """Something the card gives at a venue."""

    # facts
    kind = models.CharField(_("kind"), max_length=8, choices=OfferKind.choices, default=OfferKind.EVENT)
    categories = CodesField(_("categories"), codes=Category.choices, blank=False)
    audiences = CodesField(_("audiences"), codes=Audience.choices)
    accessibility = CodesField(_("accessibility"), codes=Accessibility.choices, help_text=_("Only what differs from the venue."))
    languages = CodesField(_("languages"), codes=SpokenLanguage.choices)
    how_to_get = models.CharField(_("how to get it"), max_length=16, choices=HowToGet.choices, default=HowToGet.RESERVE_HERE)
    places = models.PositiveIntegerField(_("card places per date"), null=True, blank=True, help_text=_("Empty = no limit."))
    children_welcome = models.BooleanField(_("own children come along free"), default=True)
    companions_max = models.PositiveSmallIntegerField(_("children per card at most"), null=True, blank=True)
    claim_opens_days = models.PositiveSmallIntegerField(_("booking opens, days before"), null=True, blank=True)
    claim_closes_minutes = models.PositiveIntegerField(_("booking closes, minutes before"), default=0)
    course_limit = models.PositiveSmallIntegerField(_("course places per card"), null=True, blank=True)
    course_limit_period = models.CharField(_("in"), max_length=4, choices=CourseLimitPeriod.choices, default=CourseLimitPeriod.TERM)
    fee_ceiling_cents = models.PositiveIntegerField(_("the card covers a fee up to, cents"), null=True, blank=True)
    own_contribution_cents = models.PositiveIntegerField(_("what the holder still pays, cents"), default=0)
    is_free = models.BooleanField(_("free with the card"), default=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True, help_text=_("Only if other than the venue’s."))
    email = models.EmailField(_("e-mail"), blank=True)
    booking_url = models.URLField(_("booking address"), blank=True)
    picture = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture"))
    source = models.CharField(max_length=40, blank=True, editable=False)
    source_id = models.CharField(max_length=120, blank=True, editable=False)
    # texts
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    description = RichTextField(_("description"), features=["bold", "ol", "ul", "link"], blank=True)
    bring = models.CharField(_("what to bring"), max_length=300, blank=True)
    other_costs = models.CharField(_("what still costs money"), max_length=300, blank=True, help_text=_("Empty = nothing does."))
    picture_alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    is_checked_plain = models.BooleanField(_("checked plain Finnish"), default=False)

    here = "offers"
    shows_places = True
    parent_page_types = ["offerings.VenuePage"]
    subpage_types: list[str] = []
    localize_default_translation_mode = "simple"  # W12
    CARD_PLACES = ("places", "children_welcome", "companions_max", "claim_opens_days", "claim_closes_minutes")
    COURSE_LIMITS = ("course_limit", "course_limit_period", "fee_ceiling_cents", "own_contribution_cents")
    FOR_WHOM = ("categories", "audiences", "accessibility", "languages")
    FACTS = ("kind", *FOR_WHOM, "how_to_get", *CARD_PLACES, *COURSE_LIMITS, "is_free", "phone", "email", "booking_url", "picture")
    TEXTS = ("summary", "description", "bring", "other_costs", "picture_alt")
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("description"),
        MultiFieldPanel(
            [FieldPanel("kind"), InlinePanel("dates", label=_("date")), InlinePanel("hours", label=_("weekly hours"))], heading=_("When")
        ),
        MultiFieldPanel([FieldPanel("how_to_get"), FieldPanel("phone"), FieldPanel("email"), FieldPanel("booking_url")], heading=_("How to get it")),
        MultiFieldPanel(
            [FieldPanel(name) for name in CARD_PLACES],
            heading=_("Card places"),
        ),
        MultiFieldPanel([FieldPanel("is_free"), FieldPanel("other_costs"), FieldPanel("bring")], heading=_("Costs and what to bring")),
        MultiFieldPanel([FieldPanel(name) for name in FOR_WHOM], heading=_("For whom")),
        MultiFieldPanel(
            [FieldPanel(name) for name in COURSE_LIMITS],
            heading=_("Course limits"),
            classname="collapsed",
        ),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        FieldPanel("is_checked_plain"),
    ]
    override_translatable_fields = [
        TranslatableField("title"),
        SynchronizedField("slug", overridable=False),
        *[TranslatableField(name) for name in TEXTS],
        *[SynchronizedField(name, overridable=False) for name in FACTS],
    ]

    class Meta:
        verbose_name = _("event, course or standing offer")
        verbose_name_plural = _("events, courses and standing offers")

    def clean(self) -> None:
        super().clean()
        if self.picture_id and not self.picture_alt:
            raise ValidationError({"picture_alt": _("Say what the picture shows.")})

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        from offerings import structured  # it reads what queries answer
        from offerings.queries import offer_detail  # queries read pages' facts, pages ask queries

        offer = offer_detail(self.translation_key, language=self.locale.language_code, now=time.now())
        return super().get_context(request, *args, **given) | {"offer": offer, "structured": structured.of_offer(offer, site=settings.SITE_URL)}

    def gone(self) -> Gone:
        from offerings.queries import closed_offer  # queries read pages' facts, pages ask queries

        return closed_offer(self.translation_key, language=self.locale.language_code)

    def open_for_the_preview(self) -> None:
        from offerings.models import Venue  # models end by importing pages

        Venue.objects.filter(offers__uuid=self.translation_key).update(closed_at=None)
        Area.objects.filter(venues__offers__uuid=self.translation_key).update(state=AreaState.PERMANENT, is_live=True)


class OfferDate(Orderable):
    """One date of an offer. `uuid` survives revisions: a reverted revision restores the same dates."""

    page = ParentalKey(OfferPage, on_delete=models.CASCADE, related_name="dates")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    is_all_day = models.BooleanField(_("whole day"), default=False)
    places = models.PositiveIntegerField(_("card places"), null=True, blank=True, help_text=_("Empty = as the offer says."))
    is_sold_out = models.BooleanField(_("sold out"), default=False)

    class Meta(Orderable.Meta):
        pass

    def clean(self) -> None:
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must be later than the start.")})


class OfferHours(WeeklyHours):
    page = ParentalKey(OfferPage, on_delete=models.CASCADE, related_name="hours")

    class Meta(WeeklyHours.Meta):
        pass
