"""What every public page shares: where it lives, what language its content is in, and how it is served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from common import time
from common.gone import Gone, gone_page
from common.http import keep_briefly, keep_until_midnight


@dataclass(frozen=True, slots=True)
class Translation:
    """Another language's page of the same thing. `is_alias`: it shows the source's words."""

    language: str
    path: str
    is_alias: bool


class SitePage(Page):
    """Abstract page of the site. The language homes lie at the root as `fi`, `sv`, …, so `url_path` is the public path."""

    here = ""  # which entry of the menu is the current one
    # Where a new page shows its source's words until it is translated. Plain Finnish is its own text: only parents are shown there.
    alias_languages: tuple[str, ...] = ("fi", "sv", "en")
    shows_places = False  # then shared caches keep it 5 s only

    class Meta:
        abstract = True

    def gone(self) -> Gone:
        """Return what is said at the address of a page that was public once and is no longer."""
        return Gone(_("This page has been taken away"), _("What was here is no longer up to date."))

    @property
    def was_public(self) -> bool:
        """Whether readers have ever seen the page: a draft is nobody's business, an old page gets words."""
        return self.first_published_at is not None

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str]:
        return (1, settings.SITE_URL, self.url_path)

    @property
    def content_language(self) -> str:
        """The language of the words on the page: an alias shows its source's (W9)."""
        return self.alias_of.locale.language_code if self.alias_of_id else self.locale.language_code

    @cached_property
    def translations(self) -> list[Translation]:
        """The live pages of this thing in every language, this one included. One query."""
        rows = Page.objects.filter(translation_key=self.translation_key, live=True).values_list("locale__language_code", "url_path", "alias_of")
        return [Translation(language, path, alias is not None) for language, path, alias in rows]

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **given)
        context["here"] = self.here
        return context

    def serve(self, request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        request.site_page = self  # type: ignore[attr-defined]  # the shell reads it
        try:
            response: HttpResponseBase = super().serve(request, *args, **given)
        except Gone as gone:
            return gone_page(request, gone)
        if response.has_header("Cache-Control"):
            return response
        if self.shows_places:
            keep_briefly(response)
        else:
            keep_until_midnight(response, now=time.now())
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show the page in its own language, whatever the editor's is."""
        with translation.override(self.locale.language_code):
            response = self.serve(request)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
        return response


class FactPage(SitePage):
    """A page whose screen is read from facts. Its preview publishes it for a moment, in a transaction that is undone."""

    slug: str  # Wagtail's own

    class Meta:
        abstract = True

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        with transaction.atomic():
            self._publish_for_the_preview()
            response = super().serve_preview(request, mode_name)
            transaction.set_rollback(True)
        return response

    def _publish_for_the_preview(self) -> None:
        self.live, self.go_live_at, self.expire_at = True, None, None
        if not self.slug:
            self.slug = "preview"
        self.save(clean=False)
        self.open_for_the_preview()

    def open_for_the_preview(self) -> None:
        """Lift what keeps readers out though the page is ready: an area that has not begun."""
