"""Where imported offers happen: the venue of each row, known, matched or made, and the area that it lies in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.text import slugify

from areas import municipalities
from areas.actions import NewArea, create_area
from areas.codes import RUNNING, AreaState
from areas.models import Area
from offerings.actions.import_writers import NewVenue, Writer
from offerings.importers.flaws import Flaw, FlawCode, flaw
from offerings.importers.keys import as_uuid, key_of
from offerings.importers.shapes import ImportedOffer, ImportedVenue, venue_digest
from offerings.models import ImportedThing, Venue, VenueText


@dataclass(frozen=True, slots=True)
class ImportWish:
    """How an import is to go.

    source          whose ids these are; with them it makes the identity of an offer.
    area            slug of the area for venues whose municipality has none; "" = such rows are refused.
    creates_venues  new venues are published at once; else they are drafts for review.
    creates_areas   areas that rows name, or whose municipality has none, are made.
    """

    source: str
    area: str = ""
    creates_venues: bool = False
    creates_areas: bool = False
    is_facts_only: bool = False
    is_dry: bool = False


class UnknownArea(Exception):
    """The area named for the whole import is not there."""


@dataclass(slots=True)
class _Venue:
    """A venue of the source as this site knows it. `digest` "" = matched, its words are not the importer's."""

    key: UUID
    digest: str


@dataclass(frozen=True, slots=True)
class PlacesPlan:
    """What a chunk's venues come to. venues: line → key; flaws: line → why there is none; new: to be written, the changed ones too."""

    venues: dict[int, UUID] = field(default_factory=dict)
    flaws: dict[int, tuple[Flaw, ...]] = field(default_factory=dict)
    new: list[NewVenue] = field(default_factory=list)
    matched: list[tuple[ImportedVenue, UUID]] = field(default_factory=list)


