"""Whatever is done to pages, facts say the same as pages right after, and a published date is never deleted (W39)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Locale, Page, PageViewRestriction, Revision

from areas.actions import create_page, same_thing
from areas.codes import AreaState
from areas.models import Area
from common import schedule
from common.projection import page_writes
from offerings import projection
from offerings.actions import cancel_occurrence
from offerings.models import Occurrence, Offer, OfferDate, OfferPage, Venue
from tests.factories import evening
from tests.page_tree import Tree, area, offer_at, put_into_words, venue_in
from tests.pages_and_facts import differences

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(db) -> Tree:
    first, other = area("Kainuu", "KA"), area("Savo", "SA")
    venue, second = venue_in(first, "Teatteri"), venue_in(first, "Museo")
    offer, other_offer = offer_at(venue, "Lokki"), offer_at(venue, "Kesäyö")
    return Tree(first, other, venue, second, offer, put_into_words(other_offer, "sv", "Sommarnatt"))


# --- the operations, each as the admin or the worker does it -----------------------------------------------------------


def publish(tree: Tree, page: Page, **changed: object) -> None:
    page = tree.fresh(page).get_latest_revision_as_object()
    for name, value in changed.items():
        setattr(page, name, value)
    page.save_revision().publish()


def a_while_later(pause: timedelta) -> None:
    """Let the worker's clock come round: Wagtail reads the clock itself, so it is the clock that moves."""
    with time_machine.travel(timezone.now() + pause):
        schedule.run(timezone.now())


def edits_an_offer(tree: Tree) -> None:
    publish(tree, tree.offer, title="Lokki, uusi")


def changes_a_date(tree: Tree) -> None:
    page = tree.fresh(tree.offer).get_latest_revision_as_object()
    first = page.dates.first()
    first.starts_at, first.ends_at = evening(10), evening(10) + timedelta(hours=1)
    page.dates.add(first)
    page.save_revision().publish()


def drops_a_date(tree: Tree) -> None:
    page = tree.fresh(tree.offer).get_latest_revision_as_object()
    page.dates.remove(page.dates.first())
    page.save_revision().publish()


def saves_a_draft(tree: Tree) -> None:
    page = tree.fresh(tree.offer)
    page.title = "Luonnos"
    page.save_revision()


def unpublishes_an_offer(tree: Tree) -> None:
    tree.fresh(tree.offer).unpublish()


def unpublishes_a_venue_alone(tree: Tree) -> None:
    tree.fresh(tree.venue).unpublish()


def unpublishes_a_venue_and_all_below(tree: Tree) -> None:
    editor = User.objects.create_superuser("paa@example.org")
    UnpublishPageAction(tree.fresh(tree.venue), user=editor, include_descendants=True).execute(skip_permission_checks=True)


def unpublishes_in_bulk(tree: Tree) -> None:
    for page in Page.objects.filter(pk__in=[tree.offer.pk, tree.second.pk]):  # sent by Page, not by the class
        page.unpublish()


def unpublishes_and_publishes_again(tree: Tree) -> None:
    tree.fresh(tree.venue).unpublish()
    publish(tree, tree.venue)


def unpublishes_an_area(tree: Tree) -> None:
    tree.fresh(tree.area).unpublish()


def pauses_an_area(tree: Tree) -> None:
    publish(tree, tree.area, state=AreaState.PAUSED)


def pauses_and_reopens_an_area(tree: Tree) -> None:
    publish(tree, tree.area, state=AreaState.PAUSED)
    publish(tree, tree.area, state=AreaState.PERMANENT)


def moves_an_offer(tree: Tree) -> None:
    Page.objects.get(pk=tree.offer.pk).move(Page.objects.get(pk=tree.second.pk), pos="last-child")


def moves_a_venue_with_its_languages(tree: Tree) -> None:
    for member in (tree.venue, *same_thing(tree.fresh(tree.venue))):
        page = Page.objects.get(pk=member.pk)
        target = tree.other.get_translation_or_none(page.locale) or tree.other
        page.move(Page.objects.get(pk=target.pk), pos="last-child")


def changes_an_areas_slug(tree: Tree) -> None:
    publish(tree, tree.area, slug="uusi-kainuu")


def changes_a_venues_slug(tree: Tree) -> None:
    publish(tree, tree.venue, slug="uusi-teatteri")


def schedules_a_draft(tree: Tree) -> None:
    page = OfferPage(title="Tuleva", categories=["music"], go_live_at=timezone.now() + timedelta(days=2), live=False)
    page.dates = [OfferDate(starts_at=evening(9), ends_at=evening(9) + timedelta(hours=1))]
    page = create_page(parent=tree.fresh(tree.venue), page=page)
    page.save_revision(approved_go_live_at=page.go_live_at)
    page.get_latest_revision().publish()


