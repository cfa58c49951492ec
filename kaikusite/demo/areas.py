"""Areas with their guides, and the places that hand cards out."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django.utils.text import slugify

from kaikusite.demo.places import address, mail, phone, point, postcode, towns
from kaikusite.demo.shapes import AreaSeed, DistributorSeed
from kaikusite.demo.texts import LANGUAGES, PLAIN, dice, table, three

FIELDS = ("who", "where", "use", "tickets", "children", "community", "contacts")
STAGES = {"permanent": "running", "pilot": "running", "preparing": "waiting", "interested": "waiting", "paused": "paused"}
CHILD_AGE_LIMIT = 18  # terms of 26 Feb 2025
OFFICE_PHONE = "09 000 1000"
JOINERS = {"fi": " ja ", "sv": " och ", "en": " and "}


@cache
def area_rows() -> list[dict[str, Any]]:
    return list(table("areas")["area"])


def areas(today: date) -> list[AreaSeed]:
    """Return the 33 areas in the order of the tree."""
    return [_area(row, number, today) for number, row in enumerate(area_rows())]


def _area(row: dict[str, Any], number: int, today: date) -> AreaSeed:
    language = row.get("language", "fi")
    pilot: list[date | None] = [_first_of_month(today, months) for months in row.get("pilot_months", [])] or [None, None]
    name = three(row["name"])
    facts = {
        "code": row["code"], "name_fi": name["fi"], "name_sv": name["sv"], "name_en": name["en"], "state": row["state"],
        "pilot_from": pilot[0], "pilot_until": pilot[1], "child_age_limit": CHILD_AGE_LIMIT, "is_local_only": row.get("local_only", False),
        "shows_figures": row["state"] == "permanent", "email": mail("kaikukortti", row["slug"]), "phone": area_phone(row),
    }  # fmt: skip
    return AreaSeed(
        key=f"area/{row['slug']}", slug=row["slug"], language=language, facts=facts, towns=tuple(row["towns"]),
        words=_area_words(row, number, pilot[1]), is_national=row.get("national", False),
    )  # fmt: skip


def area_phone(row: dict[str, Any]) -> str:
    return phone(towns()[row["towns"][0]], f"area/{row['slug']}") if row["towns"] else OFFICE_PHONE


def _first_of_month(today: date, months: int) -> date:
    """Return the first day of the month that lies `months` away; pilots start and end with a month."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _area_words(row: dict[str, Any], number: int, pilot_until: date | None) -> dict[str, dict[str, str]]:
    spoken = [language for language in (*LANGUAGES, PLAIN) if language != "sv" or _speaks_swedish(row)]
    return {language: _words_in(language, row, number, pilot_until) for language in spoken}


def _speaks_swedish(row: dict[str, Any]) -> bool:
    """Whether a guide is in Swedish too: where Swedish is spoken, and on the national pages."""
    return not row["towns"] or any(towns()[code].is_bilingual for code in row["towns"])


def _words_in(language: str, row: dict[str, Any], number: int, pilot_until: date | None) -> dict[str, str]:
    stage = "national" if row.get("national") else STAGES[row["state"]]
    versions, chosen = table("guide")[stage], "selko" if language == PLAIN else language
    forms = _forms(row, language, pilot_until)
    texts = {}
    for field in FIELDS:
        found = versions.get(field) if isinstance(versions, dict) else None
        if found:
            texts[field] = found[number % len(found)][chosen].format(**forms)
    if pilot_until:
        texts["who"] = table("guide")["pilot"][chosen].format(**forms) + texts["who"]
    texts |= {field: words[chosen] for field, words in row.get("extra", {}).items()}
    return {"title": _title(row, language), "summary": row["fi" if language == PLAIN else language], **texts}


def _title(row: dict[str, Any], language: str) -> str:
    name = three(row["name"])
    return name.get(language, name["fi"])


def _forms(row: dict[str, Any], language: str, pilot_until: date | None) -> dict[str, str]:
    named = [towns()[code] for code in row["towns"]]
    last = pilot_until.toordinal() - 1 if pilot_until else 0
    day = date.fromordinal(last) if last else None
    name = three(row["name"])
    return {
        "in_fi": row["in_fi"], "of_fi": row["of_fi"], "name_sv": name["sv"], "name_en": name["en"], "age": str(CHILD_AGE_LIMIT),
        "phone": area_phone(row), "mail": mail("kaikukortti", row["slug"]),
        **{f"towns_{tongue}": listed([getattr(town, tongue) for town in named], tongue) for tongue in LANGUAGES},
        "until_fi": f"{day.day}.{day.month}.{day.year}" if day else "", "until_sv": f"{day.day}.{day.month}.{day.year}" if day else "",
        "until_en": f"{day.day} {day:%B} {day.year}" if day else "",
    }  # fmt: skip


def listed(names: list[str], language: str) -> str:
    """Return names as a sentence lists them: "Kajaani, Kuhmo ja Sotkamo"."""
    return names[0] if len(names) == 1 else JOINERS[language].join([", ".join(names[:-1]), names[-1]]) if names else ""


def distributors() -> list[DistributorSeed]:
    """Return the places that hand cards out: two to six in each area that hands out cards, spread over its towns."""
    return [_distributor(row, unit, number) for row in area_rows() for number, unit in enumerate(row["units"])]


def _distributor(row: dict[str, Any], unit: str, number: int) -> DistributorSeed:
    words, language = table("units")[unit], row.get("language", "fi")
    town = towns()[row["towns"][number % len(row["towns"])]]
    key = f"distributor/{row['slug']}/{unit}"
    lat, lon = point(town, key)
    names, notes, asks = three(words["name"]), three(words["note"]), three(words["ask"])
    slug = slugify(f"{names['sv' if language == 'sv' else 'fi']} {town.sv if language == 'sv' else town.fi}")
    facts = {
        "kind": words["kind"], "address": address(town, key, language), "postcode": postcode(town.code), "lat": lat, "lon": lon,
        "phone": phone(town, key), "email": mail(slugify(names["fi"]), row["slug"]),
    }  # fmt: skip
    spoken = [tongue for tongue in LANGUAGES if tongue != "sv" or _speaks_swedish(row)]
    return DistributorSeed(
        key=key, area=f"area/{row['slug']}", slug=slug, language=language, facts=facts, town=town.code,
        hours=tuple((day, opens, closes) for day, opens, closes in words["hours"]),
        words={tongue: {"title": names[tongue], "hours_note": notes[tongue], "how_to_ask": asks[tongue]} for tongue in spoken},
    )  # fmt: skip


def running_areas() -> dict[str, dict[str, Any]]:
    """Return town code -> row of the area where the card works there; the pop-up towns belong to the national area."""
    national = next(row for row in area_rows() if row.get("national"))
    running = {code: row for row in area_rows() if row["state"] in {"pilot", "permanent"} for code in row["towns"]}
    return {"091": national} | running


def turn(*parts: object, of: int) -> int:
    """Return a number 0..of-1 that is the same for the same parts."""
    return dice(*parts).randrange(of)
