"""What stands round every page: menu, languages, canonical address. One context processor, lazily computed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from common.texts import LANGUAGES

NAMES = {"fi": "Suomi", "fi-simple": "Selkokieli", "sv": "Svenska", "en": "English"}
HTML_LANG = {"fi-simple": "fi"}  # what a browser or a reader understands

# Where the editors' pages of the whole site live, by language (design.md, section 5).
ADDRESSES: dict[str, dict[str, str]] = {
    "areas": {"fi": "alueet", "sv": "omraden", "en": "areas", "fi-simple": "alueet"},
    "card": {"fi": "kortti", "sv": "kortet", "en": "card", "fi-simple": "kortti"},
    "news": {"fi": "uutiset", "sv": "nyheter", "en": "news", "fi-simple": "uutiset"},
    "materials": {"fi": "materiaalit", "sv": "material", "en": "materials", "fi-simple": "materiaalit"},
    "accessibility": {"fi": "saavutettavuus", "sv": "tillganglighet", "en": "accessibility", "fi-simple": "saavutettavuus"},
    "privacy": {"fi": "tietosuoja", "sv": "dataskydd", "en": "privacy", "fi-simple": "tietosuoja"},
    "about": {"fi": "tietoa", "sv": "om", "en": "about", "fi-simple": "tietoa"},
    "partners": {"fi": "mukaan", "sv": "med", "en": "join", "fi-simple": "mukaan"},
}


def address(key: str, language: str | None = None) -> str:
    """Return the path of one of the site's own pages in a language (the active one by default)."""
    language = language or get_language() or settings.LANGUAGE_CODE
    return f"/{language}/{ADDRESSES[key][language]}/"


@dataclass(frozen=True, slots=True)
class Link:
    key: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Tongue:
    code: str
    lang: str  # for the lang attribute
    label: str
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Alternate:
    lang: str
    href: str


def named(name: str) -> str:
    """Return the address of a route, or "" when its app is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


class Shell:
    """The frame of one page, asked for by the layout only."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.lang = get_language() or settings.LANGUAGE_CODE
        self.html_lang = HTML_LANG.get(self.lang, self.lang)
        self.is_demo = settings.IS_DEMO
        self.home = f"/{self.lang}/"
        self.origin = settings.SITE_URL

    @cached_property
    def _page(self) -> Any:
        return getattr(self._request, "site_page", None)

    @cached_property
    def _paths(self) -> dict[str, str]:
        """Language -> path of this same page there; a language without it is left out."""
        if self._page is not None:
            return {t.language: t.path for t in self._page.translations}
        query = self._request.META.get("QUERY_STRING", "")
        path = self._request.path + (f"?{query}" if query else "")
        return {language: translate_url(path, language) for language in LANGUAGES}

    @cached_property
    def tongues(self) -> list[Tongue]:
        return [
            Tongue(code, HTML_LANG.get(code, code), label, self._paths.get(code, f"/{code}/"), code == self.lang) for code, label in NAMES.items()
        ]

    @cached_property
    def canonical(self) -> str:
        """The one address of these words: an alias names its source's (W9)."""
        if self._page is not None and self._page.alias_of_id:
            return settings.SITE_URL + self._page.alias_of.url_path
        return settings.SITE_URL + self._request.path

    @cached_property
    def alternates(self) -> list[Alternate]:
        """Real translations only; an alias page names none (W9)."""
        if self._page is None:
            return [Alternate(HTML_LANG.get(code, code), settings.SITE_URL + path) for code, path in self._paths.items() if code != "fi-simple"]
        if self._page.alias_of_id:
            return []
        real = [t for t in self._page.translations if not t.is_alias and t.language != "fi-simple"]
        return [Alternate(t.language, settings.SITE_URL + t.path) for t in real] if len(real) > 1 else []

    @cached_property
    def nav(self) -> list[Link]:
        links = [
            Link("offers", _("What’s on"), named("search:finder")),
            Link("areas", _("Areas"), address("areas")),
            Link("card", _("What is the Kaikukortti?"), address("card")),
            Link("mine", _("My card"), named("cards:mine")),
        ]
        return [link for link in links if link.href]

    @cached_property
    def tabs(self) -> list[Link]:
        finder = named("search:finder")
        links = [
            Link("home", pgettext("tab", "Front page"), self.home),
            Link("offers", pgettext("tab", "What’s on"), finder),
            Link("map", pgettext("tab", "Map"), f"{finder}?{'view=map'}" if finder else ""),
            Link("mine", pgettext("tab", "Mine"), named("cards:mine")),
        ]
        return [link for link in links if link.href]

    @cached_property
    def footer(self) -> list[Link]:
        return [
            Link("where", _("Where do I get a card?"), named("areas:where")),
            Link("news", _("News"), address("news")),
            Link("materials", _("Materials"), address("materials")),
            Link("partners", _("For partners"), address("partners")),
            Link("feedback", _("Give feedback"), named("home:feedback")),
            Link("accessibility", _("Accessibility"), address("accessibility")),
            Link("privacy", _("Privacy"), address("privacy")),
            Link("about", _("About the service"), address("about")),
        ]


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"shell": Shell(request)}
