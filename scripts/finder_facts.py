"""Facts of offers in any number, written in bulk: real texts of the relevance collection, each offer with a name of its own."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from areas.models import Area
from offerings.models import Occurrence, Offer, OfferText, Venue, VenueText

TEXTS = Path(__file__).parents[1] / "tests" / "relevance" / "offers.jsonl"
OFFERS_A_VENUE = 20
SYLLABLES = "ka ko ku ki ma mi mu pe pi po ra ri ru sa se su ta ti tu va vi vo la li lu na ni nu ha hi".split()
BATCH = 1_000


def write(number: int, now: datetime) -> list[UUID]:
    """Write `number` offers with their texts, dates and venues; return the offers' UUIDs. Areas must be there."""
    dice = random.Random(5)  # noqa: S311  (no secret: a repeatable sample)
    rows = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    areas = list(Area.objects.all())
    venues = [_venue(at, rows[at % len(rows)]["venue"], areas) for at in range(max(1, number // OFFERS_A_VENUE))]
    Venue.objects.bulk_create(venues)
    VenueText.objects.bulk_create(
        VenueText(venue=venue, language=lang, name=f"{name} {at}")
        for at, venue in enumerate(venues)
        for lang, name in rows[at % len(rows)]["venue"]["name"].items()
    )
    made = (_offer(at, rows[at % len(rows)], dice.choice(venues)) for at in range(number))
    uuids: list[UUID] = []
    while batch := list(islice(made, BATCH)):
        Offer.objects.bulk_create(batch)
        uuids += [offer.uuid for offer in batch]
        sources = [rows[(len(uuids) - len(batch) + at) % len(rows)] for at in range(len(batch))]
        OfferText.objects.bulk_create(text for offer, row in zip(batch, sources, strict=True) for text in _texts(offer, row, dice))
        Occurrence.objects.bulk_create(one for offer in batch for one in _dates(offer, dice, now))
    return uuids


def _venue(at: int, row: dict[str, Any], areas: list[Area]) -> Venue:
    return Venue(
        uuid=UUID(int=10**31 + at), area=areas[at % len(areas)], municipality_id=row["municipality"], kind=row["kind"], sector="public",
        address=row.get("address", ""), lat=row["lat"] + at / 10_000, lon=row["lon"], accessibility=row.get("accessibility", []),
    )  # fmt: skip


def _offer(at: int, row: dict[str, Any], venue: Venue) -> Offer:
    return Offer(
        uuid=UUID(int=10**32 + at), venue=venue, kind=row["kind"], categories=row["categories"], audiences=row["audiences"],
        accessibility=row["accessibility"], languages=row["languages"], how_to_get=row["how_to_get"],
        paths={"fi": f"/fi/alueet/a/v/{at}/"}, source_language=row["source_language"],
    )  # fmt: skip


def _texts(offer: Offer, row: dict[str, Any], dice: random.Random) -> Iterator[OfferText]:
    name = "".join(dice.choices(SYLLABLES, k=3)).capitalize()
    for lang, title in row["title"].items():
        description = f"<p>{row['description'].get(lang, '')}</p>"
        yield OfferText(offer=offer, language=lang, title=f"{title} {name}", summary=row["summary"].get(lang, ""), description=description)


def _dates(offer: Offer, dice: random.Random, now: datetime) -> Iterator[Occurrence]:
    if offer.kind == "standing":
        return
    first = now.replace(minute=0, second=0, microsecond=0) + timedelta(days=dice.randrange(1, 180))
    for turn in range(dice.choice([1, 1, 2, 3, 5])):
        starts = first + timedelta(days=7 * turn)
        yield Occurrence(
            uuid=UUID(int=offer.uuid.int * 10 + turn), offer=offer, starts_at=starts, ends_at=starts + timedelta(hours=2), places=9, places_left=9
        )