class Places:
    """The venues and areas of one import. Two queries a chunk once all are known."""

    def __init__(self, wish: ImportWish, now: datetime) -> None:
        self.wish = wish
        self.made_venues = self.made_drafts = self.changed_venues = self.made_areas = 0
        self._now = now
        self._venues: dict[str, _Venue] = {}
        self._told: set[str] = set()  # venues that a row of this run has described: the first such row speaks
        self._areas: dict[str, Area] = {}
        self._of_town: dict[str, Area] = {}
        self._load_areas()
        if wish.area and wish.area not in self._areas and not wish.creates_areas:
            raise UnknownArea(wish.area)

    def plan(self, offers: Mapping[int, ImportedOffer], writer: Writer) -> PlacesPlan:
        """Return the venues of a chunk's rows. Areas that must be made are made now, each in a transaction of its own."""
        self._load({offer.venue.source_id for offer in offers.values()} - set(self._venues), writer)
        described = {offer.venue.source_id: offer.venue for offer in reversed(list(offers.values())) if not offer.venue.is_bare}
        plan = PlacesPlan()
        flaws = self._plan([venue for name, venue in described.items() if name not in self._told], plan)
        for line, offer in offers.items():
            name = offer.venue.source_id
            if name in self._venues:
                plan.venues[line] = self._venues[name].key
            else:
                plan.flaws[line] = (flaws.get(name, flaw("venue.id", FlawCode.UNKNOWN_VENUE, name)),)
        return plan

    def write(self, plan: PlacesPlan, writer: Writer) -> None:
        """Write a plan's venues, in the caller's transaction."""
        writer.write_venues(plan.new, now=self._now)
        rows = [_record(one.source, one.venue, one.key, venue_digest(one.venue)) for one in plan.new]
        rows += [_record(self.wish.source, venue, key, "") for venue, key in plan.matched]
        ImportedThing.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["kind", "source", "source_id"], update_fields=["key", "digest", "gone_at"]
        )

    def count(self, plan: PlacesPlan) -> None:
        """Count what a plan made: its transaction is over."""
        new = [one for one in plan.new if one.is_new]
        self.made_venues += len(new)
        self.changed_venues += len(plan.new) - len(new)
        self.made_drafts += sum(not one.is_live for one in new)

    def forget(self) -> None:
        """Forget what is known, for the transaction that made it was rolled back."""
        self._venues, self._told = {}, set()
        self._load_areas()

    def _load_areas(self) -> None:
        areas = list(Area.objects.prefetch_related("municipalities").order_by("-code"))
        self._areas = {area.slug: area for area in areas}
        self._of_town = {town.code: area for area in areas if area.is_live and area.state in RUNNING for town in area.municipalities.all()}

    def _load(self, source_ids: Iterable[str], writer: Writer) -> None:
        wanted = list(source_ids)
        records = ImportedThing.objects.filter(kind="venue", source=self.wish.source, source_id__in=wanted) if wanted else []
        found = {record.source_id: _Venue(record.key, record.digest) for record in records}
        own = {name: key for name in wanted if name not in found and (key := as_uuid(name))}
        there = writer.venues_there([*(venue.key for venue in found.values()), *own.values()])
        self._venues |= {name: venue for name, venue in found.items() if venue.key in there}
        self._venues |= {name: _Venue(key, "") for name, key in own.items() if key in there}

    def _plan(self, venues: list[ImportedVenue], plan: PlacesPlan) -> dict[str, Flaw]:
        """Add venues to a plan; return source id → flaw of those that lie nowhere."""
        flaws = {}
        named = self._by_name([venue for venue in venues if venue.source_id not in self._venues])
        for venue in venues:
            name, known = venue.source_id, self._venues.get(venue.source_id)
            self._told.add(name)
            if known:
                if known.digest and known.digest != venue_digest(venue):
                    plan.new.append(NewVenue(known.key, venue, None, self.wish.source, is_new=False))
            elif name in named:
                plan.matched.append((venue, named[name]))
                self._venues[name] = _Venue(named[name], "")
            elif isinstance(area := self._area(venue), Flaw):
                flaws[name] = area
                self._told.discard(name)
            else:
                new = NewVenue(key_of("venue", self.wish.source, name), venue, area, self.wish.source, is_live=self._publishes)
                plan.new.append(new)
                self._venues[name] = _Venue(new.key, venue_digest(venue))
        return flaws

    @property
    def _publishes(self) -> bool:
        return self.wish.creates_venues or self.wish.is_facts_only

    def _by_name(self, venues: list[ImportedVenue]) -> dict[str, UUID]:
        """Return source id → key of open venues that have the same name in the same municipality."""
        if not venues:
            return {}
        names = {text["title"] for venue in venues for text in venue.texts.values()}
        rows = VenueText.objects.filter(name__in=names, venue__in=Venue.objects.open()).values_list("name", "venue__municipality_id", "venue__uuid")
        known = {(name, town): key for name, town, key in rows}
        found = {venue.source_id: [known.get((text["title"], venue.municipality)) for text in venue.texts.values()] for venue in venues}
        return {name: key for name, keys in found.items() if (key := next(filter(None, keys), None))}

    def _area(self, venue: ImportedVenue) -> Area | Flaw:
        """Return the area of a new venue: the one its row names, else its municipality's, else the import's own."""
        if venue.area:
            if venue.area in self._areas:
                return self._areas[venue.area]
            return self._new_area(venue.area, venue) if self.wish.creates_areas else flaw("venue.area", FlawCode.UNKNOWN_AREA, venue.area)
        wished = self._areas.get(self.wish.area)
        if wished and wished.pk and any(town.code == venue.municipality for town in wished.municipalities.all()):
            return wished
        if area := self._of_town.get(venue.municipality) or wished:
            return area
        town = municipalities.by_code(venue.municipality)
        if self.wish.creates_areas and town:
            return self._new_area(self.wish.area or slugify(town.name_fi), venue)
        return flaw("venue.municipality", FlawCode.NO_AREA)

    def _new_area(self, slug: str, venue: ImportedVenue) -> Area:
        """Make an area of the venue's municipality, running; in a dry run one that is never saved."""
        slug, town = slugify(slug)[:60], municipalities.by_code(venue.municipality)
        names = {"fi": slug.replace("-", " ").title()}
        if town and slug == slugify(town.name_fi):
            names = {code: town.name(code) for code in ("fi", "sv", "en")}
        if slug not in self._areas:
            self.made_areas += 1
            self._areas[slug] = Area(slug=slug) if self.wish.is_dry else _written_area(slug, names, venue.municipality)
        self._of_town.setdefault(venue.municipality, self._areas[slug])
        return self._areas[slug]


def _written_area(slug: str, names: Mapping[str, str], municipality: str) -> Area:
    page = create_area(NewArea(slug, names, state=AreaState.PERMANENT, municipalities=[municipality]))
    return Area.objects.prefetch_related("municipalities").get(uuid=page.translation_key)


def _record(source: str, venue: ImportedVenue, key: UUID, digest: str) -> ImportedThing:
    return ImportedThing(kind="venue", source=source, source_id=venue.source_id, key=key, digest=digest)
