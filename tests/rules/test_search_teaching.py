"""What editors may teach the search, and which words call a pinned answer."""

from __future__ import annotations

from datetime import date

import pytest

from search.codes import Meaning
from search.pinned import Pin, pinned_card
from search.rules import Objection, Refusal, link_refusal, phrase, phrases, pin_refusal, season_days, synonyms_refusal, understood_refusal

TODAY = date(2026, 11, 24)


def test_a_list_is_read_as_people_write_it() -> None:
    assert phrases(" Jumppa, gympa;\nAerobics , jumppa,, “Stand-up” ") == ("jumppa", "gympa", "aerobics", "stand-up")
    assert phrase("  Hukassa   KORTTI! ") == "hukassa kortti"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Refusal.TWO_WORDS_NEEDED),
        ("jumppa", Refusal.TWO_WORDS_NEEDED),
        ("jumppa, Jumppa", Refusal.TWO_WORDS_NEEDED),
        ("jumppa, gympa", None),
        ("jumppa, kolmen sanan fraasi", None),
        ("jumppa, neljän sanan pitkä fraasi", Refusal.PHRASE_TOO_LONG),
        ("jumppa, bio", Refusal.WORD_IN_TWO_GROUPS),
    ],
)
def test_a_group_needs_two_words_of_its_own(text: str, expected: Refusal | None) -> None:
    objection = synonyms_refusal(text, {"bio": "bio, leffa"})

    assert (objection and objection.reason) is expected


def test_it_is_told_which_other_group_holds_the_word() -> None:
    assert synonyms_refusal("jumppa, bio", {"bio": "bio, leffa"}) == Objection(Refusal.WORD_IN_TWO_GROUPS, "bio", "bio, leffa")


@pytest.mark.parametrize(
    ("text", "meaning", "days", "otherwise", "expected"),
    [
        ("mukula", Meaning.AUDIENCE, (None, None), "", None),
        (" !", Meaning.AUDIENCE, (None, None), "", Refusal.WORD_NEEDED),
        ("yksi kaksi kolme neljä", Meaning.AUDIENCE, (None, None), "", Refusal.PHRASE_TOO_LONG),
        ("lapset", Meaning.AUDIENCE, (None, None), "Lapsille", Refusal.ALREADY_UNDERSTOOD),
        ("hiihtoloma", Meaning.SEASON, (None, None), "", Refusal.SEASON_NEEDS_DAYS),
        ("hiihtoloma", Meaning.SEASON, (date(2027, 2, 15), None), "", Refusal.SEASON_NEEDS_DAYS),
        ("hiihtoloma", Meaning.SEASON, (date(2027, 3, 14), date(2027, 2, 15)), "", Refusal.DAYS_TURNED),
        ("hiihtoloma", Meaning.SEASON, (date(2027, 2, 15), date(2027, 2, 15)), "", None),
    ],
)
def test_an_understood_word_is_a_word_with_one_meaning(text, meaning, days, otherwise, expected) -> None:
    objection = understood_refusal(text, meaning, *days, otherwise=otherwise)

    assert (objection and objection.reason) is expected


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("/fi/kortti/", True),
        ("https://example.org/ohje?x=1", True),
        ("http://example.org", True),
        ("//example.org/", False),
        ("/\\example.org", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("mailto:a@example.org", False),
        ("https://", False),
        ("https://[x", False),
        ("fi/kortti/", False),
        ("/fi/kortti kadonnut/", False),
    ],
)
def test_links_lead_to_our_pages_or_to_the_web(address: str, is_link: bool) -> None:
    assert (link_refusal(address) is None) is is_link


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2024, 2, 15), date(2024, 3, 14), (date(2027, 2, 15), date(2027, 3, 14))),  # over this year
        (date(2024, 11, 1), date(2024, 11, 24), (date(2026, 11, 1), date(2026, 11, 24))),  # its last day is today
        (date(2024, 11, 1), date(2024, 11, 23), (date(2027, 11, 1), date(2027, 11, 23))),
        (date(2024, 12, 20), date(2025, 1, 6), (date(2026, 12, 20), date(2027, 1, 6))),  # over the turn of the year
        (date(2030, 12, 20), date(2031, 1, 6), (date(2026, 12, 20), date(2027, 1, 6))),
        (date(2024, 2, 29), date(2024, 2, 29), (date(2027, 2, 28), date(2027, 2, 28))),
    ],
)
def test_a_yearly_season_is_the_one_that_goes_on_or_comes_next(first, last, expected) -> None:
    assert season_days(first, last, TODAY) == expected