def a_scheduled_draft_goes_live(tree: Tree) -> None:
    schedules_a_draft(tree)
    a_while_later(timedelta(days=3))


def an_offer_expires(tree: Tree) -> None:
    publish(tree, tree.offer, expire_at=timezone.now() + timedelta(hours=1))
    a_while_later(timedelta(hours=2))


def a_venue_expires(tree: Tree) -> None:
    publish(tree, tree.venue, expire_at=timezone.now() + timedelta(hours=1))
    a_while_later(timedelta(hours=2))


def a_translated_offer_expires(tree: Tree) -> None:
    source = tree.swedish.get_translation(Locale.objects.get(language_code="fi"))
    publish(tree, source, expire_at=timezone.now() + timedelta(hours=1))
    a_while_later(timedelta(hours=2))


def reverts_a_revision(tree: Tree) -> None:
    first = tree.fresh(tree.offer).latest_revision
    drops_a_date(tree)
    revert = first.as_object()
    revert.pk = tree.offer.pk
    revert.save_revision(previous_revision=first).publish()


def deletes_an_offer(tree: Tree) -> None:
    tree.fresh(tree.offer).delete()


def deletes_a_venue(tree: Tree) -> None:
    tree.fresh(tree.venue).delete()


def deletes_an_area(tree: Tree) -> None:
    tree.fresh(tree.area).delete()


def deletes_the_source_language(tree: Tree) -> None:
    tree.swedish.get_translation(Locale.objects.get(language_code="fi")).delete()


def unpublishes_the_source_language(tree: Tree) -> None:
    tree.swedish.get_translation(Locale.objects.get(language_code="fi")).specific.unpublish()


def unpublishes_a_translation(tree: Tree) -> None:
    tree.fresh(tree.swedish).unpublish()


def edits_a_translation(tree: Tree) -> None:
    publish(tree, tree.swedish, title="En midsommarnattsdröm")


def converts_an_alias(tree: Tree) -> None:
    put_into_words(tree.fresh(tree.offer), "sv", "Måsen", live=False)


def converts_an_alias_and_publishes(tree: Tree) -> None:
    put_into_words(tree.fresh(tree.offer), "sv", "Måsen")


def converts_an_alias_in_place(tree: Tree) -> None:
    alias = tree.offer.get_translation(Locale.objects.get(language_code="sv"))
    alias.alias_of = None
    alias.save(update_fields=["alias_of_id"], clean=False)


def translates_into_plain_finnish(tree: Tree) -> None:
    CopyPageForTranslationAction(tree.fresh(tree.offer), Locale.objects.get(language_code="fi-simple"), copy_parents=True).execute()


def copies_an_offer(tree: Tree) -> None:
    tree.fresh(tree.offer).copy(update_attrs={"slug": "kopio", "title": "Kopio"}, keep_live=True)


def copies_a_venue_and_all_below(tree: Tree) -> None:
    tree.fresh(tree.venue).copy(recursive=True, update_attrs={"slug": "kopio", "title": "Kopio"}, keep_live=True)


def makes_a_private_area(tree: Tree) -> None:
    PageViewRestriction.objects.create(page=Page.objects.get(pk=tree.area.pk), restriction_type="login")


def cancels_a_date(tree: Tree) -> None:
    cancel_occurrence(Occurrence.objects.first().uuid, now=timezone.now())


def locks_a_page(tree: Tree) -> None:
    page = tree.fresh(tree.offer)
    page.locked = True
    page.save()


OPERATIONS: list[Callable[[Tree], None]] = [
    edits_an_offer, changes_a_date, drops_a_date, saves_a_draft, unpublishes_an_offer, unpublishes_a_venue_alone,
    unpublishes_a_venue_and_all_below, unpublishes_in_bulk, unpublishes_and_publishes_again, unpublishes_an_area, pauses_an_area,
    pauses_and_reopens_an_area, moves_an_offer, moves_a_venue_with_its_languages, changes_an_areas_slug, changes_a_venues_slug,
    schedules_a_draft, a_scheduled_draft_goes_live, an_offer_expires, a_venue_expires, a_translated_offer_expires, reverts_a_revision,
    deletes_an_offer, deletes_a_venue, deletes_an_area, deletes_the_source_language, unpublishes_the_source_language,
    unpublishes_a_translation, edits_a_translation, converts_an_alias, converts_an_alias_and_publishes, converts_an_alias_in_place,
    translates_into_plain_finnish, copies_an_offer, copies_a_venue_and_all_below, makes_a_private_area, cancels_a_date, locks_a_page,
]  # fmt: skip


