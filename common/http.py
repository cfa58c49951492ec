"""How long answers may be kept, and by whom (design.md, section 7)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from common.time import seconds_to_midnight

PLACES_SECONDS = 5  # places left are never older than this in a shared cache


def keep_until_midnight(response: HttpResponseBase, *, now: datetime) -> None:
    """Let every cache keep a public page while *today* stays true in Helsinki, an hour at most."""
    response["Cache-Control"] = f"public, max-age=0, s-maxage={min(3600, seconds_to_midnight(now))}"


def keep_briefly(response: HttpResponseBase) -> None:
    """Let shared caches keep a page that shows places left."""
    response["Cache-Control"] = f"public, max-age=0, s-maxage={PLACES_SECONDS}"


def keep_nowhere(response: HttpResponseBase) -> None:
    """Forbid every cache, the browser's too: what belongs to one holder, desk or worker."""
    response["Cache-Control"] = "private, no-store"


def unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """Give a whole answer its weak ETag, made from its body; 304 without a body when the asker has that one already."""
    etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def client_address(request: HttpRequest) -> str:
    """Return what tells visitors apart: the address that the proxy before us saw, else the one that we see. To be kept nowhere."""
    seen_by_proxy = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
    return seen_by_proxy or str(request.META.get("REMOTE_ADDR", ""))
