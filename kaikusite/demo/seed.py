"""Writes the demo: pages in batches through the same projection as publishing, then people, places taken and cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction

from common import outbox, page_batch, projection
from common.page_batch import CHUNK, Thing
from common.time import day_of
from home.pages import HomePage
from kaikusite.demo import people, taught, things
from kaikusite.demo.images import write_images
from kaikusite.demo.make import make_demo
from kaikusite.demo.pages import PageSeed, pages
from kaikusite.demo.shapes import DateSeed, Demo, OfferSeed
from offerings.actions import cancel_occurrence
from offerings.models import Occurrence
from offerings.projection import occurrence_key

Progress = Callable[[str, int], None]  # (what is being written, how many more are done)
WING = "redemption.figures"  # the top floor: the whole gated wing is there


@dataclass(frozen=True, slots=True)
class Steps:
    """How much there is to write, for a progress bar."""

    pages: int
    offers: int

    @property
    def total(self) -> int:
        return self.pages + self.offers


def is_seeded() -> bool:
    return HomePage.objects.filter(depth=2, numchild__gt=0).exists()


def steps_of(demo: Demo) -> Steps:
    return Steps(len(pages()) + len(demo.areas) + len(demo.distributors) + len(demo.venues), len(demo.offers))


def plan(*, offers_wanted: int, now: datetime) -> Demo:
    """Return what will be written. Touches no database."""
    return make_demo(offers_wanted=offers_wanted, today=day_of(now))


@transaction.atomic
def write_demo(demo: Demo, *, now: datetime, progress: Progress = lambda what, count: None) -> None:
    """Write everything, or nothing if a part fails. The database must hold no demo yet (`is_seeded`)."""
    _write_front(now)
    images = write_images()
    front = HomePage.objects.get(depth=2, slug="fi").translation_key
    page_batch.write(_pages(demo, front, now), now=now, progress=lambda count: progress("pages", count))
    page_batch.write((things.offer_thing(offer, images) for offer in demo.offers), now=now, progress=lambda count: progress("offers", count))
    _write_fates(demo.offers, now)
    taught.write_words(day_of(now))
    users = people.write_people((people.OFFICE, *people.TEAMS))
    if apps.is_installed(WING):
        _write_wing(demo.offers, users, now)


def _pages(demo: Demo, front: UUID, now: datetime) -> Iterator[Thing]:
    for page in pages():
        if page.kind != "home":
            yield things.page_thing(page, _parent(page, front), day_of(now))
    yield from map(things.area_thing, demo.areas)
    yield from map(things.distributor_thing, demo.distributors)
    yield from map(things.venue_thing, demo.venues)


def _parent(page: PageSeed, front: UUID) -> UUID:
    return front if page.parent == "page/front" else things.key(page.parent)


def _write_front(now: datetime) -> None:
    """Give the front pages, which the first migration made, their words."""
    words = next(page for page in pages() if page.kind == "home").words
    with projection.page_writes():
        for page in HomePage.objects.filter(depth=2).select_related("locale"):
            own = words[page.locale.language_code]
            page.title = page.draft_title = own["title"]
            page.lead = own["lead"]
            page.save()
            page.save_revision(changed=False).publish(changed=False, log_action=False)


def _write_fates(offers: Iterable[OfferSeed], now: datetime) -> None:
    """Call off the dates that are called off, and take the places that are taken."""
    for offer in offers:
        for when in offer.dates:
            if when.is_cancelled:
                cancel_occurrence(_occurrence(offer, when), now=now)
    taken = taken_places(offers)
    keys = list(taken)
    for start in range(0, len(keys), CHUNK):
        rows = list(Occurrence.objects.filter(uuid__in=keys[start : start + CHUNK]).exclude(places=None))
        for row in rows:
            row.places_left = (row.places or 0) - taken[row.uuid]
        Occurrence.objects.bulk_update(rows, ["places_left"])
    outbox.write("places", keys)


def taken_places(offers: Iterable[OfferSeed]) -> dict[UUID, int]:
    """Return occurrence's key -> how many of its places are gone."""
    return {_occurrence(offer, when): when.taken for offer in offers for when in offer.dates if when.taken and not when.is_cancelled}


def _occurrence(offer: OfferSeed, when: DateSeed) -> UUID:
    return occurrence_key(things.key(offer.key), things.date_key(offer, when))


def _write_wing(offers: Iterable[OfferSeed], users: dict[str, User], now: datetime) -> None:
    """Fill the gated wing. It may be switched off, so it is imported only here."""
    from kaikusite.demo import wing  # its apps may not be installed

    wing.take_places(taken_places(offers))
    wing.write_wing(users | people.write_people(people.WING), now=now)
    wing.write_year(now=now)
