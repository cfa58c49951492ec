"""The words of an offer: a hand-written text with its variant, the players, the days of a course and a practical last line."""

from __future__ import annotations

import random
from html import escape

from kaikusite.demo.places import towns
from kaikusite.demo.schedule import Course
from kaikusite.demo.shapes import VenueSeed
from kaikusite.demo.texts import LANGUAGES, PLAIN, Base, table, three

MISSING = {"fi": 20, "sv": 40, "en": 22}  # of a hundred offers outside bilingual towns, these lack the translation
CHECKED_PLAIN_SHARE = 60  # of a hundred plain texts, these are marked checked
# Which practical lines fit a venue, by its demo kind; others have none.
TAILS = {
    "theatre": "hall", "stage": "hall", "concert-hall": "hall", "culture-house": "hall", "cinema": "hall",
    "circus-school": "hall", "dance-school": "hall",
    "museum": "museum", "art-museum": "museum", "science-centre": "museum", "industry-museum": "museum", "library": "library",
    "swimming-hall": "sport", "gym": "sport", "sports-hall": "sport", "ice-rink": "sport", "nature-centre": "nature",
}  # fmt: skip
AGES = (3, 4, 5, 6)
WEEKDAYS = {
    "fi": ("maanantaisin", "tiistaisin", "keskiviikkoisin", "torstaisin", "perjantaisin", "lauantaisin", "sunnuntaisin"),
    "sv": ("måndagar", "tisdagar", "onsdagar", "torsdagar", "fredagar", "lördagar", "söndagar"),
    "en": ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"),
}
NUMBERS_EN = {4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve"}
# What the title of a text says when a venue uses it again.
AGAIN = {
    "event": (
        ("lisäpäivät", "extra dagar", "More Dates"), ("kevään esitykset", "vårens föreställningar", "Spring Dates"),
        ("uusintakierros", "i repris", "Once Again"),
    ),
    "course": (
        ("jatkoryhmä", "fortsättning", "Continued"), ("kevään ryhmä", "vårens grupp", "Spring Group"),
        ("pienryhmä", "liten grupp", "Small Group"),
    ),
    "standing": (
        ("aamuisin", "på morgonen", "Mornings"), ("perheille", "för familjer", "For Families"), ("ryhmille", "för grupper", "For Groups"),
    ),
}  # fmt: skip
CLOAKROOM = {"fi": "Narikka 2 €.", "sv": "Garderob 2 €.", "en": "Cloakroom 2 €."}
TOWEL = {"fi": "Pyyhkeen vuokra 3 €.", "sv": "Hyra av handduk 3 €.", "en": "Towel hire 3 €."}


def offer_words(venue: VenueSeed, base: Base, number: int, luck: random.Random, *, plan: Course | None, again: int) -> dict[str, dict[str, str]]:
    """Return the words by language: the venue's own language always, others where an editor has translated them."""
    age, closing = luck.choice(AGES), _closing(venue, base, luck, plan=plan)
    words = {language: _words(base, number, language, age=age, closing=closing[language], again=again) for language in _spoken(venue, base, luck)}
    if PLAIN in base.descriptions and "fi" in words:
        words[PLAIN] = _plain_words(base, number, words["fi"], plan=plan, age=age)
        words[PLAIN]["is_checked_plain"] = "yes" if luck.randrange(100) < CHECKED_PLAIN_SHARE else ""
    costs = _costs(base, luck)
    for language in words:
        chosen = "fi" if language == PLAIN else language
        words[language] |= {"bring": base.bring.get(chosen, ""), "other_costs": costs.get(chosen, "")}
    return words


def _spoken(venue: VenueSeed, base: Base, luck: random.Random) -> list[str]:
    town = towns()[venue.town]
    always = {venue.language, *(("fi", "sv") if town.is_bilingual else ("fi",))} if venue.language == "fi" else {"sv"}
    return [language for language in LANGUAGES if language in always or luck.randrange(100) >= MISSING[language]]


def title_of(base: Base, number: int, language: str, again: int) -> str:
    chosen = "fi" if language == PLAIN else language
    variant = base.variants[number].titles[chosen]
    title = base.titles.get(language, base.titles[chosen]).format(v=variant, s="")
    return f"{title} – {three(list(AGAIN[base.kind][again - 1]))[chosen]}" if again else title


def _words(base: Base, number: int, language: str, *, age: int, closing: str, again: int) -> dict[str, str]:
    """Return title, summary and description: the variant's own sentence leads, so the description does not say it again."""
    variant = base.variants[number]
    body = base.descriptions[language].format(v=variant.titles[language], s="", age=age).strip()
    return {
        "title": title_of(base, number, language, again),
        "summary": variant.sentences[language],
        "description": "".join(_paragraph(text) for text in (body, closing) if text),
    }


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def _plain_words(base: Base, number: int, finnish: dict[str, str], *, plan: Course | None, age: int) -> dict[str, str]:
    body = base.descriptions[PLAIN].format(v=base.variants[number].titles["fi"], s="", age=age)
    lead, _, rest = body.partition(". ")
    if plan:
        rest += f" Kurssi on {WEEKDAYS['fi'][plan.weekday]} kello {_clock(plan.opens, 'fi')}. Kurssi kokoontuu {plan.times} kertaa."
    return {"title": finnish["title"], "summary": f"{lead.rstrip('.')}.", "description": _paragraph(rest.strip()) if rest.strip() else ""}


def _closing(venue: VenueSeed, base: Base, luck: random.Random, *, plan: Course | None) -> dict[str, str]:
    """Return the last paragraph in each language: players, days of the course, one practical line."""
    parts: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    if base.players:
        group = table("ensembles")[base.players]
        name, number = luck.choice(group["names"]), luck.randrange(2)
        for language in LANGUAGES:
            parts[language].append(group[language][number].format(e=name))
    if plan:
        for language in LANGUAGES:
            parts[language].append(course_sentence(plan, language))
    kind = _tail(venue, base)
    tail = three(luck.choice(table("tails")[kind]["lines"])) if kind and luck.random() < 0.7 else {}
    return {language: " ".join([*parts[language], *([tail[language]] if tail else [])]) for language in LANGUAGES}


def _tail(venue: VenueSeed, base: Base) -> str:
    """Return which practical lines fit: those of the occasion, else those of the place; "" = none."""
    if base.kind == "course":
        return "course"
    if base.when == "family":
        return "family"
    place = next((TAILS[host] for host in venue.hosts if host in TAILS), "")
    return "" if place == "sport" and base.kind == "standing" else place


def course_sentence(plan: Course, language: str) -> str:
    """Return when a course meets: "Kokoonnumme tiistaisin klo 17.30–19, yhteensä 10 kertaa."."""
    day, opens, closes = WEEKDAYS[language][plan.weekday], _clock(plan.opens, language), _clock(plan.closes, language)
    if language == "fi":
        return f"Kokoonnumme {day} klo {opens}–{closes}, yhteensä {plan.times} kertaa."
    if language == "sv":
        return f"Vi träffas på {day} kl. {opens}–{closes}, sammanlagt {plan.times} gånger."
    return f"We meet on {day} from {opens} to {closes}, {NUMBERS_EN[plan.times]} times in all."


def _clock(value: str, language: str) -> str:
    """Return an hour as people write it: 17.30, 19; in English 17:30."""
    hour, minute = value.split(":")
    if language == "en":
        return f"{int(hour)}:{minute}"
    return str(int(hour)) if minute == "00" else f"{int(hour)}.{minute}"


def _costs(base: Base, luck: random.Random) -> dict[str, str]:
    if base.costs:
        return dict(base.costs)
    if base.kind == "event" and base.when == "evening" and base.categories[0] in {"music", "theatre", "dance"} and luck.random() < 0.4:
        return CLOAKROOM
    return TOWEL if base.key == "swimming" else {}
