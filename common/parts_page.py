"""Example values for `/_parts/`: every part of the look with all its states. Development only; the events are invented."""

from __future__ import annotations

from types import SimpleNamespace as Of
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from markupsafe import Markup

from common.charts import Point, bar_picture
from common.icons import ICONS

LONG = "Lastenkulttuurikeskuksen nukketeatteriesitys ja kaikenikäisten sanataideharjoitus"


def _row(category: str, seed: int, when: str, title: str, **more: Any) -> Of:
    values = {"venue": "Kaupunginteatteri", "town": "Kajaani", "places_left": 6, "url": "#rivi"}
    return Of(category=category, seed=seed, when=when, title=title, **(values | more))


def rows() -> list[Of]:
    """Return one row for each state of places and of the offer."""
    return [
        _row("theatre", 3, "Tänään klo 18.30", "Kesäyön uni – koko perheen näytelmä", far="600 m keskustasta"),
        _row("museum", 12, "Tänään klo 10–18", "Tervan tie. Elämää joen varrella", venue="Kainuun museo", places_left=None),
        _row("music", 7, "Huomenna klo 19", "Talven valo: kamarikuoron konsertti", town="Sotkamo", places_left=2, far="38 km keskustasta"),
        _row("craft", 21, "Tiistaina 1.12. klo 17", "Villasukka viikossa – neulontakurssi", places_left=None, how="enrol-then-code"),
        _row("film", 9, "Lauantaina 28.11. klo 14", "Lauantaimatinea: lyhytelokuvia pohjoisesta", places_left=0),
        _row("family", 4, "Lauantaina 28.11. klo 11", LONG, places_left=1, venue="Kulttuurikeskus Kaukametsän kamarimusiikkisali"),
        _row("dance", 8, "Perjantaina 4.12. klo 19", "Dans på Ritz", lang="sv", venue="Ritz", town="Vasa", places_left=0, state="queue"),
        _row("circus", 2, "Torstaina 26.11. klo 18", "Sirkusilta", state="cancelled"),
        _row("sport", 5, "Keskiviikkoisin klo 12", "Vesijumppa kaikille", venue="Uimahalli", places_left=None, how="at-the-desk"),
        _row("lecture", 6, "Eilen klo 17", "Luento revontulista", state="ended"),
    ]


