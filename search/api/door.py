"""What every address of the open data has in common: who may ask how often, readable from any site, sent once, wrong in one form."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import translation
from django.utils.timezone import now as machine_now
from django.utils.translation import gettext as _

from common.http import client_address, keep_nowhere, unless_known
from common.problems import ProblemOut
from search.api.finder import language_of
from search.api.limits import SEARCH, SUGGEST, seconds_to_wait

METHODS = "GET, HEAD, OPTIONS"
View = Callable[..., HttpResponseBase]


def guarded(view: View) -> View:
    """Return a view of the API with limits, errors, CORS and ETags round it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        return _open_to_all(_answer(view, request, *args, **given))

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is written here
    return answer


def not_found(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer an address that is none, in the form of all other problems."""
    with translation.override(language_of(request)):
        return problem(404, "no-such-address", _("There is nothing at this address."))


def problem(status: int, code: str, message: str, field: str = "") -> HttpResponse:
    response = JsonResponse(json.loads(ProblemOut(code=code, field=field, message=message).model_dump_json()), status=status)
    keep_nowhere(response)
    return response


def _answer(view: View, request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if request.method not in ("GET", "HEAD"):
        return _not_allowed(request)
    bucket = SUGGEST if request.path.endswith("/suggest") else SEARCH
    wait = seconds_to_wait(client_address(request), bucket, now=machine_now())
    if wait:
        return _too_many(request, wait)
    asked_for, request.method = request.method, "GET"  # a HEAD is answered as its GET is; the server leaves the body out
    try:
        response = view(request, *args, **given)
    finally:
        request.method = asked_for
    if response.status_code == 200 and isinstance(response, HttpResponse) and "no-store" not in response.get("Cache-Control", ""):
        return unless_known(request, response)
    return response


def _too_many(request: HttpRequest, wait: int) -> HttpResponse:
    with translation.override(language_of(request)):
        response = problem(429, "too-many-questions", _("You have asked very often. Wait a moment, then try again."))
    response["Retry-After"] = str(wait)
    return response


def _not_allowed(request: HttpRequest) -> HttpResponse:
    with translation.override(language_of(request)):
        response = problem(405, "read-only", _("This can only be read, with GET."))
    response["Allow"] = METHODS
    return response


def _open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    """Let any site's scripts read the answer. It never depends on who asks: no cookie is read."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    return response
