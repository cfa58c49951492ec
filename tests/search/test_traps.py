"""W1 to W8 of the traps: what Wagtail's own search does wrong never reaches the public's search, on either engine."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from django.test import Client

from common import outbox
from search import engines, handlers
from search.types import PAGE_SIZE_MOST
from tests.factories import AreaFactory, OccurrenceFactory, OfferFactory, VenueFactory, offer_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
FINDER, SEARCH, SUGGEST = "/fi/tarjonta/", "/api/v1/search", "/api/v1/suggest"

ODD = [
    '"', '""', "'", " ", "\t", "\x00", "a\x00b", "%", "\\", "*", "(", ")", "AND", "OR", "NOT", "NEAR(a b)", "title:jazz", "jazz*", "-jazz", "{}",
    '"jazz', 'jazz"', "jazz OR 1=1 --", "'; DROP TABLE doc; --", "🎭", "\u200b", "ﬁ", "a" * 500, "jazz " * 100, "../../etc/passwd", "<script>",
]  # fmt: skip


def offer(title: str, **more):
    made = OfferFactory(titles={"fi": title}, **more)
    OccurrenceFactory(offer=made)
    handlers.offers_changed("offer", [made.uuid])
    return made


def searched(client: Client, **asked) -> dict:
    answer = client.get(SEARCH, asked)
    assert answer.status_code == 200, asked
    return answer.json()


def titles(found: dict) -> list[str]:
    return [hit["title"] for hit in found["hits"]]


@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text[:20]))
def test_w1_no_sign_breaks_the_search(client, text: str) -> None:
    offer("Jazz-ilta")

    for address, name in ((FINDER, "q"), (SEARCH, "q"), (SUGGEST, "q")):
        answer = client.get(address, {name: text})
        assert answer.status_code in {200, 422}, (address, answer.status_code)


@pytest.mark.parametrize("text", ['"jazz"', 'jazz"', "jazz\x00", "  jazz  "])
def test_w1_a_word_among_odd_signs_is_still_found(client, text: str) -> None:
    offer("Jazz-ilta")

    assert titles(searched(client, q=text)) == ["Jazz-ilta"]


@pytest.mark.parametrize("text", ["konsertti", "konsertteja", "konsertissa", "lastenkonsertti", "lapset konsertti"])
def test_w2_forms_and_parts_of_words_are_found(client, text: str) -> None:
    offer("Lastenkonsertteja valimossa")

    assert titles(searched(client, q=text)) == ["Lastenkonsertteja valimossa"]


@pytest.mark.parametrize("text", ["teatteri", "kesäteatteri", "teatterissa"])
def test_w2_a_compound_is_found_by_its_part(client, text: str) -> None:
    offer("Kesäteatteri järven rannalla")

    assert titles(searched(client, q=text)) == ["Kesäteatteri järven rannalla"]


def test_w2_dots_make_other_words(client) -> None:
    offer("Sääri ja polvi")

    assert titles(searched(client, q="saari", as_typed=1)) == []


def test_w3_typing_errors_are_forgiven(client) -> None:
    offer("Näyttely avautuu")

    found = searched(client, q="nyttely")

    assert (titles(found), found["corrected"]) == (["Näyttely avautuu"], "näyttely")


def test_w3_options_that_an_offer_has_several_of_are_counted(client) -> None:
    offer("Yksi", categories=["theatre", "family"])
    offer("Kaksi", categories=["family"])

    counted = {option["value"]: option["count"] for option in searched(client)["facets"]["category"]}

    assert counted == {"family": 2, "theatre": 1}


def test_w4_every_word_is_asked_for_while_enough_offers_hold_all(client) -> None:
    for number in range(5):
        offer(f"Jazz laivalla {number}")
    offer("Jazz rannalla")
    offer("Teatteria laivalla")

    assert searched(client, q="jazz laivalla")["total"] == 5


def test_w5_an_offer_is_found_once_whatever_its_languages(client) -> None:
    page = offer_page(title="Kesäyön uni")
    for language in ("sv", "en"):
        page.copy_for_translation(_locale(language), copy_parents=True, alias=True)
    outbox.drain()

    for language in ("fi", "sv", "en", "fi-simple"):
        assert searched(client, q="kesäyön", lang=language)["total"] == 1, language


def test_w5_an_alias_is_no_result_of_its_own_after_a_rebuild(client) -> None:
    page = offer_page(title="Kesäyön uni")
    page.copy_for_translation(_locale("sv"), copy_parents=True, alias=True)

    call_command("rebuild_search")

    assert searched(client, q="kesäyön")["total"] == 1


def _locale(language: str):
    from wagtail.models import Locale  # its table belongs to the test's database

    return Locale.objects.get(language_code=language)


def test_w6_every_area_is_counted_not_the_first_ten(client) -> None:
    for number in range(30):
        offer(f"Ilta {number}", venue=VenueFactory(area=AreaFactory(slug=f"seutu-{number}")))

    assert len(searched(client)["facets"]["area"]) == 30


@pytest.mark.parametrize(
    ("typed", "named"),
    [("äänes", "Äänestä iloa"), ("åbo", "Åbo svenska teater"), ("öljy", "Öljyvärit"), ("aanes", "Äänestä iloa"), ("ÄÄNES", "Äänestä iloa")],
)
def test_w7_names_with_dots_and_rings_are_completed(client, typed: str, named: str) -> None:
    offer(named)

    answer = client.get(SUGGEST, {"q": typed})

    assert named in [line["label"] for line in answer.json()]


@pytest.mark.parametrize("where", ["title", "summary", "description", "venue"])
def test_w8_forms_of_words_are_found_wherever_they_stand(client, where: str) -> None:
    made = OfferFactory(titles={"fi": "Ilta"}, venue=VenueFactory(names={"fi": "Konserttien talo"} if where == "venue" else {"fi": "Valimo"}))
    OccurrenceFactory(offer=made)
    if where != "venue":
        made.texts.filter(language="fi").update(**{where: "Kaupungin konserteista"})
    handlers.offers_changed("offer", [made.uuid])

    assert searched(client, q="konsertti")["total"] == 1


def test_a_page_is_as_long_as_it_may_be_and_no_longer(client) -> None:
    answer = client.get(SEARCH, {"page_size": PAGE_SIZE_MOST + 1})

    assert answer.status_code == 422


def test_the_public_search_never_asks_wagtails(client, monkeypatch: pytest.MonkeyPatch) -> None:
    from modelsearch.backends.base import BaseSearchBackend  # only to see that nobody calls it

    def never(*_args, **_more):
        raise AssertionError("the public search asked Wagtail's backend")

    monkeypatch.setattr(BaseSearchBackend, "_search", never)
    offer("Jazz-ilta")

    page = client.get(FINDER, {"q": "jazz"}).content.decode()
    assert re.search(r'<h2 class="title"><a href="[^"]+"', page)
    assert engines.current().health().documents == 1
