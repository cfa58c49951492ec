"""Pages of the whole site."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from common import time
from common.pages import SitePage
from common.shell import address, named
from common.texts import LANGUAGES
from common.words import capital
from home.blocks import BodyBlock

NEAR = ("today", "tomorrow")  # the finder's codes, and texts of common


def _whens() -> list[tuple[str, str]]:
    """Return the days that the front page asks about: the finder's codes and their words."""
    near = [(code, capital(gettext(code))) for code in NEAR]
    return [*near, ("weekend", gettext("At the weekend")), ("", pgettext("days", "All"))]


class HomePage(SitePage):
    """The front page of one language; its slug is the language's code, so paths are public addresses."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)

    here = "home"
    shows_places = True
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["areas.AreaIndexPage", "home.ContentPage", "home.NewsIndexPage", "home.MaterialsPage"]
    content_panels = [*SitePage.content_panels, FieldPanel("lead")]
    override_translatable_fields = [TranslatableField("title"), SynchronizedField("slug", overridable=True), TranslatableField("lead")]

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        from home.queries import front_page  # queries read pages, pages ask queries

        return super().get_context(request, *args, **given) | {
            "front": front_page(self, language=self.locale.language_code, now=time.now()),
            "finder": named("search:finder"),
            "whens": _whens(),
            "areas_url": address("areas"),
            "news_url": address("news"),
        }


class ContentPage(SitePage):
    """A plain page of words."""

    lead = models.CharField(_("lead"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    is_checked_plain = models.BooleanField(_("checked plain Finnish"), default=False)

    here = "card"
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]
    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("body"), FieldPanel("is_checked_plain")]
    override_translatable_fields = [TranslatableField("title"), TranslatableField("slug"), TranslatableField("lead"), TranslatableField("body")]

    class Meta:
        verbose_name = _("content page")

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        from home.queries import content_page  # queries read pages, pages ask queries

        return super().get_context(request, *args, **given) | {"content": content_page(self)}


class NewsIndexPage(SitePage):
    here = "news"
    alias_languages = LANGUAGES
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1
    override_translatable_fields = [TranslatableField("title"), TranslatableField("slug")]

    class Meta:
        verbose_name = _("news index")

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        from home.queries import news_index  # queries read pages, pages ask queries

        return super().get_context(request, *args, **given) | {"news": news_index(self, wanted=request.GET.get("page", ""))}


class NewsPage(SitePage):
    published_on = models.DateField(_("date"), default=timezone.localdate)
    lead = models.CharField(_("lead"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    area = models.ForeignKey("areas.Area", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("area"))

    here = "news"
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [*SitePage.content_panels, FieldPanel("published_on"), FieldPanel("lead"), FieldPanel("body"), FieldPanel("area")]
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("lead"),
        TranslatableField("body"),
        SynchronizedField("published_on", overridable=False),
        SynchronizedField("area", overridable=False),
    ]

    class Meta:
        verbose_name = _("news item")

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        from home.queries import content_page  # queries read pages, pages ask queries

        return super().get_context(request, *args, **given) | {"content": content_page(self)}


class MaterialsPage(SitePage):
    """The material bank."""

    lead = models.CharField(_("lead"), max_length=400, blank=True)

    here = "materials"
    alias_languages = LANGUAGES
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.MaterialPage"]
    max_count_per_parent = 1
    content_panels = [*SitePage.content_panels, FieldPanel("lead")]
    override_translatable_fields = [TranslatableField("title"), TranslatableField("slug"), TranslatableField("lead")]

    class Meta:
        verbose_name = _("material bank")

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        from home.queries import materials  # queries read pages, pages ask queries

        return super().get_context(request, *args, **given) | {"materials": materials(self)}


class MaterialPage(SitePage):
    """One printable material: words to read and print here, and the files of it."""

    class ForWhom(models.TextChoices):
        HOLDERS = "holders", _("For card holders")
        DISTRIBUTORS = "distributors", _("For those who hand cards out")
        VENUES = "venues", _("For venues")
        AREAS = "areas", _("For areas")

    for_whom = models.CharField(_("for whom"), max_length=12, choices=ForWhom.choices, default=ForWhom.HOLDERS)
    version = models.CharField(_("version"), max_length=20, blank=True)
    version_on = models.DateField(_("date of the version"), default=timezone.localdate)
    lead = models.CharField(_("lead"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    pdf = models.ForeignKey("wagtaildocs.Document", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("PDF file"))
    editable = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("editable file")
    )

    here = "materials"
    parent_page_types = ["home.MaterialsPage"]
    subpage_types: list[str] = []
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel(name) for name in ("for_whom", "version", "version_on", "pdf", "editable")], heading=_("Material")),
    ]
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("lead"),
        TranslatableField("body"),
        *[SynchronizedField(name, overridable=name in {"pdf", "editable"}) for name in ("for_whom", "version", "version_on", "pdf", "editable")],
    ]

    class Meta:
        verbose_name = _("material")

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        from home.queries import content_page, files_of, version_words  # queries read pages, pages ask queries

        return super().get_context(request, *args, **given) | {
            "content": content_page(self),
            "files": files_of(self),
            "version": version_words(self),
        }
