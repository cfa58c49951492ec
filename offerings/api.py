"""Open data of offers, venues and areas: frozen shapes, every language of each text, pages of a fixed size."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from areas.models import Area
from common import time
from common.http import keep_briefly
from common.problems import ProblemOut
from offerings.models import Occurrence, Offer, Venue

router = Router(tags=["open data"])
PAGE_SIZE = 100


class Named(Schema):
    """Names by language: fi, sv, en, fi-simple; a language that has none is left out."""

    id: UUID
    name: dict[str, str]
    urls: dict[str, str]


class AreaOut(Named):
    slug: str
    state: str
    municipalities: list[str] = Field(description="official codes")
    phone: str
    email: str


class VenueOut(Named):
    area: str = Field(description="slug")
    municipality: str = Field(description="official code")
    kind: str
    address: str
    postcode: str
    lat: float
    lon: float
    accessibility: list[str]
    opening_hours: list[dict[str, Any]]
    phone: str
    email: str
    website: str


class OccurrenceOut(Schema):
    id: UUID
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    is_cancelled: bool
    places: int | None = Field(description="null: no limit")
    places_left: int | None


class OfferOut(Schema):
    id: UUID
    source_id: str
    kind: str
    title: dict[str, str]
    summary: dict[str, str]
    description: dict[str, str] = Field(description="HTML")
    source_language: str
    urls: dict[str, str]
    venue: UUID
    categories: list[str]
    audiences: list[str]
    accessibility: list[str]
    languages: list[str]
    how_to_get: str
    is_free: bool
    own_contribution_cents: int
    occurrences: list[OccurrenceOut]


class AreasOut(Schema):
    total: int
    page: int
    pages: int
    areas: list[AreaOut]


class VenuesOut(Schema):
    total: int
    page: int
    pages: int
    venues: list[VenueOut]


class OffersOut(Schema):
    total: int
    page: int
    pages: int
    offers: list[OfferOut]


def public_offers(now: datetime) -> QuerySet[Offer]:
    """Return the offers that anyone may see now, with all that their form needs. Four queries for a page."""
    open_offers = Offer.objects.open(now).filter(venue__in=Venue.objects.open())
    return open_offers.select_related("venue").prefetch_related("texts", "occurrences").order_by("pk")


@router.get("/offers", response={200: OffersOut, 422: ProblemOut, 429: ProblemOut}, summary="Offers that are open now")
def offers(request: HttpRequest, response: HttpResponse, page: str = "1", area: str = "", venue: str = "") -> Status:
    """A hundred a page, in a fixed order; by the slug of an area, by the id of a venue."""
    found = public_offers(time.now())
    if area:
        found = found.filter(venue__area__slug=_slug(area))
    if venue:
        if not _is_uuid(venue):
            return _refused("unknown-code", "venue", venue)
        found = found.filter(venue__uuid=venue)
    return _page(response, found, page, name="offers", form=_offer, shape=OffersOut)


@router.get("/offers/{offer_id}", response={200: OfferOut, 404: ProblemOut, 429: ProblemOut}, summary="One offer")
def offer(request: HttpRequest, response: HttpResponse, offer_id: str) -> Status:
    """An offer that is open now; 404 with a sentence when it is over, hidden or never was."""
    found = public_offers(time.now()).filter(uuid=offer_id).first() if _is_uuid(offer_id) else None
    if found is None:
        message = _("There is no such offer, or it is over.")
        return Status(404, ProblemOut(code="no-such-offer", field="offer_id", message=message))
    keep_briefly(response)
    return Status(200, _offer(found))


def _slug(text: str) -> str:
    """Return what may be asked of the database: PostgreSQL takes no NUL, and no slug is longer."""
    return text.replace("\0", "")[:60]


@router.get("/venues", response={200: VenuesOut, 422: ProblemOut, 429: ProblemOut}, summary="Venues where the card works")
def venues(request: HttpRequest, response: HttpResponse, page: str = "1", area: str = "") -> Status:
    """A hundred a page, in a fixed order; by the slug of an area."""
    found = Venue.objects.open().select_related("area").prefetch_related("texts").order_by("pk")
    found = found.filter(area__slug=_slug(area)) if area else found
    return _page(response, found, page, name="venues", form=_venue, shape=VenuesOut)


@router.get("/areas", response={200: AreasOut, 422: ProblemOut, 429: ProblemOut}, summary="Areas of the card")
def areas(request: HttpRequest, response: HttpResponse, page: str = "1") -> Status:
    """Every area that has a guide."""
    found = Area.objects.shown().prefetch_related("municipalities").order_by("pk")
    return _page(response, found, page, name="areas", form=_area, shape=AreasOut)


def _page(response: HttpResponse, found: QuerySet[Any], page: str, *, name: str, form: Any, shape: Any) -> Status:
    """Return a page of rows under `name`, each made by `form`, in the answer's `shape`; or that there is no such page."""
    number = int(page[:6]) if page.isascii() and page.isdigit() else 0
    total = found.count()
    pages = max(1, -(-total // PAGE_SIZE))
    if not 1 <= number <= pages:
        return _refused("no-such-page", "page", page)
    rows = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    keep_briefly(response)
    return Status(200, shape(total=total, page=number, pages=pages, **{name: [form(row) for row in rows]}))


def _refused(code: str, field: str, value: str) -> Status:
    message = _("“%(value)s” does not work here.") % {"value": value[:40]}
    return Status(422, ProblemOut(code=code, field=field, message=message))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text[:40])
    except ValueError:
        return False
    return True


def _urls(fact: Offer | Venue | Area) -> dict[str, str]:
    return {language: settings.SITE_URL + path for language, path in fact.paths.items()}


def _texts(fact: Model, field: str) -> dict[str, str]:
    return {text.language: getattr(text, field) for text in fact.texts.all() if getattr(text, field)}  # type: ignore[attr-defined]


def _offer(row: Offer) -> OfferOut:
    return OfferOut(
        id=row.uuid,
        source_id=row.source_id,
        kind=row.kind,
        title=_texts(row, "title"),
        summary=_texts(row, "summary"),
        description=_texts(row, "description"),
        source_language=row.source_language,
        urls=_urls(row),
        venue=row.venue.uuid,
        categories=row.categories,
        audiences=row.audiences,
        accessibility=row.accessibility,
        languages=row.languages,
        how_to_get=row.how_to_get,
        is_free=row.is_free,
        own_contribution_cents=row.own_contribution_cents,
        occurrences=[_occurrence(date) for date in row.occurrences.all() if date.closed_at is None],
    )


def _occurrence(row: Occurrence) -> OccurrenceOut:
    return OccurrenceOut(
        id=row.uuid,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_all_day=row.is_all_day,
        is_cancelled=row.is_cancelled,
        places=row.places,
        places_left=row.left,
    )


def _venue(row: Venue) -> VenueOut:
    shared = ("kind", "address", "postcode", "lat", "lon", "accessibility", "opening_hours", "phone", "email", "website")
    return VenueOut(
        id=row.uuid,
        name=_texts(row, "name"),
        urls=_urls(row),
        area=row.area.slug,
        municipality=row.municipality_id,
        **{name: getattr(row, name) for name in shared},
    )


def _area(row: Area) -> AreaOut:
    return AreaOut(
        id=row.uuid,
        name={"fi": row.name_fi, "sv": row.name_sv, "en": row.name_en},
        urls=_urls(row),
        slug=row.slug,
        state=row.state,
        municipalities=sorted(town.code for town in row.municipalities.all()),
        phone=row.phone,
        email=row.email,
    )
