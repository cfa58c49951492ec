"""One offer's page: every fact and sentence, ready to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from markupsafe import Markup

from areas import hours as opening
from areas.queries import HTML_LANG, foreign
from common import slots
from common.gone import Action, Gone
from common.shell import named
from common.texts import pick, pick_path
from common.time import day_of
from common.words import date_words, phone_href
from offerings import wording
from offerings.codes import Accessibility, Audience, Category, OfferKind, SpokenLanguage, label, labels
from offerings.models import Occurrence, Offer, OfferText, Venue, VenueText
from offerings.queries.rows import category_of, from_centre, seed_of
from offerings.queries.venue import Address, address_of, alt_of, closed_words, is_shown
from offerings.steps import TICKET_CODES, Step, Ways, steps_of, way_open

DATES_SHOWN = 40
KEPT_FOR = timedelta(days=1)  # a date that is cancelled is told until the day after


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date. `places` and `left` None: no limit; `state` "", "cancelled"; `key` is the occurrence's, for booking it."""

    key: UUID
    when: str
    short: str
    starts_at: datetime
    ends_at: datetime
    places: int | None
    left: int | None
    state: str = ""


@dataclass(frozen=True, slots=True)
class VenueBrief:
    """The venue as an offer's page needs it; `lang` is that of its name and hints."""

    name: str
    lang: str
    url: str
    address: Address
    town: str
    far: str
    point: tuple[float, float]
    route_url: str
    nearest_stop: str
    way_home: str
    arrival: str


@dataclass(frozen=True, slots=True)
class Translated:
    """How the words stand.

    spoken            their language; `lang` the same, but "" when it is the page's
    source_language   in words; `changed_on` the day when the source's words last changed, where the translation is older
    """

    lang: str
    spoken: str
    is_missing: bool
    is_stale: bool
    is_checked: bool
    source_language: str
    source_url: str
    changed_on: str


@dataclass(frozen=True, slots=True)
class Times:
    """When: `dates` soonest first with cancelled ones among them, `open_dates` without; `when` says the next one in words."""

    when: str
    next: DateRow | None
    dates: tuple[DateRow, ...]
    open_dates: tuple[DateRow, ...]
    further: int
    is_over: bool
    is_evening: bool
    days: Sequence[opening.DayRow]


@dataclass(frozen=True, slots=True)
class Contact:
    """The offer's own contacts, else the venue's; `sentence` is ready to be said on the phone."""

    phone: str
    phone_href: str
    sentence: str
    email: str
    booking_url: str


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain-Finnish page of a Finnish one. Only checked text is called plain Finnish."""

    url: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class OfferDetail:
    """An offer's page. `how_to_get` is the way that works now; `key` is the offer's own."""

    key: UUID
    kind: str
    how_to_get: str
    title: str
    summary: str
    description: Markup
    bring: str
    words: Translated
    category: str
    seed: int
    picture: Mapping[str, Any] | None
    picture_alt: str
    labels: tuple[str, ...]
    is_free: bool
    venue: VenueBrief
    area_name: str
    area_url: str
    times: Times
    steps: tuple[Step, ...]
    companions: str
    costs: str
    costs_lang: str
    limit: str
    accessibility: str
    languages: str
    contact: Contact
    plain: Plain | None


def offer_detail(key: UUID, *, language: str, now: datetime) -> OfferDetail:
    """Return an offer's page. Raises Gone when it is closed, expired or not yet live, or when the card does not work there. Four queries."""
    offer = Offer.objects.filter(uuid=key).select_related("venue__area", "venue__municipality").prefetch_related("texts", "venue__texts").first()
    offer = _open(offer, language=language, now=now)
    venue, texts = offer.venue, {text.language: text for text in offer.texts.all()}
    words = pick(texts.values(), language, source=offer.source_language)
    if words is None:  # no page in any language holds words now: it is being taken away
        raise over_words(offer, language=language)
    times = _times(offer, now)
    how, ways = _how(offer)
    return OfferDetail(
        key=offer.uuid,
        kind=offer.kind,
        how_to_get=how,
        title=words.title,
        summary=words.summary,
        description=Markup(words.description),  # noqa: S704  (cleaned when it was projected)
        bring=words.bring,
        words=_translated(offer, words, texts, language),
        category=category_of(offer),
        seed=seed_of(offer.uuid),
        picture=offer.picture,
        picture_alt=alt_of(offer.picture, language, offer.source_language),
        labels=tuple(map(str, labels(Category, offer.categories)[:3] + labels(Audience, set(offer.audiences) - {"everyone"}))),
        venue=_venue(venue, pick(venue.texts.all(), language, source=venue.source_language), language),
        area_name=venue.area.name(language),
        area_url=pick_path(venue.area.paths, language, source=venue.area.source_language),
        times=times,
        steps=steps_of(offer.kind, how, ways),
        **_sentences(offer, words, how, language),
        contact=Contact(
            phone=ways.phone,
            phone_href=phone_href(ways.phone) if ways.phone else "",
            sentence=wording.ready_sentence(kind=offer.kind, title=words.title, when=times.next.short if times.next else ""),
            email=ways.email,
            booking_url=ways.booking_url,
        ),
        plain=_plain(offer, texts.get("fi-simple")) if language == "fi" else None,
    )