def test_facts_begin_as_pages_say(tree):
    assert differences() == []
    assert Offer.objects.count() == 2
    assert Occurrence.objects.count() == 4


@contextmanager
def undone() -> Iterator[None]:
    """Do something and take it back: each operation begins from the same tree, which is made once."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_facts_follow_pages(tree, subtests):
    dates = set(Occurrence.objects.values_list("uuid", flat=True))
    for operation in OPERATIONS:
        with subtests.test(operation.__name__), undone():
            with page_writes():
                operation(tree)

            assert differences() == []
            assert dates <= set(Occurrence.objects.values_list("uuid", flat=True))


# Wagtail rewrites the addresses below after the save that changed them: these hold inside `page_writes()` only.
NEEDS_CARE = {changes_an_areas_slug, changes_a_venues_slug, moves_a_venue_with_its_languages, moves_an_offer, copies_a_venue_and_all_below}


def test_facts_follow_pages_that_a_script_writes_without_care(tree, subtests):
    for operation in OPERATIONS:
        if operation not in NEEDS_CARE:
            with subtests.test(operation.__name__), undone():
                operation(tree)

                assert differences() == []


def test_a_reverted_revision_opens_the_same_dates_again(tree):
    dates = set(Occurrence.objects.filter(offer__uuid=tree.offer.translation_key).values_list("uuid", flat=True))

    with page_writes():
        reverts_a_revision(tree)

    rows = Occurrence.objects.filter(offer__uuid=tree.offer.translation_key)
    assert {row.uuid for row in rows} == dates
    assert all(row.closed_at is None for row in rows)


def test_a_closed_offer_keeps_its_words_for_tickets_that_were_taken(tree):
    with page_writes():
        unpublishes_an_offer(tree)

    assert Offer.objects.get(uuid=tree.offer.translation_key).texts.get(language="fi").title == "Lokki"


def test_a_cancelled_date_stays_cancelled_when_its_page_is_published_again(tree):
    row = Occurrence.objects.filter(offer__uuid=tree.offer.translation_key).first()
    cancel_occurrence(row.uuid, now=timezone.now())

    with page_writes():
        edits_an_offer(tree)

    row.refresh_from_db()
    assert row.is_cancelled


def test_a_failing_projection_loses_the_publishing_too(tree, monkeypatch):
    monkeypatch.setattr(projection, "project_offers", lambda *given: 1 / 0)

    with pytest.raises(ZeroDivisionError), page_writes():
        edits_an_offer(tree)

    assert tree.fresh(tree.offer).title == "Lokki"
    monkeypatch.undo()
    assert differences() == []


def test_one_failing_scheduled_page_holds_up_no_other_and_is_tried_again(tree, monkeypatch):
    for page in (tree.offer, tree.second):
        later = tree.fresh(page)
        later.go_live_at, later.title = timezone.now() + timedelta(hours=1), f"{page.title} myöhemmin"
        later.save_revision(approved_go_live_at=later.go_live_at)
    publish_one = Revision.publish
    broken = tree.fresh(tree.offer).latest_revision_id
    monkeypatch.setattr(Revision, "publish", lambda self, **more: 1 / 0 if self.pk == broken else publish_one(self, **more))

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert schedule.publish_due(timezone.now()) == 1
        assert tree.fresh(tree.second).title == "Museo myöhemmin"
        assert Revision.objects.get(pk=broken).approved_go_live_at is not None
        monkeypatch.undo()
        assert schedule.publish_due(timezone.now()) == 1
    assert differences() == []


@pytest.mark.parametrize("seed", range(3))
def test_facts_follow_a_random_walk(tree, seed):
    rng = random.Random(seed)
    gentle = [op for op in OPERATIONS if not op.__name__.startswith(("deletes", "converts", "translates", "copies", "schedules", "a_scheduled"))]
    done = []
    for _ in range(12):
        operation = rng.choice(gentle)
        done.append(operation.__name__)
        with page_writes():
            operation(tree)
        assert differences() == [], done


def test_a_venue_of_an_area_that_prepares_is_closed_until_it_runs(tree):
    with page_writes():
        publish(tree, tree.area, state=AreaState.PREPARING)
    assert not Venue.objects.open().exists()
    assert not Offer.objects.filter(closed_at=None).exists()

    with page_writes():
        publish(tree, tree.area, state=AreaState.PILOT)

    assert Venue.objects.open().count() == 2
    assert Offer.objects.filter(closed_at=None).count() == 2
    assert Area.objects.get(uuid=tree.area.translation_key).is_running
