"""The fence at the admin's addresses: whatever names another area's thing is turned away before its view runs (W11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.auth import permission_denied

from areas import access, teams

PAGE_NAMES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
PK_OF_PAGE = {"wagtailadmin_api:pages:detail", "wagtailadmin_api:pages:action", "wagtailadmin_pages:revisions_compare"}
PK_OF_IMAGE = {"wagtailimages_chooser:chosen"}
PK_OF_DOCUMENT = {"wagtaildocs_chooser:chosen"}
IDS_OF_PAGES = {"wagtail_bulk_action", "wagtailadmin_choose_page_chosen_multiple"}
# These know no fence, and nothing that teams use asks them.
OFFICE_ONLY = (
    "wagtailadmin_reports:",
    "wagtailadmin_workflows:",
    "wagtailadmin_api:images:",
    "wagtailadmin_api:documents:",
    "wagtail_localize:translations_report",
)

Kwargs = Mapping[str, Any]


class AreaFenceMiddleware:
    """Runs in `process_view`, where the address has been resolved; the office passes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Kwargs) -> HttpResponseBase | None:
        if not request.path.startswith("/admin/") or not request.user.is_authenticated or teams.is_office(request.user):
            return None
        return None if _may_pass(request, kwargs) else permission_denied(request)


def _may_pass(request: HttpRequest, kwargs: Kwargs) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name.startswith(OFFICE_ONLY):
        return False
    return (
        access.sees_pages(request.user, set(_pages_named(request, name, kwargs)))
        and access.sees_translations(request.user, translation=kwargs.get("translation_id"), source=kwargs.get("translation_source_id"))
        and _sees_files(request, name, kwargs)
    )


def _pages_named(request: HttpRequest, name: str, kwargs: Kwargs) -> Iterator[int]:
    """Yield the keys of the pages that an address names, in its path or its query."""
    yield from (kwargs[key] for key in PAGE_NAMES if key in kwargs)
    if name in PK_OF_PAGE:
        yield int(kwargs["pk"])
    if name in IDS_OF_PAGES and kwargs.get("model_name", "page") == "page":
        yield from _numbers(request, "id", "childOf")
    yield from _numbers(request, "child_of", "descendant_of", "parent_page_id")


def _numbers(request: HttpRequest, *names: str) -> Iterator[int]:
    for name in names:
        yield from (int(value) for value in request.GET.getlist(name) if value.isdecimal() and len(value) < 19)


def _sees_files(request: HttpRequest, name: str, kwargs: Kwargs) -> bool:
    """Whether every picture and file that an address names is in a collection that the person works in."""
    bulk = kwargs.get("model_name") if name == "wagtail_bulk_action" else None
    images = {kwargs[key] for key in ("image_id",) if key in kwargs} | ({kwargs["pk"]} if name in PK_OF_IMAGE else set())
    documents = {kwargs[key] for key in ("document_id", "doc_id") if key in kwargs} | ({kwargs["pk"]} if name in PK_OF_DOCUMENT else set())
    images |= set(_numbers(request, "id")) if bulk == "image" or name == "wagtailimages_chooser:chosen_multiple" else set()
    documents |= set(_numbers(request, "id")) if bulk == "document" or name == "wagtaildocs_chooser:chosen_multiple" else set()
    return _holds_all(access.seen_images, request.user, images) and _holds_all(access.seen_documents, request.user, documents)


def _holds_all(seen: Callable[[Any], QuerySet[Any]], user: Any, keys: set[Any]) -> bool:
    return not keys or seen(user).filter(pk__in=keys).count() == len(keys)
