"""Venues: those that a public source names, and general ones in the same towns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.utils.text import slugify

from kaikusite.demo.areas import running_areas, turn
from kaikusite.demo.places import Town, address, mail, phone, point, postcode, towns
from kaikusite.demo.shapes import Hours, VenueSeed
from kaikusite.demo.texts import LANGUAGES, dice, table, three

POPUP_DAYS = (-40, 75)  # a pop-up venue takes part from, until, days from the seeding
STOP_METRES = (90, 120, 150, 200, 250, 300, 350)
LAST_BUSES = ("21.40", "22.10", "22.25", "22.45", "23.05")
SKIPPED_LANGUAGE = {"sv": 30, "en": 18}  # of a hundred venues outside bilingual towns, these lack the translation


def venues(count: int, today: date) -> list[VenueSeed]:
    """Return `count` venues: every real one first, then general ones, the towns taking turns.

    count   45 at least (the real ones), about 700 at most.
    """
    plans = [_real(row) for row in table("venues")["real"]]
    plans += islice((_general(town, kind) for town, kind in _wanted()), max(0, count - len(plans)))
    return [_venue(plan, number, today) for number, plan in enumerate(plans)]


def _wanted() -> Iterator[tuple[Town, str]]:
    """Yield (town, kind): first what the towns' table asks for, round by round, then every kind that a town lacks."""
    running = [town for code, town in towns().items() if code in running_areas() and code != "091"]
    for turn_number in range(max(len(town.venues) for town in running)):
        for town in sorted(running, key=lambda town: -town.weight):
            if turn_number < len(town.venues):
                yield town, town.venues[turn_number]
    kinds = [kind for kind in table("venues")["kind"] if kind != "festival"]
    for shift in range(len(kinds)):
        for number, town in enumerate(running):
            kind = kinds[(number * 7 + shift) % len(kinds)]
            if kind not in town.venues:
                yield town, kind


@dataclass(frozen=True, slots=True)
class Plan:
    """What makes one venue: its town, demo kind and words, and for a real one what the source says of it."""

    town: Town
    kind: str
    names: Mapping[str, str]
    about: Mapping[str, str]
    row: Mapping[str, Any] = field(default_factory=dict)  # of a real venue

    @property
    def words(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = table("venues")["kind"][self.kind]
        return found

    @property
    def area(self) -> Mapping[str, Any]:
        return running_areas()[self.town.code]

    @property
    def language(self) -> str:
        return str(self.area.get("language", "fi"))

    @property
    def hosts(self) -> tuple[str, ...]:
        """The demo kinds whose texts fit here: its own, those it also is, and by the sea those of the coast."""
        own = (self.kind, *self.words.get("also", []), *self.row.get("also", []))
        return (*own, *(f"coast-{kind}" for kind in own)) if self.town.is_coastal else own

    @property
    def slug(self) -> str:
        """The name; in areas of several towns a general name with its town."""
        name = self.names[self.language]
        town = self.town.sv if self.language == "sv" else self.town.fi
        return slugify(name if self.row or len(self.area["towns"]) < 2 else f"{name} {town}")


def _real(row: Mapping[str, Any]) -> Plan:
    return Plan(towns()[row["town"]], row["kind"], three(row["name"]), {language: row[language] for language in LANGUAGES}, row)


def _general(town: Town, kind: str) -> Plan:
    words = table("venues")["kind"][kind]
    number = int(not town.is_town) if words.get("split") else turn("name", town.code, kind, of=len(words["name"]))
    return Plan(town, kind, three(words["name"][number]), three(words["about"][turn("about", town.code, kind, of=len(words["about"]))]))


def _venue(plan: Plan, number: int, today: date) -> VenueSeed:
    town, row, key = plan.town, plan.row, f"venue/{plan.area['slug']}/{plan.slug}"
    return VenueSeed(
        key=key, area=f"area/{plan.area['slug']}", slug=plan.slug, language=plan.language, facts=_facts(plan, key, number, today), town=town.code,
        hours=weekly(plan.words["hours"]), words=_words(plan, key), hosts=plan.hosts,
        weight=town.weight, is_real=bool(row), only=tuple(row.get("only", ())), months=tuple(row.get("months", ())),
        exceptions=_exceptions(plan.words["hours"], today),
    )  # fmt: skip


def _facts(plan: Plan, key: str, number: int, today: date) -> dict[str, Any]:
    lat, lon = point(plan.town, key)
    first, last = (today + timedelta(days=POPUP_DAYS[0]), today + timedelta(days=POPUP_DAYS[1] + number)) if plan.row.get("popup") else (None, None)
    return {
        "kind": plan.words["site_kind"], "sector": plan.words["sector"], "address": address(plan.town, key, plan.language),
        "postcode": postcode(plan.town.code), "lat": lat, "lon": lon, "accessibility": _access(plan.words["access"], key),
        "languages": _served(plan.town, key), "phone": phone(plan.town, key), "email": mail(plan.slug),
        "website": "" if plan.row else f"https://www.example.org/{plan.slug}", "popup_from": first, "popup_until": last,
        "checked_on": today - timedelta(days=dice("checked", key).randrange(2, 120)),
    }  # fmt: skip


def weekly(key: str) -> tuple[Hours, ...]:
    return tuple((day, opens, closes) for day, opens, closes in table("hours")[key])


def _exceptions(key: str, today: date) -> tuple[tuple[date, str, str], ...]:
    """Return the coming winter holidays on which a place with weekly hours is shut, or shuts at noon."""
    if not table("hours")[key]:
        return ()
    closed = [date(today.year, 12, 24), date(today.year, 12, 25), date(today.year + 1, 1, 1)]
    return tuple((day, "", "") for day in closed if day >= today)


def _access(codes: list[str], key: str) -> list[str]:
    """Return the kind's usual codes, one of them missing in a third of places: nobody is perfect."""
    return codes if turn("access", key, of=3) else codes[:-1]


def _served(town: Town, key: str) -> list[str]:
    spoken = ["fi", "sv"] if town.is_bilingual else ["fi"]
    return [*spoken, "en"] if turn("served", key, of=2) else spoken


def _words(plan: Plan, key: str) -> dict[str, dict[str, str]]:
    town, luck = plan.town, dice("words", key)
    stop, arrive = luck.choice(table("streets")["stop"]), luck.choice(table("streets")["arrive"])
    home = luck.choice([row for row in table("streets")["home"] if row["rural"] == town.is_rural])
    metres, leaves = luck.choice(STOP_METRES), luck.choice(LAST_BUSES)
    street = luck.choice(table("streets")["sv" if plan.language == "sv" else "fi"])
    spoken = [
        tongue for tongue in LANGUAGES if tongue in {plan.language, "fi"} or town.is_bilingual or luck.randrange(100) >= SKIPPED_LANGUAGE[tongue]
    ]
    return {
        tongue: {
            "title": plan.names[tongue], "summary": plan.about[tongue].format(**town.forms()), "arrival": arrive[tongue],
            "nearest_stop": stop[tongue].format(n=metres, street=street),
            "way_home": home[tongue].format(t=leaves.replace(".", ":") if tongue == "en" else leaves),
        }
        for tongue in spoken
    }  # fmt: skip
