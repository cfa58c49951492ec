"""Makers of facts and pages with sensible defaults; name only what the test is about.

Facts (`OfferFactory(…)`) are rows straight into the tables, some milliseconds each: for rules' neighbours, queries, views, claims.
Pages (`offer_page(…)`) go through the tree and the projection, and leave facts as publishing does: for anything about editing.
Nothing is random: numbers run on from one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

import factory
from django.utils import timezone
from wagtail.models import Page

from areas.codes import AreaState, DistributorKind
from areas.models import Area, AreaIndexPage, AreaPage, Distributor, DistributorPage, DistributorText, Municipality
from common.projection import page_writes
from offerings.codes import Category, HowToGet, OfferKind, Sector, VenueKind
from offerings.models import Occurrence, Offer, OfferDate, OfferPage, OfferText, Venue, VenuePage, VenueText

KAJAANI = "205"  # the municipality that things lie in unless told otherwise
HELSINKI = ZoneInfo("Europe/Helsinki")


def municipality(code: str = KAJAANI) -> Municipality:
    """Return one of the 308, loaded by a migration."""
    return Municipality.objects.get(code=code)


TAKEN_BY_NAME = "EKRSVX"  # first letters of the codes that tests choose themselves


def letters(number: int) -> str:
    """Return a running two-letter area code of the cards' alphabet: AA, AB, …, ZZ and round again, none that a test chooses itself."""
    alphabet = "ABCDEFGHJKMNPRSTUVWXYZ"
    first = [letter for letter in alphabet if letter not in TAKEN_BY_NAME]
    return first[number // len(alphabet) % len(first)] + alphabet[number % len(alphabet)]


def evening(days: int = 3, *, hour: int = 18) -> datetime:
    """Return a moment `days` after today, at `hour` o'clock in Helsinki."""
    today = timezone.now().astimezone(HELSINKI)
    return today.replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=days)


# --- facts -----------------------------------------------------------------------------------------------------------


class FactFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class AreaFactory(FactFactory):
    class Meta:
        model = Area

    uuid = factory.LazyFunction(uuid4)
    code = factory.Sequence(letters)
    slug = factory.Sequence(lambda number: f"alue-{number}")
    name_fi = factory.Sequence(lambda number: f"Alue {number}")
    name_sv = factory.LazyAttribute(lambda area: area.name_fi.replace("Alue", "Område"))
    name_en = factory.LazyAttribute(lambda area: area.name_fi.replace("Alue", "Area"))
    state = AreaState.PERMANENT
    paths = factory.LazyAttribute(lambda area: {language: f"/{language}/alueet/{area.slug}/" for language in ("fi", "sv", "en")})

    @factory.post_generation
    def municipalities(area, _create, given: Iterable[str] | None, **_rest):
        """Codes of its municipalities; Kajaani unless told."""
        area.municipalities.set(given if given is not None else [KAJAANI])


class VenueFactory(FactFactory):
    class Meta:
        model = Venue

    uuid = factory.LazyFunction(uuid4)
    area = factory.SubFactory(AreaFactory)
    municipality_id = KAJAANI
    kind = VenueKind.THEATRE
    sector = Sector.CULTURE
    address = "Kauppakatu 1"
    lat, lon = 64.2273, 27.7285
    paths = factory.LazyAttribute(lambda venue: {"fi": f"{venue.area.paths['fi']}paikka-{str(venue.uuid)[:8]}/"})

    @factory.post_generation
    def names(venue, _create, given: dict[str, str] | None, **_rest):
        """Names by language; Finnish alone unless told."""
        for language, name in (given or {"fi": "Kaupunginteatteri"}).items():
            VenueText.objects.create(venue=venue, language=language, name=name)


class OfferFactory(FactFactory):
    class Meta:
        model = Offer

    uuid = factory.LazyFunction(uuid4)
    venue = factory.SubFactory(VenueFactory)
    kind = OfferKind.EVENT
    categories = factory.LazyFunction(lambda: [Category.THEATRE.value])
    audiences = factory.LazyFunction(lambda: ["everyone"])
    how_to_get = HowToGet.RESERVE_HERE
    paths = factory.LazyAttribute(lambda offer: {"fi": f"{offer.venue.paths['fi']}esitys-{str(offer.uuid)[:8]}/"})

    @factory.post_generation
    def titles(offer, _create, given: dict[str, str] | None, **_rest):
        """Titles by language; Finnish alone unless told."""
        for language, title in (given or {"fi": "Kesäyön unelma"}).items():
            OfferText.objects.create(offer=offer, language=language, title=title, summary=f"{title}.")


