"""The JSON-lines form of an offer: one object a line. docs/offers-jsonl.md tells it field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from areas import municipalities
from common.geo import OutsideFinland, require_finland
from common.texts import clean_html
from common.time import HELSINKI
from offerings.codes import Accessibility, Audience, Category, CourseLimitPeriod, HowToGet, OfferKind, Sector, SpokenLanguage, VenueKind
from offerings.importers.flaws import Flaw, FlawCode, flaw
from offerings.importers.reading import MOST_CENTS, Reader, day_from, whole_days
from offerings.importers.shapes import Hours, ImportedDate, ImportedOffer, ImportedVenue, Row, Texts

SOURCE_LANGUAGES = ("fi", "sv", "en")
OFFER_TEXTS = {"title": 255, "summary": 300, "description": 20_000, "bring": 300, "other_costs": 300}  # letters
VENUE_TEXTS = {"summary": 600, "nearest_stop": 200, "way_home": 300, "arrival": 600}
CODES = {
    codes: tuple(codes.values)  # worked out once: a file has many rows
    for codes in (OfferKind, Category, Audience, Accessibility, SpokenLanguage, HowToGet, CourseLimitPeriod, VenueKind, Sector)
}
DATES_MOST = 1_000
PLACES_MOST = 100_000


def rows(path: Path) -> Iterator[Row]:
    """Yield each line of a file as a row; empty lines are passed over. UTF-8, with or without a byte order mark."""
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield row(line, number)


def row(line: str, number: int = 1) -> Row:
    """Return what one line says."""
    flaws: list[Flaw] = []
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, Mapping):
        return Row(number, "", flaws=(flaw("", FlawCode.NOT_JSON),))
    reader = Reader(given, flaws)
    offer = _offer(reader)
    reader.leftovers()
    return Row(number, offer.source_id, None if flaws else offer, tuple(flaws))


def _offer(reader: Reader) -> ImportedOffer:
    source_id = _required(reader, "id", 120)
    language = reader.code("source_language", SOURCE_LANGUAGES) or "fi"
    texts = _texts(reader, language)
    venue = _venue(reader, language)
    facts = _facts(reader)
    dates = _dates(reader, facts.get("places"))
    if reader.switch("always_on") and dates:
        reader.note("always_on", FlawCode.WRONG_SHAPE, "true")
    if not dates:  # nothing says when: it is always on, whatever it was called
        facts["kind"] = OfferKind.STANDING.value
    return ImportedOffer(source_id, language, texts, facts, venue, dates, _hours(reader, "hours"))


def _required(reader: Reader, name: str, most: int) -> str:
    value = reader.text(name, most)
    if not value and not reader.is_flawed(name):
        reader.note(name, FlawCode.MISSING)
    return value


def _texts(reader: Reader, language: str) -> Texts:
    """Return the texts by language; a language without a title has none."""
    fields = {name: reader.texts(name, language, most) for name, most in OFFER_TEXTS.items()}
    fields["description"] = {code: _paragraphs(words) for code, words in fields["description"].items()}
    if not reader.has("title"):
        reader.note("title", FlawCode.MISSING)
    elif language not in fields["title"] and not reader.is_flawed("title"):
        reader.note("title", FlawCode.NO_SOURCE_TEXT, language)
    for name, words in fields.items():
        for code in words:
            if code not in fields["title"] and language in fields["title"]:
                reader.note(f"{name}.{code}", FlawCode.NO_SOURCE_TEXT, code)
    return {code: {name: _one_line(name, words.get(code, "")) for name, words in fields.items()} for code in fields["title"]}


def _one_line(name: str, words: str) -> str:
    return words if name == "description" else " ".join(words.split())


def _paragraphs(words: str) -> str:
    """Return HTML that a page may hold: tags cleaned, or plain lines made paragraphs."""
    if "<" in words and ">" in words:
        return clean_html(words)
    return "".join(f"<p>{clean_html(part.strip().replace('&', '&amp;'))}</p>" for part in words.split("\n") if part.strip())


def _facts(reader: Reader) -> dict[str, Any]:
    """Return what was given, by the page's names; what a source must not leave open has its default."""
    for name in ("kind", "categories"):
        if not reader.has(name):
            reader.note(name, FlawCode.MISSING)
    is_free = reader.switch("is_free", "free")
    own = reader.whole("own_contribution_cents", MOST_CENTS) or 0
    facts: dict[str, Any] = {
        "kind": reader.code("kind", CODES[OfferKind]),
        "categories": reader.codes("categories", CODES[Category]),
        "audiences": reader.codes("audiences", CODES[Audience]),
        "accessibility": reader.codes("accessibility", CODES[Accessibility]),
        "languages": reader.codes("languages", CODES[SpokenLanguage]),
        "how_to_get": reader.code("how_to_get", CODES[HowToGet]) or HowToGet.JUST_COME.value,
        "places": reader.whole("places", PLACES_MOST),
        "own_contribution_cents": own,
        "is_free": own == 0 if is_free is None else is_free,
        "go_live_at": reader.moment("live_at"),
        "expire_at": reader.moment("expire_at"),
    }
    if reader.has("categories") and not facts["categories"] and not reader.is_flawed("categories"):
        reader.note("categories", FlawCode.MISSING)
    return facts | _rarer_facts(reader)


