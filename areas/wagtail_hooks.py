"""Wiring of the admin for area teams: aliases, cascades, the fence, menus."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from areas import access, teams
from areas.actions import alias_everywhere, same_thing
from areas.admin import SubmitAreaTranslationView, UpdateAreaTranslationsView, convert_to_alias
from areas.models import AreaPage

# --- aliases and what travels with a page ----------------------------------------------------------------------------


@hooks.register("after_create_page")
def give_aliases(request: HttpRequest, page: Page) -> None:
    alias_everywhere(page)


@hooks.register("after_copy_page")
def give_copies_aliases(request: HttpRequest, page: Page, new_page: Page) -> None:
    for copied in new_page.get_descendants(inclusive=True).filter(alias_of=None):
        alias_everywhere(copied)


@hooks.register("construct_translated_pages_to_cascade_actions")
def take_translations_along(pages: Iterable[Page], action: str) -> dict[Page, list[Page]]:
    """W15: moving, unpublishing and deleting a source takes its other languages along; a translation goes alone."""
    return {page: same_thing(page) for page in pages}


@hooks.register("before_delete_page")
@hooks.register("before_move_page")
def only_the_office_moves_areas(request: HttpRequest, page: Page, *more: Any) -> None:
    if isinstance(page.specific, AreaPage) and not teams.is_office(request.user):
        raise PermissionDenied


@hooks.register("before_convert_alias_page")
def translate_instead(request: HttpRequest, page: Page) -> HttpResponse | None:
    """W39: an alias made a page as it is would be live in another language's words; a translation starts as a draft."""
    if page.alias_of_id is None or page.alias_of.locale_id == page.locale_id:
        return None
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id])
    return HttpResponseRedirect(f"{submit}?select_locale={page.locale.language_code}")


@hooks.register("register_admin_urls", order=-1)  # before wagtail-localize's own (W11)
def guarded_translation_urls() -> list[Any]:
    return [
        path("localize/submit/page/<int:page_id>/", SubmitAreaTranslationView.as_view()),
        path("localize/update/<int:translation_source_id>/", UpdateAreaTranslationsView.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", convert_to_alias),
    ]


# --- the fence: comfort in lists and choosers; rights and the middleware are the security ------------------------------


@hooks.register("construct_page_chooser_queryset")
def narrow_page_chooser(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return access.seen_pages(request.user, pages)


@hooks.register("construct_explorer_page_queryset")
def narrow_explorer(parent_page: Page, pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return access.seen_pages(request.user, pages)


@hooks.register("construct_image_chooser_queryset")
def narrow_image_chooser(images: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    return images.filter(pk__in=access.seen_images(request.user).values("pk"))


@hooks.register("construct_document_chooser_queryset")
def narrow_document_chooser(documents: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    return documents.filter(pk__in=access.seen_documents(request.user).values("pk"))


# --- menus -----------------------------------------------------------------------------------------------------------


def _explorer_of(page: Page) -> str:
    return reverse("wagtailadmin_explore", args=[page.pk])


@hooks.register("construct_main_menu")
def trim_main_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    if teams.is_office(request.user):
        return
    items[:] = [item for item in items if item.name not in {"reports", "snippets"}]
    items += [
        MenuItem(f"{area.title} ({area.locale.language_code})", _explorer_of(area), name=f"area-{area.pk}", icon_name="site", order=50)
        for area in teams.pages_of(request.user).filter(alias_of=None).select_related("locale")
    ]


@hooks.register("construct_reports_menu")
def hide_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """W11, W19: reports list every area's pages."""
    if not teams.is_office(request.user):
        items.clear()
