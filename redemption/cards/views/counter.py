"""The counter: hand a card over, find it again, renew it, draw a new PIN, close it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from markupsafe import Markup

from common import time
from common.refusals import Refused, sentence
from common.time import day_of
from redemption.cards import access, actions, queries
from redemption.cards.access import UNIT_KEY, WorkerRequest
from redemption.cards.actions.cards import RenewWish
from redemption.cards.actions.issue import Issued, IssueWish
from redemption.cards.forms import IssueForm, RenewForm, fresh_key
from redemption.cards.models import Card
from redemption.cards.numbers import grouped
from redemption.cards.rules import Refusal
from redemption.cards.vault import open_number

TOWN_KEY = "counter_municipality"  # in the staff session: the municipality chosen last
FIELD_OF = {  # where a refusal is shown beside its field
    Refusal.NUMBER_MISTYPED: "number",
    Refusal.CARD_NOT_FREE: "number",
    Refusal.CARD_NOT_YOURS: "number",
    Refusal.CHILDREN_TOO_MANY: "companions_max",
    Refusal.CONSENT_MISSING: "is_eligible",
}


@require_http_methods(["GET", "HEAD", "POST"])
@access.counter_page
def start(request: WorkerRequest) -> HttpResponseBase:
    """Hand a card over: three fields, two lines, one button; the answer is the slip."""
    area, last = request.worker.unit.distributor.area, request.session.get(TOWN_KEY, "")
    if request.method != "POST":
        given = {"key": fresh_key(), "companions_max": 0, "language": translation.get_language(), "municipality": last}
        return _issue_page(request, IssueForm(area=area, last=last, initial=given))
    form = IssueForm(request.POST, area=area, last=last)
    if not form.is_valid():
        return _issue_page(request, form, status=422)
    try:
        issued = actions.issue_card(_wish(form.cleaned_data), worker=request.worker, now=time.now())
    except Refused as refused:
        _put(form, refused)
        return _issue_page(request, form, status=422)
    if isinstance(issued, Card):  # sent twice: the PIN was on the first slip
        return redirect("counter:card", public_id=issued.public_id)
    request.session[TOWN_KEY] = form.cleaned_data["municipality"]
    return _slip(request, issued, language=form.cleaned_data["language"], municipality=form.cleaned_data["municipality"])


def _wish(cleaned: dict[str, Any]) -> IssueWish:
    return IssueWish(**{name: cleaned[name] for name in IssueWish.__dataclass_fields__})


def _put(form: IssueForm | RenewForm, refused: Refused) -> None:
    words = sentence(refused.reason)
    name = FIELD_OF.get(Refusal(refused.reason), "")
    form.add_error(name if name in form.fields else None, f"{words.says} {words.next_step}")


def _context(request: WorkerRequest, here: str) -> dict[str, Any]:
    unit = request.worker.unit
    jobs = access.jobs_of(request)
    language = translation.get_language() or "fi"
    return {
        "here": here,
        "unit_name": queries.unit_name(unit, language),
        "units": [(job.unit_id, queries.unit_name(job.unit, language)) for job in jobs] if len(jobs) > 1 else [],
        "unit_id": unit.pk,
    }


def _issue_page(request: WorkerRequest, form: IssueForm, *, status: int = 200) -> HttpResponse:
    age_limit = queries.policy_of(request.worker.unit.distributor.area, day=day_of(time.now())).child_age_limit
    context = _context(request, "issue") | {"form": form, "age_limit": age_limit}
    return render(request, "redemption/cards/counter/issue.html", context, status=status)


def _slip(request: WorkerRequest, issued: Issued, *, language: str, municipality: str) -> HttpResponse:
    paper = {
        "area": issued.card.area,
        "valid_until": issued.term.valid_until,
        "companions_max": issued.term.companions_max,
        "age_limit": queries.policy_of(issued.card.area, day=issued.term.valid_from).child_age_limit,
    }
    slip = _paper(request, issued.number, issued.pin, paper, language=language, municipality=municipality)
    context = _context(request, "issue") | {"title": _("The card is in use"), "paper": slip, "public_id": issued.card.public_id}
    return render(request, "redemption/cards/counter/slip.html", context)


def _paper(request: WorkerRequest, number: str, pin: str, more: dict[str, Any], *, language: str, municipality: str) -> Markup:
    """Return the slip in the holder's language. The PIN is in this answer and nowhere else."""
    given = {"number": grouped(number), "pin": pin, "address": urlsplit(settings.SITE_URL).netloc, "municipality": municipality}
    with translation.override(language):
        words = {"lang": "fi" if language == "fi-simple" else language}
        drawn = render_to_string("redemption/cards/counter/slip_paper.html", given | words | more, request=request)
    return Markup(drawn)  # noqa: S704  (a template of ours, escaped already)