class OccurrenceFactory(FactFactory):
    class Meta:
        model = Occurrence

    uuid = factory.LazyAttribute(lambda row: uuid5(row.offer.uuid, str(uuid4())))
    offer = factory.SubFactory(OfferFactory)
    starts_at = factory.LazyFunction(evening)
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=2))
    places = 20
    places_left = factory.SelfAttribute("places")


class DistributorFactory(FactFactory):
    class Meta:
        model = Distributor

    uuid = factory.LazyFunction(uuid4)
    area = factory.SubFactory(AreaFactory)
    municipality_id = KAJAANI
    kind = DistributorKind.SOCIAL
    address = "Pohjolankatu 13"
    phone = "08 123 4567"
    hours = factory.LazyFunction(lambda: [{"weekday": day, "opens": "09:00", "closes": "15:00"} for day in range(5)])

    @factory.post_generation
    def names(distributor, _create, given: dict[str, str] | None, **_rest):
        for language, name in (given or {"fi": "Sosiaalipalvelut"}).items():
            DistributorText.objects.create(distributor=distributor, language=language, name=name)


# --- pages -----------------------------------------------------------------------------------------------------------


def home(language: str = "fi") -> Page:
    """Return a language's home page, made by a migration."""
    return Page.objects.get(depth=2, locale__language_code=language).specific


def add(parent: Page, page: Page) -> Page:
    """Put a page under its parent, published; its facts are there when this returns."""
    with page_writes():
        parent.refresh_from_db()  # the tree's columns change with every sibling
        page.locale = parent.locale
        parent.add_child(instance=page)
        page.save_revision().publish()
    page.refresh_from_db()
    return page


def area_index(language: str = "fi") -> AreaIndexPage:
    existing = AreaIndexPage.objects.filter(locale__language_code=language).first()
    return existing or add(home(language), AreaIndexPage(title="Alueet", slug="alueet"))


def area_page(*, language: str = "fi", municipalities: Iterable[str] = (KAJAANI,), **given: Any) -> AreaPage:
    number = AreaFactory._meta.next_sequence()  # pages and plain facts share their slugs and codes
    names = {f"name_{code}": f"Alue {number}" for code in ("fi", "sv", "en")}
    fields = {"title": f"Alue {number}", "slug": f"alue-{number}", "code": letters(number), "state": AreaState.PERMANENT} | names | given
    page = AreaPage(**fields)
    page.municipalities = list(Municipality.objects.filter(code__in=list(municipalities)))
    return add(area_index(language), page)


def venue_page(*, area: AreaPage | None = None, **given: Any) -> VenuePage:
    fields = {"title": "Kaupunginteatteri", "municipality_id": KAJAANI, "kind": VenueKind.THEATRE, "address": "Kauppakatu 1"} | given
    return add(area or area_page(), VenuePage(**fields))


def offer_page(*, venue: VenuePage | None = None, dates: Iterable[datetime] | None = None, **given: Any) -> OfferPage:
    """Return a published event. `dates`: when it starts, two hours each; one in three days unless told."""
    fields = {"title": "Kesäyön unelma", "categories": ["theatre"], "audiences": ["everyone"], "places": 20} | given
    page = OfferPage(**fields)
    page.dates = [OfferDate(starts_at=start, ends_at=start + timedelta(hours=2)) for start in (dates if dates is not None else [evening()])]
    return add(venue or venue_page(), page)


def distributor_page(*, area: AreaPage | None = None, **given: Any) -> DistributorPage:
    fields = {"title": "Sosiaalipalvelut", "municipality_id": KAJAANI, "kind": DistributorKind.SOCIAL} | given
    return add(area or area_page(), DistributorPage(**fields))


def fact_of(page: Page) -> Any:
    """Return the fact that a page was projected into."""
    model = {AreaPage: Area, VenuePage: Venue, OfferPage: Offer, DistributorPage: Distributor}[type(page)]
    return model.objects.get(uuid=page.translation_key)


def occurrence_of(page: OfferPage, number: int = 0) -> Occurrence:
    """Return one of an offer page's dates, soonest first."""
    return Occurrence.objects.filter(offer__uuid=page.translation_key).order_by("starts_at")[number]


def key(number: int) -> UUID:
    """Return a fixed key for tests that compare."""
    return UUID(int=number)
