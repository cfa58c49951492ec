"""Health, robots, security contact, and media in development."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.static import serve

from common import outbox, time
from search.state import search_state


def live(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """Say how the database and search stand and how many changes wait. 503 without a database or the embedded index.

    A search server that is down is told under `trouble`: the site goes on without it and stays ready.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting, search = outbox.waiting(), search_state()
    except DatabaseError:
        return JsonResponse({"database": "down"}, status=503)
    index = search.embedded
    found = {"database": "up", "index": "up" if index.is_up else "down", "offers_in_index": index.documents, "outbox_waiting": waiting}
    server = {"elasticsearch": dict(search.server)} if search.server else {}
    return JsonResponse({**found, **server, "trouble": list(search.trouble)}, status=200 if index.is_up else 503)


def robots(request: HttpRequest) -> HttpResponse:
    closed = settings.IS_DEMO or "staging" in settings.SITE_URL
    rule = "Disallow: /" if closed else "Disallow: /admin/"
    lines = ["User-agent: *", rule, f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def security(request: HttpRequest) -> HttpResponse:
    """Say to whom a hole is told (RFC 9116). It holds for a year from today."""
    expires = (time.now() + timedelta(days=365)).date().isoformat()
    lines = [f"Contact: {settings.SITE_URL}/en/feedback/", f"Expires: {expires}T00:00:00Z", "Preferred-Languages: fi, sv, en"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


PICTURES = (".gif", ".jpg", ".jpeg", ".png", ".webp")


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a picture that was uploaded or drawn. A web server in front does it in production (deploy/)."""
    if not path.lower().endswith(PICTURES):
        raise Http404
    response: HttpResponseBase = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=2592000"
    return response
