"""Pages of the areas: the index, an area's guide, a place that hands cards out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from areas.codes import SHOWN, AreaState, DistributorKind
from areas.models import Municipality
from areas.picture import network
from common import time
from common.gone import Action, Gone
from common.hours import WeeklyHours
from common.pages import FactPage, SitePage
from common.richtext import expanded
from common.shell import address
from common.texts import LANGUAGES

FEATURES = ["h3", "bold", "ol", "ul", "link"]
# The letters of card numbers: I, L, O and Q are left out, they look like digits (redemption.md, 2.8).
AREA_CODE = RegexValidator(r"^[A-HJKMNPR-Z]{2}$", _("Two capital letters, such as KA. Not I, L, O or Q."))
OFFICE_ONLY = "areas.change_areapage"  # the right to change what an area agrees with the national office
POSTCODE = RegexValidator(r"^\d{5}$", _("Five digits."))


class AreaIndexPage(SitePage):
    """The list and the map of all areas."""

    intro = RichTextField(_("introduction"), features=FEATURES, blank=True)

    here = "areas"
    alias_languages = LANGUAGES
    parent_page_types = ["home.HomePage"]
    subpage_types = ["areas.AreaPage"]
    max_count_per_parent = 1
    content_panels = [*SitePage.content_panels, FieldPanel("intro")]
    override_translatable_fields = [TranslatableField("title"), TranslatableField("slug"), TranslatableField("intro")]

    class Meta:
        verbose_name = _("area index")

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        from areas.queries import area_index  # queries read pages' facts, pages ask queries

        index = area_index(language=self.locale.language_code, now=time.now())
        label = _("Map of Finland: the municipalities where the card works")
        return super().get_context(request, *args, **given) | {
            "index": index,
            "picture": network(index.inside, index.outside, label=str(label)),
            "intro": expanded({"intro": self.intro})["intro"],
        }


class AreaPage(FactPage):
    """An area's guide, structured so that search, map and print come from the same fields."""

    # facts
    code = models.CharField(
        _("area code"), max_length=2, validators=[AREA_CODE], help_text=_("The first two letters of the area’s card numbers. Never reused.")
    )
    name_fi = models.CharField(_("name in Finnish"), max_length=80)
    name_sv = models.CharField(_("name in Swedish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    state = models.CharField(_("state"), max_length=12, choices=AreaState.choices, default=AreaState.PREPARING)
    pilot_from = models.DateField(_("pilot from"), null=True, blank=True)
    pilot_until = models.DateField(_("pilot until"), null=True, blank=True)
    child_age_limit = models.PositiveSmallIntegerField(_("children come along under the age of"), default=18)
    is_local_only = models.BooleanField(_("cards work only in this area"), default=False)
    shows_figures = models.BooleanField(_("figures are public"), default=True)
    municipalities = ParentalManyToManyField(Municipality, verbose_name=_("municipalities"), blank=True, related_name="+")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    # the guide
    summary = models.TextField(_("summary"), max_length=400, blank=True)
    who = RichTextField(_("who may get the card"), features=FEATURES, blank=True)
    where = RichTextField(_("where to get it"), features=FEATURES, blank=True)
    use = RichTextField(_("where it works"), features=FEATURES, blank=True)
    tickets = RichTextField(_("how to get a ticket or a course place"), features=FEATURES, blank=True)
    children = RichTextField(_("children"), features=FEATURES, blank=True)
    community = RichTextField(_("community cards"), features=FEATURES, blank=True)
    contacts = RichTextField(_("contacts and feedback"), features=FEATURES, blank=True)

    here = "areas"
    alias_languages = LANGUAGES
    shows_places = True
    parent_page_types = ["areas.AreaIndexPage"]
    subpage_types = ["offerings.VenuePage", "areas.DistributorPage"]
    FACTS = (
        "code",
        "name_fi",
        "name_sv",
        "name_en",
        "state",
        "pilot_from",
        "pilot_until",
        "child_age_limit",
        "is_local_only",
        "shows_figures",
        "email",
        "phone",
    )
    TEXTS = ("summary", "who", "where", "use", "tickets", "children", "community", "contacts")
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel(name) for name in TEXTS[1:]], heading=_("The guide")),
        MultiFieldPanel([FieldPanel(name) for name in ("email", "phone", "shows_figures")], heading=_("Contact")),
        MultiFieldPanel(
            [FieldPanel("municipalities", widget=forms.CheckboxSelectMultiple, permission=OFFICE_ONLY)],
            heading=_("Municipalities"),
            classname="collapsed",
        ),
        MultiFieldPanel([FieldPanel(name, permission=OFFICE_ONLY) for name in FACTS[:9]], heading=_("Facts of the area"), classname="collapsed"),
    ]
    override_translatable_fields = [
        TranslatableField("title"),
        SynchronizedField("slug", overridable=False),
        *[TranslatableField(name) for name in TEXTS],
        *[SynchronizedField(name, overridable=False) for name in (*FACTS, "municipalities")],
    ]

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        from areas.queries import area_guide  # queries read pages' facts, pages ask queries

        wanted = request.GET.get("places", "")
        guide = area_guide(self, language=self.locale.language_code, now=time.now(), wanted=wanted)
        if guide is None or self.state not in SHOWN:
            raise self.gone()
        return super().get_context(request, *args, **given) | {"guide": guide}

    def gone(self) -> Gone:
        to_areas = (Action(_("All areas"), address("areas")),)
        if self.state == AreaState.INTERESTED:
            return Gone(
                _("The Kaikukortti is not here yet"),
                _("This area is thinking about joining. Look for the areas that have the card now."),
                actions=to_areas,
                status=404,
            )
        return Gone(
            _("The Kaikukortti is no longer in this area"),
            _("Cards are not handed out here any more. Look for the areas that have the card now."),
            actions=to_areas,
        )


