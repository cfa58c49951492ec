"""What tests ask of the site's process: facts to look for, and acts that a person elsewhere would do.

Called by name through `Site.ask`; arguments and results travel as JSON.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from areas import teams
from areas.models import Area, Distributor
from common import worker
from common.models import WorkerLease
from common.pages import SitePage
from offerings.models import Occurrence, Offer, OfferPage, Venue, VenuePage
from redemption.cards.actions import IssueWish, issue_card
from redemption.cards.models import AgeBand, DistributorUnit, DistributorWorker
from redemption.desk.actions import invite_device
from redemption.figures.models import StatCell
from tests import staff

VIEWS = (
    "search:finder", "areas:where", "home:feedback", "cards:sign-in", "desk:start", "account_login", "account_reset_password",
)  # fmt: skip
HOST = "localhost"


# --- what there is to look at ----------------------------------------------------------------------------------------


def addresses(language: str) -> dict[str, str]:
    """Return what to look at -> path: one live page of every page class, and every view that needs no sign-in."""
    found = {name: path for model in apps.get_models() if issubclass(model, SitePage) for name, path in _of_class(model, language)}
    with translation.override(language):
        for view in VIEWS:
            try:
                found[view] = reverse(view)
            except NoReverseMatch:  # an app that is switched off
                continue
    return found


def _of_class(model: type[SitePage], language: str) -> list[tuple[str, str]]:
    """Return the fullest page of a class; of offers one of each kind."""
    live = model.objects.filter(locale__language_code=language, live=True).order_by("-numchild", "path")
    if model.__name__ != "OfferPage":
        return [(model.__name__, page.url_path) for page in live[:1]]
    kinds = ((kind, live.filter(kind=kind).first()) for kind in ("event", "course", "standing"))
    return [(f"OfferPage {kind}", page.url_path) for kind, page in kinds if page]


def play(language: str) -> dict[str, Any]:
    """Return an evening at a theatre that is booked here, in an area whose figures are past hiding.

    Result   occurrence, title, town, venue, area (slug), starts_at (ISO 8601), paths by language.
    """
    with_figures = StatCell.objects.filter(venue=None, month=None, visits__gt=0).values("area")
    rows = Occurrence.objects.upcoming(timezone.now()).filter(
        offer__closed_at=None, offer__how_to_get="reserve-here", offer__venue__closed_at=None, places_left__gte=4, is_sold_out=False
    )
    rows = rows.filter(offer__categories__icontains='"theatre"', offer__claim_opens_days=None, offer__children_welcome=True)
    row = rows.filter(offer__venue__area__in=with_figures).first() or rows.first()
    offer, venue = row.offer, row.offer.venue
    return {
        "occurrence": str(row.uuid),
        "title": offer.texts.get(language=offer.source_language).title,
        "town": venue.municipality.name(language),
        "venue": str(venue.uuid),
        "area": venue.area.slug,
        "starts_at": row.starts_at.isoformat(),
        "paths": offer.paths,
        "places_left": row.places_left,
    }


def places_left(occurrence: str) -> int:
    return Occurrence.objects.get(uuid=occurrence).left


# --- what people elsewhere do ----------------------------------------------------------------------------------------


def hand_over_card(area: str, children: int = 2) -> dict[str, str]:
    """Issue a card as a worker of the area does, and return its number and PIN."""
    municipality = Area.objects.get(slug=area).municipalities.first()
    wish = IssueWish(uuid4(), "", AgeBand.TO_64, municipality.code, children, is_eligible=True, has_agreed=True)
    issued = issue_card(wish, worker=_worker(area), now=timezone.now())
    return {"number": issued.number, "pin": issued.pin}


def _worker(area: str) -> DistributorWorker:
    distributor = Distributor.objects.filter(area__slug=area, is_live=True).first()
    unit, _ = DistributorUnit.objects.get_or_create(distributor=distributor)
    email = f"jakaja-{area}@example.org"
    user = User.objects.filter(email=email).first() or staff.person(email)
    return DistributorWorker.objects.get_or_create(user=user, unit=unit)[0]


def invite_desk(venue: str) -> str:
    """Return a one-time code that makes a device the venue's desk."""
    return invite_device(venue=Venue.objects.get(uuid=venue), name="Lipunmyynti", now=timezone.now()).code


def coordinator_session(area: str) -> dict[str, str]:
    """Log a coordinator of the area in, with both steps, and return the cookie."""
    user = staff.person(f"koordinaattori-{uuid4().hex[:8]}@example.org")
    teams.join(user, Area.objects.get(slug=area).uuid, teams.Role.PUBLISHER)
    return _session_of(user)


def distributor_session(area: str) -> dict[str, str]:
    """Log the area's worker who hands cards out in, with both steps, and return the cookie."""
    return _session_of(_worker(area).user)


def _session_of(user: User) -> dict[str, str]:
    client = staff.log_in_fully(Client(HTTP_HOST=HOST), user)
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}


def let_the_worker_work() -> int:
    """Do at once what the background worker does within 30 seconds."""
    return worker.work_once()


def now() -> str:
    """Return what the site's clock says."""
    return timezone.now().isoformat()


def forget_the_future() -> None:
    """Free the worker's lease: one taken before the clock was turned back would hold for days."""
    WorkerLease.objects.filter(until__gt=timezone.now()).delete()


def editors_of(area: str) -> dict[str, Any]:
    """Return an editor and a publisher of an area, each with what the log-in asks for, and pages that they may work at."""
    venue = Venue.objects.filter(area__slug=area, closed_at=None, source_language="fi", offers__closed_at=None).first()
    page = VenuePage.objects.get(translation_key=venue.uuid, locale__language_code="fi")
    offer = OfferPage.objects.child_of(page).live().first()
    return {"venue_page": page.pk, "offer_page": offer.pk} | {role.value: _with_phone(area, role) for role in teams.Role}


def _with_phone(area: str, role: teams.Role) -> dict[str, str]:
    user = staff.person(f"{role.value}-{uuid4().hex[:8]}@example.org")
    teams.join(user, Area.objects.get(slug=area).uuid, role)
    return {"email": user.email, "password": staff.PASSWORD, "code": staff.code_of(staff.set_up_second_step(user))}


def offer_named(title: str) -> dict[str, Any] | None:
    """Return the published offer with this Finnish title, or None."""
    offer = Offer.objects.filter(texts__title=title, texts__language="fi", closed_at=None).first()
    if offer is None:
        return None
    rows = list(offer.occurrences.order_by("starts_at"))
    return {"path": offer.paths["fi"], "dates": [row.starts_at.isoformat() for row in rows], "places_left": [row.left for row in rows]}
