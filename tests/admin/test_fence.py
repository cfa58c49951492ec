"""One area's editor walks every address of the admin against another area's things: refused everywhere, nothing of it listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, Task, Workflow
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from areas import teams
from areas.actions import NewArea, create_area, create_page
from areas.models import AreaPage, DistributorPage
from common.projection import page_writes
from offerings.models import Occurrence, OfferDate, OfferPage, VenuePage
from tests.factories import KAJAANI, evening
from tests.staff import person

pytestmark = pytest.mark.django_db

MARK = "Vierasmerkki"  # stands in the title of everything that is another area's
SIGNS_OUT = {"wagtailadmin_logout", "wagtailadmin_login"}
BREAKS_ON_PURPOSE = {"wagtailadmin_error_test"}


@dataclass(frozen=True)
class Foreign:
    """Another area and a thing of every kind in it."""

    area: AreaPage
    venue: VenuePage
    offer: OfferPage
    draft: VenuePage
    distributor: DistributorPage
    image: Any
    document: Any
    translation: Translation
    guide_translation: Translation
    collection: Any
    member: User

    def pages(self) -> list[Page]:
        return list(Page.objects.filter(path__startswith=self.area.path))


def area(name: str, code: str) -> AreaPage:
    return create_area(NewArea(slug=name.lower(), names={"fi": name}, code=code, municipalities=[KAJAANI], state="permanent"))


def venue(parent: AreaPage, title: str, **given) -> VenuePage:
    return create_page(parent=parent, page=VenuePage(title=title, municipality_id=KAJAANI, kind="theatre", **given))


@pytest.fixture
def own(db) -> AreaPage:
    return area("Kainuu", "KA")


@pytest.fixture
def foreign(own) -> Foreign:
    page = area(MARK, "VE")
    theatre = venue(page, f"{MARK} teatteri")
    play = OfferPage(title=f"{MARK} näytelmä", categories=["theatre"])
    play.dates = [OfferDate(starts_at=evening(), ends_at=evening() + timedelta(hours=2))]
    offer = create_page(parent=theatre, page=play)
    collection = teams.team_of(page.translation_key).collection
    member = person("vieras@example.org")
    teams.join(member, page.translation_key, teams.Role.EDITOR)
    with page_writes():
        for thing in (offer, page):
            translate_object(thing, [Locale.objects.get(language_code="en")])
        offer.save_revision()
        offer.get_workflow().start(offer, None)
    return Foreign(
        area=page,
        venue=theatre,
        offer=offer,
        draft=venue(page, f"{MARK} luonnos", live=False),
        distributor=create_page(parent=page, page=DistributorPage(title=f"{MARK} toimisto", municipality_id=KAJAANI, kind="social")),
        image=get_image_model().objects.create(title=f"{MARK} kuva", file=get_test_image_file(), collection=collection),
        document=get_document_model().objects.create(title=f"{MARK} tiedosto", file=ContentFile(b"x", name="x.pdf"), collection=collection),
        translation=Translation.objects.get(source__object_id=offer.translation_key),
        guide_translation=Translation.objects.get(source__object_id=page.translation_key),
        collection=collection,
        member=member,
    )


@pytest.fixture(params=[teams.Role.EDITOR, teams.Role.PUBLISHER])
def insider(request, client, own) -> User:
    """A person of one area only, logged in."""
    user = person("oma@example.org")
    teams.join(user, own.translation_key, request.param)
    client.force_login(user)
    return user


# --- the walk --------------------------------------------------------------------------------------------------------


def admin_views() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (name, argument names) of every address below /admin/."""

    def below(patterns: Any, prefix: str, namespaces: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                if route.startswith("admin/") and pattern.name:
                    names = pattern.pattern.regex.groupindex if hasattr(pattern.pattern, "regex") else {}
                    yield ":".join((*namespaces, pattern.name)), tuple(names)
            elif not prefix and not route.startswith("admin"):
                continue
            else:
                yield from below(pattern.url_patterns, route, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)

    yield from dict.fromkeys(below(get_resolver().url_patterns, "", ()))


def arguments(name: str, wanted: tuple[str, ...], foreign: Foreign, page: Page) -> dict[str, Any]:
    """Return what an address is called with to name the other area's thing."""
    state = foreign.offer.current_workflow_task_state
    values: dict[str, Any] = {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"), page.pk),
        **dict.fromkeys(("image_id",), foreign.image.pk),
        **dict.fromkeys(("document_id", "doc_id"), foreign.document.pk),
        **dict.fromkeys(("app_label", "content_type_app_name", "app_name"), "offerings"),
        **dict.fromkeys(("model_name", "content_type_model_name"), "venuepage"),
        "revision_id": foreign.offer.latest_revision_id,
        "revision_id_a": "live",
        "revision_id_b": "latest",
        "action_name": "approve",
        "action": "delete",
        "task_state_id": state.pk,
        "workflow_state_id": state.workflow_state_id,
        "workflow_pk": foreign.offer.get_workflow().pk,
        "task_id": state.task_id,
        "translation_id": foreign.guide_translation.pk,
        "translation_source_id": foreign.guide_translation.source_id,
        "string_segment_id": foreign.guide_translation.source.stringsegment_set.first().pk,
        "overridable_segment_id": 1,
        "mode": "",
        "collection_id": foreign.collection.pk,
        "object_id": page.pk,
        "session_id": 1,
        "filter_spec": "original",
        "redirect_id": 1,
        "uploaded_file_id": 1,
        "uidb64": "x",
        "token": "x",
        "restriction_id": 1,
        "user_id": foreign.member.pk,
        "occurrence": Occurrence.objects.get(offer__uuid=foreign.offer.translation_key).uuid,
    }
    if "pk" in wanted:
        values["pk"] = primary_key(name, foreign, page)
    if name == "wagtail_bulk_action":
        values |= {"app_label": "wagtailcore", "model_name": "page"}
    if name == "wagtailadmin_pages:add" and isinstance(page, VenuePage):
        values |= {"content_type_model_name": "offerpage"}
    return {key: values[key] for key in wanted}


def primary_key(name: str, foreign: Foreign, page: Page) -> Any:
    for part, value in {
        "images": foreign.image.pk,
        "docs": foreign.document.pk,
        "documents": foreign.document.pk,
        "collections": foreign.collection.pk,
        "workflows": Task.objects.last().pk if "task" in name else Workflow.objects.last().pk,
        "users": User.objects.last().pk,
        "groups": teams.team_of(foreign.area.translation_key).editors_id,
        "locales": 1,
        "sites": 1,
    }.items():
        if part in name:
            return value
    return page.pk


def is_refused(answer: Any) -> bool:
    """Whether an answer turned the person away: 403, 404, 405, 400, or back to the start of the admin."""
    return answer.status_code in {400, 403, 404, 405} or (answer.status_code == 302 and answer["Location"] == reverse("wagtailadmin_home"))


def calls(foreign: Foreign) -> Iterator[tuple[str, str]]:
    """Yield (view name, address) of every address that names a thing."""
    for name, wanted in admin_views():
        if not wanted or name in SIGNS_OUT or name.startswith("wagtailadmin_password_reset"):
            continue
        for page in (foreign.offer, foreign.area):
            given = arguments(name, wanted, foreign, page)
            try:
                yield name, reverse(name, kwargs=given)
            except NoReverseMatch:  # an argument that this address does not take
                continue


# These name no thing: they answer from rows that the person may see, or need a row of their own first.
NAMES_NO_THING = {
    "wagtailadmin_tag_model_autocomplete",
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:type_use_results",
    "wagtailadmin_pages:choose_parent",
    "wagtailadmin_editing_sessions:release",
}


def snapshot() -> list[tuple[Any, ...]]:
    """Return everything of every page that an editor could change."""
    fields = ("pk", "title", "draft_title", "slug", "path", "live", "has_unpublished_changes", "locked", "alias_of_id", "latest_revision_id")
    return sorted(Page.objects.filter(title__contains=MARK).values_list(*fields), key=str)


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_refuses_another_areas_things(client, insider, foreign, method):
    before = snapshot()

    passed, shown, broken = set(), set(), set()
    for name, address in dict.fromkeys(calls(foreign)):
        query = f"?id={foreign.offer.pk}&id={foreign.venue.pk}" if name == "wagtail_bulk_action" else ""
        answer = getattr(client, method)(address + query)
        if answer.status_code >= 500:
            broken.add((name, answer.status_code))
        if name not in NAMES_NO_THING and not is_refused(answer):
            passed.add((name, answer.status_code, answer.get("Location", "")))
        if hasattr(answer, "content") and MARK in answer.content.decode(errors="ignore"):
            shown.add((name, address))

    assert broken == set()
    assert passed == set()
    assert shown == set()
    assert snapshot() == before
    assert get_image_model().objects.filter(pk=foreign.image.pk).exists()


def test_no_list_or_chooser_shows_another_areas_things(client, insider, foreign):
    shown = set()
    for name, wanted in admin_views():
        if wanted or name in SIGNS_OUT | BREAKS_ON_PURPOSE:
            continue
        for query in ("", "?q=vierasmerkki", "?search=vierasmerkki"):  # in small letters, to tell it from what is shown
            answer = client.get(reverse(name) + query)
            if answer.status_code == 200 and MARK in getattr(answer, "content", b"").decode(errors="ignore"):
                shown.add(name + query)

    assert shown == set()


QUERIES = [
    "/admin/api/main/pages/?child_of={venue}",
    "/admin/api/main/pages/?descendant_of={area}",
    "/admin/api/main/pages/?for_explorer=1&child_of={area}",
    "/admin/api/main/pages/?search=vierasmerkki",
    "/admin/api/main/pages/?translation_of={offer}",
    "/admin/api/main/pages/find/?html_path=/fi/alueet/vierasmerkki/",
    "/admin/api/main/images/?search=vierasmerkki",
    "/admin/api/main/documents/?search=vierasmerkki",
    "/admin/choose-page/?page_type=offerings.offerpage",
    "/admin/choose-page/search/?q=vierasmerkki",
    "/admin/choose-page/chosen-multiple/?id={offer}",
    "/admin/images/chooser/chosen-multiple/?id={image}",
    "/admin/documents/chooser/chosen-multiple/?id={document}",
    "/admin/bulk/wagtailcore/page/move/?id={offer}",
    "/admin/bulk/wagtailcore/page/publish/?id=all&childOf={area}",
    "/admin/bulk/wagtailimages/image/delete/?id={image}",
    "/admin/bulk/wagtailimages/image/add_tags/?id={image}",
    "/admin/bulk/wagtaildocs/document/delete/?id={document}",
    "/admin/pages/usage/offerings/offerpage/",
    "/admin/pages/usage/offerings/venuepage/results/",
    "/admin/pages/create/offerings/offerpage",
    "/admin/pages/search/?q=vierasmerkki",
    "/admin/reports/site-history/",
    "/admin/localize/reports/translations/",
]


@pytest.mark.parametrize("address", QUERIES)
def test_what_a_query_names_is_fenced_too(client, insider, foreign, address):
    keys = {name: getattr(foreign, name).pk for name in ("area", "venue", "offer", "image", "document")}

    answer = client.get(address.format(**keys))

    assert answer.status_code < 500
    assert MARK not in answer.content.decode()


def test_the_office_passes_where_the_teams_do_not(client, foreign):
    user = person("toimisto@example.org")
    user.groups.add(teams.office_group())
    client.force_login(user)

    for name in ("wagtailadmin_pages:edit", "wagtailadmin_pages:history", "wagtailadmin_pages:unpublish"):
        assert client.get(reverse(name, args=[foreign.offer.pk])).status_code == 200
    assert client.get("/admin/reports/site-history/").status_code == 200


def test_the_own_area_is_open_in_every_language(client, insider, own):
    theatre = venue(own, "Oma teatteri")

    for page in (theatre, own):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
        for translation in page.get_translations():
            assert client.get(reverse("wagtailadmin_explore", args=[translation.pk])).status_code == 200
    assert "Oma teatteri" in client.get(reverse("wagtailadmin_explore", args=[own.pk])).content.decode()


def test_an_area_page_is_moved_and_deleted_by_the_office_only(client, insider, own):
    assert is_refused(client.post(reverse("wagtailadmin_pages:delete", args=[own.pk])))
    assert is_refused(client.post(reverse("wagtailadmin_pages:move_confirm", args=[own.pk, own.get_parent().pk])))


def test_what_an_area_agrees_with_the_office_is_not_in_its_form(client, insider, own):
    page = client.get(reverse("wagtailadmin_pages:edit", args=[own.pk])).content.decode()

    assert 'name="summary"' in page
    assert 'name="code"' not in page
    assert 'name="state"' not in page