class DistributorPage(FactPage):
    """A place that hands cards out: under the area page, so that the fence between areas holds (W18)."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality"))
    kind = models.CharField(_("kind"), max_length=12, choices=DistributorKind.choices)
    address = models.CharField(_("street address"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True, validators=[POSTCODE])
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hours_note = models.CharField(_("note on the hours"), max_length=200, blank=True)
    how_to_ask = models.CharField(_("a ready sentence to say there"), max_length=300, blank=True)

    here = "areas"
    parent_page_types = ["areas.AreaPage"]
    subpage_types: list[str] = []
    FACTS = ("municipality", "kind", "address", "postcode", "lat", "lon", "phone", "email")
    TEXTS = ("hours_note", "how_to_ask")
    content_panels = [
        *SitePage.content_panels,
        FieldRowPanel([FieldPanel("municipality"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("address"), FieldPanel("postcode")]),
        FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        InlinePanel("hours", label=_("opening hours")),
        FieldPanel("hours_note"),
        FieldPanel("how_to_ask"),
    ]
    override_translatable_fields = [
        TranslatableField("title"),
        SynchronizedField("slug", overridable=False),
        *[TranslatableField(name) for name in TEXTS],
        *[SynchronizedField(name, overridable=False) for name in FACTS],
    ]

    class Meta:
        verbose_name = _("place that hands out cards")
        verbose_name_plural = _("places that hand out cards")

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        from areas.queries import distributor_place  # queries read pages' facts, pages ask queries

        place = distributor_place(self.translation_key, language=self.locale.language_code, now=time.now())
        if place is None:
            raise self.gone()
        return super().get_context(request, *args, **given) | {"place": place}

    def gone(self) -> Gone:
        return Gone(
            _("Cards are no longer handed out here"),
            _("Another place near you may hand them out."),
            actions=(Action(_("Where do I get a card?"), reverse("areas:where")),),
        )


class DistributorHours(WeeklyHours):
    page = ParentalKey(DistributorPage, on_delete=models.CASCADE, related_name="hours")

    class Meta(WeeklyHours.Meta):
        pass
