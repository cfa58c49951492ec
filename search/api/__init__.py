"""The open data: finding, completing, offers, venues, areas. Described at /api/v1/openapi.json.

There is no page of documentation, for that would need foreign scripts; docs/open-data.md tells it in words.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from common.problems import API_VERSION, ProblemOut
from offerings.api import router as open_data
from search.api import finder
from search.api.shapes import problems_out
from search.asking import Problem, Trouble

DESCRIPTION = """What the culture card opens: search, offers, venues, areas. Read-only, without a key, for everybody.

Times are ISO 8601 with an offset, coordinates WGS 84 degrees. Every answer has a weak ETag: send it back in `If-None-Match`, and an
answer that has not changed is 304 without a body. Who asks too often in a minute gets 429 with `Retry-After`. What is wrong is told
by a `code` that stays, the `field` it is about, and a sentence in the language of `lang`."""

api = NinjaAPI(
    title="Kaikukortti", version=API_VERSION, description=DESCRIPTION, urls_namespace="search_api", docs_url=None, openapi_url="/openapi.json"
)
api.add_router("", finder.router)
api.add_router("", open_data)


@api.exception_handler(ValidationError)
def bad_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a parameter of the wrong shape as any other problem."""
    first = error.errors[0] if error.errors else {}
    field = str((first.get("loc") or ["?"])[-1])
    return api.create_response(request, problems_out([Problem(field, Trouble.BAD_CHOICE)]), status=422)


@api.exception_handler(Http404)
def nothing_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, ProblemOut(code="no-such-address", field="", message=_("There is nothing at this address.")), status=404)
