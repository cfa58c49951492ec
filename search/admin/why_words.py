"""Why an offer is found where it is, in sentences: what is so, and what an editor can do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.words import when_words
from search.explaining import Ahead, DateState, Explanation, Form, Held, Passed
from search.types import OfferDocument
from search.why import LOOKED_THROUGH, Indexed, Standing, Why
from search.words import days_words, filter_label, understood_label

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """One finding. `state`: yes (as it should be), no (this keeps it away), note."""

    state: str
    text: str
    advice: str = ""


STANDING: Mapping[Standing, tuple[Text, Text]] = {
    Standing.NEVER_PUBLISHED: (gettext_lazy("It has never been published."), gettext_lazy("Publish the page.")),
    Standing.TAKEN_DOWN: (gettext_lazy("Its page has been taken down."), gettext_lazy("Publish the page again.")),
    Standing.VENUE_CLOSED: (gettext_lazy("The page of its venue is not published."), gettext_lazy("Publish the page of the venue.")),
    Standing.AREA_NOT_RUNNING: (gettext_lazy("Cards do not work in its area now."), gettext_lazy("The national office sets the state of an area.")),
    Standing.NOT_YET_LIVE: (gettext_lazy("It is to go live later."), gettext_lazy("Change the time in the page’s schedule.")),
    Standing.EXPIRED: (gettext_lazy("Its time of being shown is over."), gettext_lazy("Change the time in the page’s schedule.")),
}
INDEXED: Mapping[Indexed, tuple[str, Text, Text]] = {
    Indexed.UP_TO_DATE: ("yes", gettext_lazy("The search knows the published words."), ""),
    Indexed.WAITING: ("note", gettext_lazy("A change is on its way to the search."), gettext_lazy("Look again in half a minute.")),
    Indexed.STUCK: (
        "no",
        gettext_lazy("The search could not take a change. It is tried again by itself."),
        gettext_lazy("If this lasts, tell the people who run the site."),
    ),
    Indexed.OLD: (
        "no",
        gettext_lazy("The search knows older words than are published."),
        gettext_lazy("If this lasts, tell the people who run the site."),
    ),
    Indexed.MISSING: (
        "no",
        gettext_lazy("The search does not know it, though it should."),
        gettext_lazy("If this lasts, tell the people who run the site."),
    ),
    Indexed.NOT_SHOWN: ("note", gettext_lazy("There is nothing of it to be found now, whatever one asks."), ""),
    Indexed.DOWN: ("no", gettext_lazy("The search does not answer."), gettext_lazy("Tell the people who run the site.")),
}
DATES: Mapping[DateState, tuple[str, Text, Text]] = {
    DateState.HAS_PLACES: ("yes", gettext_lazy("It has a date with places on the days asked for."), ""),
    DateState.ALWAYS_ON: ("yes", gettext_lazy("It is always on. When days are asked for, it comes after what has a date."), ""),
    DateState.FULL: (
        "note",
        gettext_lazy("All its dates on the days asked for are full. What is full comes later among its equals."),
        gettext_lazy("Add places or a date, if there are any."),
    ),
    DateState.OTHER_DAYS: ("no", gettext_lazy("It has dates, but not on the days asked for."), ""),
    DateState.OVER: ("no", gettext_lazy("Its last date is over."), gettext_lazy("Add a new date.")),
    DateState.CANCELLED: ("no", gettext_lazy("Its coming dates are cancelled."), gettext_lazy("Add a new date.")),
    DateState.NONE: ("no", gettext_lazy("It has no dates."), gettext_lazy("Add a date.")),
}
AHEAD: Mapping[Ahead, Text] = {
    Ahead.MORE_WORDS: gettext_lazy("it holds more of the words"),
    Ahead.BETTER_WORDS: gettext_lazy("it holds the words in a weightier place: a title comes before a place, a place before a text"),
    Ahead.SHORTER_TITLE: gettext_lazy("the words make up more of its title"),
    Ahead.SOONER: gettext_lazy("it is sooner"),
    Ahead.NEARER: gettext_lazy("it is nearer"),
    Ahead.PLACES_LEFT: gettext_lazy("it has places left"),
    Ahead.DATED: gettext_lazy("it has a date, this one is always on"),
    Ahead.CHANCE: gettext_lazy("it is just as good; something has to come first"),
}
FIELD: Mapping[str, Text] = {
    "title": gettext_lazy("in the title"),
    "place": gettext_lazy("in the name or address of the place"),
    "parts": gettext_lazy("as a part of a longer word"),
    "body": gettext_lazy("in the text or the labels"),
}
ASKED: Mapping[str, Text] = {
    "kind": gettext_lazy("Kind"),
    "category": gettext_lazy("Category"),
    "audience": gettext_lazy("For whom"),
    "accessibility": gettext_lazy("Accessibility"),
    "language": gettext_lazy("Language"),
    "how": gettext_lazy("How to get it"),
    "municipality": gettext_lazy("Municipality"),
    "area": gettext_lazy("Area"),
    "venue": gettext_lazy("Venue"),
    "free": gettext_lazy("Price"),
    "places_left": gettext_lazy("Places left"),
    "near": gettext_lazy("Distance"),
    "bbox": gettext_lazy("Map area"),
}
EDITED = {"category", "audience", "accessibility", "language", "kind", "how"}  # what an editor may change on the offer's page


def verdict(found: Why) -> str:
    """Return the answer in one sentence."""
    total = found.finding.results.total
    if found.position:
        return _("It is found: number %(position)s of %(total)s.") % {"position": found.position, "total": total}
    if found.document and found.explanation and found.explanation.passes and found.explanation.held and total > LOOKED_THROUGH:
        return _("It is not among the first %(most)s of %(total)s.") % {"most": LOOKED_THROUGH, "total": total}
    return ngettext("It is not found. The search finds %(total)s other.", "It is not found. The search finds %(total)s others.", total) % {
        "total": total
    }


def standing_lines(found: Why, *, has_changes: bool) -> Iterator[Line]:
    """Say whether it is published and may be found at all."""
    for trouble in found.standing:
        text, advice = STANDING[trouble]
        yield Line("no", str(text), str(advice))
    if not found.standing:
        yield Line("yes", _("It is published, at an open venue in an area where cards work."))
    if has_changes:
        yield Line("note", _("There are changes that are not published: the search knows only what is."), _("Publish them."))


def index_lines(found: Why) -> Iterator[Line]:
    """Say what the search holds of it."""
    state, text, advice = INDEXED[found.indexed]
    yield Line(state, str(text), str(advice))
    if found.document:
        values = {"version": found.version, "when": when_words(found.indexed_at) if found.indexed_at else ""}
        said = _("Version %(version)s; last told to the search: %(when)s.") if found.indexed_at else _("Version %(version)s.")
        yield Line("note", said % values)


def reading_lines(found: Why, areas: Mapping[str, str]) -> Iterator[Line]:
    """Say how the search read the question."""
    finding = found.finding
    lang = finding.question.query.lang
    for chip in () if finding.is_loosened else finding.results.understood:
        yield Line("note", _("“%(words)s” was understood as: %(filter)s.") % {"words": chip.words, "filter": understood_label(chip, areas, lang)})
    if finding.is_loosened:
        yield Line("note", _("Nothing was found so, and every word was looked for as a plain word."))
    if finding.question.corrected:
        yield Line("note", _("The spelling was corrected: “%(text)s”.") % {"text": finding.question.corrected})
    words = ", ".join(_quoted(group.word) for group in finding.question.groups)
    yield Line("note", _("Looked for as words: %(words)s.") % {"words": words} if words else _("No words were left to look for."))


def filter_lines(found: Why, areas: Mapping[str, str]) -> Iterator[Line]:
    """Say which filter it passes, and whether it is on in the asked days."""
    explanation, query = found.explanation, found.finding.question.query
    if explanation is None:
        return
    state, text, advice = DATES[explanation.dates]
    asked = f" ({days_words(query.date_from, query.date_to)})" if query.date_from or query.date_to else ""
    yield Line(state, f"{text}{asked}", str(advice))
    for one in explanation.filters:
        yield _filter_line(one, explanation, areas, query.lang)


def _filter_line(one: Passed, explanation: Explanation, areas: Mapping[str, str], lang: str) -> Line:
    name = str(ASKED[one.name])
    if one.name == "near":
        return _near_line(one, explanation)
    labels = [] if one.name in {"venue", "bbox"} else [filter_label(one.name, value, areas, lang) for value in one.values]
    said = f"{name}: {', '.join(labels)}" if labels else name
    if one.is_passed:
        return Line("yes", _("%(filter)s – it fits.") % {"filter": said})
    advice = _("If it is true, choose it on the page of the offer or the venue.") if one.name in EDITED else ""
    return Line("no", _("%(filter)s – it does not fit.") % {"filter": said}, advice)


def _near_line(one: Passed, explanation: Explanation) -> Line:
    if explanation.metres is None:
        return Line("no", _("It has no place on the map."), _("Place the pin on the page of the venue."))
    values = {"far": number_format(explanation.metres / 1000, 1), "km": one.values[0]}
    if one.is_passed:
        return Line("yes", _("It is %(far)s km away, the search went as far as %(km)s km.") % values)
    return Line("no", _("It is %(far)s km away, the search went only as far as %(km)s km.") % values)


def _quoted(word: str) -> str:
    return _("“%(word)s”") % {"word": word}


def word_lines(found: Why) -> Iterator[Line]:
    """Say of each word whether it holds it, where and how."""
    if found.explanation is None or found.document is None:
        return
    for held in found.explanation.words:
        yield _word_line(held, found.document)
    missing = found.explanation.needed - found.explanation.held
    if missing and found.explanation.held and found.position is None and found.explanation.passes:
        yield Line("no", _("At least five others hold more of the words, so only those are shown."))


def _word_line(held: Held, document: OfferDocument) -> Line:
    if held.form is None:
        return Line(
            "no",
            _("“%(word)s” is nowhere in it.") % {"word": held.word},
            _("If it is true, write “%(word)s” into the title or the summary.") % {"word": held.word},
        )
    values = {"word": held.word, "where": FIELD[held.field], "as": ", ".join(_quoted(part.split(":", 1)[-1]) for part in held.token.split(" "))}
    if held.form is Form.CODE:
        return Line("yes", _("“%(word)s” is what it is: %(label)s.") % {"word": held.word, "label": _code_label(held.token)})
    if held.form is Form.MEANING:
        return Line("yes", _("“%(word)s” stands %(where)s as %(as)s, which means the same.") % values)
    if held.form is Form.PARTS and " " in held.token:
        return Line("yes", _("“%(word)s” stands there by its parts: %(as)s.") % values)
    return Line("yes", _("“%(word)s” stands %(where)s.") % values)


CODES = {"cat": "category", "aud": "audience", "acc": "accessibility", "kind": "kind", "how": "how"}


def _code_label(token: str) -> str:
    name, code = token.split(":", 1)
    return filter_label(CODES.get(name, name), code, {}, "fi")


def ahead_lines(found: Why) -> Iterator[Line]:
    """Say what stands before it, and why."""
    for other in found.ahead:
        reasons = "; ".join(str(AHEAD[reason]) for reason in other.reasons)
        yield Line("note", _("%(position)s. %(title)s: %(reasons)s.") % {"position": other.position, "title": other.title, "reasons": reasons})