def _sentences(offer: Offer, words: OfferText, how: str, language: str) -> dict[str, Any]:
    """Return the fields that are whole sentences, true for this offer."""
    needs_ticket = how in TICKET_CODES
    area = offer.venue.area
    return {
        "is_free": offer.is_free and not offer.own_contribution_cents,
        "companions": wording.companions(
            kind=offer.kind,
            children_welcome=offer.children_welcome,
            companions_max=offer.companions_max,
            child_age_limit=area.child_age_limit,
            needs_ticket=needs_ticket,
        ),
        "costs": wording.costs(wording.Costs(offer.kind, offer.is_free, offer.own_contribution_cents, offer.fee_ceiling_cents, words.other_costs)),
        "costs_lang": foreign(words.language, language) if words.other_costs else "",
        "limit": wording.course_limit(offer.course_limit, offer.course_limit_period),
        "accessibility": wording.listed(labels(Accessibility, {*offer.venue.accessibility, *offer.accessibility})),
        "languages": wording.listed(labels(SpokenLanguage, offer.languages)),
    }


def _plain(offer: Offer, text: OfferText | None) -> Plain | None:
    path = offer.paths.get("fi-simple", "")
    return Plain(path, text.is_checked_plain) if text and path else None


def _times(offer: Offer, now: datetime) -> Times:
    dates = _dates(offer, now)
    open_dates = tuple(date for date in dates if not date.state)
    first = open_dates[0] if open_dates else None
    is_standing = offer.kind == OfferKind.STANDING
    state = opening.open_state(offer.weekly_hours or offer.venue.opening_hours, offer.venue.exceptions, now=now) if is_standing else None
    return Times(
        when=first.when if first else state.words if state else "",
        next=first,
        dates=dates,
        open_dates=open_dates,
        further=max(0, len(open_dates) - 1),
        is_over=not is_standing and not open_dates,
        is_evening=bool(first and wording.is_evening(wording.Moment(first.starts_at, first.ends_at))),
        days=opening.week_rows(offer.weekly_hours, now=now) if is_standing else [],
    )


def _open(offer: Offer | None, *, language: str, now: datetime) -> Offer:
    """Return the offer when anyone may see it now, else raise Gone with the words of why not."""
    if offer is not None and not is_shown(offer.venue):
        raise closed_words(offer.venue, language=language)
    if offer is None or offer.closed_at is not None or (offer.expire_at and offer.expire_at <= now):
        raise over_words(offer, language=language)
    if offer.live_at and offer.live_at > now:
        raise Gone(_("This is not public yet"), _("Come back later."), status=404)
    return offer


def closed_offer(key: UUID, *, language: str) -> Gone:
    """Return what is said at the address of an offer whose page has been taken away. One query."""
    offer = Offer.objects.filter(uuid=key).select_related("venue__area").first()
    if offer is not None and not is_shown(offer.venue):
        return closed_words(offer.venue, language=language)
    return over_words(offer, language=language)


def over_words(offer: Offer | None, *, language: str) -> Gone:
    """Return what is said at the address of an offer that has been taken away."""
    actions = [Action(_("What’s on now"), named("search:finder"))] if named("search:finder") else []
    if offer is not None and is_shown(offer.venue):
        path = pick_path(offer.venue.paths, language, source=offer.venue.source_language)
        actions.insert(0, Action(_("What else is there in the same place"), path))
    text = _("It is over, or the organiser has taken it away. A ticket that you already have is still good.")
    return Gone(_("This is no longer on offer"), text, actions=actions)


def _how(offer: Offer) -> tuple[str, Ways]:
    """Return the way that works now, and the contacts: the offer's own, else the venue's."""
    ways = Ways(
        phone=offer.phone or offer.venue.phone,
        email=offer.email or offer.venue.email,
        booking_url=offer.booking_url,
        can_book_here=bool(slots.fillings("offer.claim")),
    )
    return str(way_open(offer.how_to_get, ways)), ways


def _dates(offer: Offer, now: datetime) -> tuple[DateRow, ...]:
    rows = Occurrence.objects.filter(offer=offer, closed_at=None, ends_at__gt=now - KEPT_FOR).order_by("starts_at", "pk")[:DATES_SHOWN]
    return tuple(_date(row, now) for row in rows if row.ends_at > now or (row.is_cancelled and day_of(row.starts_at) >= day_of(now)))


def _date(row: Occurrence, now: datetime) -> DateRow:
    moment = wording.Moment(row.starts_at, row.ends_at, row.is_all_day)
    return DateRow(
        key=row.uuid,
        when=wording.page_when(moment, now),
        short=wording.lowered(wording.row_when(moment, now)),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        places=row.places,
        left=row.left,
        state="cancelled" if row.is_cancelled else "",
    )


def _venue(venue: Venue, words: VenueText | None, language: str) -> VenueBrief:
    return VenueBrief(
        name=words.name if words else "",
        lang=foreign(words.language, language) if words else "",
        url=pick_path(venue.paths, language, source=venue.source_language),
        address=address_of(venue, language),
        town=venue.municipality.name(language),
        far=from_centre(venue),
        point=(venue.lat, venue.lon),
        route_url=wording.route_to(words.name if words else "", venue.lat, venue.lon),
        nearest_stop=words.nearest_stop if words else "",
        way_home=words.way_home if words else "",
        arrival=words.arrival if words else "",
    )


def _translated(offer: Offer, words: OfferText, texts: Mapping[str, OfferText], language: str) -> Translated:
    source = texts.get(offer.source_language)
    changed = source.changed_at if source and words.is_stale else None
    return Translated(
        lang=foreign(words.language, language),
        spoken=HTML_LANG.get(words.language, words.language),
        is_missing=words.language != language,
        is_stale=words.is_stale,
        is_checked=words.is_checked_plain or language != "fi-simple",
        source_language=wording.lowered(str(label(SpokenLanguage, words.language if words.language != language else offer.source_language))),
        source_url=offer.paths.get(offer.source_language, ""),
        changed_on=date_words(day_of(changed)) if changed else "",
    )
