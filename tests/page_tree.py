"""The pages that the walk of operations is made on, and how each is made: through the same acts as the admin's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object

from areas.actions import NewArea, create_area, create_page
from areas.codes import AreaState
from areas.models import AreaPage
from common.projection import page_writes
from offerings.models import OfferDate, OfferPage, VenuePage
from tests.factories import KAJAANI, evening


@dataclass
class Tree:
    """Two areas, two venues in the first, two offers at its first venue; the second offer has Swedish words of its own."""

    area: AreaPage
    other: AreaPage
    venue: VenuePage
    second: VenuePage
    offer: OfferPage
    swedish: OfferPage

    def fresh(self, page: Page) -> Page:
        return Page.objects.get(pk=page.pk).specific


def offer_at(venue: VenuePage, title: str, days: tuple[int, ...] = (3, 4)) -> OfferPage:
    page = OfferPage(title=title, categories=["theatre"], places=20)
    page.dates = [OfferDate(starts_at=evening(day), ends_at=evening(day) + timedelta(hours=2)) for day in days]
    return create_page(parent=venue, page=page)


def venue_in(area: AreaPage, title: str) -> VenuePage:
    return create_page(parent=area, page=VenuePage(title=title, municipality_id=KAJAANI, kind="theatre"))


def area(name: str, code: str) -> AreaPage:
    return create_area(NewArea(slug=name.lower(), names={"fi": name}, code=code, municipalities=[KAJAANI], state=AreaState.PERMANENT))


def put_into_words(page: Page, language: str, title: str, *, live: bool = True) -> Page:
    """Turn an alias into a translation as wagtail-localize does, and publish it."""
    with page_writes():
        locale = Locale.objects.get(language_code=language)
        for alias in Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=False, locale=locale):
            alias.specific.unpublish()
        translate_object(page, [locale])
        translation = page.get_translation(locale).specific
        translation.title = title
        revision = translation.save_revision()
        if live:
            revision.publish()
    return Page.objects.get(pk=translation.pk).specific
