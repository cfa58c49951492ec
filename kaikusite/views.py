"""Health, robots, and the pages of things that went wrong."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.static import serve

from common import outbox


def live(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers, and how many changes wait for search."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = outbox.waiting()
    except DatabaseError:
        return JsonResponse({"database": "down"}, status=503)
    return JsonResponse({"database": "up", "outbox_waiting": waiting})


def robots(request: HttpRequest) -> HttpResponse:
    closed = settings.IS_DEMO or "staging" in settings.SITE_URL
    lines = ["User-agent: *", "Disallow: /" if closed else "Disallow: /admin/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


PICTURES = (".gif", ".jpg", ".jpeg", ".png", ".webp")


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a picture that was uploaded or drawn. A web server in front does it in production (deploy/)."""
    if not path.lower().endswith(PICTURES):
        raise Http404
    response: HttpResponseBase = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = "public, max-age=2592000"
    return response


def trouble(request: HttpRequest, *, status: int, title: str, text: str, is_retry: bool = False) -> HttpResponse:
    """Show a page that says what is so and what to do now; it needs no database."""
    context = {"status": status, "title": title, "text": text, "is_retry": is_retry}
    return render(request, "kaikusite/trouble.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "not-found", "says": _("There is nothing at this address.")}, status=404)
    return trouble(request, status=404, title=_("We did not find this page"), text=_("The address may be old, or the page has moved."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    return trouble(request, status=403, title=_("This page is not for you"), text=_("If it should be, ask the person who gave you your log-in."))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    return trouble(request, status=400, title=_("We did not understand the address"), text=_("Please try again from the front page."))


def broken(request: HttpRequest) -> HttpResponseBase:
    return trouble(request, status=500, title=_("Something broke on our side"), text=_("It is not your fault. Please try again in a moment."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """W45: a log-in elsewhere in the browser renews the token; the form is shown again with what was filled in."""
    return trouble(
        request,
        status=403,
        title=_("This form had waited too long"),
        text=_("Nothing was saved. Go back, load the page again and send the form once more."),
        is_retry=True,
    )
