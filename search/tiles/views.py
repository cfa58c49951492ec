"""Answering with the map's pictures. They need no session and set no cookie; every cache may keep them."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from search.tiles import render, store
from search.tiles.ahead import Tile
from search.tiles.reach import exists, shows_something
from search.tiles.still import BadMap, MapRefused, StillMap

YEAR_SECONDS, DAY_SECONDS = 365 * 24 * 3600, 24 * 3600

SENTENCES = {
    BadMap.BOX: _("The map cannot be drawn: a box is four numbers, west, south, east and north, and lies in Finland."),
    BadMap.SIZE: _("The map cannot be drawn: width and height are whole numbers from 120 to 900, dots 1 or 2."),
    BadMap.PINS: _("The map cannot be drawn: there are at most 60 pins, each with latitude, longitude and a number."),
    BadMap.LANGUAGE: _("The map cannot be drawn: its names are in Finnish (fi) or Swedish (sv), its colours light or dark."),
}


@require_safe
def tile(request: HttpRequest, style: str, *, zoom: str, x: str, y: str, scale: str = "") -> HttpResponse:
    """Return one tile; 404 where the map has none, the one blank tile far from Finland. `style`: fi, sv, fi-dark, sv-dark."""
    place = int(x), int(y), int(zoom)
    if not exists(*place):
        return HttpResponseNotFound(content_type="text/plain")
    language, _dash, theme = style.partition("-")
    colours, dots = theme or "light", 2 if scale else 1
    if not shows_something(*place):
        return _picture(request, _blank(colours, dots))
    return _picture(request, Tile(*place, language, colours, dots).png())


@require_safe
def still(request: HttpRequest) -> HttpResponse:
    """Return a map's picture with pins; 400 with a sentence for what cannot be drawn."""
    try:
        wanted = StillMap.read(request.GET)
    except MapRefused as refused:
        with translation.override(_language(request)):
            return HttpResponse(str(SENTENCES[refused.reason]), status=400, content_type="text/plain; charset=utf-8")
    return _picture(request, wanted.png())


def _language(request: HttpRequest) -> str:
    wanted = request.GET.get("lang", "")
    return wanted if wanted in dict(settings.LANGUAGES) else translation.get_language_from_request(request)


def _picture(request: HttpRequest, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="image/png")
    is_versioned = request.GET.get("v") == store.fingerprint()
    response["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable" if is_versioned else f"public, max-age={DAY_SECONDS}"
    return response


@cache
def _blank(theme: str, scale: int) -> bytes:
    return render.blank(theme, scale)