@require_GET
@access.counter_page
def cards(request: WorkerRequest) -> HttpResponseBase:
    """List the unit's own cards, masked."""
    context = _context(request, "cards") | {"cards": queries.unit_cards(request.worker.unit)}
    return render(request, "redemption/cards/counter/cards.html", context)


@require_GET
@access.counter_page
def card(request: WorkerRequest, public_id: UUID) -> HttpResponseBase:
    """Show one card of the unit and what can be done with it."""
    return _card_page(request, access.unit_card(request.worker, public_id))


def _card_page(request: WorkerRequest, card: Card, *, form: RenewForm | None = None, refused: Refused | None = None) -> HttpResponse:
    shown = queries.unit_card(card)
    context = _context(request, "cards") | {
        "card": shown,
        "form": form or RenewForm(initial={"companions_max": shown.companions_max}),
        "refusal": sentence(refused.reason) if refused else None,
    }
    return render(request, "redemption/cards/counter/card.html", context, status=422 if refused else 200)


@require_POST
@access.counter_page
def new_pin(request: WorkerRequest, public_id: UUID) -> HttpResponseBase:
    """Draw a new PIN and print its slip; every sign-in of the card ends."""
    card = access.unit_card(request.worker, public_id)
    try:
        pin = actions.reset_pin(card, now=time.now())
    except Refused as refused:
        return _card_page(request, card, refused=refused)
    more = {"area": None, "valid_until": queries.unit_card(card).valid_until, "companions_max": 0}
    slip = _paper(request, open_number(card.number_sealed), pin, more, language=translation.get_language() or "fi", municipality="")
    context = _context(request, "cards") | {"title": _("The new PIN"), "paper": slip, "public_id": card.public_id}
    return render(request, "redemption/cards/counter/slip.html", context)


@require_POST
@access.counter_page
def renew(request: WorkerRequest, public_id: UUID) -> HttpResponseBase:
    """Give the card its next year."""
    card = access.unit_card(request.worker, public_id)
    form = RenewForm(request.POST)
    if not form.is_valid():
        return _card_page(request, card, form=form)
    try:
        actions.renew_card(card, RenewWish(**form.cleaned_data), now=time.now())
    except Refused as refused:
        return _card_page(request, card, form=form, refused=refused)
    return redirect("counter:card", public_id=public_id)


@require_POST
@access.counter_page
def close(request: WorkerRequest, public_id: UUID) -> HttpResponseBase:
    """Close the card for good; its places are given back."""
    card = access.unit_card(request.worker, public_id)
    try:
        actions.revoke_card(card, actor="worker", now=time.now())
    except Refused as refused:
        return _card_page(request, card, refused=refused)
    return redirect("counter:card", public_id=public_id)


@require_POST
@access.counter_page
def choose_unit(request: WorkerRequest) -> HttpResponseBase:
    """Change to another of the worker's own units."""
    chosen = request.POST.get("unit", "")
    if any(str(job.unit_id) == chosen for job in access.jobs_of(request)):
        request.session[UNIT_KEY] = int(chosen)
    return redirect("counter:start")
