"""What is shown when something went wrong: what is so, that it is not the reader's fault, and what to do now."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import get_template
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from common.gone import Action, trouble

logger = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "not-found", "says": _("There is nothing at this address.")}, status=404)
    finnish = _in_finnish(request.path)
    if finnish:
        action = Action(_("Read it in Finnish"), finnish)
        return trouble(
            request,
            status=404,
            title=_("This page is not in plain Finnish yet"),
            text=_("You can read it in ordinary Finnish."),
            actions=[action],
            asks=True,
        )
    return trouble(request, status=404, title=_("We did not find this page"), text=_("The address may be old, or the page has moved."), asks=True)


def _in_finnish(path: str) -> str:
    """Return the Finnish page at the same path when a plain-Finnish one was asked for, else "". One query."""
    if not path.startswith("/fi-simple/"):
        return ""
    finnish = path.replace("/fi-simple/", "/fi/", 1).rstrip("/") + "/"
    return finnish if Page.objects.filter(url_path=finnish, live=True).exists() else ""


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    return trouble(request, status=403, title=_("This page is not for you"), text=_("If it should be, ask the person who gave you your log-in."))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    return trouble(request, status=400, title=_("We did not understand the address"), text=_("Please try again from the front page."))


def broken(request: HttpRequest) -> HttpResponseBase:
    """Show a page that stands on nothing: no database, no session, no layout of the site."""
    language = get_language() or "fi"
    words = {
        "lang": "fi" if language == "fi-simple" else language,
        "home": f"/{language}/",
        "title": _("Something broke on our side"),
        "text": _("It is not your fault. Please try again in a moment."),
        "to_home": _("To the front page"),
    }
    response = HttpResponse(get_template("kaikusite/broken.html", using="site").render(words), status=500)
    response["Cache-Control"] = "no-store"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """W45: a log-in elsewhere in the browser renews the token; the reader is told to load the form again."""
    text = _("Nothing was saved. Go back, load the page again and send the form once more.")
    response = trouble(request, status=403, title=_("This form had waited too long"), text=text)
    response["Cache-Control"] = "private, no-store"
    return response