def _rarer_facts(reader: Reader) -> dict[str, Any]:
    """Return the facts that stay as they are when a row does not name them."""
    facts: dict[str, Any] = {
        "children_welcome": reader.switch("children_welcome"),
        "companions_max": reader.whole("companions_max", 100),
        "claim_opens_days": reader.whole("claim_opens_days", 1_000),
        "claim_closes_minutes": reader.whole("claim_closes_minutes", 100_000),
        "course_limit": reader.whole("course_limit", 1_000),
        "course_limit_period": reader.code("course_limit_period", CODES[CourseLimitPeriod]) or None,
        "fee_ceiling_cents": reader.whole("fee_ceiling_cents", MOST_CENTS),
        "phone": reader.text("phone", 30) or None,
        "email": reader.email("email") or None,
        "booking_url": reader.url("booking_url") or None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _dates(reader: Reader, places: int | None) -> tuple[ImportedDate, ...]:
    """Return dates and runs, soonest first. `places`: what the offer says of each."""
    found: dict[tuple[Any, Any], ImportedDate] = {}
    for name in ("dates", "occurrences"):
        for where, item in reader.objects(name):
            date = _whole_day(reader, item, where) if isinstance(item, str) else _date(reader, item, where, places)
            if date and found.setdefault((date.starts_at, date.ends_at), date) is not date:
                reader.flaws.append(flaw(where, FlawCode.TWICE))
    for where, item in reader.objects("runs"):
        inner = reader.inner(item, where)
        run = _run(inner) if inner else None
        if inner and run:
            inner.leftovers()
            found.setdefault((run.starts_at, run.ends_at), run)
    if reader.has("from", "until") and (run := _run(reader)):
        found.setdefault((run.starts_at, run.ends_at), run)
    if len(found) > DATES_MOST:
        reader.note("dates", FlawCode.WRONG_SHAPE, len(found))
    return tuple(sorted(found.values(), key=lambda date: (date.starts_at, date.ends_at)))


def _whole_day(reader: Reader, item: str, where: str) -> ImportedDate | None:
    day = day_from(item)
    if day is None:
        reader.flaws.append(flaw(where, FlawCode.BAD_TIME, item))
        return None
    return ImportedDate(*whole_days(day, day), is_all_day=True)


def _run(reader: Reader) -> ImportedDate | None:
    """Return every day from the first to the last as one long date."""
    first, last = reader.day("from"), reader.day("to", "until")
    if first is None or last is None:
        for name, value in (("from", first), ("to", last)):
            if value is None and not reader.has(name, "until" if name == "to" else name):
                reader.note(name, FlawCode.MISSING)
        return None
    if last < first:
        reader.note("to", FlawCode.ENDS_BEFORE_START)
        return None
    return ImportedDate(*whole_days(first, last), is_all_day=True)


def _date(reader: Reader, item: Any, where: str, offers_places: int | None) -> ImportedDate | None:
    inner = reader.inner(item, where)
    if inner is None:
        return None
    starts, ends = inner.moment("start", "starts"), inner.moment("end", "ends")
    is_all_day, is_cancelled = bool(inner.switch("all_day")), bool(inner.switch("cancelled"))
    places, left, is_sold_out = _places(inner, offers_places)
    inner.leftovers()
    for name, other, value in (("start", "starts", starts), ("end", "ends", ends)):
        if value is None and not inner.has(name, other):
            inner.note(name, FlawCode.MISSING)
    if starts is None or ends is None:
        return None
    if is_all_day:
        last = ends.astimezone(HELSINKI) - timedelta(microseconds=1) if ends > starts else ends.astimezone(HELSINKI)
        starts, ends = whole_days(starts.astimezone(HELSINKI).date(), last.date())
    if ends <= starts:
        inner.note("end", FlawCode.ENDS_BEFORE_START)
        return None
    return ImportedDate(starts, ends, is_all_day, places, left, is_sold_out, is_cancelled)


def _places(reader: Reader, offers_places: int | None) -> tuple[int | None, int | None, bool]:
    """Return (places of this date, left, sold out). None left where no limit is known is *sold out*, some left is a limit."""
    places, left = reader.whole("places", PLACES_MOST), reader.whole("places_left", PLACES_MOST)
    is_sold_out = bool(reader.switch("sold_out"))
    promised = offers_places if places is None else places
    if left is None or promised is None:
        return (left or None) if places is None else places, None, is_sold_out or left == 0
    if left > promised:
        reader.note("places_left", FlawCode.MORE_LEFT_THAN_PLACES, left)
    return places, left if left < promised else None, is_sold_out


def _hours(reader: Reader, name: str) -> tuple[Hours, ...]:
    found = []
    for where, item in reader.objects(name):
        inner = reader.inner(item, where)
        if inner is None:
            continue
        weekday, opens, closes = inner.whole("weekday", 6), inner.clock("opens"), inner.clock("closes")
        inner.leftovers()
        if weekday is None and not inner.has("weekday"):
            inner.note("weekday", FlawCode.MISSING)
        elif opens and closes and closes <= opens:
            inner.note("closes", FlawCode.ENDS_BEFORE_START)
        elif weekday is not None and opens and closes:
            found.append((weekday, opens, closes))
    return tuple(sorted(found))


def _venue(reader: Reader, language: str) -> ImportedVenue:
    given = reader.raw("venue")
    inner = reader.inner(given, "venue") if given is not None else None
    if inner is None:
        if given is None:
            reader.note("venue", FlawCode.MISSING)
        return ImportedVenue("")
    source_id = _required(inner, "id", 120)
    names = {code: " ".join(name.split()) for code, name in inner.texts("name", language, 255).items()}
    words = {name: inner.texts(name, language, most) for name, most in VENUE_TEXTS.items()}
    texts = {code: {"title": name, **{field: words[field].get(code, "") for field in VENUE_TEXTS}} for code, name in names.items()}
    venue = ImportedVenue(source_id, texts, _municipality(inner), inner.text("area", 60), _venue_facts(inner), _hours(inner, "hours"))
    inner.leftovers()
    return venue


def _municipality(reader: Reader) -> str:
    """Return the official code of a municipality given by its code or name."""
    value = reader.text("municipality", 80)
    if not value:
        return ""
    found = municipalities.by_code(value.zfill(3)) if value.isdigit() and len(value) <= 3 else municipalities.find(value)
    if found is None:
        reader.note("municipality", FlawCode.UNKNOWN_CODE, value)
        return ""
    return found.code


def _venue_facts(reader: Reader) -> dict[str, Any]:
    lat, lon = _point(reader)
    facts: dict[str, Any] = {
        "kind": reader.code("kind", CODES[VenueKind]),
        "sector": reader.code("sector", CODES[Sector]),
        "address": reader.text("address", 120),
        "postcode": reader.text("postcode", 5),
        "lat": lat,
        "lon": lon,
        "accessibility": reader.codes("accessibility", CODES[Accessibility]),
        "languages": reader.codes("languages", CODES[SpokenLanguage]),
        "phone": reader.text("phone", 30),
        "email": reader.email("email"),
        "website": reader.url("website"),
    }
    return {name: value for name, value in facts.items() if value or value == 0}


def _point(reader: Reader) -> tuple[float | None, float | None]:
    lat, lon = reader.number("lat"), reader.number("lon")
    if lat is None or lon is None:
        if reader.has("lat") != reader.has("lon"):
            reader.note("lat" if lat is None else "lon", FlawCode.MISSING)
        return None, None
    try:
        require_finland(lat, lon)
    except OutsideFinland:
        reader.note("lat", FlawCode.OUTSIDE_FINLAND)
        return None, None
    return lat, lon