def test_a_season_over_the_turn_of_the_year_goes_on_in_january() -> None:
    assert season_days(date(2024, 12, 20), date(2025, 1, 6), date(2027, 1, 3)) == (date(2026, 12, 20), date(2027, 1, 6))


# --- pinned answers ---------------------------------------------------------------------------------------------------

LOST = Pin(
    ("kortti hukassa", "borttappat kort"),
    {"fi": ("Hukkasitko kortin?", "Soita sinne, mistä sait sen."), "sv": ("Har du tappat kortet?", "Ring dit där du fick det.")},
    {"fi": "/fi/kortti/", "sv": "/sv/kortet/", "en": "/en/card/"},
)
CARD = Pin(("kortti",), {"fi": ("Mikä kortti?", "Lue lisää.")}, {"fi": "/fi/kortti/"})


def card(text: str, *pins: Pin, lang: str = "fi", today: date = TODAY):
    return pinned_card(pins or (LOST,), text, lang=lang, today=today)


@pytest.mark.parametrize(
    ("text", "is_called"),
    [
        ("kortti hukassa", True),
        ("Hukassa KORTTINI, mitä nyt", True),
        ("kortti hukasa", True),  # one slip of the finger
        ("kortit", False),
        ("hukassa", False),
        ("tappat bort kort", False),
        ("borttappade kort", True),
        ("", False),
        ("!", False),
    ],
)
def test_all_the_words_of_a_phrase_call_its_answer(text: str, is_called: bool) -> None:
    assert (card(text) is not None) is is_called


def test_the_longest_phrase_wins_then_the_first() -> None:
    assert card("kortti hukassa", CARD, LOST).title == "Hukkasitko kortin?"
    assert card("kortti", CARD, LOST).title == "Mikä kortti?"
    assert card("kortti hukassa", LOST, Pin(("hukassa kortti",), {"fi": ("Toinen", "x")}, {"fi": "/"})).title == "Hukkasitko kortin?"


def test_a_reader_gets_their_language_or_finnish_that_is_marked() -> None:
    assert (card("kortti hukassa", lang="sv").href, card("kortti hukassa", lang="sv").lang) == ("/sv/kortet/", "")
    english = card("kortti hukassa", lang="en")
    assert (english.title, english.href, english.lang) == ("Hukkasitko kortin?", "/en/card/", "fi")
    assert (card("kortti hukassa", lang="fi-simple").lang, card("kortti hukassa", lang="fi-simple").href) == ("fi", "/fi/kortti/")


@pytest.mark.parametrize(("today", "is_shown"), [(date(2026, 11, 22), False), (date(2026, 11, 23), True), (TODAY, True), (date(2026, 11, 25), False)])
def test_an_answer_is_shown_on_its_days_only(today: date, is_shown: bool) -> None:
    pin = Pin(LOST.phrases, LOST.texts, LOST.links, since=date(2026, 11, 23), until=TODAY)

    assert (card("kortti hukassa", pin, today=today) is not None) is is_shown


def test_a_pinned_answer_needs_words_and_days_in_order() -> None:
    assert pin_refusal(" , ", None, None) == Objection(Refusal.WORD_NEEDED)
    assert pin_refusal("kortti", TODAY, date(2026, 11, 23)) == Objection(Refusal.DAYS_TURNED)
    assert pin_refusal("kortti", TODAY, TODAY) is None
