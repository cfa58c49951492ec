"""Who may see which pages, pictures and files in the admin: the fence between areas (traps.md, section 6).

Rights on pages and collections are what keeps teams apart. The fence stands behind them: it narrows choosers and lists, and turns
away every admin address that names another area's thing, whatever the view behind it checks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation, TranslationSource

from areas import teams
from areas.models import AreaIndexPage

FILE_ACTIONS = ["change", "delete", "choose"]


@dataclass(frozen=True, slots=True)
class Fence:
    """What a person of an area team sees of the page tree: their own areas, and everything outside all areas.

    own     tree paths of the area pages that they work below, in every language
    ground  tree paths of the pages that all areas lie below
    """

    own: tuple[str, ...]
    ground: tuple[str, ...]

    def holds(self, path: str) -> bool:
        return path.startswith(self.own) or not (path.startswith(self.ground) and path not in self.ground)

    def narrow(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        """Return the pages that this person may see."""
        if not self.ground:  # no areas yet
            return pages
        mine, outside = Q(pk=None), Q()
        for path in self.own:
            mine |= Q(path__startswith=path)
        for path in self.ground:
            outside &= Q(path=path) | ~Q(path__startswith=path)
        return pages.filter(mine | outside)


def fence_of(user: teams.Person) -> Fence | None:
    """Return a person's fence; None for the office, whom nothing fences. Two queries, once a request."""
    if teams.is_office(user):
        return None
    known: Fence | None = getattr(user, "_fence", None)
    if known is None:
        own = tuple(teams.pages_of(user).order_by("path").values_list("path", flat=True))
        known = Fence(own, tuple(AreaIndexPage.objects.values_list("path", flat=True)))
        user._fence = known  # type: ignore[union-attr]  # a user lives as long as its request
    return known


def seen_pages(user: teams.Person, pages: QuerySet[Page]) -> QuerySet[Page]:
    fence = fence_of(user)
    return pages if fence is None else fence.narrow(pages)


def sees_pages(user: teams.Person, page_ids: Iterable[int]) -> bool:
    """Whether none of the pages lies in another area. Pages that do not exist are the view's own business."""
    fence = fence_of(user)
    return fence is None or all(fence.holds(path) for path in Page.objects.filter(pk__in=list(page_ids)).values_list("path", flat=True))


def sees_translations(user: teams.Person, *, translation: int | None = None, source: int | None = None) -> bool:
    """Whether the thing behind a translation of wagtail-localize lies in no other area."""
    keys: list[UUID] = []
    if translation is not None:
        keys += Translation.objects.filter(pk=translation).values_list("source__object_id", flat=True)
    if source is not None:
        keys += TranslationSource.objects.filter(pk=source).values_list("object_id", flat=True)
    return sees_pages(user, Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


def seen_images(user: teams.Person) -> QuerySet[Any]:
    """Return the pictures of the collections that a person works in or may choose from."""
    return policy_registry.get_by_type(get_image_model()).instances_user_has_any_permission_for(user, FILE_ACTIONS)


def seen_documents(user: teams.Person) -> QuerySet[Any]:
    return policy_registry.get_by_type(get_document_model()).instances_user_has_any_permission_for(user, FILE_ACTIONS)
