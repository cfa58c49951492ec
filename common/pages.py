"""What every public page shares: where it lives, what language its content is in, and how it is served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from wagtail.models import Page

from common.http import keep_until_midnight


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

    class Meta:
        abstract = True

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str]:
        return (1, settings.SITE_URL, self.url_path)

    @property
    def content_language(self) -> str:
        """The language of the words on the page: an alias shows its source's (W9)."""
        return self.alias_of.locale.language_code if self.alias_of_id else self.locale.language_code

    def translations(self) -> list[Translation]:
        """Return the live pages of this thing in every language, this one included. One query."""
        rows = Page.objects.filter(translation_key=self.translation_key, live=True).values_list("locale__language_code", "url_path", "alias_of")
        return [Translation(language, path, alias is not None) for language, path, alias in rows]

    def get_context(self, request: HttpRequest, *args: Any, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **given)
        context["here"] = self.here
        return context

    def serve(self, request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        request.site_page = self  # type: ignore[attr-defined]  # the shell reads it
        response: HttpResponseBase = super().serve(request, *args, **given)
        if not response.has_header("Cache-Control"):
            keep_until_midnight(response, now=timezone.now())
        return response