AREAS = [
    Of(url="#", name="Kainuu", summary="12 paikkaa kahdeksassa kunnassa."),
    Of(url="#", name="Närpes", lang="sv", summary="Fem besöksmål.", state=("Kokeilu", "wait")),
    Of(url="#", name="Pietarsaaren seutu", summary="Kortti tulee käyttöön vuonna 2027.", state=("Valmistelussa", "plain")),
]
VENUES = [
    Of(url="#", name="Kajaanin kaupunginteatteri", category="theatre", seed=7, how="Varaa paikka täältä"),
    Of(url="#", name="Kaukametsän opisto", category="learning", seed=14, how="Ilmoittaudu, kerro kortin numero"),
    Of(url="#", name="Uimahalli", category="sport", seed=21, how="Näytä kortti kassalla", town="Kajaani"),
]
DISTRIBUTORS = [
    Of(
        name="Etsivä nuorisotyö",
        town="Kajaani",
        kind="Nuorisotyö",
        address="Kauppakatu 14, 87100 Kajaani",
        hours="ma–pe 9–15",
        phone="08 000 000",
        phone_href="tel:+3588000000",
        how_to_ask="”Hei, olen teillä asiakkaana. Saanko Kaikukortin?”",
    ),
    Of(name="Mielenterveysyhdistys", town="Sotkamo", hours="ti ja to 10–14", email="kaikukortti@yhdistys.example"),
]
STEPS = [
    Of(title="Varaa paikka", text="Tarvitset korttisi numeron ja PIN-koodin. Varaamiseen et tarvitse nimeäsi."),
    Of(title="Ota lippu mukaan", text="Näytä lippu puhelimesta, tulosta se tai kirjoita lipun koodi muistiin."),
    Of(title="Näytä lippu ovella", text="Tule viimeistään 15 minuuttia ennen alkua.", href="#", link="Kartta ja reitti"),
]
FACTS = [
    Of(icon="people", title="Kuka pääsee mukaan?", text="Alle 18-vuotiaat omat lapsesi ja lapsenlapsesi, kun tulette yhdessä."),
    Of(icon="euro", title="Muut maksut", text="Narikka 2 €, vapaaehtoinen."),
    Of(icon="wheel", title="Esteettömyys", text="Esteetön sisäänkäynti, kaksi pyörätuolipaikkaa, induktiosilmukka."),
    Of(icon="bus", title="Kotiin illalla", text="Lähin pysäkki Raatihuoneentori.", href="#", link="Kartta ja reitti"),
]
DAYS = [
    Of(weekday="ti", number="24.11.", note="6 paikkaa", href="#", is_chosen=True),
    Of(weekday="ke", number="25.11.", note="2 paikkaa", href="#"),
    Of(weekday="to", number="26.11.", note="täynnä", is_off=True, why="Kaikki paikat on varattu"),
    Of(weekday="pe", number="27.11.", href="#"),
]
DATES = [
    Of(words="tänään tiistaina 24.11. klo 18.30", places_left=6, href="#", label="Varaa paikka"),
    Of(words="lauantaina 28.11. klo 13", places_left=0, note="Voit jäädä jonoon esityksen sivulla."),
    Of(words="sunnuntaina 29.11. klo 13", places_left=4, state="cancelled"),
]
RADIO_DAYS = [
    Of(weekday="ti", number="24.11.", note="6 paikkaa", value="a", is_chosen=True),
    Of(weekday="ke", number="25.11.", note="2 paikkaa", value="b"),
    Of(weekday="to", number="26.11.", note="täynnä", is_off=True, why="Kaikki paikat on varattu"),
]
HOURS = [
    Of(label="maanantai", hours=""),
    Of(label="tiistai", hours="10–18", is_today=True),
    Of(label="keskiviikko", hours="10–20"),
    Of(label="torstai–sunnuntai", hours="11–16"),
]
EXCEPTIONS = [Of(label="itsenäisyyspäivä 6.12.", hours="")]
TABLE = [
    ["Kajaanin kaupunginteatteri", "402", "31 %", "560", "72 %"],
    ["Uimahalli", "377", "38 %", "ei rajaa", "–"],
    ["Elokuvateatteri", "peitetty", "peitetty", "24", "peitetty"],
]
BARS = bar_picture(
    [
        Point("elo", "64", 64),
        Point("syys", "131", 131),
        Point("loka", "168", 168),
        Point("marras", "197", 197, is_lit=True),
        Point("joulu", "peitetty", None),
    ]
)
PINS = [
    Of(href="#", label="Kajaani, 8 tapahtumaa", count=8),
    Of(href="#", label="Sotkamo, 1 tapahtuma", count=1),
]
LINKS = [
    Of(key="offers", label="Tarjonta", href="#"),
    Of(key="areas", label="Alueet", href="#"),
    Of(key="card", label="Mikä Kaikukortti on?", href="#"),
    Of(key="mine", label="Oma kortti", href="#"),
]
TABS = [
    Of(key="home", label="Etusivu", href="#"),
    Of(key="offers", label="Tarjonta", href="#"),
    Of(key="map", label="Kartta", href="#"),
    Of(key="mine", label="Oma", href="#"),
]


def ticket(**more: Any) -> Of:
    """Return a ticket whose code is a fixed QR of no meaning."""
    code = segno.make("KK1EXAMPLEONLY", error="m").svg_inline(omitsize=True, border=4)
    words = {
        "title": "Kesäyön uni",
        "when": "Tänään tiistaina 24.11. klo 18.30",
        "where": "Kaupunginteatteri, Kajaani",
        "short": "417 052 886",
        "people": "1 henkilö + 2 lasta",
    }
    return Of(code=Markup(code), **(words | more))  # noqa: S704  (drawn by the library from our text)


def values() -> dict[str, Any]:
    """Return everything that `parts_page.html` shows."""
    return {
        "rows": rows(),
        "areas": AREAS,
        "venues": VENUES,
        "distributors": DISTRIBUTORS,
        "steps_shown": STEPS,
        "facts": FACTS,
        "days": DAYS,
        "dates": DATES,
        "radio_days": RADIO_DAYS,
        "hours": HOURS,
        "exceptions": EXCEPTIONS,
        "table": TABLE,
        "bars": BARS,
        "pins": PINS,
        "links": LINKS,
        "tab_links": TABS,
        "good_ticket": ticket(),
        "gone_ticket": ticket(state="Peruttu"),
        "icon_names": list(ICONS),
        "long_word": "Lastenkulttuurikeskustoimintasuunnitelmaluonnos",
    }


def show(request: HttpRequest) -> HttpResponse:
    """Show the public parts; `?lang=` says the parts' own words in another language."""
    return _shown(request, "parts_page.html")


def show_wing(request: HttpRequest) -> HttpResponse:
    """Show the parts of desk, counter and figures, which have a style sheet of their own."""
    return _shown(request, "parts_wing.html")


def _shown(request: HttpRequest, template: str) -> HttpResponse:
    with translation.override(request.GET.get("lang", "fi")):
        return render(request, template, values())
